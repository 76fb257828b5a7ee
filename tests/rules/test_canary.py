"""The canary is in every feature and found nowhere but where MAY_SHOW says: not in pages, files, tables or logs."""

import csv
import io
import json
import logging
import re
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import LargeBinary, select

from lawsuit_hub.demo import life as demo
from lawsuit_hub.features.responses import importing
from lawsuit_hub.infra.db import Base, SealedType
from tests.features.my.visits import visit
from tests.features.registration.conftest import bytes_of
from tests.people import CANARY_ADDRESS, CANARY_EMAIL, CANARY_NAME, CANARY_PHONE, verify
from tests.rules.scene import MEMBERS, PERSONAS, Scene, make_scene
from tests.rules.source import PACKAGE
from tests.rules.spellings import seen, spellings
from tests.rules.test_doors import address, calls
from tests.world import World

pytestmark = pytest.mark.pages

SECRETS = spellings(
    CANARY_PHONE, "010-0998-1234", CANARY_NAME, CANARY_EMAIL, CANARY_ADDRESS, "표본로 909", "표본로 919", "909호"
)

# Where she may be read, by whom, and why. Everything else is a leak.
MAY_SHOW = {
    ("POST /desk/people/<reference>/reveal", "caseworker"): "opened with a reason, once, with an audit line",
    ("POST /desk/people/<reference>/tasks/<uuid:task>/open", "caseworker"): "a waiting answer, opened likewise",
}
SAMPLE = PACKAGE / "demo" / "answers.csv"
LINKS = re.compile(r'(?:href|action)="(/[^"#]*)"')
MOST_PAGES = 60


@pytest.fixture
def loud(
    caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[pytest.LogCaptureFixture]:
    """Every log at its loudest, and a folder of our own for temporary files."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    caplog.set_level(logging.DEBUG)
    for name in ("sqlalchemy.engine", "sqlalchemy.pool", "alembic", "huey", "lawsuit_hub", "werkzeug"):
        caplog.set_level(logging.DEBUG, logger=name)
    yield caplog


def crawl(scene: Scene, persona: str) -> dict[str, bytes]:
    """Every GET route with real objects, and whatever the pages link to."""
    return follow(
        scene.client(persona), [address(scene, call.rule) for call in calls(scene.app) if call.method == "GET"]
    )


def follow(client: FlaskClient, todo: list[str]) -> dict[str, bytes]:
    pages: dict[str, bytes] = {}
    while todo and len(pages) < len(set(todo)) + MOST_PAGES:
        path = todo.pop(0)
        if path in pages or path.startswith("/static"):
            continue
        with client.get(path) as answer:
            pages[path] = answer.data + str(answer.headers).encode()
            if answer.mimetype == "text/html":
                todo += [
                    unescape(link)
                    for link in LINKS.findall(answer.get_data(as_text=True))
                    if unescape(link) not in pages
                ]
    return pages


def places(world: World, tmp_path: Path) -> Iterator[tuple[str, bytes]]:
    """Whatever a thief of the disk finds, outside the keys and the carrier's `to`."""
    yield "the database", bytes_of(world)
    for path in [*world.folder.rglob("*"), *(tmp_path / "temporary").rglob("*")]:
        if not path.is_file() or "keys" in path.relative_to(tmp_path).parts:
            continue
        if path.name == "outbox.jsonl":
            lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            yield (
                path.name,
                json.dumps(
                    [{key: value for key, value in line.items() if key != "to"} for line in lines], ensure_ascii=False
                ).encode(),
            )
        else:
            yield path.name, path.read_bytes()


def test_the_needles_find_what_they_are_for() -> None:
    for haystack in (
        "tel 010-0999-1234", "01009991234", "+821009991234", "+82-10-0999-1234", '{"a": "\\uce74\\ub098\\ub9ac\\uc544"}', "Y2FuYXJ5LnNhbXBsZUBleGFtcGxlLmNvbQ",
        "x" + "카나리아 님", "%EC%B9%B4%EB%82%98%EB%A6%AC%EC%95%84", "3031302d303939392d31323334", "CANARY.SAMPLE@EXAMPLE.COM",
    ):  # fmt: skip
        assert seen(SECRETS, haystack.encode()), haystack
    assert seen(SECRETS, "카나리아".encode("utf-16")) and seen(SECRETS, "카나리아".encode("cp949"))
    assert not seen(SECRETS, "010-****-1234 카*** c***@example.com 서울특별시 강서구".encode())


def test_the_canary_is_found_nowhere(world: World, loud: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    scene = make_scene(world)
    leaks = []
    for name, answer in scene.answers:
        found = seen(SECRETS, answer)
        if (name, "caseworker") in MAY_SHOW:
            assert found, f"{name} shows nothing: the canary would not be found if it leaked"
        elif found:
            leaks.append(f"{name} shows a caseworker {found}")
    for persona in PERSONAS:
        leaks += [
            f"{path} shows the {persona} {found}"
            for path, page in crawl(scene, persona).items()
            if (found := seen(SECRETS, page))
        ]
    leaks += [
        f"{place} holds {found}" for place, content in places(world, tmp_path) if (found := seen(SECRETS, content))
    ]
    if found := seen(SECRETS, loud.text.encode()):
        leaks.append(f"a log says {found}")
    assert "INSERT INTO victims" in loud.text, "the logs were not loud: the test looked at nothing"
    assert not leaks, "\n" + "\n".join(leaks)


def test_no_page_of_a_member_holds_ciphertext_or_another_member_s_ids(world: World) -> None:
    scene = make_scene(world)
    needles = ciphertext(world)
    assert len(needles) > 100
    for persona in MEMBERS:
        strangers = other_ids(scene, persona)
        for path, page in crawl(scene, persona).items():
            asked_for = {value.encode() for value in scene.objects.values()}
            found = {needle for needle in needles if needle in page} | {
                one for one in strangers if one in page and one not in asked_for
            }
            assert not found, f"{path} shows the {persona} ciphertext or somebody's id: {found}"


def ciphertext(world: World) -> set[bytes]:
    """The bytes of every sealed column and keyed hash, as a page would print them: hex and base64, past the common header."""
    found: set[bytes] = set()
    with world.engine.connect() as db:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, LargeBinary | SealedType):
                    for (value,) in db.execute(select(column).where(column.is_not(None))):
                        raw = value if isinstance(value, bytes) else value.data
                        core = raw[6:36] if len(raw) > 40 else raw
                        found |= {
                            core.hex().encode(),
                            b64encode(core)[:-4],
                            b64encode(raw)[8:40] if len(raw) > 40 else b64encode(raw)[:-2],
                        }
    return {needle for needle in found if len(needle) >= 16}


def other_ids(scene: Scene, persona: str) -> set[bytes]:
    mine = scene.members.get(persona)
    found: set[bytes] = set()
    with scene.world.engine.connect() as db:
        victims, memberships = Base.metadata.tables["victims"], Base.metadata.tables["memberships"]
        for row in db.execute(
            select(victims.c.id, victims.c.reference).where(victims.c.id != mine)
            if mine
            else select(victims.c.id, victims.c.reference)
        ):
            found |= {str(row.id).encode(), row.id.hex.encode(), row.reference.encode()}
        for row in db.execute(select(memberships.c.id, memberships.c.victim_id)):
            if row.victim_id != mine:
                found |= {str(row.id).encode(), row.id.hex.encode()}
    return found


def test_nobody_of_the_sample_is_found_after_its_import(
    world: World, loud: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    data = SAMPLE.read_bytes()
    stored = [
        line.row
        for line in importing.run(world.works, io.BytesIO(data), SAMPLE.name, chosen=None)
        if line.outcome != "rejected"
    ]
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(stored) > 30
    secrets: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if number in stored:
            secrets |= {row["휴대전화 번호"], row["이메일 주소"], row["피해주택 주소"]} | (
                {row["성명"]} if len(row["성명"]) > 2 else set()
            )
    needles = spellings(*(secret.strip() for secret in secrets if secret.strip()))
    leaks = [
        f"{place} holds {len(found)} of the sample"
        for place, content in places(world, tmp_path)
        if (found := seen(needles, content))
    ]
    if found := seen(needles, loud.text.encode()):
        leaks.append(f"a log says {len(found)} of the sample")
    group = demo.largest_group(world.works)
    members = demo.group_members(world.works, group)
    demo.confirm(world.works, members)
    for member in members:
        verify(world, member)
    pages = follow(
        visit(world, world.app(), members[0]), ["/my", "/my/record", "/my/consents", "/my/leave", "/my/withdraw", "/"]
    )
    assert "**" in pages["/my"].decode(), "she sees no card: the pages prove nothing"
    leaks += [
        f"{path} shows a member {len(found)} of the sample"
        for path, page in pages.items()
        if (found := seen(needles, page))
    ]
    assert not leaks, leaks
