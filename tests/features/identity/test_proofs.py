"""A fresh proof before what reveals, exports, erases or changes rights: asked for, given once, and what was typed goes on."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.identity.models import RecoveryCode, SignIn
from lawsuit_hub.features.identity.types import SignedIn
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Works
from tests.clock import Clock
from tests.features.identity.conftest import Visitor, Worker
from tests.people import make_victim
from tests.world import World

pytestmark = pytest.mark.pages

REASON = '등기부와 "비교하려고" 봅니다 <b>&'


@pytest.fixture
def person(world: World) -> str:
    """The address of somebody's case file."""
    victim = make_victim(world, name="한가온", phone="010-0888-0002")
    with world.as_system() as work:
        return f"/desk/people/{victims.profile(work, victim).reference}"


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields of the page's main form."""
    form = page.split('<form method="post" action="/desk/people', 1)[1].split("</form>", maxsplit=1)[0]
    found = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


@pytest.fixture
def stale(worker: Worker, visitor: Visitor, clock: Clock, works: Works) -> Visitor:
    visitor.signs_in(worker)
    clock.forward(minutes=works.settings.proof_minutes)
    return visitor


def ask(visitor: Visitor, person: str, **more: str) -> tuple[int, str]:
    fields = {"open-what": "phone", "open-reason": REASON, "open-once": "a-form", **more}
    answer = visitor.post(f"{person}/reveal", page=person, **fields)
    return answer.status_code, answer.get_data(as_text=True)


def deeds(works: Works, name: str) -> int:
    with works.open(SYSTEM, read_only=True) as work:
        return len(work.db.scalars(select(AuditLine.id).where(AuditLine.deed == name)).all())


def test_a_sign_in_is_a_proof_for_ten_minutes(
    worker: Worker, visitor: Visitor, clock: Clock, person: str, works: Works
) -> None:
    visitor.signs_in(worker)
    clock.forward(minutes=works.settings.proof_minutes, seconds=-1)
    status, shown = ask(visitor, person)
    assert (status, "010-0888-0002" in shown) == (200, True)


def test_a_stale_proof_asks_for_a_code_and_carries_on_with_what_was_typed(
    stale: Visitor, worker: Worker, person: str, works: Works
) -> None:
    status, shown = ask(stale, person)
    assert status == 401
    assert "010-0888-0002" not in shown
    assert deeds(works, "person:revealed") == 0
    fields = fields_of(shown)
    assert fields["open-reason"] == REASON, "escaped on the page, whole when sent"
    before = session_ids(works)
    answer = stale.client.post(f"{person}/reveal", data={**fields, "proof": worker.fresh_code()})
    assert (answer.status_code, "010-0888-0002" in answer.get_data(as_text=True)) == (200, True)
    with works.open(SYSTEM, read_only=True) as work:
        line = work.db.scalars(select(AuditLine).where(AuditLine.deed == "person:revealed")).one()
        assert line.reason == REASON
    assert session_ids(works) != before, "under a new session id"
    status, _shown = ask(stale, person, **{"open-once": "another"})
    assert status == 200, "one proof is good for a while"


def session_ids(works: Works) -> set[UUID]:
    with works.open(SYSTEM, read_only=True) as work:
        return set(work.db.scalars(select(SignIn.id).where(SignIn.ended_at.is_(None))))


def test_a_form_that_asks_for_the_code_itself_needs_no_second_page(stale: Visitor, worker: Worker, person: str) -> None:
    assert 'name="proof"' in stale.get(person).get_data(as_text=True)
    status, shown = ask(stale, person, proof=worker.fresh_code())
    assert (status, "010-0888-0002" in shown) == (200, True)
    assert 'name="proof"' not in stale.get(person).get_data(as_text=True)


def test_a_wrong_code_opens_nothing_and_loses_nothing(stale: Visitor, person: str, works: Works) -> None:
    status, shown = ask(stale, person, proof="000000")
    assert status == 401
    assert "코드가 맞지 않거나" in shown
    assert fields_of(shown)["open-reason"] == REASON
    assert "000000" not in shown
    assert deeds(works, "person:revealed") == 0


def test_a_code_used_to_sign_in_or_to_prove_is_good_once(
    worker: Worker, visitor: Visitor, clock: Clock, person: str, works: Works
) -> None:
    visitor.signs_in(worker)
    clock.forward(minutes=works.settings.proof_minutes)
    code = worker.fresh_code()
    assert ask(visitor, person, proof=code)[0] == 200
    with works.open(SYSTEM) as work:
        for row in work.db.scalars(select(SignIn)):
            row.proved_at = row.started_at
    assert ask(visitor, person, proof=code)[0] == 401


def test_wrong_codes_lock_as_failures_of_signing_in_do(
    stale: Visitor, worker: Worker, person: str, works: Works
) -> None:
    for _ in range(works.settings.staff_lock_failures):
        worker.clock.forward(seconds=5)
        ask(stale, person, proof="000000")
    assert deeds(works, "staff:locked") == 1
    refused = deeds(works, "staff:refused")
    assert ask(stale, person, proof=worker.fresh_code())[0] == 401, "even the right one waits now"
    assert deeds(works, "staff:refused") == refused + 1, "and that somebody went on trying leaves a line"


def test_without_a_token_no_proof_is_taken(stale: Visitor, worker: Worker, person: str) -> None:
    code = worker.fresh_code()
    assert stale.client.post(f"{person}/reveal", data={"open-reason": REASON, "proof": code}).status_code == 400
    assert ask(stale, person, proof=code)[0] == 200, "and the code was not used up"


def test_a_script_gets_a_clear_status(stale: Visitor, person: str) -> None:
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', stale.get(person).get_data(as_text=True))[0]
    answer = stale.client.post(f"{person}/reveal", data={"csrf_token": token}, headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer.get_json()) == (401, {"error": "proof_needed"})
    assert 'max_age="600"' in answer.headers["WWW-Authenticate"]


def test_what_is_carried_has_a_bound(stale: Visitor, person: str) -> None:
    assert ask(stale, person, **{"open-reason": "가" * 30_000})[0] == 413
    assert ask(stale, person, **{f"more{number}": "x" for number in range(300)})[0] == 413


def test_looking_asks_for_nothing(stale: Visitor, person: str) -> None:
    for path in (person, "/desk", "/staff", "/staff/sessions"):
        assert stale.get(path).status_code == 200


def test_each_recovery_code_opens_once_and_a_new_set_voids_the_old(
    worker: Worker, visitor: Visitor, works: Works
) -> None:
    visitor.signs_in(worker)
    codes = made_codes(visitor)
    assert len(set(codes)) == 10
    with ThreadPoolExecutor(5) as pool:
        outcomes = list(pool.map(lambda _: worker.signs_in(code=codes[0]), range(5)))
    assert sum(isinstance(one, SignedIn) for one in outcomes) == 1, "however many ask at the same time"
    worker.clock.forward(minutes=works.settings.staff_lock_minutes)
    assert worker.signs_in(code=codes[0]) is None, "each once"
    worker.clock.forward(minutes=1)
    assert isinstance(worker.signs_in(code=codes[1].lower().replace("-", " ")), SignedIn)
    visitor.signs_in(worker)
    newer = made_codes(visitor)
    assert worker.signs_in(code=codes[2]) is None
    worker.clock.forward(minutes=1)
    assert isinstance(worker.signs_in(code=newer[2]), SignedIn)
    with works.open(SYSTEM, read_only=True) as work:
        kept = b"".join(work.db.scalars(select(RecoveryCode.code_mac)))
        assert not any(code.replace("-", "").encode() in kept for code in newer)


def made_codes(visitor: Visitor) -> list[str]:
    shown = visitor.post("/staff/recovery-codes", page="/staff").get_data(as_text=True)
    return re.findall(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b", shown)


def test_the_account_page_says_how_many_codes_are_left_and_when_one_was_used(worker: Worker, visitor: Visitor) -> None:
    visitor.signs_in(worker)
    assert "복구 코드가 없습니다" in visitor.get("/staff").get_data(as_text=True)
    codes = made_codes(visitor)
    assert "열 개 가운데 10개" in visitor.get("/staff").get_data(as_text=True)
    assert not any(code in visitor.get("/staff").get_data(as_text=True) for code in codes)
    for code in codes[:7]:
        worker.clock.forward(minutes=1)
        assert isinstance(worker.signs_in(code=code), SignedIn)
    shown = visitor.get("/staff").get_data(as_text=True)
    assert "복구 코드가 3개 남았습니다" in shown
    assert "복구 코드를 썼습니다" in shown


def test_new_recovery_codes_want_a_fresh_proof(stale: Visitor) -> None:
    assert stale.post("/staff/recovery-codes", page="/staff").status_code == 401


def test_new_recovery_codes_are_told_by_message(worker: Worker, visitor: Visitor, works: Works) -> None:
    visitor.signs_in(worker)
    made_codes(visitor)
    with works.open(SYSTEM, read_only=True) as work:
        assert list(work.db.scalars(select(Message.kind).where(Message.recipient == "staff"))) == ["recovery_codes_set"]


def test_nobody_elses_recovery_code_opens(worker: Worker, works: Works, clock: Clock, visitor: Visitor) -> None:
    visitor.signs_in(worker)
    codes = made_codes(visitor)
    other = Worker(works, clock, login="other@example.org")
    assert other.signs_in(code=codes[0]) is None
    assert isinstance(worker.signs_in(code=codes[0]), SignedIn)
