"""What each pane shows, without a terminal: frames and a cursor go in, lines come out."""
