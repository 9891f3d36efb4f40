"""Sources, the reader and the search."""
