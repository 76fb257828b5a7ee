"""Somebody with the database changes what is sealed: every page stands or says calmly what it cannot read, no deed is half done."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import Table, delete, insert, select, update

from lawsuit_hub.infra.db import Base, SealedType
from lawsuit_hub.privacy.keyring import Sealed
from tests.features.desk.conftest import Desk
from tests.features.my.visits import csrf
from tests.rules.doors import DOORS, OK
from tests.rules.scene import CASEWORKER, LAWYER, MEMBER, Scene, make_scene
from tests.rules.spellings import seen
from tests.rules.test_canary import SECRETS
from tests.rules.test_doors import address, calls
from tests.world import World

pytestmark = pytest.mark.pages

WALKERS = (MEMBER, CASEWORKER, LAWYER)
CALM = 503
UNREADABLE = "저장된 값을 읽을 수 없습니다"
# What lists and a person's own pages are made of: one damaged value there takes no page away.
SHOWN = ("victims.hints", "memberships.card", "landlords.name_hint", "landlords.birth_hint", "landlords.kind_hint")

PICTURE = (
    "GET desk.picture ",
    "GET exhibits.picture ",
    "GET desk_costs.picture ",
    "GET cost_money.file ",
    "GET mandates.blank ",  # a paper says what the mandate is for, or is none
    "GET own_mandate.blank ",
)  # what somebody handed in lies under a key of the vault: without it there is none

Row = dict[str, object]
KEYS = "subject_keys"
ANOTHER_KEY = "vault-0007"


def sealed_columns() -> list[str]:
    return [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, SealedType)
    ]


@contextmanager
def damaged(world: World, *columns: str) -> Iterator[int]:
    """The last bit of every value in these columns is another; afterwards all is as it was."""
    kept: list[tuple[Table, dict[str, object], str, Sealed]] = []
    with world.engine.begin() as db:
        for name in columns:
            table, column = Base.metadata.tables[name.split(".")[0]], name.split(".")[1]
            keys = [one.name for one in table.primary_key]
            for row in db.execute(select(table).where(table.c[column].is_not(None))).mappings().all():
                where = {key: row[key] for key in keys}
                kept.append((table, where, column, row[column]))
                data = row[column].data
                db.execute(update(table).filter_by(**where).values({column: Sealed(data[:-1] + bytes([data[-1] ^ 1]))}))
    yield len(kept)
    with world.engine.begin() as db:
        for table, where, column, value in kept:
            db.execute(update(table).filter_by(**where).values({column: value}))


@contextmanager
def altered_keys(world: World, change: Callable[[list[Row]], list[Row]]) -> Iterator[None]:
    """The table of wrapped keys as `change` leaves it; afterwards as it was."""
    table = Base.metadata.tables[KEYS]
    with world.engine.begin() as db:
        before = [dict(row) for row in db.execute(select(table)).mappings()]
        know_another_key(db)
        rewrite(db, table, change([dict(row) for row in before]))
    yield
    with world.engine.begin() as db:
        rewrite(db, table, before)


def know_another_key(db) -> None:  # type: ignore[no-untyped-def]
    """The database lets no key be wrapped under one that it does not know; this one nobody holds."""
    epochs = Base.metadata.tables["kek_epochs"]
    if db.scalar(select(epochs.c.id).where(epochs.c.id == ANOTHER_KEY)) is None:
        db.execute(
            insert(epochs).values(id=ANOTHER_KEY, kind="vault", state="old", since=datetime(2026, 3, 1, tzinfo=UTC))
        )


def rewrite(db, table: Table, rows: list[Row]) -> None:  # type: ignore[no-untyped-def]
    db.execute(delete(table))
    if rows:
        db.execute(insert(table), rows)


def walk(scene: Scene) -> dict[str, int]:
    """Every page that a persona may open, with what it answered. A page that cannot read says so in words, with a code."""
    answered: dict[str, int] = {}
    for persona in WALKERS:
        client = scene.client(persona)
        for call in calls(scene.app):
            if call.method != "GET" or DOORS[call.name][persona] != OK:
                continue
            with client.get(address(scene, call.rule)) as answer:
                answered[f"{call.name} as {persona}"] = answer.status_code
                text = answer.get_data().decode("utf-8", "replace")  # one of them is a picture
                if answer.status_code == CALM:
                    assert UNREADABLE in text and 'class="incident"' in text, f"{call.name} says nothing"
                assert not seen(SECRETS, answer.data), f"{call.name} shows what it could not open"
    return answered


def deeds(scene: Scene) -> dict[str, int]:
    """What opens identities and rooms when a button is pressed."""
    account = scene.accounts[CASEWORKER]
    assert account is not None
    desk, url = Desk(scene.world, scene.app, *account), f"/desk/people/{scene.objects['reference']}"
    pressed = {
        "reveal": desk.reveal(scene.canary, what=["name", "phone", "address"]).status_code,
        "open answer": desk.send(
            f"{url}/tasks/{scene.objects['task']}/open", page=url, answer__reason="답변을 비교하려고 봅니다"
        ).status_code,
    }
    member = scene.client(MEMBER)
    token = csrf(member.get("/my").get_data(as_text=True))
    pressed["enter room"] = member.post(f"/i/{scene.objects['token']}", data={"csrf_token": token}).status_code
    return pressed


def check_logs(caplog: pytest.LogCaptureFixture) -> None:
    """An incident leaves a line, without a value and without a traceback."""
    lines = [record for record in caplog.records if record.name.startswith("lawsuit_hub")]
    assert lines, "nobody would learn of it"
    assert not [record for record in caplog.records if record.exc_info], "a traceback in the log"
    assert not seen(SECRETS, caplog.text.encode())


def test_every_damaged_value_is_answered_calmly(world: World, caplog: pytest.LogCaptureFixture) -> None:
    scene = make_scene(world)
    caplog.set_level(logging.INFO)
    whole = walk(scene)
    assert set(whole.values()) == {OK}
    with damaged(world, *sealed_columns()) as count:
        assert count > 100
        answered, pressed = walk(scene), deeds(scene)
    assert set(answered.values()) <= {OK, CALM}, {
        name: code for name, code in answered.items() if code not in (OK, CALM)
    }
    assert pressed == {"reveal": CALM, "open answer": CALM, "enter room": CALM}
    check_logs(caplog)
    with damaged(world, *SHOWN):
        torn = {name for name, code in walk(scene).items() if code != OK}
    assert not torn, "one damaged value takes the page away: " + ", ".join(sorted(torn))
    assert walk(scene) == whole
    assert deeds(scene) == {"reveal": OK, "open answer": OK, "enter room": OK}, "a deed that failed used something up"


def swapped(rows: list[Row]) -> list[Row]:
    """Everybody's wrapped key in the row of the next."""
    bodies = [{name: row[name] for name in ("wrapped", "commitment", "kek_id", "suite")} for row in rows]
    return [row | body for row, body in zip(rows, bodies[1:] + bodies[:1], strict=True)]


WALKED = ("gone", "swapped", "generation below zero")  # the rest only where buttons are pressed: a walk takes a second
CHANGES: dict[str, Callable[[list[Row]], list[Row]]] = {
    "gone": lambda _rows: [],
    "swapped": swapped,
    "generation below zero": lambda rows: [row | {"generation": -row["generation"]} for row in rows],
    "another generation": lambda rows: [row | {"generation": row["generation"] + 7} for row in rows],
    "another wrapping key": lambda rows: [row | {"kek_id": ANOTHER_KEY} for row in rows],
    "another suite": lambda rows: [row | {"suite": 9} for row in rows],
    "empty": lambda rows: [row | {"wrapped": b""} for row in rows],
    "another commitment": lambda rows: [row | {"commitment": b""} for row in rows],
}


def test_wrapped_keys_that_were_changed_are_answered_calmly(world: World, caplog: pytest.LogCaptureFixture) -> None:
    scene = make_scene(world)
    for name, change in CHANGES.items():
        caplog.clear()
        with altered_keys(world, change):
            answered = walk(scene) if name in WALKED else {}
            pressed = deeds(scene)
        torn = {page for page, code in answered.items() if code != OK and not page.startswith(PICTURE)}
        assert not torn, f"{name}: pages of hints and cards stand: " + ", ".join(sorted(torn))
        assert pressed == {"reveal": CALM, "open answer": CALM, "enter room": CALM}, name
        check_logs(caplog)
