"""Solapi: SMS, LMS and AlimTalk over `POST /messages/v4/send-many/detail`. A thin adapter, since the SDK can raise after the
message was accepted. Our own id travels in `customFields.outboxId`; by it a message is found again.

Its list cannot be asked for a custom field (SDK 5.0.3: by number, day, type, code), so it is asked by number and read through.
"""

import hashlib
import hmac
import logging
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from lawsuit_hub.infra.carrier_http import Answer, CarrierHttp, Doubtful, NotTold, outcome_of_refusal
from lawsuit_hub.infra.carriers import TAKEN, UNKNOWN, CarrierWrong, Lettered, Outcome, Verdict
from lawsuit_hub.infra.solapi_codes import ERRORS, outcome_of
from lawsuit_hub.infra.telephone_digits import digits_of
from lawsuit_hub.values.message_body import Channel, subject_of

log = logging.getLogger("lawsuit_hub.carriers")

OUR_ID = "outboxId"
SEND, LIST, BALANCE = "/messages/v4/send-many/detail", "/messages/v4/list", "/cash/v1/balance"
PAGE, PAGES = 500, 4
_TYPES = {Channel.SMS: "SMS", Channel.LMS: "LMS"}


def signed(key: str, secret: str, *, date: str, salt: str) -> str:
    """The header of one request; a salt is used once."""
    signature = hmac.new(secret.encode(), f"{date}{salt}".encode(), hashlib.sha256).hexdigest()
    return f"HMAC-SHA256 apiKey={key}, date={date}, salt={salt}, signature={signature}"


class Solapi:
    name, most = "solapi", 100
    # How soon its list shows what was registered is documented nowhere: five minutes are our own guess.
    absent_after: timedelta | None = timedelta(minutes=5)

    def __init__(
        self,
        http: CarrierHttp,
        *,
        keys: Callable[[], tuple[str, ...]],
        sender: str,
        profile: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._http, self._keys, self._sender, self._profile, self._clock = http, keys, sender, profile, clock

    def send(self, letters: Sequence[Lettered]) -> Sequence[Outcome]:
        # Two different messages to one number are no duplicates: ours are told apart by their ids, and by leases before that.
        body = {
            "messages": [self._message(one) for one in letters],
            "allowDuplicates": True,
            "showMessageList": True,
        }
        try:
            answer = self._ask("POST", SEND, body)
        except NotTold:
            return [Outcome(Verdict.LATER, "unreachable_carrier")] * len(letters)
        except Doubtful as doubt:
            log.warning("solapi's answer to %d messages tells nothing: %s", len(letters), doubt)
            return [UNKNOWN] * len(letters)
        if not answer.is_good:
            known = ERRORS.get(str(answer.data.get("errorCode")))
            return [known or outcome_of_refusal(answer.status, alone=len(letters) == 1)] * len(letters)
        return _registered(answer.data, [one.key for one in letters])

    def find(self, letters: Sequence[Lettered], *, since: datetime) -> Sequence[Outcome]:
        return [self._find(one, since) for one in letters]

    def check(self) -> str:
        try:
            answer = self._ask("GET", BALANCE)
        except (NotTold, Doubtful) as error:
            raise CarrierWrong(f"solapi does not answer ({error})") from None
        if not answer.is_good:
            known = ERRORS.get(str(answer.data.get("errorCode")), outcome_of_refusal(answer.status, alone=True))
            raise CarrierWrong(f"solapi refuses us: {known.reason}")
        return f"solapi answers; {answer.data.get('balance', '?')} won are left there"

    def close(self) -> None:
        self._http.close()

    def _ask(self, method: str, path: str, body: object = None) -> Answer:
        key, secret = self._keys()
        date = self._clock().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        header = signed(key, secret, date=date, salt=secrets.token_hex(16))
        return self._http.ask(method, path, headers={"Authorization": header}, body=body)

    def _message(self, letter: Lettered) -> dict[str, Any]:
        country, digits = digits_of(letter.to)
        about: dict[str, Any] = {
            "to": digits,
            "from": self._sender,
            "country": country,
            "customFields": {OUR_ID: letter.key},
        }
        if letter.channel is Channel.ALIMTALK:
            options = {
                "pfId": self._profile,
                "templateId": letter.template,
                "variables": dict(letter.variables),
                "disableSms": True,  # we send it ourselves, once, and know what it costs
            }
            return {**about, "type": "ATA", "kakaoOptions": options}
        subject = {"subject": subject_of(letter.body)} if letter.channel is Channel.LMS else {}
        return {**about, **subject, "type": _TYPES[letter.channel], "text": letter.body, "autoTypeDetect": False}

    def _find(self, letter: Lettered, since: datetime) -> Outcome:
        _, digits = digits_of(letter.to)
        begin = (since - timedelta(minutes=1)).astimezone(UTC).isoformat(timespec="milliseconds")
        asked: dict[str, str | int] = {"to": digits, "startDate": begin.replace("+00:00", "Z"), "limit": PAGE}
        for _ in range(PAGES):
            try:
                answer = self._ask("GET", f"{LIST}?{urlencode(asked)}")
            except (NotTold, Doubtful):
                return UNKNOWN
            if not answer.is_good or "messageList" not in answer.data:
                return UNKNOWN
            for one in _items(answer.data["messageList"]):
                if _our_id(one) == letter.key:
                    return _with_id(outcome_of(str(one.get("statusCode", ""))), one)
            if not (more := answer.data.get("nextKey")):
                return Outcome(Verdict.LATER)
            asked["startKey"] = str(more)
        return UNKNOWN


def _registered(data: Mapping[str, Any], keys: Sequence[str]) -> list[Outcome]:
    """Of those in neither list it is known only when the sums of the group say that all the others are in."""
    failed = {_our_id(one): one for one in _items(data.get("failedMessageList"))}
    there = {_our_id(one): one for one in _items(data.get("messageList"))}
    counted = _counted(data)
    whole = counted == (len(keys) - len(failed), len(failed)) and "" not in failed
    rest = TAKEN if whole else UNKNOWN
    return [_one(key, failed, there, rest) for key in keys]


def _one(key: str, failed: Mapping[str, Any], there: Mapping[str, Any], rest: Outcome) -> Outcome:
    if key in failed:
        said = outcome_of(str(failed[key].get("statusCode", "")))
        return said if said.verdict is not Verdict.TAKEN else Outcome(Verdict.LATER, "carrier_refused")
    if key in there:
        return _with_id(outcome_of(str(there[key].get("statusCode") or "2000")), there[key])
    return rest


def _counted(data: Mapping[str, Any]) -> tuple[int, int] | None:
    group = data.get("groupInfo")
    count = group.get("count") if isinstance(group, dict) else None
    if not isinstance(count, dict):
        return None
    good, bad = count.get("registeredSuccess"), count.get("registeredFailed")
    return (good, bad) if isinstance(good, int) and isinstance(bad, int) else None


def _items(listed: object) -> Iterable[Mapping[str, Any]]:
    """Its lists are lists, or objects by id."""
    items = listed.values() if isinstance(listed, dict) else listed if isinstance(listed, list) else ()
    return [one for one in items if isinstance(one, dict)]


def _our_id(one: Mapping[str, Any]) -> str:
    fields = one.get("customFields")
    return str(fields.get(OUR_ID, "")) if isinstance(fields, dict) else ""


def _with_id(outcome: Outcome, one: Mapping[str, Any]) -> Outcome:
    return Outcome(outcome.verdict, outcome.reason, str(one.get("messageId", ""))[:60])
