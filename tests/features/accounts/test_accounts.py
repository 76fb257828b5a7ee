"""The admin's pages: accounts are made, changed, invited again and closed, and it counts from the next request on."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pyotp
import pytest
from sqlalchemy import select

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity import standing
from lawsuit_hub.features.identity.types import AccountState, LastAdmin, Terms
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.work import NotAllowed
from lawsuit_hub.values.networks import Networks
from tests.features.accounts.admins import WHY, Admin, Colleague, token_in
from tests.features.identity.conftest import PASSWORD, Visitor
from tests.features.rosters.exports import make_counsel, make_finished
from tests.people import FIRM
from tests.world import World

pytestmark = pytest.mark.pages

OFFICE = "192.0.2.0/24"
DEEDS = ("rights", "invite", "sessions", "close")


def deeds_about(world: World, account: UUID) -> list[tuple[str, str | None]]:
    with world.as_system() as work:
        return [(one.deed, one.reason) for one in audit.about(work, account)]


def test_an_account_is_made_and_its_link_shown_once(admin: Admin) -> None:
    answer = admin.makes("New@Example.com", Role.CASEWORKER, networks=f"{OFFICE}\n2001:db8::/32", ends_on="2026-12-31")
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    token = token_in(answer)
    with admin.world.as_visitor() as work:
        assert identity.enrolment_is_open(work, token, address="192.0.2.9")
        assert not identity.enrolment_is_open(work, token, address="198.51.100.9")
    with admin.world.as_system() as work:
        made = identity.staff_by_login(work, "new@example.com")
    line = admin.line(made.id)
    assert (line.state, line.staff.networks) == (AccountState.WAITING, "192.0.2.0/24 2001:db8::/32")
    assert deeds_about(admin.world, made.id) == [("staff:added", WHY)]
    shown = admin.read(f"/admin/accounts/{made.id}") + admin.read("/admin/accounts")
    assert "등록 기다림" in shown and token not in shown


def test_a_lawyer_has_a_firm_and_a_last_day_also_when_nobody_names_one(admin: Admin) -> None:
    assert admin.makes("kim@example.com", Role.LAWYER).status_code == 422
    assert admin.makes("kim@example.com", Role.LAWYER, firm=FIRM, firm_phone="02-0000-1111").status_code == 200
    with admin.world.as_system() as work:
        kim = identity.staff_by_login(work, "kim@example.com")
        assert kim.firm is not None and kim.firm.name == FIRM
        today = standing.today(work.now)
    assert kim.ends_on == today + timedelta(days=admin.world.settings.lawyer_account_days)


WRONG: list[tuple[dict[str, str], str]] = [
    ({"login": "no address"}, "이메일 주소가 아닙니다"),
    ({"login": "admin@example.com"}, "이미 있습니다"),
    ({"role": "member"}, ""),
    ({"role": "system"}, ""),
    ({"reason": "짧음"}, "다섯 글자보다"),
    ({"reason": "900101-1234567 때문에"}, "주민등록번호는"),
    ({"ends_on": "2020-01-01"}, "이미 지난 날"),
    ({"ends_on": "2099-01-01"}, "다섯 해보다"),
    ({"ends_on": "언젠가"}, "날짜가 아닙니다"),
    ({"networks": "192.0.2.7/24"}, "네트워크의 첫 주소"),
    ({"networks": "0.0.0.0/0"}, "비워 두세요"),
    ({"networks": "<b>office</b>"}, "네트워크가 아닌 것"),
]


@pytest.mark.pages
def test_what_cannot_be_an_account_is_said_beside_its_field(admin: Admin) -> None:
    for wrong, said in WRONG:
        answer = admin.makes("new@example.com", Role.CASEWORKER, **wrong)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422 and said in page and "<b>office" not in page, wrong
    with admin.world.as_system() as work:
        assert [one.login for one in identity.all_staff(work)] == ["admin@example.com"]


CHANGES: list[tuple[str, dict[str, str]]] = [
    ("rights", {"role": "privacy_officer"}),
    ("rights", {"networks": OFFICE}),
    ("invite", {}),
    ("sessions", {}),
    ("close", {}),
]


def test_a_change_counts_from_the_next_request_on_and_leaves_its_reason(admin: Admin) -> None:
    for number, (deed, fields) in enumerate(CHANGES):
        colleague = Colleague(admin, login=f"colleague{number}@example.com")
        assert colleague.sees() == 200
        assert admin.does(colleague.id, deed, **fields).status_code in {200, 303}
        assert colleague.sees() == 302, deed
        assert WHY in {reason for _, reason in deeds_about(admin.world, colleague.id)}, deed


def test_a_session_from_outside_the_list_is_over_for_good_and_leaves_one_mark(
    admin: Admin, colleague: Colleague
) -> None:
    admin.does(colleague.id, "rights", networks=f"{OFFICE} 127.0.0.1")
    assert colleague.sees("192.0.2.44") == 200
    assert colleague.sees("::ffff:192.0.2.44") == 200
    assert colleague.sees("198.51.100.7") == 302
    assert colleague.sees("198.51.100.7") == 302
    assert colleague.sees("192.0.2.44") == 302, "whoever took the cookie away has ended it"
    assert [deed for deed, _ in deeds_about(admin.world, colleague.id)].count("staff:turned-out") == 1


def test_the_last_day_lasts_until_midnight_in_seoul(admin: Admin, colleague: Colleague) -> None:
    today = standing.today(admin.world.clock.now)
    admin.does(colleague.id, "rights", ends_on=today.isoformat())
    assert colleague.sees() == 200
    admin.world.clock.forward(hours=24)
    assert colleague.sees() == 302
    admin.sign_in()
    assert admin.line(colleague.id).state is AccountState.ENDED
    assert admin.does(colleague.id, "invite").status_code == 409, "a link to an account that is over"
    assert admin.does(colleague.id, "rights", ends_on="").status_code == 303
    assert admin.line(colleague.id).state is AccountState.OPEN


def test_an_old_tab_overwrites_nothing(admin: Admin, colleague: Colleague) -> None:
    admin.does(colleague.id, "rights", networks=OFFICE)
    answer = admin.does(colleague.id, "rights", role="privacy_officer", seen="0" * 16)
    assert answer.status_code == 422 and "그사이" in answer.get_data(as_text=True)
    assert admin.line(colleague.id).staff.role is Role.CASEWORKER
    before = deeds_about(admin.world, colleague.id)
    assert admin.does(colleague.id, "rights").status_code == 303, "nothing changed"
    assert deeds_about(admin.world, colleague.id) == before


def test_nobody_becomes_a_lawyer_and_a_lawyer_nothing_else(admin: Admin, colleague: Colleague) -> None:
    assert admin.does(colleague.id, "rights", role="lawyer", firm=FIRM).status_code == 422
    lawyer = make_counsel(admin.world).lawyer_id
    assert admin.does(lawyer, "rights", role="caseworker").status_code == 422
    with admin.world.works.open(admin.actor) as work, pytest.raises(Refusal):
        identity.change_staff(work, lawyer, Terms(Role.CASEWORKER), reason=WHY)
    assert admin.does(lawyer, "rights", firm="법무법인 다른표본").status_code == 303
    assert admin.line(lawyer).staff.firm.name == "법무법인 다른표본"  # type: ignore[union-attr]


def test_invited_again_she_begins_anew_and_is_told(admin: Admin, colleague: Colleague) -> None:
    token = token_in(admin.does(colleague.id, "invite"))
    second = token_in(admin.does(colleague.id, "invite"))
    with admin.world.as_visitor() as work:
        assert not identity.enrolment_is_open(work, token)
        assert identity.enrolment_is_open(work, second)
    line = admin.line(colleague.id)
    assert (line.state, line.staff.is_enrolled) == (AccountState.WAITING, False)
    with admin.world.as_system() as work:
        assert identity.reset_lately(work, colleague.id) is not None, "a second link does not silence the first"
        told = [one.deed for one in audit.about(work, colleague.id, deeds=("staff:invited-again",))]
    assert len(told) == 2


def test_the_page_after_her_sign_in_says_that_her_account_was_reset(admin: Admin, colleague: Colleague) -> None:
    token = token_in(admin.does(colleague.id, "invite"))
    with admin.world.as_system() as work:
        (message,) = (one.kind for one in work.db.scalars(select(Message)))
    assert message == "account_invited"
    visitor = Visitor(admin.client.application)  # type: ignore[arg-type]
    visitor.post(f"/staff/enrol/{token}", password=PASSWORD, again=PASSWORD)
    secret = re.search(r'id="secret">([^<]+)<', visitor.get("/staff/first").get_data(as_text=True))
    assert secret
    code = pyotp.TOTP(secret[1].replace(" ", "")).at(admin.world.clock.now)
    entered = visitor.post("/staff/first/factor", page="/staff/first", totp=code)
    assert "새로 정하게 했습니다" in entered.get_data(as_text=True)
    shown = visitor.get("/staff").get_data(as_text=True)
    assert "다시 초대되어" in shown and "admin@example.com" in shown and "새로 정하게 했습니다" not in shown


def test_nobody_changes_her_own_account(admin: Admin) -> None:
    for deed in DEEDS:
        assert admin.get(f"/admin/accounts/{admin.account_id}/{deed}").status_code == 409
        url = f"/admin/accounts/{admin.account_id}/{deed}"
        sent = admin.form("/admin/accounts/new", "/admin/accounts/new") | {"reason": WHY, "role": "admin"}
        assert admin.client.post(url, data=sent).status_code == 409
    assert "본인 계정은" in admin.read(f"/admin/accounts/{admin.account_id}")
    assert admin.line(admin.account_id).state is AccountState.OPEN


def test_the_last_admin_stays(world: World, admin: Admin) -> None:
    typed = Actor(Role.SYSTEM, system_user="root")
    for change in (
        lambda work: identity.close_account(work, admin.account_id),
        lambda work: identity.change_staff(work, admin.account_id, Terms(Role.CASEWORKER)),
    ):
        with world.works.open(typed) as work, pytest.raises(LastAdmin):
            change(work)
    with world.as_system() as work:  # whose first steps are not done manages nothing yet
        identity.add_staff(work, login="waiting@example.com", role=Role.ADMIN)
    with world.works.open(typed) as work, pytest.raises(LastAdmin):
        identity.close_account(work, admin.account_id)


def test_two_admins_who_close_each_other_at_once_leave_one(world: World, admin: Admin) -> None:
    second = Actor(Role.ADMIN, make_finished(world, Role.ADMIN, "second-admin@example.com"), address="127.0.0.1")

    def closes(pair: tuple[Actor, UUID]) -> bool:
        try:
            with world.works.open(pair[0]) as work:
                identity.close_account(work, pair[1], reason=WHY)
        except (NotAllowed, LastAdmin):
            return False
        return True

    assert second.id is not None
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(closes, [(admin.actor, second.id), (second, admin.account_id)]))
    assert sorted(done) == [False, True]


def test_an_id_of_another_kind_or_of_nobody_is_not_there(admin: Admin, colleague: Colleague) -> None:
    counsel = make_counsel(admin.world)
    admin.does(colleague.id, "close")
    for deed in ("", *(f"/{one}" for one in DEEDS)):
        for nobody in (counsel.people[0], counsel.group_id, uuid4()):
            assert admin.get(f"/admin/accounts/{nobody}{deed}").status_code == 404, deed
        closed = admin.get(f"/admin/accounts/{colleague.id}{deed}")
        assert closed.status_code == (409 if deed else 200)
    sent = admin.form("/admin/accounts/new", "/admin/accounts/new") | {"reason": WHY}
    for deed in DEEDS[1:]:
        assert admin.client.post(f"/admin/accounts/{counsel.people[0]}/{deed}", data=sent).status_code == 404
        assert admin.client.post(f"/admin/accounts/{colleague.id}/{deed}", data=sent).status_code == 409


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.LAWYER, Role.PRIVACY_OFFICER])
def test_services_refuse_whoever_is_no_admin(world: World, admin: Admin, role: Role) -> None:
    with world.works.open(Actor(role, make_finished(world, role, "somebody@example.com"))) as work:
        for deed in (
            lambda: identity.accounts(work),
            lambda: identity.add_staff(work, login="new@example.com", role=role),
            lambda: identity.close_account(work, admin.account_id, reason=WHY),
            lambda: identity.invite_again(work, admin.account_id, reason=WHY),
            lambda: identity.change_staff(work, admin.account_id, Terms(Role.CASEWORKER), reason=WHY),
        ):
            with pytest.raises(NotAllowed):
                deed()


def test_whoever_was_an_admin_a_moment_ago_is_none_any_more(world: World, admin: Admin, colleague: Colleague) -> None:
    """A request that began before her rights went finds nothing left to do with."""
    other = make_finished(world, Role.ADMIN, "second-admin@example.com")
    late = Actor(Role.ADMIN, other, address="127.0.0.1")
    admin.does(other, "rights", role="caseworker")
    with world.works.open(late) as work, pytest.raises(NotAllowed):
        identity.close_account(work, colleague.id, reason=WHY)


def test_a_list_of_networks_is_asked_at_the_door_too_and_locks_nobody_out(world: World, admin: Admin) -> None:
    colleague = make_finished(world, Role.CASEWORKER, "colleague@example.com")
    with world.works.open(admin.actor) as work:
        terms = Terms(Role.CASEWORKER, networks=Networks.parse(OFFICE))
        identity.change_staff(work, colleague, terms, reason=WHY)
    checked = identity.check_password(world.works, "colleague@example.com", "Willow-Gravel-71-Orbit", address=None)
    for _ in range(6):
        with world.as_visitor() as work:
            assert identity.sign_in(work, checked, code="000000", address="198.51.100.7") is None
    assert {deed for deed, _ in deeds_about(world, colleague)[:6]} == {"staff:refused"}, "nobody is locked out by them"
