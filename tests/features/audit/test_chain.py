"""The form of a line is one for one line only, and comes back from each database as it went in."""

import hashlib
import math
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import chain, reading
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.chain import START, Link
from tests.features.audit.tampering import verdict
from tests.world import World

words = st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])), min_size=10, max_size=10)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts | st.integers(), inner, max_size=3),
    max_leaves=8,
)


@given(words, words)
def test_two_lines_have_one_form_only_if_they_are_one(first: list[str | None], second: list[str | None]) -> None:
    assert (chain.form(first) == chain.form(second)) == (first == second)


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=6))
def test_each_link_hangs_on_number_digest_and_mac_of_the_one_before(forms: list[bytes]) -> None:
    def mac(digest: bytes) -> bytes:
        return hashlib.sha256(b"key" + digest).digest()

    made = list(chain.links(START, forms, mac))
    assert [link.number for link in made] == list(range(1, len(forms) + 1))
    for before, link, form in zip([START, *made], made, forms, strict=False):
        assert link.mac == mac(link.digest)
        for other in (
            Link(before.number + 1, before.digest, before.mac),
            Link(before.number, bytes(31) + b"x", before.mac),
            Link(before.number, before.digest, bytes(31) + b"x"),
        ):
            assert chain.digest_of(other, form) != link.digest


@given(st.dictionaries(texts, plain, max_size=4))
def test_details_in_their_form_stay_in_it(details: dict[str, Any]) -> None:
    once = chain.plain_details(details)
    assert chain.word(chain.plain_details(once)) == chain.word(once)


@pytest.mark.parametrize("value", [math.nan, math.inf, UUID(int=1), b"bytes"])
def test_details_that_no_database_gives_back_are_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        chain.plain_details({"value": value})


def test_a_moment_is_the_same_in_every_zone() -> None:
    moment = datetime(2026, 3, 2, 1, 0, 0, 7, tzinfo=UTC)
    assert chain.word(moment) == "2026-03-02 01:00:00.000007"
    assert chain.word(moment.astimezone(timezone(timedelta(hours=9)))) == chain.word(moment)


ODD = [
    {}, {"b": 1, "a": {"z": [1, None, True], "가": "é e\u0301 👩‍👧 \\ \" '"}}, {"float": 1e22, "small": -0.0, "big": 10**30},
    {"key": {10: "a", 9: "b"}}, {"lone": "\ud800", "nul": "\0", "empty": "", "none": None, "tuple": (1, 2)},
]  # fmt: skip


def test_whatever_is_recorded_comes_back_from_the_database_as_it_was_hashed(world: World) -> None:
    moments = [datetime(2026, 3, 2, 1, 2, 3, micro, tzinfo=UTC) for micro in (0, 1, 999_999, 120_000, 500)]
    for moment, details in zip(moments, ODD, strict=True):
        world.clock.now = moment
        for actor in (SYSTEM, Actor(Role.ADMIN, UUID(int=2**128 - 1), "::1", "é e\u0301 한글 ")):
            with world.works.open(actor) as work:
                audit.record(work, " deed ", about=UUID(int=0), reason=" 이유 e\u0301\n\t'\" ", **details)
                audit.record(work, "", details=details)
    found = verdict(world)
    assert found.ok, found
    assert found.lines == 20
    with world.as_system() as work:
        line = reading.lines(work, after=5, upto=6)[0]
    assert line.details == {"details": ODD[1]}
