"""Other systems are told what is owed: signed, once each as far as they answer, again where they do not, and nobody's turn is lost."""

import json
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.features.webhooks import settling, signing
from lawsuit_hub.features.webhooks.models import Delivery
from lawsuit_hub.features.webhooks.types import Kind, NotAnswered, Parcel, Topic
from lawsuit_hub.infra import posting
from lawsuit_hub.privacy.small_cells import FEWEST
from lawsuit_hub.worker import tell
from tests.features.webhooks.conftest import Office, add
from tests.features.webhooks.receiver import EXAMPLE, Receiver, listening, verifier
from tests.people import caseworker_of, make_group
from tests.rules.source import ROOT
from tests.world import World

SCHEMA = jsonschema_rs.validator_for(json.loads((ROOT / "docs" / "webhooks.schema.json").read_text(encoding="utf-8")))
WINDOW = 300


class Killed(BaseException):
    """The worker's process ends between posting and marking."""


def test_the_signature_is_the_one_of_the_convention_s_own_example() -> None:
    """From the text of Standard Webhooks: secret, id, time, body and signature as they stand there."""
    body = b'{"event_type":"ping","data":{"success":true}}'
    key = signing.key_of("whsec_plJ3nmyCDGBKInavdOK15jsl")
    said = signing.headers("msg_loFOjxBNrRLzqYUf", 1_731_705_121, body, [key])
    assert said["webhook-signature"] == "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="


def test_the_paper_s_example_is_ten_lines_and_takes_nothing_else() -> None:
    assert len([line for line in EXAMPLE.splitlines() if line.strip()]) <= 10
    key, body = b"k" * 32, b'{"a":1}'
    secret = "whsec_" + b64encode(key).decode()
    said = signing.headers("msg_1", 1000, body, [key])
    assert verifier(lambda: 1000 + WINDOW - 1)(secret, said, body)
    assert not verifier(lambda: 1000 + WINDOW)(secret, said, body), "a replay five minutes later"
    assert not verifier(lambda: 1000)(secret, said, body + b" ")
    assert not verifier(lambda: 1000)(secret, said | {"webhook-timestamp": "1001"}, body)
    assert not verifier(lambda: 1000)(secret, said | {"webhook-id": "msg_2"}, body)
    assert not verifier(lambda: 1000)("whsec_" + b64encode(b"x" * 32).decode(), said, body)


def test_a_stage_is_told_signed_and_in_the_words_of_the_schema(office: Office) -> None:
    office.owe()
    assert office.tell() == 1 and office.tell() == 0
    (headers, body), world = office.receiver.got[0], office.world
    assert verifier(world.clock.seconds)(office.secret, headers, body)
    at = "2026-03-02T01:00:00Z"
    assert json.loads(body) == {
        "type": "group.stage", "schema": 1, "timestamp": at, "data": {"code": "GS-0001", "stage": "filed", "at": at}
    }  # fmt: skip
    assert headers["content-type"] == "application/json" and headers["host"] == office.receiver.host
    row = office.row()
    assert (row.status, row.attempts, row.done_at, row.failure) == (200, 1, world.clock.now, "")


def test_every_body_that_is_owed_fits_the_schema(office: Office) -> None:
    about = {"title": "1월 간담회", "url": "http://localhost/notices/12", "category": "meeting"}
    with office.world.as_system() as work:
        for number, first in ((12, True), (13, False)):
            webhooks.notice(work, number=number, first=first, **about)
        webhooks.notice_gone(work, number=14, url=about["url"], erase=False)
        for stage in Stage:
            webhooks.stage(work, "GS-0001", stage=stage.value, active=FEWEST)
    office.as_admin(lambda work: webhooks.ping(work, office.endpoint))
    bodies = [json.loads(one.body) for one in office.rows()]
    assert len(bodies) == 3 + len(Stage) + 1 and {one["type"] for one in bodies} == {one.value for one in Kind}
    for body in bodies:
        SCHEMA.validate(body)
    assert not SCHEMA.is_valid({**bodies[0], "people": 5}) and not SCHEMA.is_valid({**bodies[0], "schema": 2})


@pytest.mark.parametrize("erase", [False, True])
def test_a_withdrawn_notice_s_words_wait_nowhere_and_erased_they_lie_nowhere(office: Office, erase: bool) -> None:
    about = {"url": "http://localhost/notices/1", "category": "meeting"}
    with office.world.as_system() as work:
        webhooks.notice(work, number=1, title="이름이 든 제목", first=True, **about)
    office.tell()
    with office.world.as_system() as work:
        webhooks.notice(work, number=1, title="이름이 든 제목", first=False, **about)
        webhooks.notice(work, number=12, title="다른 공지", first=True, **about)
        webhooks.notice_gone(work, number=1, url=about["url"], erase=erase)
    assert sum("이름이 든 제목" in one.body for one in office.rows()) == (0 if erase else 1), (
        "what was brought, where nothing is to be erased"
    )
    office.tell()
    assert sorted(office.receiver.kinds) == ["notice.published", "notice.published", "notice.withdrawn"]
    assert {"id": "1", "url": about["url"], "at": "2026-03-02T01:00:00Z"} in [
        one["data"] for one in office.receiver.bodies
    ]


def test_a_group_s_step_tells_who_listens_and_a_small_group_s_does_not(office: Office) -> None:
    """Through the deed itself; the numbers of people are in no body."""
    world = office.world
    large, _ = make_group(world, size=FEWEST)
    small, _ = make_group(
        world,
        size=FEWEST - 1,
        first_number=5000,
        landlord="유다른",
        landlord_birth="1955-05-05",
        address="서울특별시 양천구 다른로 5, 101호",
    )
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        for group in (small, large):
            assert groups.set_stage(work, group, stage=Stage.SETTLED)
            assert not groups.set_stage(work, group, stage=Stage.SETTLED), "there already: nothing is told twice"
        code = groups.get(work, large).code
    office.tell()
    assert [one["data"] for one in office.receiver.bodies] == [
        {"code": code, "stage": "settled", "at": "2026-03-02T01:00:00Z"}
    ]


def test_a_deed_that_is_undone_tells_nobody(office: Office) -> None:
    with pytest.raises(RuntimeError), office.world.as_system() as work:
        webhooks.stage(work, "GS-0001", stage="filed", active=9)
        raise RuntimeError
    assert office.tell() == 0 and not office.rows()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(deeds=st.lists(st.tuples(st.booleans(), st.integers(0, 12)), max_size=6))
def test_what_is_owed_is_what_was_committed(office: Office, deeds: list[tuple[bool, int]]) -> None:
    before = len(office.rows())
    for commits, active in deeds:
        try:
            with office.world.as_system() as work:
                webhooks.stage(work, "GS-0009", stage="filed", active=active)
                if not commits:
                    raise RuntimeError
        except RuntimeError:
            pass
    assert len(office.rows()) - before == sum(commits and active >= FEWEST for commits, active in deeds)


def test_who_did_not_choose_a_topic_hears_nothing_of_it_and_who_is_off_waits(office: Office) -> None:
    with listening(Receiver()) as other:
        url = office.receiver.url.replace("/hooks", "/other")
        notices, _ = add(office.world, office.admin, url, frozenset({Topic.NOTICES}), "공지만")
        office.owe()
        assert [one.endpoint_id for one in office.rows()] == [office.endpoint] and notices != office.endpoint
        office.as_admin(lambda work: webhooks.switch(work, office.endpoint, on=False))
        office.owe("GS-0002")
        assert len(office.rows()) == 1, "while it is off nothing is owed"
        assert office.tell() == 0, "and what was owed waits"
        office.as_admin(lambda work: webhooks.switch(work, office.endpoint, on=True))
        assert office.tell() == 1 and not other.got


FAILURES: list[tuple[int | str, str, int | None]] = [
    (500, "status", 500),
    (404, "status", 404),
    (301, "redirect", 301),
    (307, "redirect", 307),
    ("garbage", "answer", None),
    ("large", "answer", None),
    ("close", "answer", None),
    ("drip", "timeout", None),
]


@pytest.mark.parametrize(("answer", "why", "status"), FAILURES, ids=[str(one[0]) for one in FAILURES])
@pytest.mark.either
def test_what_is_not_taken_is_tried_again_with_the_same_id(
    office: Office, answer: int | str, why: str, status: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting.post, "__kwdefaults__", {"seconds": 1.0})
    office.receiver.answers.append(answer)
    office.receiver.headers["Location"] = f"http://{office.receiver.host}/elsewhere"
    office.owe()
    assert office.tell() == 1
    row = office.row()
    assert (row.failure, row.status, row.attempts, row.done_at) == (why, status, 1, None)
    assert len(office.receiver.got) == 1, "no redirect is followed"
    assert office.tell() == 0, "it waits"
    office.world.clock.forward(seconds=30)
    assert office.tell() == 1 and office.row().done_at == office.world.clock.now
    assert len(set(office.receiver.ids)) == 1
    first, second = (headers for headers, _ in office.receiver.got)
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 30, "each attempt is signed anew"
    check = verifier(office.world.clock.seconds)
    assert check(office.secret, second, office.receiver.got[1][1])


def test_a_receiver_that_is_away_is_tried_nine_times_then_switched_off_and_every_admin_told_once(
    office: Office,
) -> None:
    world = office.world
    office.receiver.answers += [503] * 50
    for code in ("GS-0001", "GS-0002"):
        office.owe(code)
    waited = []
    for _ in range(200):
        rows = [one for one in office.rows() if one.given_up_at is None]
        if office.standing().off_at is not None or not rows:
            break
        waited.append(min(one.due_at for one in rows) - world.clock.now)
        world.clock.now = max(world.clock.now + settling_rest(), min(one.due_at for one in rows))
        office.tell()
    standing = office.standing()
    assert standing.off_because == "silent" and max(one.attempts for one in office.rows()) == len(settling.WAITS) + 1
    assert max(waited) > timedelta(hours=7)
    with world.as_system() as work:
        told = list(work.db.scalars(select(Message).where(Message.kind == settling.TOLD)))
    assert [(one.recipient, one.recipient_id) for one in told] == [("staff", office.admin)]


def settling_rest() -> timedelta:
    return timedelta(seconds=21)


def test_waits_lie_within_a_fifth_and_are_not_all_alike(office: Office) -> None:
    waits = []
    for _ in range(12):
        office.receiver.answers.append(500)
        office.owe()
        world = office.world
        world.clock.forward(seconds=60)
        with world.as_system() as work:
            work.db.query(Delivery).filter(Delivery.attempts > 0).delete()
        office.tell()
        waits.append((office.row().due_at - world.clock.now).total_seconds())
    assert all(4 <= one <= 6 for one in waits) and len(set(waits)) > 1


def test_retry_after_is_honoured_up_to_an_hour_and_nonsense_is_not(office: Office) -> None:
    for said, least, most in (
        ("120", 120, 120),
        ("999999", 3600, 3600),
        ("Fri, 31 Dec 1999", 4, 6),
        ("-5", 4, 6),
        ("٣٠٠", 4, 6),
    ):
        office.receiver.answers.append(429)
        office.receiver.headers["Retry-After"] = said if said.isascii() else "x"
        with office.world.as_system() as work:
            work.db.query(Delivery).delete()
        office.world.clock.forward(minutes=1)
        office.owe()
        office.tell()
        assert least <= (office.row().due_at - office.world.clock.now).total_seconds() <= most


def test_gone_switches_off_at_once(office: Office) -> None:
    office.receiver.answers.append(410)
    office.owe()
    office.owe("GS-0002")
    office.tell()
    assert office.standing().off_because == "gone" and len(office.receiver.got) == 1
    office.world.clock.forward(days=4)
    with office.world.as_system() as work:
        webhooks.retire(work)
    assert [one.given_up_at is not None for one in office.rows()] == [True, True]


def test_a_body_that_is_refused_does_not_stand_before_the_next_and_a_dead_receiver_before_no_other(
    office: Office,
) -> None:
    world = office.world
    with listening(Receiver()) as other:
        settings_ = world.settings
        assert settings_.webhook_hosts == (office.receiver.host,)
        office.receiver.answers += [400]
        for code in ("GS-0001", "GS-0002", "GS-0003"):
            office.owe(code)
            world.clock.forward(seconds=1)
        office.tell()
        assert len(office.receiver.got) == 1, "after a refusal it rests"
        world.clock.forward(seconds=21)
        assert office.tell() == 3 and other.got == []
        assert [one["data"]["code"] for one in office.receiver.bodies] == ["GS-0001", "GS-0001", "GS-0002", "GS-0003"]


def test_killed_between_posting_and_marking_the_same_id_comes_again(office: Office) -> None:
    office.owe()
    send = webhooks.poster(office.world.settings)

    def send_and_die(parcel: Parcel, at: int) -> int:
        send(parcel, at)
        raise Killed

    with pytest.raises(Killed):
        webhooks.deliver_due(office.world.works, send=send_and_die)
    assert office.tell() == 0, "its lease still stands"
    office.world.clock.forward(minutes=3)
    assert office.tell() == 1
    assert len(office.receiver.got) == 2 and len(set(office.receiver.ids)) == 1
    assert office.row().done_at is not None


def test_two_workers_at_once_bring_each_once(office: Office) -> None:
    for number in range(30):
        office.owe(f"GS-{number:04d}")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: [office.tell() for _ in range(4)], range(4)))
    assert len(office.receiver.got) == 30 and len(set(office.receiver.ids)) == 30


def test_the_worker_s_task_tells_until_nothing_is_due(office: Office) -> None:
    for number in range(45):
        office.owe(f"GS-{number:04d}")
    assert tell(office.world.instance) == 45 and len(office.receiver.got) == 45


def test_a_new_secret_signs_beside_the_one_before_for_a_day(office: Office) -> None:
    world = office.world
    newer = office.as_admin(lambda work: webhooks.renew(work, office.endpoint, reason="담당 업체가 바뀌었습니다"))
    assert isinstance(newer, str) and newer != office.secret
    check = verifier(world.clock.seconds)
    office.owe()
    office.tell()
    assert all(check(secret, *office.receiver.got[0]) for secret in (newer, office.secret))
    world.clock.forward(hours=25)
    office.owe("GS-0002")
    office.tell()
    assert check(newer, *office.receiver.got[1]) and not check(office.secret, *office.receiver.got[1])


def test_a_removed_receiver_is_told_nothing_and_its_secret_opens_nowhere(office: Office) -> None:
    office.owe()
    office.as_admin(lambda work: webhooks.remove(work, office.endpoint, reason="이제 쓰지 않습니다"))
    office.owe("GS-0002")
    assert office.tell() == 0 and not office.receiver.got
    standing = office.standing()
    assert standing.secret is None and office.row().given_up_at is not None


def test_settled_deliveries_go_after_their_days(office: Office) -> None:
    office.owe()
    office.tell()
    for days, left in ((office.world.settings.outbox_days - 1, 1), (2, 0)):
        office.world.clock.forward(days=days)
        with office.world.as_system() as work:
            webhooks.retire(work)
        assert len(office.rows()) == left


def test_a_delivery_nobody_knows_any_more_is_no_fault(world: World) -> None:
    with world.as_system() as work:
        settling.failed(work, uuid4(), NotAnswered("connect"))
        settling.done(work, uuid4(), 200)
