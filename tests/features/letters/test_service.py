"""What a message may say: a telephone may be seen by others, so it names nobody and no trouble."""

import re
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.letters import service as letters
from lawsuit_hub.features.outbox import delivering
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.types import CannotDeliver, Letter, Owed
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.values.message_body import MessageBody
from tests.carriers import to
from tests.people import canary, caseworker_of, make_group, make_victim
from tests.world import World

pytestmark = pytest.mark.pages

SMS_BYTES, LMS_BYTES = 90, 2000
NEVER = ("사기", "피해", "전세", "임대인", "보증금", "소송", "open.kakao.com", "landlord", "jeonse")
ROOM, CODE = "https://open.kakao.com/o/gSampleRoom", "pyobon26"


def owed(kind: str, to: UUID, **params: str) -> Owed:
    return Owed(uuid4(), kind, "victim", to, params)


@pytest.mark.parametrize(
    "kind",
    [
        *(one for one in letters.TEXTS if one not in ("deadline", "ballot_reminder")),
        "a kind that nobody wrote a text for",
    ],
)
def test_a_message_names_nobody_and_no_trouble_and_fits_a_message(world: World, kind: str) -> None:
    victim = make_victim(world, canary(world))
    with world.as_system() as work:
        letter = letters.write(work, owed(kind, victim))
    assert letter is not None
    assert letter.to == "+821009991234"
    said = letter.body.replace(world.settings.site_name, "")
    assert not [word for word in (*NEVER, "카나리아", "임표본", "표본로") if word in said]
    assert MessageBody.of(letter.body).size <= LMS_BYTES, "counted as carriers count, letter by letter"
    assert "{" not in letter.body


def test_every_kind_of_message_that_is_owed_has_words_of_its_own() -> None:
    features = Path(outbox.__file__).parent.parent
    named = set()
    for path in features.rglob("*.py"):
        named |= set(re.findall(r"outbox\.queue(?:_many)?\(\s*[\w.]+,\s*\"(\w+)\"", path.read_text(encoding="utf-8")))
    assert named, "the pattern finds nothing any more"
    missing = named - set(letters.TEXTS) - set(letters.STAFF_TEXTS) - {"invite"}
    assert not missing, f"write a text in letters.service.TEXTS for: {', '.join(sorted(missing))}"


def test_a_person_who_is_gone_gets_no_message(world: World) -> None:
    with world.as_system() as work, pytest.raises(CannotDeliver):
        letters.write(work, owed("news", uuid4()))


def test_a_message_to_somebody_who_is_no_victim_is_not_written(world: World) -> None:
    with world.as_system() as work, pytest.raises(CannotDeliver):
        letters.write(work, Owed(uuid4(), "news", "staff", uuid4(), {}))


def test_an_invite_that_a_caseworker_owes_is_made_as_it_is_sent_and_holds_neither_room_nor_code(world: World) -> None:
    group_id, members = make_group(world, size=2)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        invites.set_room(work, group_id, url=ROOM, code=CODE)
        assert invites.owe(work, members) == 2
    sent: list[Letter] = []
    delivering.deliver_due(world.works, write=letters.write, carriers=to(sent.append))
    bodies = [letter.body for letter in sent if letter.kind == "invite"]
    assert len(bodies) == 2
    assert not any(CODE in body or "kakao" in body for body in bodies)
    tokens = [body.rsplit("/i/", 1)[1] for body in bodies]
    assert len(set(tokens)) == 2
    by_number = {letter.to: letter.body.rsplit("/i/", 1)[1] for letter in sent if letter.kind == "invite"}
    with world.as_system() as work:
        mine = by_number[str(victims.phone_for_delivery(work, members[0]))]
    with world.as_member(members[0]) as work:
        assert invites.enter(work, mine).code == CODE


def test_an_invite_that_was_voided_while_it_waited_is_not_sent(world: World) -> None:
    group_id, members = make_group(world, size=2)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        invites.set_room(work, group_id, url=ROOM, code=CODE)
        invites.owe(work, members)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        invites.set_room(work, group_id, url=ROOM, code="another26")
    sent: list[Letter] = []
    delivering.deliver_due(world.works, write=letters.write, carriers=to(sent.append))
    assert not [letter for letter in sent if letter.kind == "invite"]
