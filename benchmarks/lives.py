"""People of a benchmark brought through the services: answers, a group of active members, a signed-in client."""

from datetime import UTC, datetime
from uuid import UUID

from flask.testing import FlaskClient

from benchmarks import people
from lawsuit_hub.access.actor import SYSTEM, VISITOR, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.app import app_of
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments, cards, groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import MemberCard
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.responses.answers import read_answer
from lawsuit_hub.features.responses.questions import recognise
from lawsuit_hub.features.responses.types import Rejected
from lawsuit_hub.features.rosters.types import RosterHead
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Answer
from lawsuit_hub.instance import Instance

_COLUMNS = recognise(people.HEADER).mapping


def answer(number: int, *, landlords: int) -> Answer:
    read = read_answer(_COLUMNS, people.row(number, landlords=landlords), home_province="서울")
    if isinstance(read, Rejected):
        raise TypeError(read.reason)
    return read


def active_group(instance: Instance, size: int) -> tuple[str, UUID, RosterHead]:
    """One landlord's group of active members who share and agree to the firm; its code, its lawyer, a roster's head."""
    works = instance.works
    with works.open(SYSTEM) as work:
        caseworker = identity.add_staff(work, login="caseworker@example.com", role=Role.CASEWORKER).account_id
        lawyer = identity.add_staff(
            work, login="lawyer@example.com", role=Role.LAWYER, firm_name="법무법인 보기", firm_phone="02-0000-1234"
        ).account_id
        texts = consents.shown(work, locale="ko")
    agreed = {text.sha256: True for text in texts}
    for number in range(size):
        with works.open(VISITOR) as work:
            victim_id, _ = registration.register(work, answer(number, landlords=1), texts=texts, agreed=agreed)
        with works.open(Actor(Role.CASEWORKER, caseworker)) as work:
            victims.verify_lease(work, victim_id, reason="계약서를 보았습니다")
            lawsuits.refresh(work, victim_id)
    with works.open(Actor(Role.CASEWORKER, caseworker)) as work:
        line = groups.lines(work)[0]
        assignments.assign(work, line.id, lawyer_id=lawyer)
    head = RosterHead(
        export_id="X-0001", group_code=line.code, purpose="벤치마크", title="명단", reason="벤치마크", lawyer_name="lawyer@example.com",
        law_firm="법무법인 보기", made_at=datetime.now(UTC), row_count=size,
    )  # fmt: skip
    return line.code, lawyer, head


def a_member(instance: Instance) -> UUID:
    with instance.works.open(SYSTEM, read_only=True) as work:
        return groups.members(work, groups.lines(work)[0].id)[0].victim_id


def signed_in(instance: Instance) -> FlaskClient:
    """A client whose cookie is a member's session, as the sign-in would have made it."""
    member = a_member(instance)
    with instance.works.open(VISITOR) as work:
        session_id = identity.start(work, Role.MEMBER, member).get_id()
    client = app_of(instance).test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = session_id, True
    return client


def page_of(instance: Instance) -> tuple[MemberCard, ...]:
    member = a_member(instance)
    with instance.works.open(Actor(Role.MEMBER, member), read_only=True) as work:
        page = cards.own_group(work, member)
    return page.cards if page else ()
