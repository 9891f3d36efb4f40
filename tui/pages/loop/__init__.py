"""The capital loop."""
