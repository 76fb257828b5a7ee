"""What others did to one's own account, in words."""

from datetime import datetime

from flask_babel import gettext as _

from lawsuit_hub.features.identity.types import Happened
from lawsuit_hub.infra.i18n import moment


def told(one: Happened) -> dict[str, str]:
    """As macros/parts.html draws a history."""
    said: dict[str, str] = {
        "staff:added": _("계정이 생겼습니다"),
        "staff:changed": _("권한이 바뀌었습니다"),
        "staff:invited-again": _("다시 초대되어 비밀번호와 2차 인증을 새로 정하게 되었습니다"),
        "staff:sessions-ended": _("로그인한 곳에서 모두 나가게 되었습니다"),
    }
    return {"title": said[one.deed], "line": f"{moment(one.at)} · {one.by}" if one.by else moment(one.at)}


def said_of_reset(at: datetime) -> str:
    when = moment(at)
    return str(
        _(
            "%(when)s에 관리자가 이 계정의 비밀번호와 2차 인증을 새로 정하게 했습니다. "
            "부탁한 일이 아니면 개인정보 보호책임자에게 바로 알려 주세요.",
            when=when,
        )
    )
