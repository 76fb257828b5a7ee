"""Words for deeds with messages: the staff's for histories and the trail, and the member's own."""

from flask_babel import gettext as _


def told_to_her() -> dict[str, str]:
    return {
        "message:sent-again": _("닿았는지 모르는 문자를 다시 보냈습니다."),
        "message:arrived": _("보낸 문자가 닿은 것을 확인했습니다."),
        "message:retried": _("보내지 못한 문자를 다시 보냈습니다."),
        "messages:chosen": _("받을 문자를 골랐습니다."),
    }


def deeds() -> dict[str, str]:
    return {
        "message:sent-again": _("닿았는지 모르는 문자를 다시 보냄"),
        "message:arrived": _("닿았는지 모르던 문자가 닿았다고 적음"),
        "message:retried": _("보내지 못한 문자를 다시 보냄"),
        "messages:chosen": _("본인이 받을 문자를 고름"),
    }
