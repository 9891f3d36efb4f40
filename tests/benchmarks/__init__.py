"""Measurements, run by hand with `python -m tests.benchmarks`; no test depends on a clock."""
