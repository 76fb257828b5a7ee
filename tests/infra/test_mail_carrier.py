"""Mail to staff over real SMTP: never in the clear, never to two at once, and it is known whether a letter may have been taken."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.infra.carriers import CarrierWrong, Outcome, Verdict
from lawsuit_hub.infra.mail_carrier import MailCarrier
from lawsuit_hub.values.message_body import Channel
from tests.mail_stand_in import LOGIN, PASSWORD, MailStandIn, certificate

FROM = "hub@office.example"
TEXT = "[허브] 청하신 명단에 담당자의 답이 있습니다. 로그인해 확인해 주세요. https://hub.example/counsel"


def letter(to: str = "lawyer@firm.example") -> Letter:
    return Letter(to, "roster_answered", TEXT, str(uuid4()), channel=Channel.MAIL)


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate(tmp_path_factory.mktemp("mail"))


@pytest.fixture
def server(pem: Path) -> Iterator[MailStandIn]:
    made = MailStandIn(pem)
    yield made
    made.close()


Make = Callable[..., MailCarrier]


@pytest.fixture
def make(server: MailStandIn, pem: Path) -> Make:
    def made(**changes: object) -> MailCarrier:
        about = {
            "security": "starttls",
            "sender": FROM,
            "login": lambda: (LOGIN, PASSWORD),
            "ca_file": str(pem),
            **changes,
        }
        return MailCarrier("localhost", server.port, **about)  # type: ignore[arg-type]

    return made


def test_each_letter_goes_to_one_address_and_carries_its_own_id(server: MailStandIn, make: Make) -> None:
    letters = [letter(), letter("other@firm.example")]
    assert [one.verdict for one in make().send(letters)] == [Verdict.TAKEN] * 2
    assert [mail["To"] for mail in server.taken] == ["lawyer@firm.example", "other@firm.example"]
    first = server.taken[0]
    assert first["Message-ID"] == f"<{letters[0].key}@office.example>"
    assert first.get_payload(decode=True).decode().strip() == TEXT
    assert make().check() == "localhost takes mail"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"RCPT": "550 no such user"}, Outcome(Verdict.REFUSED, "mail_refused")),
        ({"RCPT": "450 later"}, Outcome(Verdict.LATER, "busy")),
        ({"MAIL": "552 too much"}, Outcome(Verdict.REFUSED, "mail_refused")),
        ({"DATA": "451 later"}, Outcome(Verdict.LATER, "busy")),
        ({"MAIL": "530 sign in"}, Outcome(Verdict.HELD, "credentials")),
    ],
)
def test_a_refusal_is_for_good_or_for_now(
    server: MailStandIn, make: Make, answers: dict[str, str], said: Outcome
) -> None:
    server.answers = answers
    assert make().send([letter()]) == [said]
    assert not server.taken


@pytest.mark.parametrize("drop", ["drop", "drop-early"])
def test_a_connection_that_goes_after_the_last_line_leaves_a_doubt_that_no_server_can_lift(
    server: MailStandIn, make: Make, drop: str
) -> None:
    server.drop = drop
    carrier, letters = make(), [letter(), letter()]
    outcomes = carrier.send(letters)
    assert [one.verdict for one in outcomes] == [Verdict.UNKNOWN, Verdict.LATER]
    assert carrier.absent_after is None
    assert carrier.find(letters, since=datetime.now(UTC))[0].verdict is Verdict.UNKNOWN


def test_a_wrong_login_holds_mail_and_says_no_password(make: Make) -> None:
    wrong = make(login=lambda: (LOGIN, "another-password"))
    assert wrong.send([letter()]) == [Outcome(Verdict.HELD, "credentials")]
    with pytest.raises(CarrierWrong) as refusal:
        wrong.check()
    assert "another-password" not in str(refusal.value)


def test_mail_is_not_sent_in_the_clear_nor_to_a_server_with_another_s_name(
    server: MailStandIn, make: Make, pem: Path
) -> None:
    assert make(ca_file=None).send([letter()])[0] == Outcome(Verdict.HELD, "encryption"), "nobody vouches for it"
    server.answers = {"EHLO": "250 stand-in"}
    assert make().send([letter()])[0] == Outcome(Verdict.HELD, "encryption"), "it offers no STARTTLS"
    assert not server.taken


def test_a_server_that_is_away_was_told_nothing(server: MailStandIn, make: Make) -> None:
    server.close()
    assert make().send([letter()]) == [Outcome(Verdict.LATER, "unreachable_carrier")]
