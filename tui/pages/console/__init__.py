"""What the console shows of a result, and its lists."""
