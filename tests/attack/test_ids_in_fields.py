"""Another's id in every field: each form that a person is given, sent with somebody else's in the place of her own."""

import re
from collections.abc import Iterator
from itertools import count, product
from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.infra.db import Base
from tests.attack.doorways import Attacker, Doorway, endpoint_of, unsafe
from tests.attack.forms import TOKEN, Form
from tests.rules.doors import FORBIDDEN
from tests.rules.scene import (
    ADMIN,
    CASEWORKER,
    LAWYER,
    MEMBER,
    OTHER_LAWYER,
    OUTSIDER,
    PRIVACY_OFFICER,
    Scene,
)
from tests.rules.spellings import seen
from tests.rules.test_canary import SECRETS
from tests.world import World

REFUSED = frozenset({302, 303, 400, 403, 404, 409, 410, 422, 429})
TOO_MANY_FIELDS = 413
# What stands in a field and names something: a uuid, a reference, a group's or an upload's number, a token, a hash, a number.
ID_LIKE = re.compile(
    r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|[A-Z]{1,3}-[A-Z0-9가-힣-]{2,30}|[A-Za-z0-9_-]{22,}|[0-9a-f]{64}|\d{1,9}",
    re.I,
)
# Written by the asking itself, whatever comes of it.
OWN_TRACES = {
    "sign_ins",
    "audit_lines",
    "audit_checkpoints",
    "phone_codes",
    "outbox_messages",
    "registration_drafts",
    "consent_texts",
}


def ids_of(scene: Scene, persona: str) -> set[str]:
    """Everything by which the database knows the persona and what is hers: closed over the rows that name her."""
    me = scene.members[persona]
    return {str(me)} | {
        str(value)
        for _, row in rows(scene.world)
        if me in row.values()
        for name, value in row.items()
        if isinstance(value, UUID) and name in ("id", "victim_id")
    }


def rows(world: World) -> Iterator[tuple[str, dict[str, object]]]:
    with world.engine.connect() as db:
        for table in Base.metadata.sorted_tables:
            if table.name not in OWN_TRACES:
                for row in db.execute(select(table)).mappings():
                    yield table.name, {name: getattr(value, "data", value) for name, value in row.items()}


def snapshot(world: World, about: set[str] | None = None) -> dict[str, list[str]]:
    """Every row, or those that name one of these, as text."""
    found: dict[str, list[str]] = {}
    for table, row in rows(world):
        if about is None or any(str(value) in about for value in row.values()):
            found.setdefault(table, []).append(repr(sorted(row.items(), key=lambda item: item[0])))
    return {table: sorted(lines) for table, lines in found.items()}


def changed(before: dict[str, list[str]], after: dict[str, list[str]]) -> set[str]:
    return {table for table in before.keys() | after.keys() if before.get(table) != after.get(table)}


def of_others(scene: Scene) -> list[str]:
    """One of each kind of thing that is the member's, her group's or the canary's."""
    objects = [
        value for name, value in scene.objects.items() if name not in ("step", "locale", "pile", "listed", "form")
    ]
    with scene.world.engine.connect() as db:
        tables = Base.metadata.tables
        lines = db.execute(select(tables["memberships"].c.id).where(tables["memberships"].c.victim_id == scene.canary))
        objects += [str(lines.scalar_one()), str(scene.canary), str(scene.members[MEMBER]), str(scene.counsel.group_id)]
    return [*dict.fromkeys(objects)]


def with_others(form: Form, others: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
    """Each field that holds an id holds another's, of the same shape and of every other; then every field at once does."""
    whole: dict[str, object] = {**form.buttons, **form.fields}
    aimed = [name for name, value in whole.items() if not TOKEN.search(name) and _is_id(value)]
    for name, other in product(aimed, others):
        yield f"{name}={other}", {**whole, name: other}


def _is_id(value: object) -> bool:
    return isinstance(value, str) and ID_LIKE.fullmatch(value) is not None


def smuggled(others: list[str]) -> Iterator[dict[str, object]]:
    """Fields that no form has, by the names of columns: what a careless `update(**form)` would take."""
    names = {
        column.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name == "id" or column.name.endswith(("_id", "reference", "code", "role", "token"))
    }
    for other in others:
        yield dict.fromkeys(sorted(names), other)


def test_a_member_reaches_nobody_else_by_any_field(attacker: Attacker, scene: Scene) -> None:
    """The outsider sends all her forms with the ids of the member, of the canary and of their group, and fields of her own making."""
    others = of_others(scene)
    protected = ids_of(scene, MEMBER) | {str(scene.canary), str(scene.counsel.group_id)}
    before, wrong, tried = snapshot(scene.world, protected), [], 0
    made_up = list(smuggled(others[:4]))
    for form in (one for one in attacker.forms(OUTSIDER) if one.posts and endpoint_of(scene, one) not in ENDS):
        for what, fields in [
            *with_others(form, others),
            *((f"smuggled {n}", {**form.fields, **one}) for n, one in enumerate(made_up)),
        ]:
            with attacker.send(OUTSIDER, form.action, fields) as answer:
                tried += 1
                if answer.status_code not in REFUSED | {200, TOO_MANY_FIELDS} or seen(SECRETS, answer.data):
                    wrong.append(f"POST {form.action} with {what}: {answer.status_code} {seen(SECRETS, answer.data)}")
    assert tried > 20
    touched = changed(before, snapshot(scene.world, protected))
    assert not touched, f"rows of others changed in {touched}"
    assert not wrong, "\n" + "\n".join(wrong)


# What ends her session or her: sent by the tests of those deeds.
ENDS = {"session.logout", "my.withdraw", "my.leave"}


def test_staff_do_nothing_with_an_id_of_the_wrong_kind(attacker: Attacker, scene: Scene) -> None:
    """A person's id where an account's belongs, an export's where a task's does, a lawyer's own form with another's export."""
    others, wrong, tried, turns = of_others(scene), [], 0, count()
    for persona in (CASEWORKER, LAWYER, OTHER_LAWYER, PRIVACY_OFFICER, ADMIN):
        for form in attacker.forms(persona):
            if not form.posts or endpoint_of(scene, form) in ENDS:
                continue
            before, turn = None, next(turns)
            for what, fields in with_others(form, [others[(turn + step) % len(others)] for step in (0, 5, 11)]):
                name, _, other = what.partition("=")
                if re.fullmatch(r"\d+", str({**form.fields, **form.buttons}[name])) or _same_kind(form, name, other):
                    continue  # a number may be any number; an id of its own kind is another choice
                before = before or snapshot(scene.world)
                with attacker.send(persona, form.action, fields) as answer:
                    tried += answer.status_code != FORBIDDEN
                    touched = changed(before, snapshot(scene.world)) if answer.status_code in (200, 302, 303) else set()
                    if touched or answer.status_code not in REFUSED | {200} or seen(SECRETS, answer.data):
                        wrong.append(
                            f"{persona}: POST {form.action} with {what}: {answer.status_code}, changed {touched}"
                        )
                        before = None
    assert tried >= 10, "nobody was let in: this proves nothing"
    assert not wrong, "\n" + "\n".join(wrong)


def _same_kind(form: Form, name: str, other: str) -> bool:
    mine = {**form.fields, **form.buttons}[name]
    if not isinstance(mine, str) or re.fullmatch(r"[0-9a-f-]{32,36}", mine):
        return False
    return bool(re.fullmatch(r"[A-Z]{1,3}-.*", mine)) and mine.partition("-")[0] == other.partition("-")[0]


def test_two_ids_in_one_address_must_belong_together(attacker: Attacker, scene: Scene) -> None:
    """A task of one person under the address of another, a group's lawyer in another's export, and what else has two."""
    strangers = {"reference": _reference_of(scene, OUTSIDER), "code": _code_of(scene, OUTSIDER)}
    wrong = []
    for door in unsafe(scene):
        for name, other in strangers.items():
            others = re.findall(
                r"<(?!int:)(?:\w+(?:\([^)]*\))?:)?(\w+)>", door.call.rule.rule
            )  # a number is each group's own
            if len(others) > 1 and name in others:
                wrong += _mismatched(attacker, door, door.path.replace(scene.objects[name], other))
    assert not wrong, "\n" + "\n".join(wrong)


def _mismatched(attacker: Attacker, door: Doorway, path: str) -> list[str]:
    world = attacker.scene.world
    before = snapshot(world)
    fields = {
        "answer-reason": "시험 삼아 보는 까닭",
        "close-reason": "시험 삼아 보는 까닭",
        "reason": "시험 삼아 보는 까닭",
    }
    with attacker.send(door.persona, path, fields) as answer:
        if answer.status_code not in (404, 409, 422) or seen(SECRETS, answer.data) or changed(before, snapshot(world)):
            return [f"{door.name} at {path}: {answer.status_code}, changed {changed(before, snapshot(world))}"]
    return []


def _reference_of(scene: Scene, persona: str) -> str:
    with scene.world.engine.connect() as db:
        table = Base.metadata.tables["victims"]
        return str(db.execute(select(table.c.reference).where(table.c.id == scene.members[persona])).scalar_one())


def _code_of(scene: Scene, persona: str) -> str:
    memberships, groups = Base.metadata.tables["memberships"], Base.metadata.tables["lawsuit_groups"]
    hers = memberships.c.victim_id == scene.members[persona]
    wanted = select(groups.c.code).join(memberships, memberships.c.group_id == groups.c.id).where(hers)
    with scene.world.engine.connect() as db:
        return str(db.execute(wanted).scalars().first())
