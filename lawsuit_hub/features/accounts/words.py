"""The admin's words: roles and states, and why something is refused. Decides nothing."""

from typing import Any

from flask_babel import gettext

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity.types import (
    AccountLine,
    AccountOver,
    AccountShut,
    AccountState,
    BadLastDay,
    ChangedMeanwhile,
    FirmMissing,
    LastAdmin,
    LoginTaken,
    OwnAccount,
    RoleStays,
)
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing
from lawsuit_hub.values.refused import BadEmail


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def role(one: Role) -> str:
    return {
        Role.VISITOR: _("로그인 전"),
        Role.MEMBER: _("등록한 사람"),
        Role.CASEWORKER: _("담당자"),
        Role.LAWYER: _("변호사"),
        Role.PRIVACY_OFFICER: _("개인정보 보호책임자"),
        Role.ADMIN: _("관리자"),
        Role.SYSTEM: _("시스템"),
    }[one]


def role_hints() -> dict[str, str]:
    return {
        Role.CASEWORKER.value: _("등록한 사람을 돕습니다. 이유를 적고 가린 값을 엽니다."),
        Role.LAWYER.value: _(
            "맡은 모임에서, 그 법무법인에 동의한 사람만 명단으로 받습니다. 밖에서 온 사람이라 마지막 날이 있습니다."
        ),
        Role.PRIVACY_OFFICER.value: _("접속기록을 점검하고 파기를 승인합니다. 아무의 이름도 보지 않습니다."),
        Role.ADMIN.value: _("계정을 만들고 닫습니다. 아무의 이름도 보지 않습니다."),
    }


def state(one: AccountLine) -> tuple[str, str, str]:
    """Kind, word and icon of its badge."""
    return {
        AccountState.OPEN: ("ok", _("쓰는 계정"), "check"),
        AccountState.WAITING: ("warn", _("등록 기다림"), "clock"),
        AccountState.ENDED: ("plain", _("기한이 끝남"), ""),
        AccountState.CLOSED: ("plain", _("닫음"), ""),
    }[one.state]


def factor(one: AccountLine) -> str:
    if one.state is AccountState.CLOSED:
        return _("없앰")
    return _("있음") if one.staff.is_enrolled else _("아직")


def places(one: AccountLine) -> str:
    return one.staff.networks.replace(" ", ", ") or _("어디서나")


def network_words(why: str) -> str:
    return {
        "bits": _(
            "네트워크 뒤에 주소가 더 있습니다. 192.0.2.0/24처럼 네트워크의 첫 주소를, 한 곳이면 주소만 적어 주세요."
        ),
        "everywhere": _("모든 곳을 뜻하는 네트워크가 있습니다. 어디서나 들어와도 되면 비워 두세요."),
        "many": _("스무 개까지 적을 수 있습니다. 더 넓은 네트워크로 묶어 주세요."),
    }.get(why, _("네트워크가 아닌 것이 있습니다. 192.0.2.0/24나 2001:db8::/32처럼 적어 주세요."))


def on_field(refusal: Exception) -> tuple[str, str]:
    """The field that a refusal belongs beside, and its words. An empty field is the whole form."""
    if isinstance(refusal, BadLastDay):
        past = refusal.why == "past"
        return "ends_on", _(
            "이미 지난 날입니다. 오늘이나 그 뒤를 적고, 지금 끝내려면 계정을 닫아 주세요."
        ) if past else _("다섯 해보다 먼 날입니다. 더 가까운 날을 적어 주세요.")
    said: dict[type[Exception], tuple[str, str]] = {
        BadEmail: ("login", _("이메일 주소가 아닙니다. 다시 봐 주세요.")),
        LoginTaken: ("login", _("이 이메일의 계정이 이미 있습니다. 닫힌 계정일 수도 있습니다.")),
        FirmMissing: ("firm", _("변호사는 소속 법무법인이 있어야 합니다. 동의서에 나오는 이름을 적어 주세요.")),
        RoleStays: ("role", _("변호사 계정은 다른 일로 바꾸지 않습니다. 이 계정을 닫고 새로 만들어 주세요.")),
        ReasonMissing: ("reason", _("다섯 글자보다 짧습니다. 왜 바꾸는지 적어 주세요.")),
        ReasonHoldsNumber: ("reason", _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.")),
        ChangedMeanwhile: ("", _("그사이 다른 관리자가 이 계정을 바꾸었습니다. 지금 값을 보고 다시 저장해 주세요.")),
    }
    return said[type(refusal)]


ON_FORM = (
    BadEmail,
    BadLastDay,
    ChangedMeanwhile,
    FirmMissing,
    LoginTaken,
    ReasonHoldsNumber,
    ReasonMissing,
    RoleStays,
)


def not_possible(refusal: Exception) -> tuple[str, str]:
    """A heading and a sentence for what no form can mend."""
    said: dict[type[Exception], tuple[str, str]] = {
        OwnAccount: (
            _("본인 계정은 바꿀 수 없습니다"),
            _("권한을 주는 사람과 받는 사람은 다른 사람이어야 합니다. 다른 관리자에게 부탁해 주세요."),
        ),
        AccountShut: (_("닫힌 계정입니다"), _("닫은 계정은 다시 열지 않습니다. 새 계정을 만들어 주세요.")),
        AccountOver: (_("기한이 끝난 계정입니다"), _("마지막 날을 먼저 새로 정해 주세요.")),
        LastAdmin: (
            _("마지막 관리자입니다"),
            _("계정을 관리할 사람이 남아야 합니다. 다른 관리자를 먼저 등록해 주세요."),
        ),
    }
    return said[type(refusal)]


NOT_POSSIBLE = (OwnAccount, AccountShut, AccountOver, LastAdmin)
