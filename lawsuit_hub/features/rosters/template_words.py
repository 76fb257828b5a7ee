"""What the pages of templates say. Decides nothing."""

from flask_babel import gettext

from lawsuit_hub.features.rosters.columns import COLUMN_BY_KEY
from lawsuit_hub.features.rosters.layouts import BadLayout, Layout, Order
from lawsuit_hub.features.rosters.versions import Version


def _(text: str, **values: object) -> str:
    return str(gettext(text, **values))


def why(refusal: BadLayout) -> str:
    return {
        "empty": _("비워 둘 수 없습니다."),
        "long": _("제목은 40자, 머리글은 20자, 글은 300자까지 적을 수 있습니다."),
        "formula": _("=, +, -, @로 시작할 수 없습니다. 엑셀이 셈으로 읽습니다."),
        "resident": _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
        "letters": _("PDF로 쓸 수 없는 글자가 있습니다. 한글이나 영문자로 적어 주세요."),
        "twice": _("같은 머리글이 둘 있습니다. 다르게 적어 주세요."),
        "column": _("이 쓰임에 넣을 수 없는 항목이 있습니다. 화면을 새로 열어 주세요."),
    }[refusal.why]


def name(version: Version) -> str:
    if version.number == 0:
        return _("기본 양식")
    return (
        _("%(number)s판", number=version.number)
        if version.own
        else _("%(number)s판 (기본 양식)", number=version.number)
    )


def changed(version: Version) -> str:
    """What a version changed, for the history."""
    if version.number == 0:
        return _("언제나 돌아올 수 있습니다.")
    known = {
        "title": _("제목"),
        "above": _("위의 글"),
        "below": _("아래의 글"),
        "order": _("사람의 차례"),
        "turned": _("종이 방향"),
        "added": _("항목을 더함"),
        "left_out": _("항목을 뺌"),
        "renamed": _("머리글"),
        "moved": _("항목의 차례"),
    }
    parts = [known[part] for part in version.changes]
    if version.puts_back is not None:
        parts.insert(
            0, _("%(number)s판을 다시 씀", number=version.puts_back) if version.puts_back else _("기본 양식으로 돌아감")
        )
    return ", ".join(parts)


def header(key: str) -> str:
    """The house's own word for a column; Korean as in the file."""
    column = COLUMN_BY_KEY.get(key)
    return column.header if column else ""


def facts(layout: Layout) -> list[dict[str, str]]:
    return [
        {"label": _("제목"), "value": layout.title, "lang": "ko"},
        {"label": _("항목"), "value": ", ".join(header for _key, header in layout.columns), "lang": "ko"},
        {"label": _("표 위에 적을 글"), "value": layout.above or _("없음")},
        {"label": _("표 아래에 적을 글"), "value": layout.below or _("없음")},
        {"label": _("사람의 차례"), "value": _("순번대로") if layout.order is Order.NUMBER else _("동의한 날대로")},
        {"label": _("종이 방향"), "value": _("가로로 눕혀서") if layout.turned else _("세로로 세워서")},
    ]
