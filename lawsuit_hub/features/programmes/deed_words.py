"""The staff's words for deeds on the overview of support programmes."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "programme:written": _("지원사업을 적음"),
        "programme:revised": _("지원사업을 고쳐 적음"),
        "programme:discarded": _("적던 지원사업을 버림"),
        "programme:published": _("지원사업을 공개함"),
        "programme:ended": _("지원사업을 끝난 것으로 둠"),
        "programme:resumed": _("끝난 지원사업을 다시 안내함"),
        "programme:moved": _("지원사업의 차례를 바꿈"),
    }
