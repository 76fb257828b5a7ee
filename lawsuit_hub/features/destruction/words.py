"""The words of destruction: grounds, kinds, who carried out, periods. Decides nothing."""

from typing import Any

from flask_babel import gettext

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.destruction.retention import BY_KIND
from lawsuit_hub.features.destruction.types import HER_OWN, Ground, Record
from lawsuit_hub.features.identity.types import StaffView
from lawsuit_hub.infra.i18n import day
from lawsuit_hub.settings import Settings


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def kind(name: str) -> str:
    """자료의 종류."""
    return {
        "member": _("등록한 사람"),
        "unconfirmed": _("설문으로 들어와 확인하지 않은 사람"),
        "upload": _("설문 파일을 읽은 결과"),
        "staff": _("닫힌 계정의 로그인"),
        "consent_proof": _("동의했다는 증거"),
    }[name]


def file_name(name: str) -> str:
    """개인정보파일명."""
    return {
        "upload": _("설문 가져오기 기록"),
        "staff": _("업무 담당자 계정"),
    }.get(name, _("공동소송 모임 신청자"))


def ground(one: Ground) -> str:
    return {
        Ground.OWN_REQUEST: _("본인이 지워 달라고 함"),
        Ground.CONSENT: _("수집·이용 동의를 거둠"),
        Ground.RETENTION: _("보유기간이 지남"),
        Ground.COMMAND: _("담당자가 청함"),
        Ground.ANSWER: _("설문 답변에 거둔다고 적음"),
    }[one]


def another_needed() -> str:
    return _("한 시간 안에 여러 사람을 지우게 되어, 다른 한 분의 승인이 더 필요합니다. 뜻은 하루 동안 남겨 둡니다.")


def period(name: str, settings: Settings) -> str:
    rule = BY_KIND[name]
    length = getattr(settings, rule.setting)
    return _("%(count)s년", count=length) if rule.unit == "years" else _("%(count)s일", count=length)


def handler(one: Record, staff: dict[Any, StaffView]) -> str:
    """처리담당자."""
    if one.handler_id in staff:
        return staff[one.handler_id].login
    if one.handler_role == Role.SYSTEM.value:
        return _("명령줄 (%(user)s)", user=one.system_user) if one.system_user else _("자동 처리")
    return _("알 수 없음")


def head(one: Record, staff: dict[Any, StaffView]) -> str:
    """처리부서장."""
    return (
        staff[one.head_id].login
        if one.head_id in staff
        else _("본인 뜻에 따름")
        if one.ground in HER_OWN
        else _("없음")
    )


def titles() -> list[str]:
    """The columns of the form in the law's order (표준 개인정보 보호지침 별지 제5호)."""
    return [
        _("번호"),
        _("개인정보파일명"),
        _("자료의 종류"),
        _("생성일"),
        _("폐기일"),
        _("폐기사유"),
        _("처리담당자"),
        _("처리부서장"),
    ]


def cells(one: Record, staff: dict[Any, StaffView]) -> list[str]:
    return [
        str(one.number),
        file_name(one.kind),
        f"{kind(one.kind)} {one.reference}",
        day(one.made_at),
        day(one.destroyed_at),
        f"{ground(one.ground)} - {one.reason}",
        handler(one, staff),
        head(one, staff),
    ]
