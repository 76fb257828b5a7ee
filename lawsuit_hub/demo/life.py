"""What happens in the demo, done by the services everybody uses: accounts, answers, confirmation, a group's whole way."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.documents import decisions, declarations
from lawsuit_hub.features.documents.types import Outcome, Point, Relation, Saw, Seen
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.invites.types import InviteVoid
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.lawsuits import service as lawsuits
from lawsuit_hub.features.lawsuits.types import GroupLine, Stage
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.responses import importing
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import SheetFormat
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.files import write_private
from lawsuit_hub.infra.work import Works
from lawsuit_hub.privacy.passwords import make_password
from lawsuit_hub.settings import REPOSITORY

FOLDER = REPOSITORY / "instance" / "demo"
SAMPLE = Path(__file__).resolve().parent / "answers.csv"
FIRM, FIRM_PHONE = "법무법인 보기", "02-0000-1234"
STAFF = (Role.CASEWORKER, Role.LAWYER, Role.PRIVACY_OFFICER, Role.ADMIN)
SECOND = "caseworker-2@example.com"
LARGE = 5
ROOM_URL, ROOM_CODE = "https://open.kakao.com/o/gDemoRoom", "demo2026"


def make_staff(works: Works) -> list[dict[str, Any]]:
    """One account a role; known ones are read back from accounts.json, the only place that holds their passwords."""
    path = FOLDER / "accounts.json"
    known = [one for one in json.loads(path.read_text()) if one["role"] != "member"] if path.exists() else []
    missing = [role for role in STAFF if role.value not in {one["role"] for one in known}]
    for role in missing:
        login, password = f"{role.value.replace('_', '-')}@example.com", make_password()
        with works.open(SYSTEM) as work:
            firm = {"firm_name": FIRM, "firm_phone": FIRM_PHONE} if role is Role.LAWYER else {}
            _, secret = identity.add_finished_staff(work, login=login, role=role, password=password, **firm)
            known.append({"role": role.value, "login": login, "password": password, "totp_secret": secret})
            write_private(path, json.dumps(known, ensure_ascii=False, indent=1).encode())
    return known


def second_caseworker(works: Works, staff: list[dict[str, Any]]) -> Actor:
    """Where two must say yes. Her password stands with the others'."""
    if all(one["login"] != SECOND for one in staff):
        password = make_password()
        with works.open(SYSTEM) as work:
            _, secret = identity.add_finished_staff(work, login=SECOND, role=Role.CASEWORKER, password=password)
        staff.append({"role": Role.CASEWORKER.value, "login": SECOND, "password": password, "totp_secret": secret})
        write_private(FOLDER / "accounts.json", json.dumps(staff, ensure_ascii=False, indent=1).encode())
    with works.open(SYSTEM, read_only=True) as work:
        return Actor(Role.CASEWORKER, identity.staff_by_login(work, SECOND).id, address="127.0.0.1")


def import_sample(works: Works) -> dict[str, int]:
    counts: dict[str, int] = {}
    with SAMPLE.open("rb") as stream:
        for line in importing.run(works, stream, SAMPLE.name, chosen=None):
            counts[line.outcome] = counts.get(line.outcome, 0) + 1
    return counts


def largest_group(works: Works) -> GroupLine:
    with works.open(SYSTEM, read_only=True) as work:
        return max(groups.lines(work), key=lambda one: (one.members + one.pending, -int(one.code.rsplit("-", 1)[1])))


def group_members(works: Works, group: GroupLine) -> list[UUID]:
    with works.open(SYSTEM, read_only=True) as work:
        return [one.victim_id for one in groups.members(work, group.id)]


def is_active(works: Works, victim_id: UUID) -> bool:
    with works.open(SYSTEM, read_only=True) as work:
        line = groups.memberships_of(work, [victim_id]).get(victim_id)
        return line is not None and line.active_since is not None


def confirm(works: Works, people: Iterable[UUID]) -> None:
    """Each answers the consents herself; every fourth keeps her card to herself, every fifth the firm's list."""
    for number, victim_id in enumerate(people):
        with works.open(SYSTEM, read_only=True) as work:
            if victims.profile(work, victim_id).confirmed_at is not None:
                continue
        with works.open(Actor(Role.MEMBER, victim_id)) as work:
            texts = consents.shown(work, locale="ko")
            consents.keep_texts(work, texts)
            yes = {"share_card": (number + 1) % 4 != 0, "firm": (number + 1) % 5 != 0}
            agreed = {text.sha256: yes.get(text.kind.value, True) for text in texts}
            registration.confirm(work, victim_id, given=registration.given_of(texts, agreed), joins=True)


def account(works: Works, staff: list[dict[str, Any]], role: Role) -> Actor:
    login = next(one["login"] for one in staff if one["role"] == role.value)
    with works.open(SYSTEM, read_only=True) as work:
        return Actor(role, identity.staff_by_login(work, login).id, address="127.0.0.1")


def gather_others(works: Works, staff: list[dict[str, Any]], but: GroupLine) -> None:
    """The other groups; in a large one somebody has not confirmed yet."""
    with works.open(SYSTEM, read_only=True) as work:
        lines = [one for one in groups.lines(work) if one.id != but.id]
    together = [sorted(group_members(works, line), key=str) for line in lines]
    people = [one for members in together for one in members[len(members) >= LARGE :]]
    confirm(works, people)
    see_leases(works, staff, people)


def see_leases(works: Works, staff: list[dict[str, Any]], people: Iterable[UUID]) -> None:
    caseworker = account(works, staff, Role.CASEWORKER)
    for victim_id in people:
        with works.open(caseworker) as work:
            if victims.profile(work, victim_id).verified_at is None:
                declarations.take_down(work, victim_id, Relation.NONE, "")
                decisions.decide(
                    work,
                    victim_id,
                    seen=Seen.PERSON,
                    points=dict.fromkeys(Point, Saw.YES),
                    outcome=Outcome.ACCEPTED,
                    reason="계약서 원본을 창구에서 보았습니다",
                )
                lawsuits.refresh(work, victim_id)


def prepare_group(works: Works, staff: list[dict[str, Any]], group_id: UUID, people: Iterable[UUID]) -> None:
    """The caseworker's part: leases seen, lawyer assigned, stage, room."""
    see_leases(works, staff, people)
    caseworker = account(works, staff, Role.CASEWORKER)
    lawyer = account(works, staff, Role.LAWYER)
    with works.open(caseworker) as work:
        line = groups.line(work, group_id)
        if lawyer.id is not None and line.lawyer_id != lawyer.id:
            assignments.assign(work, group_id, lawyer_id=lawyer.id)
        if line.stage is Stage.GATHERING:
            groups.set_stage(work, group_id, stage=Stage.SETTLED)
            groups.set_stage(work, group_id, stage=Stage.COUNSEL)
        if not line.has_room:
            invites.set_room(work, group_id, url=ROOM_URL, code=ROOM_CODE)


def enter_room(works: Works, victim_id: UUID) -> bool:
    """The first member takes her invite and enters; once."""
    member = Actor(Role.MEMBER, victim_id)
    with works.open(member) as work:
        line = groups.membership_of(work, victim_id)
        if line is None or line.entered_room_at is not None:
            return False
        token = invites.make(work)
    try:
        with works.open(member) as work:
            return bool(invites.enter(work, token).alias)
    except InviteVoid:
        return False


def make_roster(works: Works, staff: list[dict[str, Any]], group: GroupLine) -> int:
    """Written once: each export leaves a mark with every person in it."""
    roster, secret = FOLDER / "roster.xlsx", FOLDER / "roster.password"
    if roster.exists() and secret.exists():
        return -1
    password = make_password()
    lawyer = replace(account(works, staff, Role.LAWYER), address=None, system_user="demo")
    made = rosters.export_for(
        works,
        lawyer,
        group=group.code,
        format=SheetFormat.XLSX,
        reason="시연: 위임 서류를 준비합니다",
        password=password,
    )
    keep_locked("roster", made.data, password)
    return made.rows


def keep_locked(name: str, data: bytes, password: str) -> None:
    """A file and its password beside it: elsewhere a page shows it once."""
    write_private(FOLDER / f"{name}.xlsx", data)
    write_private(FOLDER / f"{name}.password", f"{password}\n".encode())


def note_members(
    works: Works, staff: list[dict[str, Any]], people: list[UUID], group: GroupLine
) -> list[dict[str, Any]]:
    """The demo's own people are invented: their numbers may stand in accounts.json, so that a visitor can sign in."""
    with works.open(SYSTEM, read_only=True) as work:
        phones = [victims.phone_for_delivery(work, one) for one in people]
    members = [{"role": "member", "phone": local(phone), "group": group.code} for phone in phones if phone]
    return [*staff, *members]


def local(e164: str) -> str:
    digits = "0" + e164.removeprefix("+82")
    return f"{digits[:3]}-{digits[3:-4]}-{digits[-4:]}"
