"""What the desk says of a message to many: what it does, what it says, and why somebody gets none. Decides nothing."""

from flask_babel import gettext as _

from lawsuit_hub.features.desk.list_types import Bulk, PassedOver
from lawsuit_hub.settings import Settings


def title(action: Bulk) -> str:
    said: dict[Bulk, str] = {
        Bulk.INVITE: _("대화방에 초대하기"),
        Bulk.REMIND: _("전화 확인 부탁하기"),
    }
    return said[action]


def passed(one: PassedOver) -> str:
    said: dict[PassedOver, str] = {
        PassedOver.GONE: _("동의를 거둠"),
        PassedOver.BARRED: _("내보낸 사람"),
        PassedOver.QUIET: _("연락하지 말아 달라고 함"),
        PassedOver.CONFIRMED: _("이미 확인함"),
        PassedOver.RECENT: _("이레 안에 같은 문자를 받음"),
        PassedOver.NOT_ACTIVE: _("아직 확정되지 않음"),
        PassedOver.SMALL: _("모임이 아직 열리지 않음"),
        PassedOver.PAUSED: _("쉬는 중"),
        PassedOver.ENTERED: _("이미 들어옴"),
        PassedOver.INVITED: _("쓸 수 있는 초대가 있음"),
        PassedOver.NO_CHAT: _("대화방이 찼거나 새 대화방을 기다림"),
    }
    return said[one]


def message(action: Bulk, settings: Settings) -> str:
    """As features/letters writes it, in Korean whoever reads the page; tests/features/desk/test_bulk.py compares the two."""
    url = settings.url_for(members=True)
    if action is Bulk.REMIND:
        return f"[{settings.site_name}] 등록을 받았습니다. 로그인해 확인해 주세요. {url}/login"
    hours = settings.invite_hours
    return f"[{settings.site_name}] 대화방 초대입니다. {hours}시간 안에 한 번 쓸 수 있습니다. {url}/i/…"


def done(action: Bulk, count: int) -> str:
    if action is Bulk.INVITE:
        return str(_("초대 %(count)s개를 보냅니다.", count=count))
    return str(_("%(count)s명에게 전화 확인을 부탁하는 문자를 보냅니다.", count=count))
