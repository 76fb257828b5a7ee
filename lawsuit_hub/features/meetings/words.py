"""What the pages of meetings say: states, audiences, refusals, the picture for the door. Decides nothing."""

from datetime import datetime
from typing import Any

import segno
from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.briefings import words as file_words
from lawsuit_hub.features.briefings.types import BadWords
from lawsuit_hub.features.meetings.types import (
    Audience,
    BadCode,
    BadMeeting,
    Closed,
    Line,
    NamesSomebody,
    NotComing,
    State,
    TaskKind,
)
from lawsuit_hub.features.publishing import words as gate_words
from lawsuit_hub.features.publishing.types import ReasonHoldsPersonal
from lawsuit_hub.infra.i18n import SEOUL, moment
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal, TooMany
from lawsuit_hub.infra.taking import beside

EXPLAINED = (
    BadWords, NamesSomebody, BadMeeting, Closed, BadCode, NotComing, ReasonMissing, ReasonHoldsNumber, ReasonHoldsPersonal, TooMany,
)  # fmt: skip


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def state(one: State) -> str:
    return {
        State.DRAFT: _("쓰는 중"),
        State.ANNOUNCED: _("알렸음"),
        State.OVER: _("끝남"),
        State.MINUTES: _("회의록 나옴"),
        State.CANCELLED: _("취소함"),
    }[one]


def badge_of(one: State) -> str:
    return {State.ANNOUNCED: "info", State.MINUTES: "ok", State.CANCELLED: "bad"}.get(one, "plain")


def for_readers(one: Line) -> str:
    """As people read it."""
    return _("열릴 예정") if one.state is State.ANNOUNCED else state(one.state)


def audience(one: Audience) -> str:
    return {
        Audience.ALL: _("누구나"),
        Audience.GROUPS: _("고른 모임의 사람만"),
        Audience.ORGANISATIONS: _("고른 단체만"),
    }[one]


def task_kind(one: TaskKind) -> str:
    return {TaskKind.DECISION: _("정한 것"), TaskKind.ACTION: _("할 일")}[one]


def when(one: Line) -> str:
    """2026.12.05 14:00–16:00 in Seoul."""
    end = one.ends_at.astimezone(SEOUL)
    return f"{moment(one.starts_at)}–{end:%H:%M}"


def hour(value: datetime | None) -> str:
    return "" if value is None else f"{value.astimezone(SEOUL):%H:%M}"


def where(one: Line) -> str:
    if one.hybrid and one.place:
        return _("%(place)s · 화상으로도 참여", place=one.place)
    return one.place or _("화상으로")


def picture(address: str) -> str:
    """A QR code as an SVG data address, black on white in both themes."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=5, border=4, light="#fff"))


def told(value: int | None) -> str:
    """A count, or that it is not told."""
    return _("5명 미만") if value is None else f"{value:,}"


def in_cell(count: int | None) -> str:
    """One word for whatever is hidden: twelve are hidden where they would tell of three, and two words would tell which are which."""
    return _("가림") if count is None else told(count)


def told_in_all(count: int | None, *, few: bool) -> str:
    """Hidden also where it is of many, and would tell what else is hidden."""
    return told(count) if few else in_cell(count)


def replaced(kinds: frozenset[str]) -> str:
    return file_words.replaced(kinds)


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about, else above the form."""
    if isinstance(refusal, NamesSomebody):
        found = ", ".join(gate_words.kind(one) for one in refusal.kinds)
        said = _("누구나 읽는 글입니다. 사람의 것으로 보이는 것을 빼 주세요: %(found)s", found=found)
        beside(form, form._fields.get(refusal.field), said)
    elif isinstance(refusal, BadMeeting):
        beside(form, form._fields.get(refusal.field), _bad(refusal.why))
    elif isinstance(refusal, BadCode):
        beside(form, form._fields.get("code"), _("이 코드는 쓸 수 없습니다. 단체에 새 코드를 물어봐 주세요."))
    elif isinstance(refusal, NotComing):
        beside(form, form._fields.get("code"), _("아직 대기 순번입니다. 자리가 나야 들어올 수 있습니다."))
    elif isinstance(refusal, Closed):
        beside(form, None, _("지금은 할 수 없습니다. 신청이 끝났거나 간담회가 끝났거나 취소되었습니다."))
    elif isinstance(refusal, ReasonHoldsPersonal):
        beside(form, form._fields.get("reason"), _("읽는 사람 모두에게 보입니다. 사람 이름이나 번호는 빼 주세요."))
    else:
        file_words.explain(form, refusal)


def _bad(why: str) -> str:
    return {
        "order": _("끝나는 시각이 시작보다 빠릅니다."),
        "past": _("이미 지난 때입니다. 앞으로 올 때를 적어 주세요."),
        "late": _("신청은 시작하기 전에 끝나야 합니다."),
        "many": _("1에서 2000 사이의 수를 적어 주세요."),
        "room": _("이미 신청한 사람보다 적게 줄일 수 없습니다."),
        "link": _("https://로 시작하는 주소를 적어 주세요."),
        "place": _("곳이나 화상 주소 가운데 하나는 적어 주세요."),
        "group": _("없는 모임 번호가 있습니다."),
        "nobody": _("하나 이상 골라 주세요."),
        "audience": _("알린 뒤에는 누가 오는지 바꿀 수 없습니다. 취소하고 새로 열어 주세요."),
        "seats": _("1에서 20 사이의 수를 적어 주세요."),
        "again": _(
            "한 단체는 한 간담회에 두 번까지 신청합니다. 자리 수를 바꾸시려면 담당 창구에 전화해 주세요. 담당자가 잡아 드립니다."
        ),
        "network": _(
            "이 인터넷 연결에서는 한 간담회에 하루 세 자리까지 신청합니다. 회원이면 로그인해서, 아니면 다른 연결에서나 내일 신청해 주세요."
        ),
        "count": _("신청한 자리 수보다 많이 적을 수 없습니다."),
        "walk_ins": _("0에서 2000 사이의 수를 적어 주세요."),
        "due": _("언제까지 하는지 적어 주세요."),
        "future": _("아직 오지 않은 날입니다."),
    }[why]


def own_deeds() -> dict[str, str]:
    """What her record says."""
    return {
        "meeting:needs-opened": _("간담회에 필요하다고 적은 것을 열었습니다."),
        "organisation:linked": _("단체의 대표로 계정을 이었습니다."),
        "organisation:stepped-back": _("단체의 대표에서 물러났습니다."),
        "organisation:contact-opened": _("단체의 대표가 누구인지 열었습니다."),
    }
