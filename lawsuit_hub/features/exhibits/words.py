"""What the pages about exhibits say: how to get each paper, standings, why one is sent back, refusals. Decides nothing."""

from flask_babel import gettext

from lawsuit_hub.features.documents import words as document_words
from lawsuit_hub.features.documents.types import DocumentKind
from lawsuit_hub.features.exhibits.archive_types import ArchiveView, LeaveOver, NothingToPack, Purpose, SecondAwaited
from lawsuit_hub.features.exhibits.types import (
    Flaw,
    FlawMissing,
    Found,
    Fresh,
    ListMoved,
    Need,
    NothingToNumber,
    Standing,
)
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal

kind = document_words.kind


def _(text: str, **values: object) -> str:
    return str(gettext(text, **values))


def how(one: DocumentKind) -> str:
    """Where she gets it, in one line."""
    return {
        DocumentKind.LEASE: _("모든 쪽과 특약까지 찍어 주세요. 갱신했다면 갱신 계약서도 함께요."),
        DocumentKind.TRANSFER: _("은행 앱의 ‘이체확인증’을 PDF로 저장하세요. 계약금과 잔금을 모두 올려 주세요."),
        DocumentKind.REGISTER: _(
            "인터넷등기소(iros.go.kr)에서 내 집을 ‘말소사항 포함’으로 발급하세요. 1,000원쯤 듭니다."
        ),
        DocumentKind.RESIDENT: _(
            "정부24나 동주민센터에서 발급하세요. 과거 주소는 모두 나오게, 주민등록번호 뒷자리는 안 나오게 고르세요."
        ),
        DocumentKind.FIXED_DATE: _("동주민센터나 인터넷등기소에서 집 주소로 ‘확정일자 부여현황’을 발급하세요."),
        DocumentKind.NOTICE: _("보낸 내용증명과 배달증명서를 찍어 주세요. 문자로 알렸다면 그 화면도 됩니다."),
        DocumentKind.ORDER: _("법원에서 받은 임차권등기명령 결정문을 찍어 주세요."),
        DocumentKind.DECISION: _("전세사기피해자 지원관리시스템(jeonse.kgeop.go.kr)에서 받은 결정문입니다."),
        DocumentKind.DISTRIBUTION: _("집이 경매된 법원에서 받은 배당표입니다."),
        DocumentKind.MESSAGES: _("날짜와 상대 이름이 보이게 화면을 갈무리해, 순서대로 올려 주세요."),
        DocumentKind.OTHER: _("변호사나 담당자가 따로 부탁한 서류를 올려 주세요."),
        DocumentKind.MANDATE: "",
    }[one]


def need(one: Need | None) -> str:
    return {Need.NEEDED: _("꼭 필요"), Need.WELCOME: _("있으면 좋음"), None: _("받지 않음")}[one]


def standing(one: Standing) -> tuple[str, str, str]:
    """Kind of badge, words, icon."""
    return {
        Standing.MISSING: ("plain", _("아직 안 올림"), ""),
        Standing.HANDED: ("info", _("확인 기다림"), ""),
        Standing.CHECKED: ("ok", _("확인됨"), "check"),
        Standing.RETURNED: ("warn", _("다시 필요"), "alert"),
    }[one]


def flaw(one: Flaw) -> str:
    return {
        Flaw.UNREADABLE: _("글자가 흐리거나 잘려 읽을 수 없습니다"),
        Flaw.INCOMPLETE: _("빠진 쪽이 있습니다"),
        Flaw.WRONG_KIND: _("다른 종류의 서류입니다"),
        Flaw.WRONG_PERSON: _("본인의 서류가 아닙니다"),
        Flaw.OLD: _("오래된 서류입니다. 새로 발급받아 주세요"),
        Flaw.NUMBER_SEEN: _("주민등록번호 뒷자리가 보입니다"),
        Flaw.OTHER: _("아래 글을 봐 주세요"),
    }[one]


def choose() -> str:
    return _("골라 주세요")


def waiting(count: int) -> str:
    return _("확인할 것 %(count)s건", count=count)


def accepts() -> str:
    return _("쓸 수 있습니다")


def returns() -> str:
    return _("다시 받아야 합니다")


def agrees() -> str:
    return _("내줍니다")


def refuses() -> str:
    return _("내주지 않습니다")


def told(found: Found) -> str:
    """Why it went back, as she reads it."""
    why = flaw(found.flaw) if found.flaw else ""
    return f"{why}. {found.words}" if found.words else f"{why}."


def fresh(one: Fresh) -> tuple[str, str, str]:
    """What would be numbered: label, paper, whose."""
    whose = _("원고 %(number)s", number=one.plaintiff) if one.plaintiff else _("공통")
    return str(one.label), kind(one.kind) if one.kind else one.title, whose


def purpose(one: Purpose) -> str:
    return {Purpose.FILING: _("법원에 내기"), Purpose.REVIEW: _("사건 검토")}[one]


def archive(one: ArchiveView) -> str:
    """Where a leave stands."""
    if one.finished_at is not None:
        return _("내려받음 (%(packed)s건, 빠짐 %(left_out)s건)", packed=one.packed, left_out=one.left_out)
    if one.agreed is False:
        return _("담당자가 내주지 않기로 함: %(why)s", why=one.answer)
    if one.over:
        return _("기한이 지남")
    return _("담당자의 답을 기다림") if one.awaits else _("내려받을 수 있음")


def refusal(one: Refusal) -> str:
    return {
        ListMoved: _("그사이 바뀐 것이 있습니다. 다시 보고 정해 주세요."),
        NothingToNumber: _("새로 번호를 붙일 서류가 없습니다."),
        NothingToPack: _("지금 묶을 수 있는 증거가 없습니다. 호증 번호를 먼저 정해 주세요."),
        SecondAwaited: _(
            "사람이 많아 담당자 한 분의 동의가 더 필요합니다. 동의한 뒤에 사람이 늘었다면 새로 청해 주세요."
        ),
        LeaveOver: _("이 묶음은 이미 받았거나 기한이 지났습니다. 새로 청해 주세요."),
        FlawMissing: _("왜 돌려보내는지 골라 주세요. ‘아래 글’을 고르면 글도 적어 주세요."),
        ReasonMissing: _("다섯 글자 이상 적어 주세요."),
        ReasonHoldsNumber: _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
    }[type(one)]


def weakness(why: str) -> str:
    return {
        "short": _("열두 자보다 짧습니다. 더 길게 적어 주세요."),
        "long": _("너무 깁니다. 128자까지 적을 수 있습니다."),
        "not-ascii": _("영문자, 숫자, 기호만 쓸 수 있습니다. 한글은 여는 프로그램마다 다르게 읽힙니다."),
        "one-kind": _("한 가지 글자로만 되어 있습니다. 숫자나 대문자를 섞어 주세요."),
        "guessable": _("쉽게 맞힐 수 있는 암호입니다. 이어지거나 되풀이되지 않게 적어 주세요."),
    }[why]
