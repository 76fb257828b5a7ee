"""Accounts and firms: made once, finished by their owners, closed at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select, text

from lawsuit_hub.access.actor import SYSTEM, VISITOR
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import StaffAccount
from lawsuit_hub.features.identity.types import (
    FirmMissing,
    FirstSteps,
    LinkDead,
    LoginTaken,
    NoSuchFirm,
    NoSuchStaff,
    NotStaff,
    SignedIn,
    WeakPassword,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Works
from lawsuit_hub.values.refused import BadEmail
from tests.clock import Clock
from tests.features.identity.conftest import ADDRESS, LOGIN, PASSWORD, Worker

pytestmark = pytest.mark.either

FIRST_PASSWORD = "처음 받은 비밀번호 하나 더"


def invite(works: Works) -> str:
    with works.open(SYSTEM) as work:
        made = identity.add_staff(work, login=LOGIN, role=Role.CASEWORKER)
    assert made.link_token is not None
    return made.link_token


def enrol(works: Works, token: str, password: str = PASSWORD) -> FirstSteps | None:
    with works.open(VISITOR, vault=True) as work:
        try:
            return identity.enrol(work, token, password, address=ADDRESS)
        except LinkDead:
            return None


def finish(works: Works, clock: Clock, steps: FirstSteps) -> SignedIn | None:
    with works.open(VISITOR, read_only=True, vault=True) as work:
        offer = identity.factor_offer(work, steps)
    assert offer is not None
    with works.open(VISITOR, vault=True) as work:
        assert identity.confirm_factor(work, str(steps.id), pyotp.TOTP(offer.secret).at(clock.now), address=ADDRESS)
        return identity.finish(work, str(steps.id), address=ADDRESS)


def test_a_link_leads_to_a_finished_account(works: Works, clock: Clock) -> None:
    steps = enrol(works, invite(works))
    assert steps is not None
    assert (steps.password_due, steps.factor_due) == (False, True)
    signed_in = finish(works, clock, steps)
    assert signed_in is not None
    assert identity.signed_in(works, signed_in.get_id()) is not None


def test_a_link_is_good_once_however_many_come_at_once(works: Works) -> None:
    token = invite(works)
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda _: enrol(works, token), range(6)))
    assert sum(outcome is not None for outcome in outcomes) == 1
    with works.open(VISITOR, read_only=True) as work:
        assert not identity.enrolment_is_open(work, token)


def test_looking_at_a_link_consumes_nothing(works: Works) -> None:
    token = invite(works)
    for _ in range(3):
        with works.open(VISITOR) as work:
            assert identity.enrolment_is_open(work, token)
    assert enrol(works, token) is not None


def test_a_weak_password_does_not_use_up_the_link(works: Works) -> None:
    token = invite(works)
    for weak in ("short", "worker@example.org!", "password1234!"):
        with works.open(VISITOR, vault=True) as work, pytest.raises(WeakPassword):
            identity.enrol(work, token, weak, address=ADDRESS)
    assert enrol(works, token) is not None


def test_a_link_runs_out(works: Works, clock: Clock) -> None:
    token = invite(works)
    clock.forward(hours=works.settings.enrolment_hours)
    assert enrol(works, token) is None


@pytest.mark.parametrize("token", ["", "x", "한글", "\udcff", "A" * 5000])
def test_an_unknown_link_opens_nothing(works: Works, token: str) -> None:
    assert enrol(works, token) is None


def test_the_link_is_not_in_the_database(works: Works) -> None:
    token = invite(works)
    with works.open(SYSTEM, read_only=True) as work:
        row = repr(work.db.execute(text("select * from staff_accounts")).all())
    assert token not in row
    assert token not in repr(identity.add_staff)


def test_a_first_password_must_give_way_to_another(works: Works, clock: Clock) -> None:
    with works.open(SYSTEM) as work:
        made = identity.add_staff(work, login=LOGIN, role=Role.ADMIN, password=FIRST_PASSWORD)
        assert made.link_token is None
    checked = identity.check_password(works, LOGIN, FIRST_PASSWORD, address=ADDRESS)
    with works.open(VISITOR, vault=True) as work:
        steps = identity.sign_in(work, checked, code="", address=ADDRESS)
    assert isinstance(steps, FirstSteps)
    with works.open(VISITOR, vault=True) as work, pytest.raises(WeakPassword, match="same"):
        identity.change_password(work, str(steps.id), FIRST_PASSWORD, address=ADDRESS)
    with works.open(VISITOR, vault=True) as work:
        assert identity.finish(work, str(steps.id), address=ADDRESS) is None
        after = identity.change_password(work, str(steps.id), PASSWORD, address=ADDRESS)
        assert after is not None
        assert not after.password_due
        assert identity.finish(work, str(steps.id), address=ADDRESS) is None
    assert finish(works, clock, after) is not None
    assert not identity.check_password(works, LOGIN, FIRST_PASSWORD, address=ADDRESS).right
    assert identity.check_password(works, LOGIN, PASSWORD, address=ADDRESS).right


def test_first_steps_run_out_and_a_newer_start_ends_them(works: Works, clock: Clock) -> None:
    steps = enrol(works, invite(works))
    assert steps is not None
    clock.forward(minutes=15)
    with works.open(VISITOR, read_only=True) as work:
        assert identity.first_steps(work, str(steps.id)) is None
    clock.forward(minutes=-1)
    checked = identity.check_password(works, LOGIN, PASSWORD, address=ADDRESS)
    with works.open(VISITOR, vault=True) as work:
        newer = identity.sign_in(work, checked, code="", address=ADDRESS)
        assert isinstance(newer, FirstSteps)
        assert identity.first_steps(work, str(steps.id)) is None
        assert identity.first_steps(work, str(newer.id)) is not None


def test_a_wrong_code_enrols_no_second_factor(works: Works) -> None:
    steps = enrol(works, invite(works))
    assert steps is not None
    with works.open(VISITOR, vault=True) as work:
        assert not identity.confirm_factor(work, str(steps.id), "123 45", address=ADDRESS)
        assert identity.finish(work, str(steps.id), address=ADDRESS) is None


def test_the_secret_is_shown_only_while_it_waits_and_lies_sealed(works: Works, clock: Clock) -> None:
    steps = enrol(works, invite(works))
    assert steps is not None
    with works.open(VISITOR, vault=True) as work:
        offer = identity.factor_offer(work, steps)
        assert offer is not None
        assert offer.secret not in repr(offer)
        assert offer.secret not in repr(work.db.execute(text("select * from staff_accounts")).all())
    finish(works, clock, steps)
    with works.open(VISITOR, read_only=True, vault=True) as work:
        assert identity.factor_offer(work, steps) is None


def test_a_login_is_taken_in_every_spelling(works: Works) -> None:
    invite(works)
    with works.open(SYSTEM) as work, pytest.raises(LoginTaken):
        identity.add_staff(work, login=LOGIN.upper(), role=Role.ADMIN)


def test_what_is_no_staff_account_is_not_made(works: Works) -> None:
    with works.open(SYSTEM) as work:
        with pytest.raises(BadEmail):
            identity.add_staff(work, login="not an address", role=Role.ADMIN)
        for role in ("member", "visitor", "system", "boss"):
            with pytest.raises(NotStaff):
                identity.add_staff(work, login=LOGIN, role=role)
        with pytest.raises(FirmMissing):
            identity.add_staff(work, login=LOGIN, role="lawyer", firm_name=" ")
        with pytest.raises(WeakPassword):
            identity.add_staff(work, login=LOGIN, role="admin", password="qwerty123456")


def test_lawyers_of_one_firm_share_it(works: Works) -> None:
    with works.open(SYSTEM) as work:
        for number in range(2):
            identity.add_staff(
                work,
                login=f"lawyer{number}@example.org",
                role="lawyer",
                firm_name=" 법무법인  표본 ",
                firm_phone="02-0000-1111",
            )
        identity.add_staff(work, login="third@example.org", role="lawyer", firm_name="법무법인 다른표본")
        assert [(firm.name, firm.phone) for firm in identity.firms(work)] == [
            ("법무법인 다른표본", ""),
            ("법무법인 표본", "02-0000-1111"),
        ]
        views = identity.lawyers(work)
        assert [view.login for view in views] == ["lawyer0@example.org", "lawyer1@example.org", "third@example.org"]
        assert views[0].firm == views[1].firm
        assert views[0].firm is not None
        assert identity.firm(work, views[0].firm.id) == views[0].firm


def test_accounts_are_found_by_id_and_login(works: Works, worker: Worker) -> None:
    with works.open(SYSTEM, read_only=True) as work:
        view = identity.staff(work, worker.id)
        assert (
            view
            == identity.staff_by_login(work, " WORKER@example.org")
            == identity.staff_many(work, [worker.id, new_id()])[worker.id]
        )
        assert (view.role, view.is_open, view.is_enrolled) == (Role.CASEWORKER, True, True)
        assert "worker@" not in repr(view)
        for unknown in (
            lambda: identity.staff(work, new_id()),
            lambda: identity.staff_by_login(work, "nobody@example.org"),
        ):
            with pytest.raises(NoSuchStaff):
                unknown()
        with pytest.raises(NoSuchFirm):
            identity.firm(work, new_id())


def test_a_closed_account_keeps_its_name_and_loses_its_secrets(works: Works, worker: Worker) -> None:
    session = worker.session()
    with works.open(SYSTEM) as work:
        identity.close_account(work, worker.id)
    assert identity.signed_in(works, session) is None
    with works.open(SYSTEM, read_only=True) as work:
        row = work.db.scalars(select(StaffAccount)).one()
        assert (row.password_hash, row.totp_secret, row.enrolment_mac) == (None, None, None)
        assert not identity.staff(work, worker.id).is_open
        assert work.db.execute(text("select count(*) from subject_keys")).scalar() == 0
    with works.open(SYSTEM) as work, pytest.raises(NoSuchStaff):
        identity.close_account(work, worker.id)


def test_enrolment_lasts_as_the_settings_say(works: Works) -> None:
    invite(works)
    with works.open(SYSTEM, read_only=True) as work:
        row = work.db.scalars(select(StaffAccount)).one()
        assert row.enrolment_expires_at is not None
        assert row.enrolment_expires_at - row.created_at == timedelta(hours=works.settings.enrolment_hours)
