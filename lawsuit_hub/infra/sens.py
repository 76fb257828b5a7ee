"""Naver Cloud SENS: SMS and LMS, also at the host of the government's cloud (`sens_url`).

It takes no id of ours. What is in doubt is looked up by number and minutes, and known by its text: that the same text reached the
same telephone in the same minutes is what was wanted, whichever call brought it. It cuts what is too long, so nothing too long is sent.
"""

import base64
import hashlib
import hmac
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from lawsuit_hub.infra.carrier_http import Answer, CarrierHttp, Doubtful, NotTold, outcome_of_refusal
from lawsuit_hub.infra.carriers import TAKEN, UNKNOWN, CarrierWrong, Lettered, Outcome, Verdict
from lawsuit_hub.infra.telephone_digits import digits_of
from lawsuit_hub.values.dates import KST
from lawsuit_hub.values.message_body import Channel, subject_of

log = logging.getLogger("lawsuit_hub.carriers")

WINDOW = timedelta(minutes=5)  # after we told it, in which it may have noted a request
PAGE = 100


def signature(secret: str, access_key: str, *, method: str, uri: str, timestamp: str) -> str:
    """`x-ncp-apigw-signature-v2`: base64 of HMAC-SHA256 over method, address with its query, time and key."""
    said = f"{method} {uri}\n{timestamp}\n{access_key}"
    return base64.b64encode(hmac.new(secret.encode(), said.encode(), hashlib.sha256).digest()).decode()


class Sens:
    name, most = "sens", 100  # `messages` holds a hundred (api.ncloud-docs.com sens-sms-send, read 2026-11)
    # How soon its list shows a request is documented nowhere: five minutes are our own guess.
    absent_after: timedelta | None = timedelta(minutes=5)

    def __init__(
        self,
        http: CarrierHttp,
        *,
        keys: Callable[[], tuple[str, ...]],
        service: str,
        sender: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._http, self._keys, self._sender, self._clock = http, keys, sender, clock
        self._messages = f"/sms/v2/services/{quote(service, safe='')}/messages"

    def send(self, letters: Sequence[Lettered]) -> Sequence[Outcome]:
        """One call takes messages of one type and one country."""
        groups: dict[tuple[str, str], list[int]] = {}
        for place, one in enumerate(letters):
            kind = "LMS" if one.channel is Channel.LMS else "SMS"
            groups.setdefault((kind, digits_of(one.to)[0]), []).append(place)
        outcomes = [UNKNOWN] * len(letters)
        for (kind, country), places in groups.items():
            said = self._send(kind, country, [letters[place] for place in places])
            for place in places:
                outcomes[place] = said
        return outcomes

    def find(self, letters: Sequence[Lettered], *, since: datetime) -> Sequence[Outcome]:
        return [self._find(one, since) for one in letters]

    def check(self) -> str:
        now = self._clock()
        try:
            answer = self._ask("GET", self._listing(now - timedelta(minutes=1), now))
        except (NotTold, Doubtful) as error:
            raise CarrierWrong(f"sens does not answer ({error})") from None
        if not answer.is_good:
            raise CarrierWrong(f"sens refuses us: {outcome_of_refusal(answer.status, alone=True).reason}")
        return "sens answers"

    def _send(self, kind: str, country: str, letters: Sequence[Lettered]) -> Outcome:
        body = {
            "type": kind,
            "contentType": "COMM",
            "countryCode": country,
            "from": self._sender,
            "content": letters[0].body,
            "messages": [_message(kind, one) for one in letters],
        }
        try:
            answer = self._ask("POST", self._messages, body)
        except NotTold:
            return Outcome(Verdict.LATER, "unreachable_carrier")
        except Doubtful as doubt:
            log.warning("sens' answer to %d messages tells nothing: %s", len(letters), doubt)
            return UNKNOWN
        if not answer.is_good:
            return outcome_of_refusal(answer.status, alone=len(letters) == 1)
        if str(answer.data.get("statusCode")) != "202" or not answer.data.get("requestId"):
            return UNKNOWN
        return Outcome(Verdict.TAKEN, "", str(answer.data["requestId"])[:60])

    def _find(self, letter: Lettered, since: datetime) -> Outcome:
        """Something went to this number, and it is not this text: then nothing can be told."""
        try:
            answer = self._ask("GET", self._listing(since, since + WINDOW, to=digits_of(letter.to)[1]))
            listed = answer.data.get("messages")
            if not answer.is_good or not isinstance(listed, list) or answer.data.get("hasMore"):
                return UNKNOWN
            texts = [self._text(one) for one in listed if isinstance(one, dict)]
        except (NotTold, Doubtful):
            return UNKNOWN
        if letter.body in texts:
            return TAKEN
        return UNKNOWN if texts else Outcome(Verdict.LATER)

    def _text(self, listed: Mapping[str, Any]) -> str:
        answer = self._ask("GET", f"{self._messages}/{quote(str(listed.get('messageId', '')), safe='')}")
        messages = answer.data.get("messages")
        first = messages[0] if isinstance(messages, list) and messages else None
        return str(first.get("content", "")) if isinstance(first, dict) else ""

    def _listing(self, begin: datetime, end: datetime, **more: str) -> str:
        moments = {"requestStartTime": begin - timedelta(seconds=5), "requestEndTime": end}
        asked = {name: f"{at.astimezone(KST):%Y-%m-%d %H:%M:%S}" for name, at in moments.items()}
        return f"{self._messages}?{urlencode({**asked, **more, 'pageSize': PAGE}, quote_via=quote)}"

    def close(self) -> None:
        self._http.close()

    def _ask(self, method: str, uri: str, body: object = None) -> Answer:
        access_key, secret = self._keys()
        timestamp = str(int(self._clock().timestamp() * 1000))
        headers = {
            "x-ncp-apigw-timestamp": timestamp,
            "x-ncp-iam-access-key": access_key,
            "x-ncp-apigw-signature-v2": signature(secret, access_key, method=method, uri=uri, timestamp=timestamp),
        }
        return self._http.ask(method, uri, headers=headers, body=body)


def _message(kind: str, letter: Lettered) -> dict[str, str]:
    subject = {"subject": subject_of(letter.body)} if kind == "LMS" else {}
    return {"to": digits_of(letter.to)[1], "content": letter.body, **subject}
