"""Visitors and members at a public tier that holds no secret of the vault: every way to its end, with the inner one and without."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pyotp
import pytest
from msoffcrypto import OfficeFile
from sqlalchemy import text

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.answering import PUBLIC_PURPOSES, sockets
from lawsuit_hub.doctor import examine
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.types import Line
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.features.questions import answering as board
from lawsuit_hub.features.questions import moderating
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import SheetFormat
from lawsuit_hub.features.victims.types import Channel
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.tier_link import Frame, NotAnswered
from lawsuit_hub.instance import make_instance, open_instance
from lawsuit_hub.privacy import tiers
from lawsuit_hub.privacy.keyring import BadKeys, KeyKind, NotHere, Place
from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.settings import REPOSITORY, BadSettings, Settings
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.worker import deliver
from tests import people
from tests.e2e.story import tell
from tests.e2e.test_every_page import STOPS
from tests.features.my.visits import make_invite, press, set_room, visit
from tests.features.registration.conftest import PHONE, Visitor
from tests.split import Split, split
from tests.tier_eye import sealed_columns
from tests.world import World

pytestmark = pytest.mark.pages


@pytest.fixture
def parts(world: World) -> Iterator[Split]:
    with split(world) as made:
        yield made


def listened(parts: Split) -> list[Frame]:
    """Every question that crosses the socket from now on."""
    questions: list[Frame] = []
    answer = parts.inner.answers

    def listen(tier: Tier, question: Frame) -> Frame | None:
        questions.append(question)
        return answer(tier, question)

    parts.inner.stop()
    parts.inner.answers = listen  # type: ignore[assignment]
    parts.inner.start()
    return questions


def asked(questions: list[Frame]) -> list[str]:
    return [purpose for question in questions for purpose, _ in question.get("asked", ())]


def test_a_visitor_registers_and_signs_in_again_where_nobody_can_be_opened(parts: Split) -> None:
    world, letters = parts.world, list[Letter]()
    people.make_firm(world)
    questions = listened(parts)
    visitor = Visitor(world, letters)
    answer = visitor.register()
    assert (answer.status_code, answer.location) == (303, "/my")
    assert "홍*동" in visitor.page("/my")
    assert Visitor(world, letters).sign_in().location == "/my"
    assert set(asked(questions)) <= PUBLIC_PURPOSES
    assert {"victims.phone", "leases.house", "landlords.name_birth"} <= set(asked(questions))
    assert parts.inner.woken, "the worker was told that a code is owed"
    with world.as_visitor() as work:
        assert not work.keys.can_open()
        sealed = work.keys.seal_to_vault("a", "a.b", uuid4())
        with pytest.raises(NotHere):
            work.keys.open_from_vault(sealed, "a.b", uuid4())
    with world.engine.connect() as db:
        suites = set(db.execute(text("select suite from subject_keys where kind = 'vault'")).scalars())
    assert suites == {1, 2}, "hers is wrapped to the vault's public key; the lawyer's, made inside, under a KEK"


def test_a_registration_costs_few_questions(parts: Split) -> None:
    visitor = Visitor(parts.world, [])
    visitor.fill()
    questions = listened(parts)
    visitor.send("/register/check")
    verbs = [question["verb"] for question in questions]
    assert verbs.count("index") <= 2, asked(questions)


def test_an_imported_person_confirms_and_a_member_of_a_group_is_invited(parts: Split) -> None:
    world, letters = parts.world, list[Letter]()
    imported = people.make_victim(world, phone=PHONE, channel=Channel.FORM)
    visitor = Visitor(world, letters)
    assert visitor.sign_in().location == "/confirm"
    boxes = dict.fromkeys(visitor.boxes("/confirm"), "y")
    assert visitor.send("/confirm", {**boxes, "joins": "yes"}).location == "/my"
    with world.as_system() as work:
        assert registration.confirmed(work, PhoneNumber.parse_mobile(PHONE)) == imported
    group, members = people.make_group(world, size=3)
    set_room(world, group)
    app = world.app()
    client = visit(world, app, members[0])
    assert press(client, "/my", "/my/invite").status_code in {302, 303}
    token = make_invite(world, members[0])
    entered = press(client, f"/i/{token}")
    assert entered.status_code == 200
    assert "open.kakao.com" in entered.get_data(as_text=True)


def test_every_page_of_visitors_and_members_opens(
    tmp_path: Path, key_folder: Path, build_schema: Callable[[str], None]
) -> None:
    story = tell(tmp_path, key_folder, build_schema)
    with split(story.world) as parts:
        app = parts.world.app()
        parts.inner.stop()  # none of them recognises anybody
        for who in ("visitor", *story.people):
            client = visit(story.world, app, story.people.get(who))
            for stop in STOPS.get(who, ("/my", "/my/consents")):
                path = stop.format(**story.names)
                missing = path.startswith(("/staff", "/desk", "/counsel", "/nowhere"))
                assert client.get(path, follow_redirects=True).status_code == (404 if missing else 200), (who, path)
        parts.inner.start()
    story.world.engine.dispose()
    story.world.works.limits.close()


def test_a_question_is_asked_and_read_where_nobody_can_be_opened_also_while_the_inner_tier_stands_still(
    parts: Split,
) -> None:
    member = people.make_active(parts.world)
    parts.inner.stop()
    client, visitor = visit(parts.world, parts.world.app(), member), visit(parts.world, parts.world.app())
    asked = {"category": "auction", "reader": "public", "title": "배당은 언제 받나요?", "text": "경매가 끝나면요?"}
    assert press(client, "/questions/ask", **asked, once="a", sure="yes").location == "/questions/mine"
    assert press(visitor, "/questions/ask", **asked, once="b", sure="yes").location == "/questions"
    path = re.findall(r'href="(/questions/[0-9a-f-]{36})"', client.get("/questions/mine").get_data(as_text=True))[0]
    assert visitor.get(path).status_code == 404
    parts.inner.start()
    one = UUID(path.rpartition("/")[2])
    with parts.world.as_staff(Role.CASEWORKER, people.caseworker_of(parts.world)) as work:
        moderating.show(work, one, seen=0)
        board.answer(work, one, "종기 뒤 몇 달 안에 받습니다.", seen=1, office=False)
    parts.inner.stop()
    for browser in (client, visitor):
        assert "종기 뒤 몇 달 안에" in browser.get(path).get_data(as_text=True)
    assert path in visitor.get("/questions?q=배당").get_data(as_text=True)
    parts.inner.start()


def test_while_the_inner_tier_stands_still_masked_pages_go_on_and_nothing_is_half_written(parts: Split) -> None:
    world = parts.world
    member = people.make_active(world)
    visitor = Visitor(world, [])
    visitor.fill("010-0123-7654")
    parts.inner.stop()
    counted = (
        "select (select count(*) from victims), (select count(*) from subject_keys), (select count(*) from audit_lines)"
    )
    with world.engine.connect() as db:
        before = tuple(db.execute(text(counted)).one())
    answer = visitor.send("/register/check")
    assert answer.status_code == 503
    assert "<h1" in answer.get_data(as_text=True)
    assert Visitor(world, []).send("/login", {"phone": PHONE}).status_code == 503
    client = visit(world, world.app(), member)
    assert client.get("/my").status_code == client.get("/").status_code == 200
    with world.engine.connect() as db:
        assert tuple(db.execute(text(counted)).one()) == before
    parts.inner.start()
    assert visitor.send("/register/check").location == "/my", "her draft was kept, and nobody was started anew"


def test_who_asks_too_much_is_told_to_wait(make_world: Callable[..., World]) -> None:
    with split(make_world(index_per_minute=3)) as parts:
        link = parts.world.front.works.inner
        assert link is not None
        link.ask("index", asked=[["victims.phone", f"+82100000000{n}"] for n in range(3)], epoch=1)
        with pytest.raises(TooMany) as refused:
            link.ask("index", asked=[["victims.phone", "+821000000009"]], epoch=1)
        assert 0 < refused.value.seconds <= 60
        assert link.ask("index", asked=[["victims.name", "홍길동"]], epoch=1), "another purpose is counted apart"
        answer = Visitor(parts.world, []).send("/login", {"phone": PHONE})
        assert answer.status_code == 429


@pytest.mark.parametrize(
    "question",
    [
        {"verb": "index", "asked": [["taken_answers.answer", "x"]], "epoch": 1},
        {"verb": "index", "asked": [["victims.phone", "x"], ["anything.else", "x"]], "epoch": 1},
        {"verb": "index", "asked": [["victims.phone", ""]], "epoch": 1},
        {"verb": "index", "asked": [["victims.phone", "x" * 1001]], "epoch": 1},
        {"verb": "index", "asked": [["victims.phone", "x"]] * 65, "epoch": 1},
        {"verb": "index", "asked": [], "epoch": 1},
        {"verb": "index", "asked": "victims.phone", "epoch": 1},
        {"verb": "index", "asked": [["victims.phone", "x"]], "epoch": True},
        {"verb": "index", "asked": [["victims.phone", "x"]]},
        {"verb": "lift", "index": "00", "made_with": 1, "epoch": 2},
        {"verb": "factor", "account": str(uuid4()), "code": "123456"},
        {"verb": "offer", "account": str(uuid4())},
        {"verb": "open", "row": str(uuid4())},
    ],
)
def test_a_question_that_is_not_on_the_list_is_not_answered(parts: Split, question: Frame) -> None:
    link = parts.world.front.works.inner
    assert link is not None
    with pytest.raises(NotAnswered):
        link.ask(**question)


def test_lawyers_sign_in_where_no_second_factor_can_be_opened_and_caseworkers_do_not(world: World) -> None:
    secrets, password = {}, "sample-words-for-a-test-7"
    for role in (Role.LAWYER, Role.CASEWORKER):
        firm = {"firm_name": people.FIRM, "firm_phone": people.FIRM_PHONE} if role is Role.LAWYER else {}
        with world.as_system() as work:
            _, secrets[role] = identity.add_finished_staff(
                work, login=f"{role.value}@example.org", role=role, password=password, **firm
            )
    with split(world, Tier.COUNSEL) as parts:
        client = parts.world.app().test_client()

        def enter(role: Role, password: str = password) -> tuple[int, str | None]:
            code = code_of(secrets[role], world)
            answer = press(client, "/staff/login", login=f"{role.value}@example.org", password=password, totp=code)
            return answer.status_code, answer.location

        assert enter(Role.CASEWORKER)[0] == 422
        assert enter(Role.LAWYER) == (303, "/counsel")
        assert client.get("/counsel").status_code == 200
        assert not parts.world.front.works.ring.holds(KeyKind.PEER)
        client, lawyer = parts.world.app().test_client(), Role.LAWYER
        assert enter(lawyer, "another-sample-of-words") == (422, None)
        parts.inner.stop()
        assert enter(lawyer)[0] == enter(lawyer, "another-sample-of-words")[0] == 503, (
            "no word on which password was right"
        )


def test_a_roster_is_asked_for_where_nobody_opens_made_inside_and_handed_over_locked(world: World) -> None:
    group, members = people.make_group(world, size=3, firm_id=people.make_firm(world))
    lawyer, code = lawyer_of(world, group)
    with split(world, Tier.COUNSEL) as parts:
        client = visit(world, parts.world.app(), lawyer, role=Role.LAWYER)
        form = f"/counsel/groups/{code}/export"
        once = re.findall(r'name="once"[^>]*value="([^"]+)"', client.get(form).get_data(as_text=True))[0]
        asked = press(client, form, once=once, purpose="mandate", columns="phone", reason="위임장 준비", format="xlsx")
        page = asked.get_data(as_text=True)
        assert asked.status_code == 200
        assert "파일을 만들고 있습니다" in page
        assert parts.inner.woken
        password = re.findall(r'id="file-password"[^>]*>([^<]+)<', page)[0]
        assert "만드는 중" in client.get(form).get_data(as_text=True)
        assert [line.deed for line in trail(world, group)] == ["roster:export-begun"], (
            "the reason before the first byte"
        )
        assert rosters.prepare_asked(world.works) == 1
        assert rosters.prepare_asked(world.works) == 0
        fetching = re.findall(r'action="(/counsel/exports/[^"]+)"', client.get(form).get_data(as_text=True))[0]
        file = press(client, form, fetching)
        assert file.status_code == 200
        opened = BytesIO()
        locked = OfficeFile(BytesIO(file.data))
        locked.load_key(password=password)
        locked.decrypt(opened)
        assert opened.getvalue()[:2] == b"PK"
        assert press(client, form, fetching).status_code == 410, "once"
    assert [line.deed for line in trail(world, group)] == ["roster:export-begun", "roster:exported", "roster:fetched"]
    assert {line.actor_id for line in trail(world, group)} == {lawyer}
    with world.as_system() as work:
        for member in members:
            assert [line.deed for line in audit.about(work, member, deeds=("roster:exported",))] == ["roster:exported"]
        assert work.db.execute(text("select count(*) from roster_requests")).scalar_one() == 0


def test_a_roster_whose_people_changed_before_it_was_made_is_not_made(world: World) -> None:
    group, members = people.make_group(world, size=3, firm_id=people.make_firm(world))
    lawyer, code = lawyer_of(world, group)
    with split(world, Tier.COUNSEL) as parts:
        rosters.export_for(
            parts.world.front.works, Actor(Role.LAWYER, lawyer), group=code, format=SheetFormat.CSV,
            reason="위임장 준비", keep=True,
        )  # fmt: skip
        with world.as_member(members[0]) as work:
            registration.leave_group(work, members[0])
        rosters.prepare_asked(world.works)
    assert [line.deed for line in trail(world, group)][:1] == ["roster:export-begun"]
    assert "roster:exported" not in {line.deed for line in trail(world, group)}
    with world.as_system() as work:
        assert work.db.execute(text("select count(*) from roster_requests")).scalar_one() == 0


def lawyer_of(world: World, group: UUID) -> tuple[UUID, str]:
    """Who acts for the group, and its code."""
    with world.as_system() as work:
        lawyer, _secret = identity.add_finished_staff(
            work, login="counsel@example.org", role=Role.LAWYER, password="sample-words-for-a-test-7",
            firm_name=people.FIRM, firm_phone=people.FIRM_PHONE,
        )  # fmt: skip
    with world.as_staff(Role.CASEWORKER, people.caseworker_of(world)) as work:
        assignments.assign(work, group, lawyer_id=lawyer)
        return lawyer, groups.get(work, group).code


def trail(world: World, group: UUID) -> list[Line]:
    with world.as_system() as work:
        deeds = ("roster:export-begun", "roster:exported", "roster:fetched")
        return audit.about(work, group, deeds=deeds)[::-1]


def code_of(secret: str, world: World) -> str:
    return pyotp.TOTP(secret).at(world.clock.now)


INNER = """
production = false
public_base_url = "http://localhost"
carrier = "file"
allow_file_carrier = true
index_socket = "{socket}"
counsel_socket = "{socket}-counsel"
"""


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Path]:
    """An instance as `hub init` makes it, and beside it the public tier's folder, with the keys that were handed to it."""
    inner = make_instance(tmp_path / "inner", text=INNER.format(socket=tmp_path / "s"), environ={})
    for role in (Role.LAWYER, Role.CASEWORKER):
        with inner.works.open(SYSTEM) as work:
            firm = {"firm_name": people.FIRM, "firm_phone": people.FIRM_PHONE} if role is Role.LAWYER else {}
            identity.add_staff(work, login=f"{role.value}@example.org", role=role, **firm)
    public = tmp_path / "public"
    public.mkdir(mode=0o700)
    tiers.hand_out(inner.settings.keys_folder, Tier.PUBLIC, public / "keys")
    url = f'tier = "public"\ndatabase_url = "{inner.settings.database_url}"\n'
    (public / "hub.toml").write_text(INNER.format(socket=tmp_path / "s") + url)
    listening = sockets(inner, lambda: threading.Thread(target=deliver, args=[inner]).start())
    for one in listening:
        threading.Thread(target=one.serve, daemon=True).start()
    yield tmp_path
    for one in listening:
        one.close()
    inner.engine.dispose()
    inner.works.limits.close()


def payload(path: Path) -> bytes:
    return base64.b64decode(path.read_text().splitlines()[1])


def one_of_each(whole: Path) -> Path:
    """A value of every sealed column of every table, under a key of a caseworker's and sealed to the vault, beside the tables."""
    lines, inner = whole / "values", open_instance(Settings.load(whole / "inner", {}))
    with inner.works.open(SYSTEM, read_only=True) as work:
        row = identity.staff_by_login(work, "caseworker@example.org").id
        for column in map(str, sealed_columns()):
            both = (work.keys.seal("비밀", Place(column, row, row)), work.keys.seal_to_vault("비밀", column, row))
            with lines.open("a") as out:
                out.writelines(
                    json.dumps({"column": column, "row": str(row), "data": one.data.hex()}) + "\n" for one in both
                )
    inner.engine.dispose()
    inner.works.limits.close()
    return lines


# What a public page has to show it opens: masked, under keys of their own, or the room of a group.
MASKED = {
    "victims.hints", "landlords.name_hint", "landlords.birth_hint", "landlords.kind_hint", "memberships.card",
    "lawsuit_groups.room_url", "lawsuit_groups.room_code", "room_entries.text", "room_reports.reason", "rights_requests.words",
}  # fmt: skip


def eye(folder: Path, where: str, values: Path, roots: list[str]) -> dict[str, Any]:
    """In a process of its own, so that there is nothing in its memory but what it is about."""
    environ = {**os.environ, "LAWSUIT_HUB_INSTANCE": str(folder), "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "tests.tier_eye", where, str(values), *roots]
    run = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    seen: dict[str, Any] = json.loads(run.stdout)
    return seen


@pytest.mark.timeout(300)
def test_a_debuggers_eye_in_the_public_process_opens_nobody_and_sees_no_root(whole: Path) -> None:
    keys, values = whole / "inner" / "keys", one_of_each(whole)
    roots = [hashlib.sha256(payload(keys / name)).hexdigest() for name in ("root.key", "index.key", "inner.key")]
    seen = eye(whole / "public", str(whole / "inner" / "outbox.jsonl"), values, roots)
    columns = {str(column) for column in sealed_columns()}
    assert set(seen["values"]) == columns and min(seen["values"].values()) >= 2
    assert sum(seen["values"].values()) > 2 * len(columns) + 20, "few real ones among them"
    assert (seen["unwrapped"]["vault"], seen["roots"], seen["private_keys_held"]) == (0, 0, 0)
    assert seen["wrapped"]["vault"] >= 3 and seen["candidates"] > 8
    print(  # noqa: T201 - how much was tried is the point
        f"candidates {seen['candidates']}, sealed values {sum(seen['values'].values())} of {len(columns)} columns, wrapped keys"
        f" {seen['wrapped']}, unwrapped {seen['unwrapped']}, opened {seen['opened']}, roots {seen['roots']}"
    )
    assert not set(seen["opened"]) - MASKED, seen
    assert {"victims.hints", "landlords.name_hint"} <= set(seen["opened"]), seen
    # The same eye opens everything where the keys are.
    all_seen = eye(whole / "inner", "inside", values, roots)
    macs = {"leases.row_mac": 1}  # opens nothing: the two beside it do
    missed = Counter(all_seen["values"]) - Counter(macs) - Counter(all_seen["opened"])
    assert not set(missed) - MASKED, "that process held no hint key just now; every other value opens"
    assert all_seen["roots"] >= 2


@pytest.mark.parametrize(
    "name", ["root.key", "vault.key", "kek/vault-0001.key", "index.key", "inner.key", "audit/0001.key"]
)
def test_the_public_tier_does_not_start_when_it_can_read_a_key_it_must_not_hold(whole: Path, name: str) -> None:
    (whole / "public" / "keys" / name).parent.mkdir(exist_ok=True, mode=0o700)
    (whole / "public" / "keys" / name).write_bytes((whole / "inner" / "keys" / name).read_bytes())
    environ = {**os.environ, "LAWSUIT_HUB_INSTANCE": str(whole / "public")}
    run = subprocess.run(
        [sys.executable, "-m", "lawsuit_hub.serve"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 1
    assert name in run.stderr
    assert "Traceback" not in run.stderr


def test_the_doctor_finds_a_public_instance_well(whole: Path) -> None:
    (whole / "public" / "hub.toml").chmod(0o600)
    assert [finding.text for finding in examine(whole / "public") if not finding.good] == []


def test_a_folder_with_all_keys_is_for_the_inner_tier_and_one_with_few_is_not(whole: Path) -> None:
    for tier in ("public", "counsel"):
        with pytest.raises(BadKeys, match=r"root\.key"):
            open_instance(Settings.load(whole / "inner", {"LAWSUIT_HUB_TIER": tier}))
    for tier in ("inner", "all"):
        with pytest.raises(BadKeys, match=r"root\.key"):
            open_instance(Settings.load(whole / "public", {"LAWSUIT_HUB_TIER": tier}))
    with pytest.raises(BadKeys, match=r"peer/0001\.key"):
        open_instance(Settings.load(whole / "public", {"LAWSUIT_HUB_TIER": "counsel"}))
    with (whole / "public" / "hub.toml").open("a") as settings:
        settings.write('root_provider = "kms"\n')
    with pytest.raises(BadSettings, match="root key"):
        open_instance(Settings.load(whole / "public", {}))
