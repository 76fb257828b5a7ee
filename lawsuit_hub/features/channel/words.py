"""What the channel's pages say: tasks, ages, why something is refused. Decides nothing."""

from datetime import datetime
from typing import Any

import segno
from flask_babel import gettext, ngettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.channel.types import Kind, Mirror, NoChannel, NoSuchReferences, Outcome, WrongPost
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal
from lawsuit_hub.infra.taking import beside

A_DAY = 24


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def kind(one: Kind) -> str:
    return {Kind.POST: _("채널에 올리기"), Kind.CORRECT: _("채널의 글 고치기"), Kind.DELETE: _("채널의 글 지우기")}[one]


def age(one: Mirror, now: datetime) -> str:
    return waited(int(one.waited(now).total_seconds()))


def waited(seconds: int) -> str:
    hours = seconds // 3600
    if hours < 1:
        return _("방금")
    if hours < A_DAY:
        return str(ngettext("%(num)d시간 기다림", "%(num)d시간 기다림", hours))
    return str(ngettext("%(num)d일 기다림", "%(num)d일 기다림", hours // A_DAY))


def state(one: Mirror, now: datetime) -> tuple[str, str, str]:
    """Kind, word and icon of its badge."""
    if one.outcome is Outcome.DONE:
        return "ok", _("마침"), "check"
    if one.outcome is Outcome.NOT_NEEDED:
        return "plain", _("하지 않기로 함"), ""
    if one.outcome is Outcome.OVERTAKEN:
        return "plain", _("다른 일로 바뀜"), ""
    return ("bad", _("늦음"), "alert") if one.is_overdue(now) else ("warn", _("할 일"), "clock")


def qr(url: str) -> str:
    """As a picture's address."""
    return str(segno.make(url, error="m", micro=False).svg_data_uri(scale=5, border=4, light="#fff"))


REFUSED = (WrongPost, NoChannel, NoSuchReferences, ReasonMissing, ReasonHoldsNumber)


def explain(form: FlaskForm, refusal: Refusal) -> None:
    if isinstance(refusal, WrongPost):
        beside(form, form["url"], _wrong(refusal.why))
    elif isinstance(refusal, NoSuchReferences):
        beside(
            form,
            form["people"],
            _("이런 번호는 없습니다: %(some)s", some=", ".join(one[:12] for one in refusal.unknown)),
        )
    elif isinstance(refusal, ReasonMissing):
        beside(form, form["reason"], _("이유를 다섯 글자보다 길게 적어 주세요."))
    elif isinstance(refusal, ReasonHoldsNumber):
        beside(form, form["reason"], _("주민등록번호는 적지 마세요."))
    else:
        beside(form, None, _("설정에 채널 주소가 없습니다."))


def _wrong(why: str) -> str:
    return {
        "empty": _("올린 글의 주소를 붙여 넣어 주세요."),
        "host": _("https://pf.kakao.com/으로 시작하는 주소여야 합니다."),
        "shape": _("글의 주소가 아닙니다. 올린 글을 열고 공유하기에서 주소를 복사해 주세요."),
        "other": _("우리 채널의 글이 아닙니다."),
    }[why]
