"""One copy of everything - database with its hidden columns, files, audit trail - after people answered through the pages: who answered
what is guessed no better than by chance. The attacker has every key, knows who came when, and reads each slip; only whose it is he guesses.

With `--long` forty people answer six surveys, each time in another order, seconds apart, each with words of her own; the suite takes
twenty-four people and three surveys. Every order of people that the copy gives (and the true one of coming) is laid beside every order
of slips that it gives, forward and backward. A pairing that knows nothing is right once a survey on average, whatever its size (fixed
points of a random order); over six surveys that is Poisson with mean six, over three with mean three. Up to `allowed` are let pass: an
honest pairing exceeds it once in two million, both times. A link would give 240, or 72.
"""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from math import sqrt
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Date, DateTime, inspect, text, update

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.surveys import questionnaires, records, sheets
from lawsuit_hub.features.urns import batches, marks
from lawsuit_hub.features.victims.models import Lease
from lawsuit_hub.infra.db import Base
from lawsuit_hub.privacy.keyring import Sealed
from tests.features.my.visits import csrf
from tests.features.surveys.conftest import SMALL
from tests.people import caseworker_of, make_victim
from tests.surveys import opened
from tests.world import World

FEW, SIGMAS = 6, 5
LONG = "길게 적습니다. " * 60
Orders = dict[str, list[UUID]]


def people_of(world: World, many: int = FEW) -> list[UUID]:
    """Registered; their leases are taken as seen, which is not what is judged here."""
    caseworker = caseworker_of(world)
    made = [make_victim(world, name=f"김표본{n % 10}", phone=f"010-0400-{n:04d}") for n in range(many)]
    with world.as_system() as work:
        work.db.execute(update(Lease).values(verified_at=work.now, verified_by=caseworker))
    return made


def browser(world: World, app, person: UUID) -> FlaskClient:
    client = app.test_client()
    with world.as_visitor() as work:
        signed_in = identity.start(work, Role.MEMBER, person, "127.0.0.1")
    with client.session_transaction() as session:
        session["_user_id"] = signed_in.get_id()
    return client


def answer(client: FlaskClient, survey: UUID, said: str) -> None:
    """Two pages, the check, and sending, as a person does."""
    token = csrf(client.get(f"/surveys/{survey}/answer?page=1").get_data(as_text=True))
    about = {"csrf_token": token, "of": "2", "go": "next"}
    client.post(f"/surveys/{survey}/answer", data={**about, "page": "1", "seen": "living", "q-living": "no"})
    client.post(f"/surveys/{survey}/answer", data={**about, "page": "2", "seen": ["money", "say"], "q-say": said})
    assert client.post(f"/surveys/{survey}/send", data={"csrf_token": token}).status_code == 303


class Copy:
    """What lies in a copy: orders of people and orders of slips, by whom they are."""

    def __init__(self, world: World, survey: UUID, came: list[UUID], words: dict[str, UUID]) -> None:
        self.world, self.came = world, came
        with world.as_system() as work:
            urn = records.get(work, survey).urn_id
            whole = questionnaires.kept(records.get(work, survey).content)
            known = marks.split(bytes(self._of(work, "select marks from urns where id = :id", urn)[0][0]))
            whose = {marks.mark_of(work.keys, urn, one): one for one in came}
            self.rows = [
                [
                    (words[str(sheets.sheet(whole, opened_slip)["say"])[:5]], len(one))
                    for one in batches.unpacked(bytes(row[0]))
                    for opened_slip in [
                        batches.emptied(work.keys.open_from_vault(Sealed(one), "urn_batches.slips", urn))
                    ]
                ]
                for row in self._of(
                    work, f"select slips from urn_batches where urn_id = :id order by {self.hidden[0]}", urn
                )
            ]
            self.people: Orders = {
                "as they came": came,
                "marks by place": [whose[mark] for mark in known],
                **{f"sessions by {by}": self._people(work, "sign_ins", by, "account_id") for by in (*self.hidden, "seen_at")},
                **{f"who was asked, by {by}": self._people(work, "survey_people", by, "victim_id", survey) for by in self.hidden},
            }  # fmt: skip

    @property
    def hidden(self) -> tuple[str, ...]:
        """What a database keeps beside its columns: the number of a row; its place, and who wrote it last."""
        return ("rowid",) if self.world.engine.dialect.name == "sqlite" else ("ctid", "xmin::text::bigint")

    @property
    def slips(self) -> Orders:
        flat = [one for row in self.rows for one in row]
        return {
            "slips by row and place": [whose for whose, _size in flat],
            "slips by size": [whose for whose, _size in sorted(flat, key=lambda one: one[1])],
        }

    def _of(self, work, said: str, one: UUID):
        spelt = one.hex if self.world.engine.dialect.name == "sqlite" else one
        return list(work.db.execute(text(said), {"id": spelt}))

    def _people(self, work, table: str, by: str, column: str, survey: UUID | None = None) -> list[UUID]:
        where = "where survey_id = :id" if survey else ""
        rows = self._of(work, f"select {column} from {table} {where} order by {by}", survey or UUID(int=0))
        found = [row[0] if isinstance(row[0], UUID) else UUID(str(row[0])) for row in rows if row[0] is not None]
        once = list(dict.fromkeys(one for one in reversed(found) if one in set(self.came)))
        return list(reversed(once))


def pairings(copy: Copy) -> Iterator[tuple[str, int]]:
    """Each, and how many of its pairs are right."""
    for people_by, people in copy.people.items():
        for slips_by, slips in copy.slips.items():
            for way, order in (("", slips), (" from behind", slips[::-1])):
                yield f"{people_by} / {slips_by}{way}", sum(a == b for a, b in zip(people, order, strict=True))


def together(copy: Copy) -> float:
    """How the rank of coming goes with the rank of lying there: -1 to 1."""
    came = {one: rank for rank, one in enumerate(copy.came)}
    ranks = [came[one] for one in copy.slips["slips by row and place"]]
    middle = (len(ranks) - 1) / 2
    spread = sum((rank - middle) ** 2 for rank in ranks)
    return sum((rank - middle) * (place - middle) for place, rank in enumerate(ranks)) / spread


def moments(world: World, since: datetime, until: datetime) -> set[str]:
    """Columns of any table in which a moment of that time stands."""
    found = set()
    with world.as_system() as work:
        there = set(inspect(work.db.get_bind()).get_table_names())
        for name, table in Base.metadata.tables.items():
            for column in table.columns:
                if name in there and isinstance(getattr(column.type, "impl", column.type), (Date, DateTime)):
                    values = [
                        one
                        for one in work.db.scalars(table.select().with_only_columns(column))
                        if isinstance(one, datetime)
                    ]
                    if any(
                        since <= (one if one.tzinfo else one.replace(tzinfo=since.tzinfo)) <= until for one in values
                    ):
                        found.add(f"{name}.{column.name}")
    return found


def deeds(world: World) -> set[tuple[str, str]]:
    with world.as_system() as work:
        rows = work.db.execute(text("select deed, details from audit_lines")).all()
    return {(row[0], str(row[1])) for row in rows}


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("many", "surveys", "allowed"), [(24, 3, 14), pytest.param(40, 6, 21, marks=pytest.mark.long)])
def test_from_one_copy_nobody_ties_an_answer_to_a_person_better_than_chance(
    world: World, record_property: Callable[[str, object], None], many: int, surveys: int, allowed: int
) -> None:
    rand, people, app = Random(), people_of(world, many), world.app()
    browsers = {one: browser(world, app, one) for one in people}
    right: dict[str, int] = {}
    ranks, copies = [], []
    for _ in range(surveys):
        survey, came = opened(world, SMALL), rand.sample(people, many)
        words = {f"{number:02d}번째글": one for number, one in enumerate(rand.sample(people, many))}
        own = {one: word for word, one in words.items()}
        for one in came:
            world.clock.forward(seconds=5)
            answer(browsers[one], survey, own[one] + rand.choice(("", LONG)))
        copies.append(Copy(world, survey, came, words))
    for copy in copies:
        ranks.append(together(copy))
        for name, hits in pairings(copy):
            right[name] = right.get(name, 0) + hits
    worst = max(right, key=right.__getitem__)
    said = {
        "pairings": len(right),
        "most right of all": (worst, right[worst]),
        "mean right of all": round(sum(right.values()) / len(right), 2),
        "rank with rank": round(sum(ranks) / len(ranks), 3),
        "slips in a row": sorted(len(row) for copy in copies for row in copy.rows),
    }
    record_property("anonymity", said)
    sys.stderr.write(f"{said}\n")
    assert right[worst] <= allowed, worst
    assert abs(sum(ranks) / len(ranks)) < SIGMAS / sqrt(many * surveys)
    assert min(len(row) for copy in copies for row in copy.rows) >= 5
    assert len({size for copy in copies for row in copy.rows for _whose, size in row}) == 1


def test_no_table_and_no_line_of_the_trail_holds_the_moment_of_an_answer(world: World, caplog) -> None:
    caplog.set_level(0)
    people, app = people_of(world), world.app()
    survey = opened(world, SMALL)
    browsers = [browser(world, app, one) for one in people]
    lines = deeds(world)
    world.clock.forward(minutes=10)
    since = world.clock()
    caplog.clear()
    for one in browsers:
        world.clock.forward(minutes=1)
        answer(one, survey, "저만 아는 말입니다")
    assert moments(world, since, world.clock() + timedelta(minutes=1)) <= {"sign_ins.seen_at"}
    assert deeds(world) == lines
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert "저만 아는" not in logged and str(survey) not in logged and not any(str(one) in logged for one in people)


def test_a_sent_sheet_leaves_no_draft_and_no_answer_lies_in_any_file(world: World) -> None:
    people, app = people_of(world), world.app()
    survey = opened(world, SMALL)
    for one in people[:5]:
        answer(browser(world, app, one), survey, "저만 아는 말입니다")
    half = browser(world, app, people[5])
    page = half.get(f"/surveys/{survey}/answer?page=2").get_data(as_text=True)
    sent = {"csrf_token": csrf(page), "page": "2", "of": "2", "seen": "say", "q-say": "쓰다 만 말입니다"}
    assert half.post(f"/surveys/{survey}/answer", data=sent).status_code == 303
    with world.as_system() as work:
        rows = work.db.execute(text("select finder, content from survey_drafts")).all()
    assert len(rows) == 1 and len(bytes(rows[0][1])) == 16_065
    if world.engine.dialect.name == "sqlite":
        path = Path(world.engine.url.database or "")
        held = b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*") if one.is_file())
        for said in ("저만 아는 말", "쓰다 만 말"):
            assert said.encode() not in held and said.encode("utf-16-le") not in held
    assert not re.search("victim|person|at$|on$", " ".join(Base.metadata.tables["survey_drafts"].columns.keys()))
