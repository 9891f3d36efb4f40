"""Tables in other schemas and databases than the one that is open."""

from tests.console.given import MARCH
from tui.console.complete import complete
from tui.console.read import read_catalogue
from tui.corpus.session import Session
from tui.corpus.store import Store
from tui.pages.console.picks import tables


def elsewhere() -> Session:
    store = Store.memory()
    store.script(
        "create table orders as select 1 as here; create schema sales;"
        "create table sales.orders as select 2 as there, 3 as more;"
        "attach ':memory:' as other; create table other.\"a b\" as select 4 as far"
    )
    return Session(store, MARCH)


def test_they_are_listed_by_their_whole_names_and_can_be_described() -> None:
    own = elsewhere()
    items = {item.name: item for item in tables(read_catalogue(own)).items}
    assert {"orders", "sales.orders", 'other."a b"'} <= set(items)
    for name, columns in [("orders", 1), ("sales.orders", 2), ('other."a b"', 1)]:
        assert own.run(items[name].runs_too, {}).rows == columns
        assert own.run(items[name].runs, {}).rows == columns


def test_their_names_and_columns_are_offered() -> None:
    catalogue = read_catalogue(elsewhere())

    def offers(before: str, after: str = "") -> list[str]:
        return [o.text for o in complete(before + after, len(before), catalogue).offers]

    assert "sales.orders" in offers("from sal")
    assert offers("from sales.") == ["orders"]
    assert offers("select th", " from sales.orders")[0] == "there"
    assert offers("select he", " from orders")[0] == "here"
    assert offers("select fa", ' from other."a b"')[0] == "far"
