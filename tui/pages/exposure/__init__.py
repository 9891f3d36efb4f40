"""The exposure table."""
