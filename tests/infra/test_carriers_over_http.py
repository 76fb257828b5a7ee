"""Solapi and SENS against stand-ins over HTTP that check signatures, clocks, sizes and letters, and fail in every documented way."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.infra.carrier_http import CarrierHttp
from lawsuit_hub.infra.carriers import CarrierWrong, Outcome, Verdict
from lawsuit_hub.infra.sens import Sens
from lawsuit_hub.infra.solapi import Solapi, signed
from lawsuit_hub.values.message_body import Channel
from tests.carrier_stand_ins import (
    AFTER,
    BEFORE,
    KEY,
    PROFILE,
    SECRET,
    SENDER,
    SERVICE,
    SensStandIn,
    SolapiStandIn,
    StandIn,
)

LONG = "가" * 60


def letter(body: str = "새 소식이 있습니다.", *, to: str = "+821001234567", **more: object) -> Letter:
    channel = Channel.LMS if len(body.encode("euc_kr", "replace")) > 90 else Channel.SMS
    return Letter(to, "news", body, str(uuid4()), **{"channel": channel, **more})  # type: ignore[arg-type]


OPEN: list[CarrierHttp] = []


@pytest.fixture(autouse=True)
def _connections_are_closed() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()


def http_to(stand_in: StandIn) -> CarrierHttp:
    OPEN.append(CarrierHttp(stand_in.url, read_seconds=0.5))
    return OPEN[-1]


def solapi(stand_in: StandIn, **changes: object) -> Solapi:
    about = {"keys": lambda: (KEY, SECRET), "sender": SENDER, "profile": PROFILE, **changes}
    return Solapi(http_to(stand_in), **about)  # type: ignore[arg-type]


def sens(stand_in: StandIn, **changes: object) -> Sens:
    about = {"keys": lambda: (KEY, SECRET), "service": SERVICE, "sender": SENDER, **changes}
    return Sens(http_to(stand_in), **about)  # type: ignore[arg-type]


MAKERS: dict[str, tuple[type[StandIn], Callable[..., Solapi | Sens]]] = {
    "solapi": (SolapiStandIn, solapi),
    "sens": (SensStandIn, sens),
}


@pytest.fixture(params=sorted(MAKERS))
def made(request: pytest.FixtureRequest) -> Iterator[tuple[StandIn, Callable[..., Solapi | Sens]]]:
    kind, maker = MAKERS[request.param]
    stand_in = kind()
    yield stand_in, maker
    stand_in.close()


Made = tuple[StandIn, Callable[..., Solapi | Sens]]


def test_the_header_is_what_the_documentation_s_example_says() -> None:
    header = signed("K", "HMAC_TEST_SECRET", date="2024-01-03T01:10:10.000Z", salt="jqsba2jxjnrjor")
    assert header.endswith("signature=76cb83320fd86e6601507abf294962a82be602445fc85f36e6175b910bd7e567")


def test_messages_of_every_length_are_taken_in_one_go_and_two_to_one_number_are_two(made: Made) -> None:
    stand_in, make = made
    letters = [letter(), letter(LONG), letter("다른 소식"), *(letter(to=f"+82100000{n:04}") for n in range(90))]
    assert {one.verdict for one in make(stand_in).send(letters)} == {Verdict.TAKEN}
    assert len(stand_in.accepted) == len(letters)
    assert stand_in.requests == (1 if make is solapi else 2), "SENS takes one type in one call"
    assert sorted(one["to"] for one in stand_in.accepted)[-1] == "01001234567"


@pytest.mark.parametrize("how", [*BEFORE, *AFTER])
def test_however_it_fails_it_is_known_whether_the_message_may_have_been_taken(made: Made, how: str) -> None:
    stand_in, make = made
    stand_in.fails = lambda path: how if "send-many" in path or path.endswith("/messages") else None
    carrier, one = make(stand_in), letter()
    (said,) = carrier.send([one])
    taken = len(stand_in.accepted)
    if how in {"429", "skew", "duplicate"}:
        assert said.verdict in {Verdict.LATER, Verdict.HELD} and taken == 0
        return
    assert said.verdict is Verdict.UNKNOWN, "neither lost nor sent again blindly"
    assert taken == (how in AFTER)
    (found,) = carrier.find([one], since=datetime.now(UTC) - timedelta(seconds=2))
    assert found.verdict is (Verdict.TAKEN if taken else Verdict.LATER)


def test_a_carrier_that_is_not_there_was_told_nothing(made: Made) -> None:
    stand_in, make = made
    stand_in.close()
    assert make(stand_in).send([letter()]) == [Outcome(Verdict.LATER, "unreachable_carrier")]
    assert make(stand_in).find([letter()], since=datetime.now(UTC))[0].verdict is Verdict.UNKNOWN
    with pytest.raises(CarrierWrong, match="does not answer"):
        make(stand_in).check()


@pytest.mark.parametrize("wrong", ["key", "secret", "clock"])
def test_wrong_keys_and_a_wrong_clock_hold_messages_and_lose_none(made: Made, wrong: str) -> None:
    stand_in, make = made
    changes: dict[str, dict[str, object]] = {
        "key": {"keys": lambda: ("NCSOTHER", SECRET)},
        "secret": {"keys": lambda: (KEY, "another")},
        "clock": {"clock": lambda: datetime.now(UTC) - timedelta(minutes=16)},
    }
    carrier = make(stand_in, **changes[wrong])
    (said,) = carrier.send([letter()])
    assert said.verdict is Verdict.HELD and not stand_in.accepted
    assert said.reason == ("clock" if wrong == "clock" and make is solapi else "credentials")
    with pytest.raises(CarrierWrong) as refusal:
        carrier.check()
    assert SECRET not in str(refusal.value)
    assert make(stand_in).check()


@pytest.mark.parametrize(
    ("code", "verdict", "reason"),
    [
        ("1030", Verdict.HELD, "balance"),
        ("1062", Verdict.HELD, "sender"),
        ("1025", Verdict.REFUSED, "number_invalid"),
        ("1061", Verdict.REFUSED, "opted_out"),
        ("1043", Verdict.INSTEAD, "no_alimtalk"),
        ("1999", Verdict.LATER, "carrier_refused"),
    ],
)
def test_one_that_is_refused_does_not_take_the_others_with_it(code: str, verdict: Verdict, reason: str) -> None:
    stand_in = SolapiStandIn()
    stand_in.refuses["01001234567"] = code
    first, second = solapi(stand_in).send([letter(), letter(to="+821000000002")])
    stand_in.close()
    assert (first.verdict, first.reason) == (verdict, reason)
    assert second.verdict is Verdict.TAKEN and second.carrier_id


def test_a_body_that_carriers_refuse_is_refused_by_the_stand_ins_too(made: Made) -> None:
    """So that a test of ours that sends one cannot pass by a lenient stand-in."""
    stand_in, make = made
    (said,) = make(stand_in).send([letter("확인 😀")])
    assert said.verdict is Verdict.REFUSED and not stand_in.accepted


def test_an_alimtalk_goes_with_its_template_and_a_wrong_one_goes_as_sms() -> None:
    stand_in = SolapiStandIn()
    about = {"channel": Channel.ALIMTALK, "variables": {"#{기관}": "허브"}}
    right, wrong = letter(template="KA01TPwelcome", **about), letter(template="KA01TPother", **about)
    outcomes = solapi(stand_in).send([right, wrong])
    stand_in.close()
    assert [one.verdict for one in outcomes] == [Verdict.TAKEN, Verdict.INSTEAD]
    (taken,) = stand_in.accepted
    assert taken["kakaoOptions"]["disableSms"] is True, "we send the SMS ourselves, once"
    assert "text" not in taken


def test_of_many_messages_to_one_number_ours_is_found_by_its_id() -> None:
    stand_in = SolapiStandIn()
    carrier = solapi(stand_in)
    letters = [letter(f"소식 {n}") for n in range(700)]
    for start in range(0, 700, 100):
        carrier.send(letters[start : start + 100])
    found = carrier.find([letters[650], letter()], since=datetime.now(UTC))
    stand_in.close()
    assert [one.verdict for one in found] == [Verdict.TAKEN, Verdict.LATER]
    assert found[0].carrier_id == stand_in.accepted[650]["messageId"]


def test_sens_cannot_tell_where_another_text_went_to_the_same_number() -> None:
    stand_in = SensStandIn()
    carrier, one = sens(stand_in), letter("처음 소식")
    carrier.send([one])
    found = carrier.find([one, letter("다른 소식"), letter(to="+821000000002")], since=datetime.now(UTC))
    stand_in.close()
    assert [said.verdict for said in found] == [Verdict.TAKEN, Verdict.UNKNOWN, Verdict.LATER]


def test_a_flood_of_an_answer_is_cut_off(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in, make = made
    monkeypatch.setattr("lawsuit_hub.infra.carrier_http.MOST_BYTES", 20)
    assert make(stand_in).send([letter()])[0].verdict is Verdict.UNKNOWN
