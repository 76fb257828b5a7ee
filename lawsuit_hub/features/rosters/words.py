"""What a lawyer's pages say about purposes, columns, passwords and files. Decides nothing."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import SelectChoice

from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.rosters.columns import ALLOWED, NEEDED
from lawsuit_hub.features.rosters.types import ExportLine, FileState, Preview, Purpose, SheetFormat
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, Refusal

# What a lawyer ticks: a few choices, each one or more columns of the file.
CHOICES: dict[str, tuple[LazyString, tuple[str, ...]]] = {
    "phone": (_l("연락처"), ("phone",)),
    "service_address": (_l("송달장소"), ("service_address", "service_place", "postcode")),
    "protection": (_l("주소 보호 신청"), ("protection",)),
    "protection_reason": (_l("주소 보호를 청한 이유"), ("protection_reason",)),
    "lease_address": (_l("목적물 주소"), ("lease_address",)),
    "deposit": (_l("보증금·월세"), ("deposit", "monthly_rent")),
    "money": (_l("돌려받은 돈과 청구액"), ("paid_back", "distributed", "claim", "interest_from")),
    "contract": (_l("계약일과 기간"), ("contract_date", "lease_start", "lease_end")),
    "moved_in": (_l("확정일자·전입일"), ("move_in_date", "fixed_date")),
    "birth_date": (_l("생년월일"), ("birth_date",)),
    "email": (_l("이메일"), ("email",)),
    "situation": (_l("현재 상황"), ("situation",)),
    "landlord": (_l("임대인 정보"), ("landlord_name", "landlord_kind", "landlord_identity")),
    "consented_at": (_l("제공 동의 일시"), ("consented_at",)),
}


@dataclass(frozen=True, slots=True)
class Chip:
    purpose: Purpose
    label: str
    hint: str


def purposes() -> list[Chip]:
    return [
        Chip(Purpose.MANDATE, _("위임 서류 준비"), _("이름, 연락처, 집 주소, 보증금, 계약을 골라 두었습니다.")),
        Chip(
            Purpose.COMPLAINT,
            _("소장 별지: 원고 명단"),
            _("이름, 보증금, 계약, 임대인을 골라 두었습니다. 주소는 송달장소 목록으로 따로 냅니다."),
        ),
        Chip(
            Purpose.CLAIMS,
            _("소장 별지: 청구금액표"),
            _("이름, 집 주소, 계약, 보증금, 돌려받은 돈과 청구액을 골라 두었습니다."),
        ),
        Chip(
            Purpose.ADDRESSES,
            _("송달장소 목록"),
            _("저마다 고른 송달장소와 주소 보호를 청했는지만 골라 두었습니다."),
        ),
        Chip(Purpose.LABELS, _("우편 라벨"), _("PDF는 라벨지에 맞춰, 다른 파일은 표로 만듭니다.")),
        Chip(Purpose.CASE, _("사건 검토"), _("알고 있는 항목을 모두 골라 두었습니다. 필요 없는 것은 빼 주세요.")),
    ]


def choices_for(purpose: Purpose) -> list[SelectChoice]:
    """What may be ticked at all. Labels hold what labels hold."""
    if purpose is Purpose.LABELS:
        return []
    return [SelectChoice(key, label) for key, (label, some) in CHOICES.items() if ALLOWED[purpose] & set(some)]


def choices_of(purpose: Purpose) -> list[str]:
    """What is ticked at first."""
    needed = set(NEEDED[purpose])
    return [key for key, (_label, columns) in CHOICES.items() if needed & set(columns)]


def first_of(purpose: Purpose) -> dict[str, object]:
    """What an export's form begins with."""
    file = SheetFormat.PDF if purpose is Purpose.LABELS else SheetFormat.XLSX
    return {"purpose": purpose.value, "columns": choices_of(purpose), "format": file.value}


def columns_of(choices: list[str], purpose: Purpose) -> list[str]:
    """Of each choice what the purpose allows."""
    columns = [column for choice in choices if choice in CHOICES for column in CHOICES[choice][1]]
    return [column for column in columns if column in ALLOWED[purpose]]


def weakness(why: str) -> str:
    known: dict[str, str] = {
        "short": _("열두 자보다 짧습니다. 더 길게 적어 주세요."),
        "long": _("너무 깁니다. 128자까지 적을 수 있습니다."),
        "not-ascii": _("영문자, 숫자, 기호만 쓸 수 있습니다. 한글은 여는 프로그램마다 다르게 읽힙니다."),
        "one-kind": _("한 가지 글자로만 되어 있습니다. 숫자나 대문자를 섞어 주세요."),
        "guessable": _("쉽게 맞힐 수 있는 암호입니다. 이어지거나 되풀이되지 않게 적어 주세요."),
    }
    return known.get(why) or str(_("이 암호는 쓸 수 없습니다. 다르게 적어 주세요."))


def file_state(state: FileState) -> tuple[str, str]:
    """The badge: kind and word."""
    return {
        FileState.WAITING: ("ok", _("받을 수 있음")),
        FileState.FETCHED: ("plain", _("받음 · 지워짐")),
        FileState.EXPIRED: ("plain", _("기한 지남 · 지워짐")),
        FileState.HANDED: ("plain", _("명령줄로 받음")),
        FileState.ASKED: ("plain", _("만드는 중")),
        FileState.CANCELLED: ("plain", _("멈춤")),
        FileState.SECOND: ("plain", _("확인을 기다림")),
        FileState.REFUSED: ("warn", _("내주지 않음")),
        FileState.DAMAGED: ("warn", _("만들지 못함")),
        FileState.UNFINISHED: ("warn", _("끝나지 않음")),
    }[state]


def history_row(line: ExportLine) -> dict[str, object]:
    return {
        "line": line,
        "number": line.number,
        "purpose": purpose(line.purpose) if line.purpose else "",
        "template": template_name(line.template),
        "reason": line.reason,
        "rows": _("%(count)s명", count=line.rows),
        "columns": _("%(count)s개", count=line.columns),
        "badge": file_state(line.state),
        "waits": line.state is FileState.WAITING,
        "says": _about(line),
        "cancels": line.state in {FileState.ASKED, FileState.SECOND},
    }


def _about(line: ExportLine) -> str:
    """Beneath the badge, where there is something to say."""
    if line.state is FileState.REFUSED:
        return line.refused_because
    said: dict[FileState, str] = {
        FileState.ASKED: _("%(done)s / %(rows)s명", done=line.rows_done, rows=line.rows) if line.rows_done else "",
        FileState.SECOND: _("담당자가 살펴본 뒤에 만듭니다. 지금 하실 일은 없습니다."),
        FileState.DAMAGED: _("요청이 저장된 곳에서 손상되었습니다. 새로 내보내 주세요."),
    }
    return said.get(line.state, "")


def purpose(name: str) -> str:
    return next(str(chip.label) for chip in purposes() if chip.purpose == name)


def template_name(number: int | None) -> str:
    return str(_("우리 양식 %(number)s판", number=number) if number else _("기본 양식"))


def fields(columns: tuple[str, ...]) -> list[str]:
    """What the file would hold of each person, in the words of the lawyer's choices."""
    held = set(columns)
    return [_("이름"), *(str(label) for label, some in CHOICES.values() if held & set(some))]


def reason_refused(refusal: Refusal) -> str:
    if isinstance(refusal, ReasonHoldsNumber):
        return str(_("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."))
    return str(_("왜 그런지 다섯 글자 이상 적어 주세요."))


def next_step(stage: Stage, consenting: int) -> str:
    if not consenting:
        return str(_("동의한 사람을 기다립니다"))
    steps: dict[Stage, str] = {
        Stage.GATHERING: _("모임이 정해지기를 기다립니다"),
        Stage.SETTLED: _("명단을 받아 사건을 살펴봅니다"),
        Stage.COUNSEL: _("명단을 받아 위임을 준비합니다"),
        Stage.MANDATE: _("위임장을 받습니다"),
        Stage.FILED: _("재판을 진행합니다"),
        Stage.JUDGMENT: _("판결을 안내합니다"),
        Stage.RECOVERY: _("돌려받는 일을 돕습니다"),
        Stage.CLOSED: _("할 일이 없습니다"),
    }
    return steps[stage]


def left_out(seen: Preview) -> list[str]:
    """Who is left out and why, in counts."""
    lines = []
    if seen.declined:
        lines.append(_("동의하지 않은 %(count)s명은 빠집니다", count=seen.declined))
    if seen.unanswered:
        lines.append(_("아직 답하지 않은 %(count)s명은 빠집니다", count=seen.unanswered))
    if seen.waiting:
        lines.append(_("확인을 마치지 않은 %(count)s명은 빠집니다", count=seen.waiting))
    return lines
