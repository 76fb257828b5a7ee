"""She changes her password and her app herself: asked again who she is, everybody else is out, and nothing is half done."""

import html
import re
from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select, text

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.identity import new_app
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import SignIn, StaffAccount
from lawsuit_hub.features.identity.types import SignedIn
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.infra.work import Works
from tests.clock import Clock
from tests.features.identity.conftest import PASSWORD, Visitor, Worker
from tests.features.identity.keepers import Keeper
from tests.features.identity.test_pages import secret_on
from tests.world import World

pytestmark = pytest.mark.pages

NewVisitor = Callable[[], Visitor]
NEW = "바다 우산 연필 29 그네"


@pytest.fixture
def inside(worker: Worker, visitor: Visitor) -> Visitor:
    visitor.signs_in(worker)
    return visitor


def deeds(works: Works, name: str) -> list[dict[str, object]]:
    with works.open(SYSTEM, read_only=True) as work:
        return list(work.db.scalars(select(AuditLine.details).where(AuditLine.deed == name)))


def told(works: Works) -> list[str]:
    with works.open(SYSTEM, read_only=True) as work:
        return list(work.db.scalars(select(Message.kind).where(Message.recipient == "staff")))


def change(visitor: Visitor, present: str = PASSWORD, new: str = NEW, again: str | None = None) -> tuple[int, str]:
    answer = visitor.post("/staff/password", present=present, password=new, again=new if again is None else again)
    return answer.status_code, answer.get_data(as_text=True)


def offered(visitor: Visitor) -> dict[str, str]:
    """What the page of a new app holds: its form, and its secret."""
    return on(visitor.post("/staff/app").get_data(as_text=True))


def on(page: str) -> dict[str, str]:
    found = dict(re.findall(r'name="(csrf_token|offer)"[^>]*value="([^"]+)"', page))
    return {name: html.unescape(value) for name, value in found.items()} | {"secret": secret_on(page)}


def confirm(visitor: Visitor, offer: dict[str, str], clock: Clock, code: str | None = None) -> tuple[int, str | None]:
    typed = pyotp.TOTP(offer["secret"]).at(clock.now) if code is None else code
    fields = {"csrf_token": offer["csrf_token"], "offer": offer["offer"], "totp": typed}
    answer = visitor.client.post("/staff/app/confirm", data=fields)
    return answer.status_code, answer.location


def test_a_new_password_ends_the_old_one_and_every_other_session(
    world: World, worker: Worker, inside: Visitor, new_visitor: NewVisitor, works: Works
) -> None:
    elsewhere, copied = new_visitor(), new_visitor()
    elsewhere.signs_in(worker)
    keeper = Keeper.staff(world, worker.id)
    keeper.adds()
    half = new_visitor()
    half.post("/staff/login", login=worker.login, password=PASSWORD, totp="")
    cookie = inside.client.get_cookie("hub")
    assert cookie is not None
    copied.client.set_cookie("hub", cookie.value)
    assert copied.get("/staff").status_code == half.get("/staff/login/passkey").status_code == 200
    assert change(inside)[0] == 303
    assert inside.get("/staff").status_code == 200
    for out in (elsewhere, copied):
        assert out.get("/staff").status_code == 302
    assert half.get("/staff/login/passkey").status_code == 302, "half of a sign-in by the old password"
    assert deeds(works, "staff:password-set") == [{"own": True, "sessions": 2}]
    assert "password_set" in told(works)
    assert worker.signs_in() is None
    worker.clock.forward(minutes=1)
    assert isinstance(worker.signs_in(NEW), SignedIn)


@pytest.mark.parametrize(
    ("new", "again", "words"),
    [
        ("짧다", None, "열두 글자보다 짧습니다"),
        ("worker@example.org", None, "이메일이 들어 있습니다"),
        ("password123456", None, "널리 알려진"),
        (PASSWORD, None, "지금 비밀번호와 같습니다"),
        (NEW, NEW + "x", "두 비밀번호가 서로 다릅니다"),
        (NEW, "", "한 번 더 적어 주세요"),
    ],
)
def test_a_weak_or_mistyped_one_is_refused_in_words(
    inside: Visitor, works: Works, new: str, again: str | None, words: str
) -> None:
    status, shown = change(inside, new=new, again=again)
    assert (status, words in shown, PASSWORD in shown, NEW in shown) == (422, True, False, False)
    assert deeds(works, "staff:password-set") == []


def test_wrong_present_passwords_count_and_lock_and_then_even_the_right_one_waits(
    worker: Worker, inside: Visitor, works: Works
) -> None:
    for _ in range(works.settings.staff_lock_failures):
        status, shown = change(inside, present="a wrong one entirely")
        assert (status, "지금 비밀번호가 맞지 않습니다" in shown) == (422, True)
        worker.clock.forward(seconds=20)
    assert len(deeds(works, "staff:locked")) == 1
    assert change(inside)[0] == 422
    assert "지금 비밀번호가 맞지 않습니다" in change(inside, new=PASSWORD)[1], "a locked guesser learns nothing from it"
    worker.clock.forward(minutes=5)
    assert deeds(works, "staff:password-set") == []


@pytest.mark.parametrize("path", ["/staff/password", "/staff/app", "/staff/app/confirm"])
def test_a_stolen_session_without_a_proof_gets_nothing(
    inside: Visitor, works: Works, clock: Clock, path: str, worker: Worker
) -> None:
    clock.forward(minutes=works.settings.proof_minutes)
    page = path.removesuffix("/confirm")
    assert 'id="secret"' not in inside.get(page).get_data(as_text=True)
    answer = inside.post(path, page=page, present=PASSWORD, password=NEW, again=NEW)
    assert (answer.status_code, 'id="secret"' in answer.get_data(as_text=True)) == (401, False)
    fresh = inside.post(path, page=page, present=PASSWORD, password=NEW, again=NEW, proof=worker.fresh_code())
    assert fresh.status_code in {200, 303}


def test_a_new_app_replaces_the_old_one_with_its_first_right_code(
    worker: Worker, inside: Visitor, new_visitor: NewVisitor, works: Works, clock: Clock
) -> None:
    elsewhere = new_visitor()
    elsewhere.signs_in(worker)
    offer = offered(inside)
    assert confirm(inside, offer, clock, "000000")[0] == 422
    with works.open(SYSTEM, read_only=True) as work:
        assert work.db.get_one(StaffAccount, worker.id).pending_totp_secret is None, "what waits lies nowhere"
    assert isinstance(worker.signs_in(), SignedIn), "an unconfirmed one changes nothing"
    again = inside.client.post("/staff/app/confirm", data={**offer, "totp": ""})
    assert (again.status_code, secret_on(again.get_data(as_text=True))) == (422, offer["secret"])
    used = pyotp.TOTP(offer["secret"]).at(clock.now)
    assert confirm(inside, offer, clock, used) == (303, "/staff")
    assert worker.signs_in(code=used) is None, "the code that confirmed it is used up"
    assert elsewhere.get("/staff").status_code == 302 and inside.get("/staff").status_code == 200
    (line,) = deeds(works, "staff:second-factor-set")
    assert line["own"] is True and told(works) == ["app_set"]
    assert worker.signs_in() is None, "the old app's code"
    worker.secret = offer["secret"]
    clock.forward(minutes=1)
    assert isinstance(worker.signs_in(), SignedIn)
    for path in ("/staff", "/staff/app"):
        assert offer["secret"] not in inside.get(path).get_data(as_text=True).replace(" ", "")


def test_of_two_pages_the_first_that_is_finished_counts(worker: Worker, inside: Visitor, clock: Clock) -> None:
    first, second = offered(inside), offered(inside)
    assert first["secret"] != second["secret"]
    assert confirm(inside, second, clock) == (303, "/staff")
    assert confirm(inside, first, clock) == (303, "/staff/app"), "the old tab"
    assert confirm(inside, second, clock) == (303, "/staff/app"), "the same once more"
    worker.secret = second["secret"]
    assert isinstance(worker.signs_in(), SignedIn)


def test_an_offer_fits_its_account_its_time_and_nothing_else(
    inside: Visitor, new_visitor: NewVisitor, works: Works, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_app, "LASTS", timedelta(minutes=5))
    offer = offered(inside)
    other, hers = new_visitor(), Worker(works, clock, login="other@example.org")
    other.signs_in(hers)
    own = offered(other)
    secret, until, mac = offer["offer"].split(".")
    for forged in (
        offer["offer"],
        "",
        "a.b.c",
        f"{secret}.{until}.가",
        f"{secret}.{'9' * 200}.{mac}",
        f"{secret}.²³.{mac}",
        f"A{secret[1:]}B.{until}.{mac}",
    ):
        assert confirm(other, own | {"offer": forged, "secret": offer["secret"]}, clock) == (303, "/staff/app"), forged
    assert isinstance(hers.signs_in(), SignedIn), "hers is as it was"
    clock.forward(minutes=5)
    assert confirm(inside, offer, clock) == (303, "/staff/app")


def test_after_a_lost_telephone_a_recovery_code_is_the_way_to_a_new_app(
    worker: Worker, inside: Visitor, new_visitor: NewVisitor, clock: Clock
) -> None:
    shown = inside.post("/staff/recovery-codes", page="/staff").get_data(as_text=True)
    code = re.findall(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b", shown)[0]
    thief = new_visitor()
    thief.signs_in(worker)
    her = new_visitor()
    clock.forward(minutes=1)
    her.post("/staff/login", login=worker.login, password=PASSWORD, totp=code)
    assert confirm(her, offered(her), clock) == (303, "/staff")
    assert thief.get("/staff").status_code == 302, "whoever holds the old telephone is out"


def test_who_has_passkeys_alone_adds_an_app_and_may_then_remove_the_last(
    world: World, worker: Worker, inside: Visitor, clock: Clock
) -> None:
    keeper = Keeper.staff(world, worker.id)
    made = keeper.adds()
    with world.as_system() as work:
        work.db.execute(text("update staff_accounts set totp_secret = null"))
    assert "인증 앱 더하기" in inside.get("/staff").get_data(as_text=True)
    page = f"/staff/passkeys/{made}"
    inside.post(f"{page}/remove", page=page)
    assert keeper.ids() == [made], "the last factor"
    assert "다른 패스키나 인증 앱을 먼저" in inside.get("/staff").get_data(as_text=True)
    assert confirm(inside, offered(inside), clock) == (303, "/staff")
    inside.post(f"{page}/remove", page=page)
    assert keeper.ids() == []


def test_a_session_that_somebody_ended_meanwhile_changes_nothing(world: World, worker: Worker, works: Works) -> None:
    session = worker.signs_in()
    assert isinstance(session, SignedIn)
    weighed = identity.weigh_own_password(works, worker.id, present=PASSWORD, new=NEW)
    with works.open(SYSTEM) as work:
        identity.end(work, session.id)
    with world.as_staff(Role.CASEWORKER, worker.id) as work:
        place = {"address": None, "browser_mark": None}
        assert identity.set_own_password(work, weighed, session_id=session.id, **place) is None
        row = work.db.get_one(StaffAccount, worker.id)
        assert row.password_hash == weighed.against


def test_removing_a_passkey_ends_the_other_sessions(
    world: World, worker: Worker, inside: Visitor, new_visitor: NewVisitor
) -> None:
    elsewhere = new_visitor()
    elsewhere.signs_in(worker)
    made = Keeper.staff(world, worker.id).adds()
    page = f"/staff/passkeys/{made}"
    inside.post(f"{page}/remove", page=page)
    assert elsewhere.get("/staff").status_code == 302 and inside.get("/staff").status_code == 200
    with world.as_system() as work:
        assert len(work.db.scalars(select(SignIn.id).where(SignIn.ended_at.is_(None))).all()) == 1
