"""Headless drawing: data in, lines of (text, role) out. Never imports Textual."""
