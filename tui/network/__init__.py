"""Loops, circulation, funding gaps, ratios and stress: pure functions over legs."""
