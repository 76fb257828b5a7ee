"""Delivery reports: whoever knows the secret is believed, the same report twice is one, AlimTalk's failure owes an SMS once."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.letters import service as letters
from lawsuit_hub.features.outbox import deeds, delivering, forgetting
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.infra.carriers import Carriers, Outcome, Verdict
from lawsuit_hub.infra.keystore import without_key
from lawsuit_hub.values.message_body import Channel
from tests.carriers import Taking
from tests.people import caseworker_of, make_victim
from tests.world import World

SECRET = "a-secret-of-forty-letters-for-reports-00"
HEADER = {"X-Hub-Report-Secret": SECRET}
PATH = "/carriers/solapi/reports"


@pytest.fixture
def told(make_world: Callable[..., World]) -> World:
    world = make_world(report_secret_file="reports.secret")
    path = world.folder / "reports.secret"
    path.touch(mode=0o600)
    path.write_text(SECRET + "\n")
    return world


@pytest.fixture
def client(told: World) -> Iterator[FlaskClient]:
    yield told.app().test_client()


def report(message: UUID, code: str, **more: Any) -> dict[str, Any]:
    data = {"messageId": "M4V1", "statusCode": code, "customFields": {"outboxId": str(message)}, **more}
    return {"eventDataId": str(uuid4()), "data": data, "retryCount": 0}


def sent(world: World, carrier: Taking, kind: str = "welcome", **templates: str) -> UUID:
    with world.as_system() as work:
        owed = outbox.queue(work, kind, to=make_victim(world))
    deliver(world, carrier, **templates)
    return owed


def deliver(world: World, carrier: Taking, **templates: str) -> None:
    delivering.deliver_all(world.works, write=letters.write, carriers=Carriers(carrier, carrier, templates))


def rows(world: World) -> list[Message]:
    with world.as_system() as work:
        return list(work.db.scalars(select(Message).where(Message.kind == "welcome").order_by(Message.instead_of)))


@pytest.mark.pages
@pytest.mark.parametrize("secret", ["", "another", SECRET[:-1], SECRET + "x", "비밀"])
def test_without_the_secret_there_is_no_such_page(told: World, client: FlaskClient, secret: str) -> None:
    owed = sent(told, Taking())
    for path, headers in (
        (PATH, {"X-Hub-Report-Secret": secret.encode().decode("latin-1")}),
        (f"{PATH}/{secret or 'x'}", {}),
    ):
        assert client.post(path, json=[report(owed, "3010")], headers=headers).status_code == 404
    assert rows(told)[0].reported is None


@pytest.mark.pages
def test_an_instance_without_a_secret_takes_no_reports(world: World) -> None:
    client = world.app().test_client()
    assert client.post(PATH, json=[], headers={"X-Hub-Report-Secret": ""}).status_code == 404


@pytest.mark.parametrize("way", ["header", "address"])
def test_what_did_not_arrive_is_given_up_with_its_reason(told: World, client: FlaskClient, way: str) -> None:
    owed = sent(told, Taking())
    path, headers = (PATH, HEADER) if way == "header" else (f"{PATH}/{SECRET}", {})
    assert client.post(path, json=[report(owed, "3000")], headers=headers).status_code == 204
    (row,) = rows(told)
    assert row.sent_at and row.reported == "3000"
    for _ in range(3):
        assert client.post(path, json=[report(owed, "3010")], headers=headers).status_code == 204
    (row,) = rows(told)
    assert (row.sent_at, row.failure, row.carrier_id) == (None, "number_invalid", "M4V1")
    client.post(path, json=[report(owed, "4000")], headers=headers)
    assert rows(told)[0].failure == "number_invalid", "the first word that is an end stays"


def test_an_alimtalk_that_kakao_could_not_bring_goes_as_sms_once(told: World, client: FlaskClient) -> None:
    carrier = Taking()
    owed = sent(told, carrier, welcome="KA01TP")
    assert [letter.channel for letter in carrier.taken] == [Channel.ALIMTALK]
    for _ in range(3):
        client.post(PATH, json=[report(owed, "3104"), report(owed, "3104")], headers=HEADER)
    first, instead = sorted(rows(told), key=lambda row: row.instead_of is not None)
    assert (first.failure, instead.instead_of) == ("no_alimtalk", owed)
    deliver(told, carrier, welcome="KA01TP")
    assert [letter.channel for letter in carrier.taken] == [Channel.ALIMTALK, Channel.SMS]
    client.post(PATH, json=[report(instead.id, "3104")], headers=HEADER)
    assert len(rows(told)) == 2, "an SMS is not followed by another"


def test_a_report_of_a_message_in_doubt_lifts_the_doubt(told: World, client: FlaskClient) -> None:
    class Breaking(Taking):
        def send(self, letters: Any) -> Any:
            super().send(letters)
            raise OSError

    carrier = Breaking()
    owed = sent(told, carrier)
    assert rows(told)[0].sent_at is None
    client.post(PATH, json=[report(owed, "4000")], headers=HEADER)
    told.clock.forward(hours=1)
    deliver(told, carrier)
    assert rows(told)[0].sent_at is not None and len(carrier.taken) == 1 and carrier.looked == []


@pytest.mark.pages
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        (b"{}", 400),
        (b"[" + b"{}," * 1000 + b"{}]", 413),
        (b'[null, 3, {"data": 4}, {"data": {"statusCode": {}}}, {"data": {"statusCode": "3010"}}]', 204),
        (b'[{"data": {"statusCode": "3010", "customFields": {"outboxId": "x"}, "messageId": ["M"]}}]', 204),
        (b"[" * 5000, 400),
    ],
)
def test_a_body_that_is_no_report_changes_nothing(told: World, client: FlaskClient, body: bytes, status: int) -> None:
    owed = sent(told, Taking())
    answer = client.post(PATH, data=body, headers=HEADER, content_type="application/json")
    assert answer.status_code == status
    assert (rows(told)[0].id, rows(told)[0].reported) == (owed, None)


@pytest.mark.pages
def test_ten_megabytes_are_refused(told: World, client: FlaskClient) -> None:
    answer = client.post(PATH, data=b"[" + b" " * 10_000_000 + b"]", headers=HEADER, content_type="application/json")
    assert answer.status_code == 413


def test_a_message_that_was_never_told_cannot_be_reported(told: World, client: FlaskClient) -> None:
    with told.as_system() as work:
        owed = outbox.queue(work, "welcome", to=make_victim(told))
    client.post(PATH, json=[report(owed, "4000")], headers=HEADER)
    assert (rows(told)[0].sent_at, rows(told)[0].reported) == (None, None)


def test_after_a_second_sending_its_own_report_counts_and_a_late_one_of_the_first_does_not(
    told: World, client: FlaskClient
) -> None:
    class Naming(Taking):
        name_of_it = "M1"

        def send(self, letters: Any) -> Any:
            super().send(letters)
            return [Outcome(Verdict.TAKEN, "", self.name_of_it)] * len(letters)

    carrier = Naming()
    owed = sent(told, carrier)
    client.post(PATH, json=[report(owed, "3040", messageId="M1")], headers=HEADER)
    assert rows(told)[0].failure == "unreachable"
    with told.as_staff(Role.CASEWORKER, caseworker_of(told)) as work:
        deeds.retry(work, owed)
    carrier.name_of_it = "M2"
    deliver(told, carrier)
    client.post(PATH, json=[report(owed, "3010", messageId="M1")], headers=HEADER)
    (row,) = rows(told)
    assert (row.sent_at is not None, row.reported, row.carrier_id) == (True, None, "M2")
    client.post(PATH, json=[report(owed, "3010", messageId="M2")], headers=HEADER)
    (row,) = rows(told)
    assert (row.sent_at, row.failure, row.reported) == (None, "number_invalid", "3010")


@pytest.mark.parametrize("answer", ["comes", "is lost"])
def test_a_report_that_is_faster_than_the_answer_keeps_no_number_of_an_erased_person(
    told: World, client: FlaskClient, answer: str
) -> None:
    class Reporting(Taking):
        def send(self, letters: Any) -> Any:
            client.post(PATH, json=[report(letters[0].key, "4000")], headers=HEADER)
            if answer == "is lost":
                raise KeyboardInterrupt
            return super().send(letters)

    with told.as_system() as work:
        last = outbox.queue_last(work, "erased", to="+821001234567", body="지웠습니다.")
    with suppress(KeyboardInterrupt):
        deliver(told, Reporting())
    if answer == "is lost":
        with told.as_system() as work:
            forgetting.retire(work)
    with told.as_system() as work:
        row = work.db.get_one(Message, last)
        assert row.sent_at is not None and row.sealed is None
        assert work.db.scalars(select(Message.id).where(without_key(Message.id))).all() == [last]
