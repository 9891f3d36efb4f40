"""The explorer for others: an SSH server, and what a visitor of it may do."""
