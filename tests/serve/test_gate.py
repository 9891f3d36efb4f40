"""The counts at the gate, by a clock of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tui.serve.gate import Gate, network
from tui.serve.settings import Settings

SETTINGS = Settings("127.0.0.1", 2222, Path("d"), Path("h"), None, strangers=1000)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_address_may_open_a_burst_and_then_so_many_a_second() -> None:
    clock = Clock()
    gate = Gate(replace(SETTINGS, burst=3, per_second=0.5), clock)
    assert [gate.arrives("192.0.2.1") for _ in range(4)] == [True, True, True, False]
    assert gate.arrives("192.0.2.2")
    clock.now += 1.9
    assert not gate.arrives("192.0.2.1")
    clock.now += 0.2
    assert [gate.arrives("192.0.2.1") for _ in range(2)] == [True, False]
    clock.now += 1000
    assert [gate.arrives("192.0.2.1") for _ in range(4)] == [True, True, True, False]


def test_addresses_are_forgotten_when_there_are_many() -> None:
    clock = Clock()
    gate = Gate(replace(SETTINGS, strangers=10**9, burst=2, per_second=1), clock)
    for n in range(20_000):
        clock.now += 0.01
        assert gate.arrives(f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}")
    assert len(gate._allowed) <= 10_002


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
    ],
)
def test_an_address_is_what_one_customer_has(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same


def test_only_so_many_strangers() -> None:
    gate = Gate(replace(SETTINGS, strangers=4))
    addresses = [f"192.0.2.{n}" for n in range(5)]
    assert [gate.arrives(each) for each in addresses] == [True, True, True, True, False]
    gate.known(addresses[0])
    assert gate.arrives(addresses[4])


def test_one_address_does_not_keep_all_others_out() -> None:
    gate = Gate(replace(SETTINGS, strangers=4))
    assert [gate.arrives("2001:db8::1"), gate.arrives("2001:db8::2")] == [True, True]
    assert not gate.arrives("2001:db8::3")
    assert gate.arrives("2001:db8:1::1")
    gate.known("2001:db8::2")
    assert gate.arrives("2001:db8::3")


def test_visits_are_counted_by_key_and_in_all() -> None:
    gate = Gate(replace(SETTINGS, max_sessions=3, max_per_key=2))
    assert [gate.enters("a") for _ in range(2)] == ["", ""]
    assert "You are in 2 times" in gate.enters("a")
    assert gate.enters("b") == ""
    assert "3 visitors are in" in gate.enters("c")
    gate.leaves("a")
    assert gate.enters("a") == ""
