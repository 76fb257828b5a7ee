"""The words of public numbers: what each is called, what it means, how it is written. Decides nothing."""

from datetime import date
from typing import Any

from babel.dates import format_skeleton
from flask_babel import format_date, format_decimal, get_locale, gettext

from lawsuit_hub.features.statistics.types import DEEDS, Figure, Line

_MAN = 10_000


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def label(one: Figure) -> str:
    return {
        Figure.PEOPLE: _("지금 등록한 사람"),
        Figure.GROUPS: _("함께 열린 모임"),
        Figure.SUITS: _("법원에 낸 소송"),
        Figure.SUGGESTIONS: _("들어온 제도개선 건의"),
        Figure.FORWARDED: _("기관에 전달한 건의"),
        Figure.ANSWERED: _("답을 받은 건의"),
        Figure.MEETINGS: _("열린 간담회"),
        Figure.MONEY: _("지급한 소송 비용"),
    }[one]


def meaning(one: Figure) -> str:
    return {
        Figure.PEOPLE: _("지금 등록해 함께하는 피해자입니다. 등록을 거둔 사람은 빼고 셉니다."),
        Figure.GROUPS: _("같은 임대인의 피해자가 둘 이상 확인되어 열린 모임입니다."),
        Figure.SUITS: _("모임이 법원에 소장을 낸 소송입니다. 끝난 소송도 셉니다."),
        Figure.SUGGESTIONS: _("누리집과 설문으로 보내 주신 건의입니다."),
        Figure.FORWARDED: _("국회, 국토교통부, 서울시 같은 곳에 문서로 보낸 건의입니다."),
        Figure.ANSWERED: _("보낸 곳에서 답이 온 건의입니다. 받아들이지 않은 것도 셉니다."),
        Figure.MEETINGS: _("피해자와 기관이 만난 간담회입니다."),
        Figure.MONEY: _("소송 비용으로 피해자에게 지급한 돈을 모두 더한 것입니다."),
    }[one]


def said(one: Figure, number: int | None) -> str:
    """As it stands on the page; rounded ones say so."""
    if number is None:
        return _("아직 적습니다")
    if one is Figure.MONEY:
        return _("약 %(count)s만 원", count=format_decimal(number // _MAN))
    count = format_decimal(number)
    if one is Figure.PEOPLE:
        return _("약 %(count)s명", count=count)
    if one in DEEDS:
        return _("모두 %(count)s건", count=count) if one is Figure.SUITS else _("모두 %(count)s번", count=count)
    return _("약 %(count)s개", count=count) if one is Figure.GROUPS else _("약 %(count)s건", count=count)


def rows(line: Line) -> list[tuple[str, int | None, str]]:
    """For the macro `columns`."""
    return [(_month(month), number, "–" if number is None else format_decimal(number)) for month, number in line.months]


def _month(month: str) -> str:
    """As short as a language has it; the years stand above the picture."""
    return str(format_date(date.fromisoformat(f"{month}-01"), "LLL"))


def _whole_month(month: str) -> str:
    return str(format_skeleton("yMMMM", date.fromisoformat(f"{month}-01"), locale=get_locale()))


def years(line: Line) -> str:
    first, last = (_whole_month(month) for month in (line.months[0][0], line.months[-1][0]))
    return _("%(first)s부터 %(last)s까지, 달마다 마지막에 보인 숫자", first=first, last=last)
