"""The panes: thin widgets over the pages."""
