"""Claims and costs of a group: who counts as a plaintiff, what is noted of whom, and whose it is to know."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.claims import plans, service
from lawsuit_hub.features.claims.types import (
    BadFigures,
    GroupMoney,
    MemberMoney,
    NoSuchMember,
    NotReadable,
    Plan,
    Sharing,
)
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.proceedings.types import State
from lawsuit_hub.features.rosters.types import Purpose, SheetFormat
from lawsuit_hub.features.victims import consent_texts, consents
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra.work import NotAllowed
from tests.features.proceedings.cases import TODAY, Case
from tests.features.rosters.exports import make_finished, names_in, rows_of
from tests.people import make_other_group
from tests.world import World

pytestmark = pytest.mark.either

DEPOSIT = 235_000_000


def seen(case: Case, by: str = "lawyer") -> GroupMoney:
    money: GroupMoney = getattr(case, by)(lambda work: service.of_group(work, case.code))
    return money


def of(money: GroupMoney, alias: str) -> MemberMoney:
    return next(one for one in money.members if one.member.alias == alias)


def note(case: Case, alias: str, by: str = "lawyer", **known: Any) -> bool:
    return bool(getattr(case, by)(lambda work: service.note(work, case.code, alias, **known)))


def test_a_claim_is_the_deposit_less_what_came_back(case: Case) -> None:
    one, other = (case.alias(person) for person in case.counsel.people)
    assert note(case, one, paid_back=30_000_000, distributed=5_000_000, interest_from=date(2026, 1, 1), granted=700_000)
    money = seen(case)
    assert money.bill is not None and money.bill.claim == 2 * DEPOSIT - 35_000_000
    mine = of(money, one)
    assert (mine.deposit, mine.claim, of(money, other).claim) == (DEPOSIT, DEPOSIT - 35_000_000, DEPOSIT)
    assert mine.interest == 200_000_000 * 5 * 61 // 36500, "from 1 January to 2 March"
    assert mine.share is not None and mine.share.pays == max(mine.share.total - 700_000, 0)
    assert mine.noted.by == "lawyer" and of(money, other).noted.by is None
    assert note(case, one, by="desk", paid_back=29_000_000) and of(seen(case, "desk"), one).noted.by == "caseworker"
    assert not note(case, one, by="desk", paid_back=29_000_000), "it stands so already"


def test_together_is_compared_with_everybody_alone(case: Case) -> None:
    money = seen(case)
    assert money.bill is not None
    assert money.bill.service == 3 * 15 * 5_500 and money.apart == 2 * (895_500 + 2 * 15 * 5_500)
    assert money.bill.stamp < 2 * 895_500


@pytest.mark.parametrize(
    ("why", "known"),
    [
        ("more", {"paid_back": DEPOSIT, "distributed": 1}),
        ("large", {"paid_back": -1}),
        ("large", {"granted": 10**12}),
        ("weight", {"weight": 10_001}),
        ("weight", {"weight": -1}),
        ("future", {"interest_from": date(2026, 3, 3)}),
    ],
)
def test_what_cannot_be_is_not_noted(case: Case, why: str, known: dict[str, Any]) -> None:
    alias = case.alias(case.counsel.people[0])
    with pytest.raises(BadFigures) as refused:
        note(case, alias, **known)
    assert refused.value.why == why
    assert of(seen(case), alias).noted.at is None


def test_who_got_everything_back_withdrew_or_did_not_agree_is_no_plaintiff(world: World, case: Case) -> None:
    paid, withdrew = case.counsel.people
    silent = case.counsel.add("한새로", "010-0300-0001", agrees=False)
    stays = case.counsel.add("송새로", "010-0300-0002")
    note(case, case.alias(paid), paid_back=DEPOSIT)
    case.state(withdrew, State.WITHDREW)
    money = seen(case, "desk")
    assert money.bill is not None and money.bill.claim == DEPOSIT and len(money.bill.shares) == 1
    assert of(money, case.alias(stays)).share is not None
    for one in (paid, withdrew, silent):
        assert of(money, case.alias(one)).share is None
    hers = of(seen(case, "lawyer"), case.alias(silent))
    assert (hers.known, hers.name_mask, hers.deposit) == (False, "", 0), "the lawyer knows nothing of who did not agree"


def test_a_lawyer_notes_nothing_of_whom_she_may_not_know(world: World, case: Case) -> None:
    silent = case.counsel.add("한새로", "010-0300-0001", agrees=False)
    with pytest.raises(NoSuchMember):
        note(case, case.alias(silent), paid_back=1)
    with pytest.raises(NoSuchMember):
        note(case, "없는 별칭 1", paid_back=1)
    assert note(case, case.alias(silent), by="desk", paid_back=1)
    one = case.counsel.people[0]
    with world.as_member(one) as work:
        consents.withdraw(work, one, ConsentKind.FIRM, firm_id=case.counsel.firm_id)
    assert not of(seen(case), case.alias(one)).known, "at once"
    with pytest.raises(NoSuchMember):
        note(case, case.alias(one), paid_back=1)


def test_another_lawyer_and_another_group_find_nothing(world: World, case: Case) -> None:
    stranger = make_finished(world, Role.LAWYER, "stranger@example.com")
    for deed in (
        lambda work: service.of_group(work, case.code),
        lambda work: plans.enter(work, case.code, Plan(defendants=3)),
        lambda work: service.note(work, case.code, case.alias(case.counsel.people[0]), paid_back=1),
    ):
        with world.as_staff(Role.LAWYER, stranger) as work, pytest.raises(NoSuchGroup):
            deed(work)
        with world.as_member(case.counsel.people[0]) as work, pytest.raises(NotAllowed):
            deed(work)
    make_other_group(world)
    with pytest.raises(NoSuchGroup):
        case.lawyer(lambda work: service.of_group(work, "GS-0002"))


def test_the_newest_plan_counts(world: World, case: Case) -> None:
    plan = Plan(defendants=2, electronic=False, sharing=Sharing.EQUAL, retainer=3_000_000, served_on=TODAY)
    case.desk(lambda work: plans.enter(work, case.code, Plan(defendants=9)))
    world.clock.forward(minutes=1)
    case.lawyer(lambda work: plans.enter(work, case.code, plan))
    money = seen(case)
    assert money.bill is not None
    assert (money.plan.defendants, money.bill.service, money.bill.retainer) == (2, 4 * 15 * 5_500, 3_000_000)
    assert {one.share.retainer for one in money.members if one.share} == {1_500_000}
    for wrong in (Plan(defendants=0), Plan(defendants=101), Plan(retainer=-1), Plan(served_on=date(2026, 3, 3))):
        with pytest.raises(BadFigures):
            case.lawyer(lambda work, wrong=wrong: plans.enter(work, case.code, wrong))


def test_what_is_noted_lies_sealed_and_leaves_a_mark_without_amounts(world: World, case: Case) -> None:
    person = case.counsel.people[0]
    note(case, case.alias(person), paid_back=31_234_567)
    with world.as_member(person) as work:
        lines = [line for line in audit.about(work, person) if line.deed == "claim:figures"]
        assert len(lines) == 1 and "31" not in str(lines[0].details)
    with world.engine.connect() as db:
        (sealed,) = db.scalars(text("select figures from claim_figures"))
    assert b"31234567" not in bytes(sealed)


def test_what_does_not_open_is_counted_with_nothing_and_written_over_by_nobody(
    world: World, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    person: UUID = case.counsel.people[0]
    alias = case.alias(person)
    note(case, alias, paid_back=5)
    with world.engine.begin() as db:
        db.execute(text("update claim_figures set figures = :damaged"), {"damaged": bytes(80)})
    hers = of(seen(case), alias)
    assert (hers.readable, hers.claim, hers.share) == (False, 0, None) and "do not open" in caplog.text
    with pytest.raises(NotReadable):
        note(case, alias, granted=6)
    with pytest.raises(NotReadable):
        case.lawyer(lambda work: plans.enter(work, case.code, Plan()))
    for purpose in (Purpose.CLAIMS, Purpose.COMPLAINT):
        with pytest.raises(NotReadable):
            case.counsel.export(purpose=purpose)


def test_an_annex_holds_who_sues_and_no_other_does_so(world: World, case: Case) -> None:
    paid, withdrew = case.counsel.people
    stays = case.counsel.add("송새로", "010-0300-0002")
    note(case, case.alias(paid), paid_back=DEPOSIT)
    case.state(withdrew, State.WITHDREW)
    held = {
        purpose: names_in(case.counsel.export(format=SheetFormat.CSV, purpose=purpose))
        for purpose in (Purpose.CASE, Purpose.COMPLAINT, Purpose.CLAIMS)
    }
    assert held == {
        Purpose.CASE: {"김표본", "이표본", "송새로"},
        Purpose.COMPLAINT: {"김표본", "송새로"},
        Purpose.CLAIMS: {"송새로"},
    }
    assert of(seen(case), case.alias(stays)).share is not None


def test_who_agreed_to_a_text_that_does_not_name_it_is_kept_out_of_it(world: World, case: Case) -> None:
    person = case.counsel.people[0]
    note(case, case.alias(person), paid_back=30_000_000)
    with world.engine.begin() as db:
        old = "update consent_texts set body = replace(body, '돌려받은 돈, ', '')"
        db.execute(text(old))
    hers = of(seen(case), case.alias(person))
    assert not hers.known and hers.deposit == 0
    rows = rows_of(case.counsel.export(format=SheetFormat.CSV))
    assert {row["기지급액(원)"] for row in rows} == {""} and {row["보증금(원)"] for row in rows} == {str(DEPOSIT)}


def test_the_texts_of_today_name_it() -> None:
    for texts, words in zip((consent_texts.KOREAN, consent_texts.ENGLISH), consent_texts.MONEY_WORDS, strict=True):
        assert words in texts[ConsentKind.FIRM][3] and words in texts[ConsentKind.COLLECT][3]
