"""The staff's words for deeds about the KakaoTalk channel. For histories and the trail."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "channel:said": _("카카오톡 채널을 추가했는지 말함"),
        "channel:marked": _("카카오톡 채널을 추가한 것으로 적음"),
        "channel:mirrored": _("카카오톡 채널에 한 일을 적음"),
        "channel:not-needed": _("카카오톡 채널에는 하지 않기로 함"),
    }
