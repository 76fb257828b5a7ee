"""The staff's words for deeds about mandates, for histories and for the trail; and the same as she reads them."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "mandate:worded": _("위임장에 적을 것을 저장함"),
        "mandate:reminded": _("위임을 정하지 않은 사람에게 알림"),
        "mandate:signed": _("위임장에 서명함"),
        "mandate:handed-in": _("서명한 종이 위임장을 올림"),
        "mandate:confirmed": _("종이 위임장을 확인함"),
        "mandate:refused": _("위임하지 않겠다고 함"),
        "mandate:ended": _("위임이 끝남"),
        "mandate:fetched": _("본인이 서명한 위임장을 받음"),
        "firm:electronic-mandates": _("화면 서명을 받을지 바꿈"),
    }


def told_to_her() -> dict[str, str]:
    return {
        "mandate:signed": _("위임장에 서명했습니다."),
        "mandate:handed-in": _("서명한 종이 위임장을 올렸습니다."),
        "mandate:confirmed": _("종이 위임장을 확인했습니다."),
        "mandate:refused": _("위임하지 않겠다고 했습니다."),
        "mandate:ended": _("위임이 끝났습니다."),
        "mandate:fetched": _("서명한 위임장을 받았습니다."),
    }
