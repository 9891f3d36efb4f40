"""A small catalogue, and sessions over the shipped corpus."""

from datetime import date

from tests.corpus.shipped import store
from tui.console.catalogue import Catalogue, Column, Function, Table
from tui.context import Context
from tui.corpus.session import Session

MARCH = Context(date(2026, 3, 5))
STATUS = "ENUM('paid', 'binding', 'announced')"

CATALOGUE = Catalogue(
    tables={
        "legs": Table(
            "legs",
            "table",
            "One directed promise. Nothing else.",
            (
                Column("leg_id", "VARCHAR"),
                Column("payer_id", "VARCHAR", doc="who pays"),
                Column("status", STATUS),
                Column("amount", "BIGINT", "$", "what was promised"),
            ),
        ),
        "deals": Table(
            "deals", "table", "", (Column("deal_id", "VARCHAR"), Column("leg_id", "VARCHAR"))
        ),
        "leg_numbers": Table("leg_numbers", "table", "", (Column("leg_no", "INTEGER"),)),
        "'my.parquet'": Table("'my.parquet'", "file", "", (Column("total", "DOUBLE"),)),
        "flows": Table("flows", "view", "", (Column("payer_id", "VARCHAR"), Column("a b", "DATE"))),
        "diff": Table(
            "diff", "macro", "", (Column("change", "VARCHAR"),), ("from_date", "to_date")
        ),
    },
    functions={
        "lower": Function("lower", ("lower(string varchar) → varchar",)),
        "range": Function("range", ("range(stop bigint)",), in_from=True),
        "lens": Function("lens", ("lens()",), own=True),
    },
    values={STATUS: ("paid", "binding", "announced"), "lens": ("headline", "paid")},
    ids={"payer_id": {"nvidia": "Nvidia", "openai": "OpenAI"}},
    keywords=(
        *("by", "from", "join", "left", "like", "limit", "on", "order", "select", "set"),
        *("update", "insert", "into", "pivot", "variable", "where"),
    ),
)


def session(context: Context = MARCH) -> Session:
    """A session of its own over the shipped corpus."""
    return Session(store(), context)
