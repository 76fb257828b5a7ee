"""What the pages about documents say: why a file is not taken, relations, points of the list, outcomes. Decides nothing."""

from typing import Any

from flask_babel import gettext

from lawsuit_hub.features.documents import bounds, kinds
from lawsuit_hub.features.documents.types import DecisionView, DocumentKind, Outcome, Point, Relation, Saw


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def refused(why: str) -> str:
    """One clear sentence of what is wrong, and what to do."""
    return {
        kinds.EMPTY: _("파일을 골라 주세요."),
        kinds.UNKNOWN: _(
            "사진(JPEG, PNG, HEIC)이나 PDF가 아닙니다. 이름만 바꾼 파일은 받지 않습니다. 계약서를 사진으로 찍어 올려 주세요."
        ),
        kinds.FOREIGN: _("사진이나 PDF 안에 다른 종류의 파일이 섞여 있습니다. 계약서를 사진으로 찍어 올려 주세요."),
        kinds.LARGE: _("사진이 너무 큽니다. 5,200만 화소까지 받습니다. 카메라를 보통 크기로 두고 다시 찍어 주세요."),
        kinds.SEVERAL: _("움직이는 그림이나 여러 장이 든 파일은 받지 않습니다. 한 장씩 올려 주세요."),
        kinds.LOCKED: _("암호가 걸린 PDF입니다. 암호를 풀어 다시 저장하거나, 계약서를 사진으로 찍어 올려 주세요."),
        kinds.PAGES: _("한 번에 %(count)s쪽까지 받습니다. 나누어 올려 주세요.", count=bounds.PAGES_AT_ONCE),
        kinds.BROKEN: _(
            "파일을 끝까지 읽을 수 없습니다. 오다가 끊겼거나 망가진 파일입니다. 다시 올리거나 사진으로 찍어 주세요."
        ),
        kinds.HEAVY: _("읽는 데 너무 오래 걸리는 파일입니다. 나누어 올리거나 사진으로 찍어 올려 주세요."),
        kinds.HARMFUL: _(
            "백신 프로그램이 이 파일에서 악성코드를 찾아 받지 않았습니다. 다른 기기에서 서류를 사진으로 찍어 올려 주세요."
        ),
        kinds.UNSCANNED: _(
            "지금 파일을 검사할 수 없어 받지 않았습니다. 저장한 것은 없습니다. 잠시 뒤에 다시 올려 주세요."
        ),
        kinds.BUSY: _("지금 여러 사람이 올리고 있습니다. 저장한 것은 없습니다. 1분 뒤에 다시 올려 주세요."),
    }[why]


def kind(one: DocumentKind) -> str:
    """What the paper is called, as offices and courts call it."""
    return {
        DocumentKind.LEASE: _("임대차계약서"),
        DocumentKind.TRANSFER: _("보증금 이체내역"),
        DocumentKind.REGISTER: _("등기사항전부증명서 (등기부등본)"),
        DocumentKind.RESIDENT: _("주민등록초본"),
        DocumentKind.FIXED_DATE: _("확정일자 부여현황"),
        DocumentKind.NOTICE: _("해지통지 (내용증명)"),
        DocumentKind.ORDER: _("임차권등기명령 결정문"),
        DocumentKind.DECISION: _("전세사기피해자 결정문"),
        DocumentKind.DISTRIBUTION: _("배당표"),
        DocumentKind.MESSAGES: _("임대인과 주고받은 문자·카톡"),
        DocumentKind.OTHER: _("그 밖의 서류"),
        DocumentKind.MANDATE: _("소송위임장"),
    }[one]


def relation(one: Relation) -> str:
    return {
        Relation.NONE: _("아무 관계도 없습니다"),
        Relation.LANDLORD: _("임대인이나 그 가족, 그 회사와 관계가 있습니다"),
        Relation.BROKER: _("계약을 중개한 사람이나 중개사무소와 관계가 있습니다"),
        Relation.MANAGER: _("집을 관리하는 사람이나 회사와 관계가 있습니다"),
        Relation.OTHER: _("그 밖에 알려야 할 관계가 있습니다"),
    }[one]


def point(one: Point) -> str:
    return {
        Point.NAME: _("임차인 이름이 등록한 이름과 같다"),
        Point.LANDLORD: _("임대인 이름이 등록한 임대인과 같다"),
        Point.ADDRESS: _("주소와 호수가 등록한 집과 같다"),
        Point.DEPOSIT: _("보증금이 등록한 금액과 같다"),
        Point.DATES: _("계약 기간이 등록한 날짜와 같다"),
        Point.SIGNATURES: _("임대인과 임차인의 서명이나 도장이 있다"),
        Point.FIXED_DATE: _("확정일자 도장이나 확정일자 번호가 있다"),
        Point.BROKER: _("중개사무소 이름과 등록번호가 있다"),
        Point.COVERED: _("주민등록번호 뒷자리가 모두 가려져 있다"),
    }[one]


def saw(one: Saw) -> str:
    return {Saw.YES: _("예"), Saw.NO: _("아니요"), Saw.UNCLEAR: _("모름")}[one]


def outcome(one: Outcome) -> str:
    return {
        Outcome.ACCEPTED: _("확인했습니다"),
        Outcome.REFUSED: _("이 서류로는 확인할 수 없습니다"),
        Outcome.DOUBTFUL: _("의심스럽습니다. 다른 담당자가 한 번 더 봅니다"),
    }[one]


def told(decision: DecisionView | None) -> tuple[str, str]:
    """For her own page: a title and words. A doubt says nothing but that it takes longer."""
    if decision is None:
        return _("담당자가 볼 차례를 기다립니다"), _("보통 3일 걸립니다. 늦어지면 먼저 알려 드립니다.")
    return {
        Outcome.ACCEPTED: (_("계약서를 확인했습니다"), _("더 하실 일은 없습니다.")),
        Outcome.REFUSED: (
            _("이 서류로는 확인하지 못했습니다"),
            _("담당자가 남긴 말: %(reason)s", reason=decision.reason),
        ),
        Outcome.DOUBTFUL: (
            _("담당자가 한 번 더 보고 있습니다"),
            _("조금 더 걸립니다. 하실 일이 생기면 알려 드립니다."),
        ),
    }[decision.outcome]
