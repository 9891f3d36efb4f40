"""From files to a database and back: headless, never imports Textual."""
