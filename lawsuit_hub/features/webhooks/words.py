"""What the admin's pages say of endpoints: states, what became of a delivery, why something is refused. Decides nothing."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.webhooks.forms import TOPIC_WORDS
from lawsuit_hub.features.webhooks.types import (
    DeliveryLine,
    EndpointLine,
    NoTopic,
    Off,
    TooManyEndpoints,
    Topic,
    WrongUrl,
)
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal
from lawsuit_hub.infra.taking import beside


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def topics(one: EndpointLine) -> str:
    return " · ".join(str(TOPIC_WORDS[topic]) for topic in Topic if topic in one.topics)


def state(one: EndpointLine) -> tuple[str, str, str]:
    """Kind, word and icon of its badge."""
    if one.off_because is not None:
        return {
            Off.ADMIN: ("plain", _("꺼 둠"), ""),
            Off.GONE: ("bad", _("받는 쪽이 그만 보내라고 함"), "alert"),
            Off.SILENT: ("bad", _("사흘 동안 받지 않아 꺼짐"), "alert"),
        }[one.off_because]
    return ("warn", _("마지막 것을 받지 않음"), "alert") if one.last_failed else ("ok", _("켜 둠"), "check")


def kind(one: DeliveryLine) -> str:
    return {
        "notice.published": _("공지를 올림"),
        "notice.changed": _("공지를 고침"),
        "notice.withdrawn": _("공지를 내림"),
        "group.stage": _("모임의 단계"),
        "ping": _("시험"),
    }.get(one.kind, one.kind)


def outcome(one: DeliveryLine) -> tuple[str, str, str]:
    if one.done_at is not None:
        return "ok", _("받음"), "check"
    if one.given_up_at is not None:
        return "bad", _("그만둠"), "alert"
    return ("warn", _("다시 보낼 것"), "clock") if one.attempts else ("plain", _("보낼 것"), "clock")


def why(one: DeliveryLine) -> str:
    """The status of the answer, or what kept it from coming."""
    if one.failure == "status" or (one.status is not None and not one.failure):
        return f"HTTP {one.status}"
    return {
        "": "",
        "lookup": _("주소를 찾을 수 없음"),
        "inside": _("안쪽 주소라 보내지 않음"),
        "connect": _("연결되지 않음"),
        "tls": _("인증서를 믿을 수 없음"),
        "timeout": _("10초 안에 답하지 않음"),
        "answer": _("답을 읽을 수 없음"),
        "redirect": _("다른 곳으로 보냄 (HTTP %(status)s)", status=one.status),
        "off": _("꺼져 있어 보내지 않음"),
    }.get(one.failure, one.failure)


REFUSED = (WrongUrl, NoTopic, TooManyEndpoints, ReasonHoldsNumber, ReasonMissing)


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about."""
    if isinstance(refusal, WrongUrl):
        beside(form, form["url"], _address(refusal.why))
    elif isinstance(refusal, NoTopic):
        beside(form, form["topics"], _("하나는 골라 주세요."))
    elif isinstance(refusal, ReasonHoldsNumber):
        beside(form, form["name"] if "name" in form else form["reason"], _("주민등록번호는 적지 마세요."))
    elif isinstance(refusal, ReasonMissing):
        beside(form, form["reason"], _("이유를 다섯 글자보다 길게 적어 주세요."))
    else:
        beside(form, None, _("스무 곳까지 둘 수 있습니다. 쓰지 않는 곳을 먼저 지워 주세요."))


def _address(wrong: str) -> str:
    return {
        "shape": _(
            "주소로 읽을 수 없습니다. https://로 시작하는 주소를 적어 주세요. 한글 주소는 xn--로 바꾼 것을 적습니다."
        ),
        "scheme": _("https://로 시작해야 합니다."),
        "port": _("443이나 8443 포트만 쓸 수 있습니다."),
        "inside": _("안쪽 네트워크의 주소입니다. 쓰려면 서버의 설정(webhook_hosts)에 그 이름을 먼저 적어야 합니다."),
    }[wrong]
