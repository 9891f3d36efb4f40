"""What puts a terminal back, whoever has to send it."""

# Everything that this program or its driver switches on, switched off: key protocol, focus and
# resize reports, paste brackets; line wrap and cursor back, colours off, the alternate screen left.
RESTORE = (
    b"\x1b[<u\x1b[?1004l\x1b[?2048l\x1b[?2004l\x1b[?2026l\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h\x1b[0m"
)
