"""The console on a real terminal: what it leaves on the screen, and how little it sends."""

from tests.terminal.test_launch import Start, cache, open_console, start

__all__ = ["cache", "start"]  # fixtures


def test_what_a_list_covered_is_drawn_again(start: Start) -> None:
    terminal = open_console(start())
    terminal.press("ctrl+o")
    terminal.wait_for("Queries")
    terminal.type("loses")
    terminal.wait_for("1 of 1")
    terminal.press("enter")
    terminal.wait_for("Result ─")
    terminal.wait_for(lambda t: "Queries" not in t.text() and "asks for" not in t.text())
    terminal.press("f5")
    terminal.wait_for("complete")
    assert "Queries" not in terminal.text()
    terminal.press("ctrl+g")
    terminal.wait_for("Tables")
    terminal.press("escape")
    terminal.wait_for(lambda t: "Tables" not in t.text() and "Result ─" in t.text())


def test_a_typed_character_sends_at_most_two_kilobytes(start: Start) -> None:
    terminal = open_console(start())
    terminal.press("f7")
    terminal.wait_for(lambda t: len(t.marked()) > len("cursor"))  # all is selected
    terminal.press("backspace")
    terminal.wait_for(lambda t: "from dyads" not in t.text())
    typed = ""
    for character in "select vendor_id, funded from dyads where ven":
        before = len(terminal.raw())
        terminal.type(character)
        typed += character
        wanted = typed[-8:]
        terminal.wait_for(lambda t, wanted=wanted: wanted.strip() in t.text())
        assert len(terminal.raw()) - before <= 2_000, (character, len(terminal.raw()) - before)


def test_where_the_keys_go_is_told_at_once(start: Start) -> None:
    terminal = open_console(start())
    terminal.wait_for("esc to leave")
    terminal.press("escape")
    terminal.wait_for(lambda t: "tab types here" in t.text() and "esc to leave" not in t.text())
    terminal.press("tab")
    terminal.wait_for("esc to leave")
