"""Erasing: nothing of a person opens or stands anywhere any more, once, and the others notice nothing."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import LargeBinary, Uuid, func, literal, select, text, update

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.models import DestructionRecord, KeptByLaw
from lawsuit_hub.features.destruction.types import Ground, Record
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import Browser
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.models import Group
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.rights.models import RightsRequest
from lawsuit_hub.features.rosters import removals
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import ExportGone
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims import tasks
from lawsuit_hub.features.victims.references import references
from lawsuit_hub.features.victims.types import Channel
from lawsuit_hub.infra.db import Base, SealedType
from lawsuit_hub.infra.refusals import ReasonMissing
from lawsuit_hub.infra.work import NotAllowed
from lawsuit_hub.privacy.keyring import CannotOpen, Place
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.worker import deliver
from tests.databases import SqliteDatabases
from tests.features.my.visits import make_invite, set_room
from tests.features.rosters.exports import Counsel, make_counsel
from tests.people import CANARY_PHONE, canary, caseworker_of, make_active, make_answer, make_group, make_victim
from tests.world import World, open_world

REASON = "본인이 창구에서 지워 달라고 함"

# What may stand in a row that still names an erased person's random id. Everything else has to be NULL or gone.
MAY_STAY = {
    "victims": {"id", "reference", "joins", "channel", "registered_at", "answered_at", "confirmed_at", "withdrawn_at"},
    "leases": {"id", "victim_id"},
    "victim_tasks": {"id", "victim_id", "kind", "opened_at", "closed_at", "closed_by", "outcome"},
    # That she asked and was answered is proof for the office; what she said was sealed and is gone.
    "rights_requests": {column.name for column in RightsRequest.__table__.columns} - {"words", "changes"},
    "destruction_records": {column.name for column in DestructionRecord.__table__.columns},
    "destruction_approved": {"id", "kind", "subject_id", "reference", "approved_at", "approved_by", "settled_at", "outcome"},
}  # fmt: skip
CHAIN = "audit_"  # access records stay: ids and scrubbed reasons


def erase(world: World, victim_id: UUID, *, ground: Ground = Ground.CONSENT) -> Record:
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        return destruction.destroy(work, victim_id, ground=ground, reason=REASON)


def rows_about(world: World, subject: UUID) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table that holds this id, whatever the column is called."""
    with world.engine.connect() as db:
        for table in Base.metadata.sorted_tables:
            ids = [column for column in table.columns if isinstance(column.type, Uuid)]
            for column in ids:
                for row in db.execute(select(table).where(column == subject)).mappings():
                    yield table.name, dict(row)


def in_everything(world: World) -> tuple[UUID, Counsel]:
    """A person with rows in every feature: a group, a room, an invite, an export, tasks, codes, messages, a session."""
    counsel = make_counsel(world)
    her = make_active(world, answer=canary(world, landlord=make_answer(world).landlord), firm_id=counsel.firm_id)
    set_room(world, counsel.group_id)
    make_invite(world, her)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        tasks.open_changed_answer(work, her, make_answer(world, name="홍새이름", phone=CANARY_PHONE))
        victims.reveal(work, her, names=["phone"], reason=REASON, once="a")
    with world.as_visitor() as work:
        identity.start(work, Role.MEMBER, her)
        identity.send_code(
            work, PhoneNumber.parse_mobile(CANARY_PHONE), browser=Browser("a" * 43), to_known=True, body="{code}"
        )
    return her, counsel


def test_no_row_of_hers_holds_anything_but_ids_dates_and_the_register(world: World) -> None:
    her, _ = in_everything(world)
    before = {table for table, _ in rows_about(world, her)}
    everywhere = {"victims", "leases", "consents", "memberships", "outbox_messages", "sign_ins", "subject_keys"}
    assert before > everywhere | {"victim_tasks", "landlord_reports"}
    erase(world, her)
    left = {
        f"{table}.{name}"
        for table, row in rows_about(world, her)
        if not table.startswith(CHAIN)
        for name, value in row.items()
        if value is not None and name not in MAY_STAY.get(table, set())
    }
    assert not left


def test_every_table_that_names_a_person_says_what_becomes_of_her_rows(world: World) -> None:
    """A new table with a column of hers is deleted with her (GOES_WITH), or blanked by its feature and listed above."""
    pointing = {
        table.name
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "victims"
    }
    goes = {table.name for table in Base.metadata.sorted_tables if "goes_with" in table.info}
    removed_by_their_feature = {"landlord_reports"}
    assert pointing <= goes | removed_by_their_feature | set(MAY_STAY)


def test_nothing_of_hers_opens_with_all_live_keys(world: World) -> None:
    her, _ = in_everything(world)
    with world.engine.connect() as db:
        sealed = [
            (f"{table.name}.{column.name}", row[0], row[1])
            for table in Base.metadata.sorted_tables
            for column in table.columns
            if isinstance(column.type, SealedType) and ("victim_id" in table.columns or table.name == "victims")
            for row in db.execute(
                select(table.c.id, column).where(column.is_not(None), table.c.get("victim_id", table.c.id) == her)
            )
        ]
    assert len(sealed) > 15
    erase(world, her)
    with world.as_system() as work:
        for place, row_id, value in sealed:
            if place == "memberships.card":
                continue  # under the group's key: the row is gone, the group stays
            with pytest.raises(CannotOpen):
                work.keys.open(value, Place(place, her, row_id))


def test_the_register_names_nobody_and_has_no_gaps(world: World) -> None:
    _, members = make_group(world, size=3)
    numbers, worker = [erase(world, one).number for one in members[:2]], caseworker_of(world)
    assert numbers == [1, 2]
    with world.as_system() as work:
        row = work.db.scalars(select(DestructionRecord).order_by(DestructionRecord.number)).first()
        assert row is not None and row.reference == references(work, members[:1])[members[0]]
        assert (row.kind, row.ground, row.reason) == ("member", "consent", REASON)
        assert row.handler_id == worker and row.made_at and row.destroyed_at == world.clock.now
        (line,) = audit.about(work, members[0], deeds=["victim:destroyed"])
    assert line.reason == REASON and line.details["number"] == 1


def test_destroying_twice_is_once(world: World) -> None:
    her = make_active(world)
    first = erase(world, her)
    assert erase(world, her) == first
    with world.as_system() as work:
        assert audit.count(work, her, deeds=["victim:destroyed"]) == 1
        assert work.db.scalar(select(func.count()).select_from(KeptByLaw)) == 1


def test_two_at_once_destroy_once(world: World) -> None:
    her = make_active(world)
    caseworker_of(world)
    done: list[Record] = []
    both = [Thread(target=lambda: done.append(erase(world, her))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.number for one in done] == [1, 1]
    with world.as_system() as work:
        assert audit.count(work, her, deeds=["victim:destroyed"]) == 1


def test_her_last_message_goes_out_and_her_number_stays_nowhere(world: World) -> None:
    her, _ = in_everything(world)
    deliver(world.instance)
    world.settings.outbox_file.unlink()
    with world.as_visitor() as work:
        identity.send_code(
            work, PhoneNumber.parse_mobile(CANARY_PHONE), browser=Browser("a" * 43), to_known=True, body="{code}"
        )
    erase(world, her)
    deliver(world.instance)
    sent = [json.loads(line) for line in world.settings.outbox_file.read_text(encoding="utf-8").splitlines()]
    assert [one["kind"] for one in sent if one["to"].replace("-", "").endswith("1009991234")] == ["erased"], (
        "and no code of before"
    )
    with world.engine.connect() as db:
        assert db.execute(text("select count(*) from phone_codes")).scalar_one() == 0
        assert db.execute(text("select count(*) from outbox_messages where sealed is not null")).scalar_one() == 0
    with world.as_system() as work:
        assert victims.find_by_phone(work, PhoneNumber.parse_mobile(CANARY_PHONE)) is None
        assert outbox.owed(work) == 0


@pytest.mark.parametrize("damaged", ["victims.phone", "subject_keys.wrapped", "outbox_messages.sealed"])
def test_whoever_s_number_key_or_waiting_message_is_damaged_is_erased_all_the_same(world: World, damaged: str) -> None:
    her, _ = in_everything(world)
    table, _, column = damaged.partition(".")
    rows = Base.metadata.tables[table]
    subject = rows.c["subject_id" if table == "subject_keys" else "id"]
    with world.engine.begin() as db:
        hers = rows.c.sealed.is_not(None) if column == "sealed" else subject == her
        assert db.execute(update(rows).where(hers).values({column: literal(bytes(200), LargeBinary())})).rowcount
    erase(world, her)
    assert "subject_keys" not in [table for table, _ in rows_about(world, her)]
    with world.as_system() as work:
        assert destruction.of_person(work, her) is not None


def test_the_key_of_the_last_message_goes_when_it_is_sent(world: World) -> None:
    her = make_active(world)
    erase(world, her)
    with world.as_system() as work:
        (message,) = work.db.execute(text("select id from outbox_messages where kind = 'erased'")).scalars()
    subject = UUID(str(message)) if not isinstance(message, bytes) else UUID(bytes=message)
    assert [table for table, _ in rows_about(world, subject)].count("subject_keys") == 1
    deliver(world.instance)
    assert "subject_keys" not in [table for table, _ in rows_about(world, subject)]


def test_a_roster_that_waits_is_destroyed_and_the_lawyer_of_one_that_left_is_told_the_line(world: World) -> None:
    counsel = make_counsel(world, size=3)
    her = counsel.people[1]
    held, waits = counsel.export(), counsel.export(keep=True)
    erase(world, her)
    assert not (world.settings.instance / "exports" / str(waits.id)).exists()
    with pytest.raises(ExportGone), world.works.open(counsel.actor) as work:
        rosters.fetch(work, waits.id)
    with world.works.open(counsel.actor) as work:
        (one,) = removals.waiting(work)
        assert one.number == held.number and one.line in (1, 2, 3)
        removals.done(work, one.id)
        removals.done(work, one.id)
    with world.works.open(counsel.actor) as work:
        assert removals.waiting(work) == []
    deliver(world.instance)
    sent = [json.loads(line) for line in world.settings.outbox_file.read_text(encoding="utf-8").splitlines()]
    (told,) = [one for one in sent if one["kind"] == "roster_removal"]
    assert "@" in told["to"] and victims_name_nowhere(told["body"])
    assert counsel.export().rows == 2, "rosters to come leave her out"


def victims_name_nowhere(body: str) -> bool:
    return not any(word in body for word in ("표본", "P-", "010"))


def test_the_last_person_of_a_group_takes_the_landlord_and_the_group_s_key_along(world: World) -> None:
    her = make_active(world)
    with world.as_system() as work:
        line = groups.membership_of(work, her)
        assert line is not None
        group = work.db.get_one(Group, line.group_id)
        code, landlord = group.code, group.landlord_id
    erase(world, her)
    assert landlord is not None
    for subject in (line.group_id, landlord):
        assert "subject_keys" not in [table for table, _ in rows_about(world, subject)]
    with world.engine.connect() as db:
        left = db.execute(text("select count(*) from landlord_facts")).scalar_one()
        names = db.execute(text("select count(*) from landlords where name is not null")).scalar_one()
    assert (left, names) == (0, 0)
    with world.as_system() as work:
        assert groups.lines(work) == []
        with pytest.raises(NoSuchGroup):
            groups.by_code(work, code)
    again = make_active(world, phone="010-0222-0001")
    with world.as_system() as work:
        after = groups.membership_of(work, again)
    assert after is not None and after.group_id != line.group_id


def test_the_others_of_her_group_see_one_card_less_and_nothing_else(world: World) -> None:
    group, (her, *others) = make_group(world, size=4)
    with world.as_system() as work:
        before = {line.victim_id: line.alias for line in groups.members(work, group)}
    erase(world, her)
    with world.as_system() as work:
        after = {line.victim_id: line.alias for line in groups.members(work, group)}
    assert after == {one: before[one] for one in others}


def test_the_proof_of_her_consents_is_kept_apart_and_says_nothing_of_her(world: World) -> None:
    her = make_active(world)
    record = erase(world, her)
    with world.as_system() as work:
        (row,) = work.db.scalars(select(KeptByLaw))
        kept = json.loads(work.keys.open(row.content, Place("kept_by_law.content", row.id, row.id)))
    assert row.record_number == record.number and row.until.year == world.clock.now.year + 3
    assert kept["reference"] == record.reference and {one["kind"] for one in kept["consents"]} == {
        "collect",
        "share_card",
    }
    assert all(one["withdrawn_at"] for one in kept["consents"])
    assert str(her) not in json.dumps(kept)


def test_no_proof_is_kept_where_the_office_keeps_none(make_world: Any) -> None:
    world = make_world(consent_proof_years=0)
    erase(world, make_active(world))
    with world.as_system() as work:
        assert work.db.scalars(select(KeptByLaw)).all() == []


def test_an_imported_person_is_erased_as_one_who_never_confirmed(world: World) -> None:
    her = make_victim(world, channel=Channel.FORM)
    assert erase(world, her).kind == "unconfirmed"


@pytest.mark.parametrize("role", [Role.LAWYER, Role.PRIVACY_OFFICER, Role.ADMIN, Role.MEMBER])
def test_who_may_not_erase_erases_nobody(world: World, role: Role) -> None:
    her = make_active(world)
    with pytest.raises(NotAllowed), world.as_staff(role, her) as work:
        destruction.destroy(work, her, ground=Ground.COMMAND, reason=REASON)


def test_a_reason_is_asked_before_anything_is_touched(world: World) -> None:
    her = make_active(world)
    with pytest.raises(ReasonMissing), world.as_system() as work:
        destruction.destroy(work, her, ground=Ground.COMMAND, reason="-")
    with world.as_system() as work:
        assert victims.profile(work, her).withdrawn_at is None


@pytest.fixture
def on_sqlite(
    sqlite_databases: SqliteDatabases, build_schema: Callable[[str], None], key_folder: Path, tmp_path: Path
) -> Iterator[World]:
    made = open_world(tmp_path / "instance", sqlite_databases.create_copy(build_schema), key_folder)
    yield made
    made.engine.dispose()
    made.works.limits.close()


def test_raw_bytes_of_hers_leave_the_file_and_its_log(on_sqlite: World) -> None:
    """SQLite: secure_delete and an emptied log. PostgreSQL keeps old pages and its log: there the turn of the KEK does it."""
    world = on_sqlite
    her, _ = in_everything(world)
    needles = hers(world, her)
    assert len(needles) > 20
    file = Path(world.settings.database_url.removeprefix("sqlite:///"))
    assert all(needle in raw(file) for needle in needles)
    erase(world, her)
    found = [needle for needle in needles if needle in raw(file)]
    assert not found


def hers(world: World, victim_id: UUID) -> list[bytes]:
    """Sealed values, keyed hashes and wrapped keys in the rows of one person."""
    found = []
    for table, row in rows_about(world, victim_id):
        if table == "audit_lines":  # the trail stays whole: its hashes are of ids and words of our own
            continue
        for name, value in row.items():
            column = Base.metadata.tables[table].c[name]
            if name == "landlord_index":  # the others of her group have the same one
                continue
            if isinstance(column.type, LargeBinary | SealedType) and value is not None:
                found.append(value if isinstance(value, bytes) else value.data)
    return found


def raw(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(file.parent.glob(f"{file.name}*")))
