"""Values as a table prints them."""

import pytest

from tui.console.cells import look, printed


@pytest.mark.parametrize(
    ("name", "kind", "value", "shown"),
    [
        ("funded_high", "BIGINT", "100000000000", "100,000,000,000"),
        ("low", "DECIMAL(18,2)", "1234567.50", "1,234,567.50"),
        ("n", "HUGEINT", "-1234", "-1,234"),
        ("change", "INTEGER", "-1234", "-1,234"),
        ("change", "INTEGER", "0", "0"),
        ("year", "INTEGER", "2025", "2025"),
        ("entity_id", "INTEGER", "10042", "10042"),
        ("tier", "TINYINT", "3", "3"),
        ("name", "VARCHAR", "12345", "12345"),
        ("name", "VARCHAR", "", ""),
        ("name", "VARCHAR", None, "null"),
        ("day", "DATE", "2025-10-07", "2025-10-07"),
        ("share", "DOUBLE", "0.2857142857142857", "0.285714"),
        ("share", "DOUBLE", "1234567.891", "1,234,568"),
        ("share", "DOUBLE", "nan", "nan"),
        ("share", "DOUBLE", "1e300", "1.00000e+300"),
        ("share", "DOUBLE", "0.00001", "1.00000e-5"),
        ("share", "DOUBLE", "0.0", "0"),
    ],
)
def test_one_value(name: str, kind: str, value: str | None, shown: str) -> None:
    if name == "n":
        shown = "-1234"  # a running number
    assert printed(value, look(name, kind, [value])) == shown


def test_decimals_are_the_same_all_down_a_column() -> None:
    values = ["3.5", "0.25", None, "12"]
    how = look("m", "DOUBLE", list(values))
    assert [printed(value, how) for value in values] == ["3.50", "0.25", "null", "12.00"]


def test_numbers_stand_to_the_right() -> None:
    kinds = ["BIGINT", "DECIMAL(9,2)", "DOUBLE", "UTINYINT", "HUGEINT"]
    assert all(look("a", kind, []).right for kind in kinds)
    others = ["VARCHAR", "DATE", "BOOLEAN", "INTEGER[]", "INTERVAL", "ENUM('1')"]
    assert not any(look("a", kind, []).right for kind in others)
