"""The staff's words for deeds about who is told outside. For histories and the trail."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "webhook:added": _("다른 시스템에 알리기로 함"),
        "webhook:changed": _("다른 시스템에 알리는 것을 바꿈"),
        "webhook:switched_on": _("다른 시스템에 알리는 것을 켬"),
        "webhook:switched_off": _("다른 시스템에 알리는 것을 끔"),
        "webhook:secret": _("다른 시스템이 확인하는 비밀을 새로 만듦"),
        "webhook:removed": _("다른 시스템에 알리지 않기로 함"),
    }
