"""What pages say of findings, of files that are not taken, and of the gate. Decides nothing."""

from typing import Any

from flask_babel import gettext

from lawsuit_hub.features.publishing import bounds, types
from lawsuit_hub.features.publishing.types import Attachment, Finding, Gate, Place, Standing

MEGABYTE = 1024 * 1024


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def kind(one: str) -> str:
    return {
        types.RESIDENT: _("주민등록번호"),
        types.PHONE: _("전화번호"),
        types.EMAIL: _("이메일 주소"),
        types.ACCOUNT: _("계좌번호"),
        types.CARD: _("카드번호"),
        types.OPEN_CHAT: _("오픈채팅 링크"),
        types.NAME: _("사람 이름"),
        types.NAMES: _("이름 목록"),
        types.BIRTH: _("생년월일"),
        types.ADDRESS: _("호수까지 적힌 주소"),
        types.PLACE_OF_PICTURE: _("사진을 찍은 곳"),
        types.AUTHOR: _("파일을 만든 사람 이름"),
        types.LEFT_OVER: _("지운 글이나 메모가 남아 있음"),
        types.UNREAD: _("기계가 읽지 못한 부분"),
    }[one]


def place(one: Place) -> str:
    """시트 ‘명단’(숨김) C열, or 시트 ‘명단’의 숨긴 칸 C열 where the sheet itself is seen."""
    said = _place(one)
    if one.column:
        said = _("%(place)s %(column)s열", place=said, column=one.column)
    return " › ".join((*one.inside, said))


def _place(one: Place) -> str:
    if one.code == "sheet_hidden":
        return _("시트 ‘%(name)s’의 숨긴 칸", name=one.name)
    named = _named(one)
    if one.name:
        named = _("%(part)s ‘%(name)s’", part=named, name=one.name)
    return _("%(part)s(숨김)", part=named) if one.hidden else named


def _named(one: Place) -> str:
    return {
        "text": _("글"),
        "file_name": _("파일 이름"),
        "table": _("표"),
        "sheet": _("시트"),
        "sheet_text": _("시트의 머리글·수식·링크"),
        "sheet_name": _("시트 이름"),
        "unused_text": _("어느 칸에도 보이지 않는 글"),
        "defined_name": _("이름 정의"),
        "note": _("메모"),
        "comment": _("댓글"),
        "pivot": _("피벗 표에 남은 원본"),
        "link": _("다른 파일에서 가져온 값"),
        "drawing": _("도형과 그림 설명"),
        "chart": _("차트"),
        "properties": _("파일 정보"),
        "picture": _("그림"),
        "body": _("본문"),
        "deleted": _("변경 내용 추적의 지운 글"),
        "inserted": _("변경 내용 추적의 넣은 글"),
        "hidden_text": _("숨긴 글"),
        "header": _("머리말·꼬리말"),
        "footnote": _("각주·미주"),
        "preview": _("미리 보기 글"),
        "slide": _("슬라이드"),
        "slide_notes": _("슬라이드 노트"),
        "page": _("쪽"),
        "page_hidden": _("쪽에 보이지 않는 글"),
        "annotation": _("주석"),
        "field": _("입력란"),
        "bookmark": _("책갈피"),
        "embedded": _("안에 든 파일"),
        "part": _("파일 안의 부분"),
        "more": _("그 밖에 여러 곳"),
    }.get(one.code, _("파일 안의 부분"))


def finding(one: Finding) -> str:
    """전화번호: 시트 ‘명단’(숨김) C열, 12건"""
    said = _("%(kind)s: %(place)s, %(count)s건", kind=kind(one.kind), place=place(one.place), count=one.count)
    return f"{said} ({one.sample})" if one.sample else said


def how_many(count: int) -> str:
    return _("개인정보로 보이는 곳 %(count)s군데", count=count) if count else _("개인정보로 보이는 것 없음")


def refused(why: str) -> str:
    """Why a file is not taken, and what to do."""
    return {
        types.EMPTY: _("빈 파일이거나 이름이 없습니다. 다시 골라 주세요."),
        types.UNKNOWN: _(
            "이 형식은 안을 살펴볼 수 없어 받지 않습니다. XLSX, DOCX, HWPX, PDF, CSV, 사진으로 저장해 다시 올려 주세요."
        ),
        types.OLD: _(
            "옛 형식(XLS, DOC, PPT)은 숨은 내용을 모두 살펴볼 수 없어 받지 않습니다. XLSX, DOCX, PPTX로 저장해 다시 올려 주세요."
        ),
        types.LOCKED: _("암호가 걸려 안을 볼 수 없습니다. 암호를 풀어 저장한 뒤 다시 올려 주세요."),
        types.BROKEN: _("파일이 손상되었거나 끝까지 읽을 수 없습니다. 새로 저장해 다시 올려 주세요."),
        types.HEAVY: _("안에 든 것이 너무 많아 끝까지 살펴보지 못했습니다. 나누어 올려 주세요."),
        types.BUSY: _("지금 다른 파일을 살펴보고 있습니다. 잠시 뒤 다시 올려 주세요."),
        types.LARGE: _("%(bound)sMB까지 받습니다. 나누어 올려 주세요.", bound=bounds.FILE_BYTES // MEGABYTE),
        types.MANY: _("파일은 %(most)s개까지 붙입니다.", most=bounds.MOST_FILES),
        types.TWICE: _("이 파일은 벌써 붙어 있습니다."),
        types.HARMFUL: _("바이러스 검사에서 걸렸습니다. 받지 않았습니다."),
        types.UNSCANNED: _("바이러스 검사기가 답하지 않아 받지 않았습니다. 관리자에게 알려 주세요."),
        types.NUMBER: _("주민등록번호로 보이는 것이 들어 있습니다. 파일을 남기지 않았습니다. 지우고 다시 올려 주세요."),
        types.MACROS: _("매크로가 든 파일은 받지 않습니다. 매크로 없이 저장해 다시 올려 주세요."),
    }[why]


def number_in_text() -> str:
    return _("주민등록번호로 보이는 것이 들어 있습니다. 그 부분을 지워 주세요.")


def personal_in_reason(found: tuple[Finding, ...]) -> str:
    return _("누구나 봅니다. 이것을 빼 주세요: %(found)s", found=", ".join(kind(one.kind) for one in found))


def standing(one: Gate) -> str:
    return {
        Standing.CLEAN: _("개인정보로 보이는 것을 찾지 못했습니다."),
        Standing.FOUND: _("개인정보로 보이는 것이 있습니다. 지우거나, 다른 담당자의 확인을 청해 주세요."),
        Standing.WAITING: _("다른 담당자의 확인을 기다립니다."),
        Standing.RELEASED: _("다른 담당자가 보고 내보내기로 했습니다."),
        Standing.REFUSED: _("다른 담당자가 내보내지 않기로 했습니다. 고친 뒤 다시 청해 주세요."),
    }[one.standing]


def size(one: Attachment) -> str:
    if one.size >= MEGABYTE:
        return f"{one.size / MEGABYTE:.1f}MB"
    return f"{max(1, one.size // 1024)}KB"


def kind_of_file(one: Attachment) -> str:
    return one.kind.upper()
