"""Signing: what is kept, what is refused, and that consent, mandate and access never part."""

import hashlib
from dataclasses import replace
from datetime import date
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy import text

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.desk import groups as desk_groups
from lawsuit_hub.features.lawsuits import assignments, groups, splitting
from lawsuit_hub.features.mandates import endings, own, service, signing, standing, texts, timeline, wording
from lawsuit_hub.features.mandates.types import (
    AlreadySigned,
    BadFacts,
    ConsentNeeded,
    Ending,
    FormMoved,
    NoCopy,
    NoSuchMandate,
    NotDrawn,
    OnPaperOnly,
    OtherName,
    SaidNo,
    Special,
    State,
    Way,
)
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra.letters import LettersMissing
from lawsuit_hub.infra.refusals import TooMany
from tests.features.mandates.conftest import Signers
from tests.features.mandates.made import FACTS, SECRET
from tests.people import FIRM_PHONE, caseworker_of, make_staff
from tests.world import statements

NAME, OTHER = "김표본", "이표본"
REASON = "사무실에서 원본을 받았습니다"


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def agents(signers: Signers) -> set[object]:
    with signers.world.as_system() as work:
        return set(service.agents(work, signers.case.counsel.group_id))


def happened(signers: Signers, victim_id: object) -> list[str]:
    with signers.world.as_system() as work:
        return [one.what for one in timeline.of_people(work, [victim_id])[victim_id]]


def test_a_signed_mandate_says_who_what_when_and_how_and_one_changed_byte_is_found(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    stands = signers.sign(her, NAME)
    number, pdf = signers.own(her, lambda work: own.fetch(work, SECRET))
    said = text_of(pdf)
    assert number == stands.number and hashlib.sha256(pdf).hexdigest() == stands.sha256
    for words in (NAME, "임표본", "서울남부지방법원", "2026가합12345", "변호사 표본", "화면에 손으로 서명함", number):
        assert words in said, words
    with signers.world.as_system() as work:
        assert service.verify(work, pdf).mandate.id == stands.id
        for place in (0, len(pdf) // 2, len(pdf) - 1):
            changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
            assert service.verify(work, changed) is None
    with pytest.raises(NoCopy):
        signers.own(her, lambda work: own.fetch(work, "t" * 43))
    signers.world.clock.forward(hours=signers.world.settings.copy_hours, minutes=1)
    with pytest.raises(NoCopy):
        signers.own(her, lambda work: own.fetch(work, SECRET))


def test_the_text_on_the_certificate_is_the_one_she_read(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    form = signers.own(her, own.form)
    signers.sign(her, NAME)
    _number, pdf = signers.own(her, lambda work: own.fetch(work, SECRET))
    assert form.sha256 in "".join(one for one in text_of(pdf) if one.isalnum())
    newer = replace(FACTS, number="2026가합54321")
    signers.write(newer, seen=1)
    with pytest.raises(FormMoved):
        signers.sign(signers.case.counsel.people[1], OTHER, seen=form.sha256)
    assert signers.newest(her).version == 1 and signers.newest(her).state is State.SIGNED


@pytest.mark.parametrize(
    ("name", "more", "refusal"),
    [
        ("박다름", {}, OtherName),
        (NAME, {"strokes": None}, None),
        (NAME, {"specials": frozenset({Special.SETTLE}), "seen": "0" * 64}, FormMoved),
        (NAME, {"address": "서울 강서구 \U00020000로 1"}, LettersMissing),
        (NAME, {"replaces": "M-7"}, AlreadySigned),
    ],
)
def test_what_is_not_hers_to_sign_is_refused(signers: Signers, name: str, more: dict, refusal: type | None) -> None:
    her = signers.case.counsel.people[0]
    if refusal is None:
        assert signers.sign(her, name, **more).way is Way.PASSKEY
        return
    with pytest.raises(refusal):
        signers.sign(her, name, **more)
    assert agents(signers) == set()


def test_a_firm_that_takes_paper_only_takes_no_signature_on_a_screen(signers: Signers) -> None:
    signers.write(replace(FACTS, title="보증금 반환"), seen=1, electronic=False)
    with pytest.raises(OnPaperOnly):
        signers.sign(signers.case.counsel.people[0], NAME)


def test_signing_takes_her_consent_along_and_never_without_her_tick(signers: Signers) -> None:
    her = signers.case.counsel.add("최표본", "010-0300-0001", agrees=False)
    with pytest.raises(ConsentNeeded):
        signers.sign(her, "최표본", agreed="")
    assert agents(signers) == set()
    signers.sign(her, "최표본")
    assert agents(signers) == {her}
    with signers.world.as_system() as work:
        assert signers.case.counsel.firm_id in consents.states(work, [her])[her].firms
    assert happened(signers, her) == ["consent", "signed"]


def test_a_second_signature_of_the_same_person_is_none(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    signers.sign(her, NAME)
    for again in (lambda: signers.sign(her, NAME), lambda: signers.own(her, signing.refuse)):
        with pytest.raises(AlreadySigned):
            again()


def firm_consent_ends(signers: Signers, her: object) -> None:
    firm = {"text": None, "given": False, "firm_id": signers.case.counsel.firm_id}
    signers.own(her, lambda work: registration.change_consent(work, her, ConsentKind.FIRM, **firm))


def assign(signers: Signers, lawyer_id: UUID, **more: object) -> None:
    said = {"starts_on": None, "until": None, "reason": "다른 변호사가 맡습니다", **more}
    with signers.world.as_staff(Role.CASEWORKER, caseworker_of(signers.world)) as work:
        desk_groups.assign_lawyer(work, signers.case.code, lawyer_id=lawyer_id, **said)


def counsel_changes(signers: Signers, _her: object) -> None:
    assign(signers, make_staff(signers.world, Role.LAWYER, login="other@example.com", firm="법무법인 다른"))


@pytest.mark.parametrize(
    ("deed", "ended"),
    [
        (lambda signers, her: signers.own(her, endings.revoke), Ending.REVOKED),
        (firm_consent_ends, Ending.CONSENT),
        (lambda signers, her: signers.own(her, lambda work: registration.leave_group(work, her)), Ending.LEFT),
        (counsel_changes, Ending.COUNSEL),
        (
            lambda signers, her: signers.case.lawyer(
                lambda work: service.resign(work, signers.case.code, signers.case.alias(her), reason="더 맡지 않습니다")
            ),
            Ending.RESIGNED,
        ),
    ],
    ids=lambda one: one.value if isinstance(one, Ending) else "",
)
def test_however_it_ends_it_ends_at_once_and_stands_in_her_timeline(
    signers: Signers, deed: object, ended: Ending
) -> None:
    her = signers.case.counsel.people[0]
    signers.sign(her, NAME)
    assert agents(signers) == {her}
    deed(signers, her)
    assert agents(signers) == set()
    assert signers.newest(her).ended_as is ended
    assert f"ended_{ended.value}" in happened(signers, her)
    with signers.world.as_system() as work:
        assert endings.settle(work) == 0


def test_what_ends_without_a_word_gives_no_access_and_is_written_down_by_the_worker(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    signers.sign(her, NAME)
    with signers.world.as_system() as work:
        consents.withdraw(work, her, ConsentKind.FIRM, firm_id=signers.case.counsel.firm_id)
        assert service.agents(work, signers.case.counsel.group_id) == {}
        service.retire(work)
    assert signers.newest(her).ended_as is Ending.CONSENT


def test_a_paper_stands_from_when_somebody_saw_it(signers: Signers) -> None:
    her, code, alias = (
        signers.case.counsel.people[0],
        signers.case.code,
        signers.case.alias(signers.case.counsel.people[0]),
    )
    said = {"signed_on": date(2026, 3, 1), "specials": [Special.SETTLE], "reason": REASON}
    with pytest.raises(BadFacts):
        signers.case.lawyer(lambda work: service.confirm(work, code, alias, **{**said, "signed_on": date(2027, 1, 1)}))
    signers.case.lawyer(lambda work: service.confirm(work, code, alias, **said))
    stands = signers.newest(her)
    assert (stands.state, stands.way, stands.specials) == (State.SIGNED, Way.PAPER, (Special.SETTLE,))
    assert agents(signers) == {her}
    stranger = signers.case.counsel.add("최표본", "010-0300-0001", agrees=False)
    hers = signers.case.alias(stranger)
    for one, refusal in ((signers.case.lawyer, NoSuchMandate), (signers.case.desk, ConsentNeeded)):
        with pytest.raises(refusal):
            one(lambda work: service.confirm(work, code, hers, **said))


def test_only_who_has_not_answered_is_reminded_and_not_twice(signers: Signers) -> None:
    first, second = signers.case.counsel.people
    third = signers.case.counsel.add("최표본", "010-0300-0001")
    signers.sign(first, NAME)
    signers.own(second, signing.refuse)
    assert signers.case.lawyer(lambda work: service.remind(work, signers.case.code)) == 1
    with pytest.raises(TooMany):
        signers.case.desk(lambda work: service.remind(work, signers.case.code))
    seen = signers.case.lawyer(lambda work: service.of_group(work, signers.case.code))
    assert {one.member.victim_id: one.state for one in seen.members} == {
        first: State.SIGNED,
        second: State.REFUSED,
        third: State.WAITING,
    }


def test_a_lawyer_sees_no_answer_of_who_keeps_her_data_from_the_firm(signers: Signers) -> None:
    her = signers.case.counsel.add("최표본", "010-0300-0001", agrees=False)
    signers.own(her, signing.refuse)
    for reader, known in ((signers.case.lawyer, False), (signers.case.desk, True)):
        seen = reader(lambda work: service.of_group(work, signers.case.code))
        one = next(one for one in seen.members if one.member.victim_id == her)
        assert (bool(one.name_mask), one.newest is not None, bool(one.timeline)) == (known, known, known)


def test_two_who_write_the_wording_at_once_see_each_other(signers: Signers) -> None:
    newer = replace(FACTS, defendants=("임표본", "공인중개사 표본"))
    assert signers.case.lawyer(lambda work: wording.write(work, signers.case.code, newer, seen=1))
    with pytest.raises(FormMoved):
        signers.case.desk(lambda work: wording.write(work, signers.case.code, FACTS, seen=1))
    assert not signers.case.desk(lambda work: wording.write(work, signers.case.code, newer, seen=2))
    with signers.world.as_system() as work:
        form = wording.of_group(work, signers.case.counsel.group_id)
        assert replace(form.facts, firm="", phone="") == newer and FIRM_PHONE in str(texts.body(form.facts).rows)


def test_nothing_stands_in_the_name_of_a_drawing_that_nobody_drew(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    asked = replace(signers.asked(her, NAME), strokes=None)
    with pytest.raises(NotDrawn), signers.world.as_member(her) as work:
        signing.sign(work, asked, Way.DRAWN, identified_at=work.now, secret=SECRET, locale="ko")
    with signers.world.as_system() as work:
        assert standing.newest(work, [her]) == {}


def test_between_two_lawyers_a_mandate_rests_and_goes_on_with_the_same_firm(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    signers.sign(her, NAME)
    with signers.world.as_staff(Role.CASEWORKER, caseworker_of(signers.world)) as work:
        desk_groups.end_assignment(work, signers.case.code, reason="담당이 잠시 없습니다")
    with signers.world.as_system() as work:
        service.retire(work)
    assert agents(signers) == set() and signers.newest(her).state is State.SIGNED
    assign(signers, signers.case.counsel.lawyer_id)
    assert agents(signers) == {her}


def test_a_firm_that_begins_later_asks_when_its_day_comes_and_once(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    signers.sign(her, NAME)
    with signers.world.as_staff(Role.CASEWORKER, caseworker_of(signers.world)) as work:
        desk_groups.end_assignment(work, signers.case.code, reason="다음 주부터 다른 곳이 맡습니다")
    other = make_staff(signers.world, Role.LAWYER, login="later@example.com", firm="법무법인 나중")
    assign(signers, other, starts_on=date(2026, 3, 4))
    signers.world.clock.forward(days=3)
    for _ in range(2):
        with signers.world.as_system() as work:
            service.retire(work)
    assert signers.newest(her).ended_as is Ending.COUNSEL
    assert owed(signers, "counsel_asks").count(her) == 1


def owed(signers: Signers, kind: str) -> list[UUID]:
    with signers.world.engine.connect() as db:
        rows = db.execute(text("select recipient_id from outbox_messages where kind = :kind"), {"kind": kind}).all()
    return [UUID(str(row[0])) for row in rows]


def test_she_signs_anew_to_allow_more_and_what_stood_gives_way(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    first = signers.sign(her, NAME)
    second = signers.sign(her, NAME, replaces=first.number, specials=frozenset({Special.SETTLE, Special.WAIVE}))
    assert (second.state, second.specials) == (State.SIGNED, (Special.SETTLE, Special.WAIVE))
    assert agents(signers) == {her}
    with pytest.raises(AlreadySigned):
        signers.sign(her, NAME, replaces=first.number)
    assert happened(signers, her) == ["consent", "signed", "signed"]


def test_a_lawyer_puts_no_yes_in_the_place_of_a_no_and_she_is_told_of_every_yes(signers: Signers) -> None:
    her, code = signers.case.counsel.people[0], signers.case.code
    alias = signers.case.alias(her)
    said = {"signed_on": date(2026, 3, 2), "specials": [Special.SETTLE], "reason": REASON}
    signers.sign(her, NAME)
    signers.own(her, endings.revoke)
    signers.own(her, signing.refuse)
    with pytest.raises(SaidNo):
        signers.case.lawyer(lambda work: service.confirm(work, code, alias, **said))
    for wrong in ({"signed_on": date(2024, 1, 1)}, {"specials": ["everything"]}):
        with pytest.raises(BadFacts):
            signers.case.desk(lambda work, wrong=wrong: service.confirm(work, code, alias, **said | wrong))
    assert agents(signers) == set() and her not in owed(signers, "mandate_changed")
    signers.case.desk(lambda work: service.confirm(work, code, alias, **said))
    assert agents(signers) == {her} and owed(signers, "mandate_changed") == [her]


def test_whoever_is_moved_to_another_group_takes_no_mandate_along(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    signers.sign(her, NAME)
    with signers.world.as_staff(Role.CASEWORKER, caseworker_of(signers.world)) as work:
        splitting.split(
            work, signers.case.counsel.group_id, victim_ids=[her], into=None, reason="등기부를 보니 다른 분입니다"
        )
        moved = groups.membership_of(work, her).group_id
        assignments.assign(work, moved, lawyer_id=signers.case.counsel.lawyer_id)
        assert service.agents(work, moved) == {}
    with signers.world.as_system() as work:
        service.retire(work)
    assert signers.newest(her).ended_as is Ending.LEFT


def test_an_ended_mandate_is_still_the_paper_that_was_signed(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    signers.sign(her, NAME)
    _number, pdf = signers.own(her, lambda work: own.fetch(work, SECRET))
    signers.own(her, endings.revoke)
    found = signers.case.lawyer(lambda work: service.verify(work, pdf))
    assert found.mandate.victim_id == her and not found.stands


def test_the_page_of_a_group_asks_no_more_for_more_people(signers: Signers) -> None:
    def asked() -> int:
        with statements(signers.world.engine) as seen:
            signers.case.lawyer(lambda work: service.of_group(work, signers.case.code))
        return len(seen)

    before = asked()
    for n in range(3):
        signers.case.counsel.add(f"최표본{n}", f"010-0300-000{n}")
    assert asked() == before
