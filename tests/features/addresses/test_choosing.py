"""Where the court's post goes: chosen by herself alone, sealed, shown masked, kept from the landlord in every file but the full roster."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.addresses import service as addresses
from lawsuit_hub.features.addresses.types import AddressMissing, ChoiceMoved, HomeIsToBeKept, Where
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rights import collecting
from lawsuit_hub.features.rosters import kept, making
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.served import INSTEAD
from lawsuit_hub.features.rosters.types import Purpose, RosterChanged
from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from lawsuit_hub.infra.work import Work
from tests.features.my.visits import press, visit
from tests.features.rosters.exports import Counsel, counsel, rows_of
from tests.world import World

__all__ = ["counsel"]

ELSEWHERE, WHY = "07788 서울특별시 양천구 남의집로 7, 701호", "전화로 죽이겠다고 했습니다"
OK, SEE_OTHER, CONFLICT, REFUSED = 200, 303, 409, 422

Chooses = Callable[..., None]


@pytest.fixture
def chooses(world: World) -> Chooses:
    def choose(who: Any, where: Where = Where.OTHER, seen: int = 0, **more: Any) -> None:
        said = {"address": ELSEWHERE if where is Where.OTHER else "", "protected": False, "reason": ""} | more
        with world.as_member(who) as work:
            addresses.choose(work, where, seen=seen, **said)

    return choose


def row_of(counsel: Counsel, name: str, purpose: Purpose, **more: Any) -> dict[str, Any]:
    return next(row for row in rows_of(counsel.export(purpose=purpose, **more)) if row["성명"] == name)


def test_the_sheet_says_what_each_chose(counsel: Counsel, chooses: Chooses) -> None:
    assert row_of(counsel, "김표본", Purpose.ADDRESSES)["송달장소 구분"] == "고르지 않음"
    chooses(counsel.people[0])
    chooses(counsel.people[1], Where.HOME)
    one, two = (row_of(counsel, name, Purpose.ADDRESSES) for name in ("김표본", "이표본"))
    assert (one["우편번호"], one["송달장소"], one["송달장소 구분"]) == (*ELSEWHERE.split(" ", 1), "다른 주소")
    assert two["송달장소 구분"] == "계약한 집" and two["송달장소"]
    chooses(counsel.people[0], Where.OFFICE, 1)
    assert row_of(counsel, "김표본", Purpose.ADDRESSES)["송달장소"] == "법무법인 표본 (사무소 주소 없음)"


def test_who_asked_for_protection_stands_with_her_home_in_the_full_roster_alone(
    world: World, counsel: Counsel, chooses: Chooses
) -> None:
    home = row_of(counsel, "김표본", Purpose.CASE)["목적물 주소"]
    with world.as_system() as work:
        work.db.execute(text("update law_firms set address = '서울 서초구 법원로 1'"))
    chooses(counsel.people[0], protected=True, reason=WHY)
    for purpose in (Purpose.CLAIMS, Purpose.MANDATE, Purpose.COMPLAINT, Purpose.ADDRESSES):
        row = row_of(counsel, "김표본", purpose, columns=["lease_address"])
        assert row["목적물 주소"] == INSTEAD + ELSEWHERE, purpose
        assert home not in map(str, row.values())
    full = row_of(counsel, "김표본", Purpose.CASE)
    assert (full["목적물 주소"], full["주소 보호"]) == (home, "보호 신청")
    assert WHY not in full.values()
    asked = row_of(counsel, "김표본", Purpose.ADDRESSES, columns=["service_address", "protection_reason"])
    assert asked["보호를 청한 이유"] == WHY
    chooses(counsel.people[0], seen=1, address=f"(07788) {home}", protected=True)
    row = row_of(counsel, "김표본", Purpose.ADDRESSES)
    assert row["송달장소"] == "서울 서초구 법원로 1 (법무법인 표본)", "her own home is no other address"


def test_a_file_made_before_she_asked_for_protection_is_not_handed_out(
    world: World, counsel: Counsel, chooses: Chooses
) -> None:
    exported = counsel.export(keep=True, purpose=Purpose.CLAIMS)
    chooses(counsel.people[0], Where.OFFICE)
    chooses(counsel.people[0], Where.OFFICE, 1, protected=True)
    with pytest.raises(RosterChanged), world.works.open(counsel.actor) as work:
        rosters.fetch(work, exported.id)
    assert kept.waiting(world.folder) == [exported.id]


def test_whoever_asks_for_protection_while_the_file_is_written_stops_it(
    world: World, counsel: Counsel, chooses: Chooses, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her choice began when the file did, and is written after the file read where her post goes."""
    lock: Callable[..., bytes] = making.locked

    def slow(*given: Any) -> bytes:
        data = lock(*given)
        chooses(counsel.people[0], Where.OFFICE, seen=0, protected=True)
        return data

    with monkeypatch.context() as patched, pytest.raises(RosterChanged):
        patched.setattr(making, "locked", slow)
        counsel.export(keep=True, purpose=Purpose.CLAIMS)
    assert kept.waiting(world.folder) == []
    exported = counsel.export(keep=True, purpose=Purpose.CLAIMS)
    with world.works.open(counsel.actor) as work:
        assert rosters.fetch(work, exported.id).data == exported.data, "she asked before it was made"


@pytest.mark.either
def test_what_cannot_be_chosen_is_refused_and_changes_nothing(world: World, counsel: Counsel, chooses: Chooses) -> None:
    me = counsel.people[0]
    for refusal, more in (
        (AddressMissing, {"address": "  \u200b"}),
        (HomeIsToBeKept, {"where": Where.HOME, "protected": True}),
        (ReasonHoldsNumber, {"protected": True, "reason": "910307-1" + "234567"}),
        (ReasonHoldsNumber, {"address": "910307 - 1" + "234567 앞"}),
        (ChoiceMoved, {"seen": 1}),
    ):
        with pytest.raises(refusal):
            chooses(me, **more)
    with world.as_system() as work:
        assert addresses.of(work, [me]) == {}
        assert audit.about(work, me, deeds=["address:chosen"]) == []


@pytest.mark.either
def test_what_is_left_empty_stays_and_what_has_no_use_is_destroyed(
    world: World, counsel: Counsel, chooses: Chooses
) -> None:
    me = counsel.people[0]

    def sealed(work: Work) -> list[bool]:
        (row,) = work.db.execute(text("select address, hint, reason from service_choices"))
        return [value is not None for value in row]

    chooses(me, protected=True, reason=WHY)
    chooses(me, seen=1, address="", protected=True)
    with world.as_member(me) as work:
        choice = addresses.own(work).choice
        assert (choice.where, choice.has_reason, choice.turn, choice.hint) == (
            Where.OTHER,
            True,
            2,
            "서울특별시 양천구 남의집로 ***",
        )
        assert sealed(work) == [True, True, True]
    chooses(me, seen=2, address="")
    with world.as_member(me) as work:
        assert sealed(work) == [True, True, False], "the reason goes with the wish"
    chooses(me, Where.OFFICE, 3)
    with world.as_member(me) as work:
        assert sealed(work) == [False, False, False]


@pytest.mark.either
def test_it_is_in_her_copy_and_her_record_says_no_more_than_that_she_chose(
    world: World, counsel: Counsel, chooses: Chooses
) -> None:
    me = counsel.people[0]
    chooses(me, protected=True, reason=WHY)
    with world.works.open(SYSTEM) as work:
        (held,) = collecting.content(work, me)["court_post"]
        assert (held["address"], held["protected"], held["reason"]) == (ELSEWHERE, True, WHY)
        (line,) = audit.about(work, me, deeds=["address:chosen"])
        assert ELSEWHERE not in str(line.details) and WHY not in str(line.details)


@pytest.mark.pages
def test_a_member_chooses_on_her_page_and_an_old_tab_changes_nothing(world: World, counsel: Counsel) -> None:
    client = visit(world, world.app(), counsel.people[0])
    old = client.get("/my/address").get_data(as_text=True)
    assert "아직 고르지 않으셨습니다" in old and "checked" not in old.split("<form", 1)[1].split("</form", 1)[0]
    done = press(
        client, "/my/address", "/my/address", where="other", address=ELSEWHERE, protected="y", reason=WHY, seen="0"
    )
    assert done.status_code == SEE_OTHER
    shown = client.get("/my/address").get_data(as_text=True)
    assert "남의집로" in shown and ELSEWHERE not in shown and WHY not in shown
    late = press(client, "/my/address", "/my/address", where="home", seen="0")
    assert late.status_code == CONFLICT and "다른 화면에서 고르셨습니다" in late.get_data(as_text=True)
    home = press(client, "/my/address", "/my/address", where="home", protected="y", seen="1")
    assert home.status_code == REFUSED and "임대인이 봅니다" in home.get_data(as_text=True)
    number = press(client, "/my/address", "/my/address", where="other", address="910307-1" + "234567", seen="1")
    assert number.status_code == REFUSED and "234567" not in number.get_data(as_text=True)
    with world.works.open(counsel.actor, read_only=True) as work:
        assert rosters.preview(work, counsel.code).protected == 1
