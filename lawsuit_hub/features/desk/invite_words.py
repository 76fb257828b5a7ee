"""What the desk says of invites and of the leak drill, and what is printed on paper. Decides nothing."""

from datetime import datetime
from types import SimpleNamespace

import segno
from flask_babel import gettext as _

from lawsuit_hub.features.invites.types import DrillOpen, Passed, Printed, Reached, Way
from lawsuit_hub.features.openchats.types import ChatHeld, ChatsFull
from lawsuit_hub.features.victims.types import Profile
from lawsuit_hub.infra.i18n import moment
from lawsuit_hub.infra.refusals import Refusal


def deeds() -> dict[str, str]:
    """Of invites and of other messages to many, in a person's history."""
    return {
        "invite:made": _("초대를 받음"),
        "invite:owed": _("초대를 보냄"),
        "desk:reminded": _("전화 확인을 부탁하는 문자를 보냄"),
        "invite:printed": _("초대를 종이로 뽑음"),
        "invite:used": _("대화방에 들어감"),
        "invite:revoked": _("초대를 무효로 함"),
        "invite:all-revoked": _("쓰지 않은 초대를 모두 무효로 함"),
    }


def reached(one: Reached) -> str:
    said: dict[Reached, str] = {
        Reached.ENTERED: _("들어옴"),
        Reached.INVITED: _("초대받고 아직"),
        Reached.RUN_OUT: _("기한이 지났거나 무효"),
        Reached.NEVER: _("초대한 적 없음"),
    }
    return said[one]


def passed(one: Passed) -> str:
    said: dict[Passed, str] = {
        Passed.NOT_ACTIVE: _("아직 확정되지 않음"),
        Passed.PAUSED: _("쉬는 중"),
        Passed.QUIET: _("연락하지 말아 달라고 함"),
        Passed.ENTERED: _("이미 들어옴"),
        Passed.INVITED: _("쓸 수 있는 초대가 있음"),
    }
    return said[one]


def way(one: Way | None) -> str:
    said: dict[Way, str] = {Way.OWN: _("본인이 받음"), Way.MESSAGE: _("문자"), Way.PAPER: _("종이")}
    return said[one] if one else ""


def no_chat(refusal: Refusal) -> str:
    if isinstance(refusal, ChatsFull):
        return str(_("모든 대화방이 찼습니다. 대화방을 하나 더 만들거나 정원을 늘려 주세요."))
    if isinstance(refusal, ChatHeld):
        return str(_("새 대화방을 적을 때까지 초대할 수 없습니다. ‘대화방’에서 새 주소를 적어 주세요."))
    return str(_("대화방이 없어 초대를 보내지 않았습니다. 대화방을 먼저 정해 주세요."))


def no_drill(refusal: Refusal) -> str:
    if isinstance(refusal, DrillOpen):
        return str(_("다른 담당자가 방금 시작했습니다."))
    return str(_("대화방이 없어 무효로 할 것이 없습니다."))


def paper(one: Printed, person: Profile, base: str) -> SimpleNamespace:
    """For one sheet. The link and the short code are of one invite; the room's own code is on no paper."""
    picture = segno.make(f"{base}/i/{one.token}", error="m", micro=False)
    return SimpleNamespace(
        reference=person.reference,
        alias=one.alias,
        code=one.code,
        until=_until(one.expires_at),
        picture=str(picture.svg_data_uri(scale=5, border=4, light="#fff")),
    )


def _until(at: datetime) -> str:
    return moment(at)
