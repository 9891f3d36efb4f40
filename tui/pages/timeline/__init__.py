"""The deal timeline."""
