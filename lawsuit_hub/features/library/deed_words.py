"""The staff's words for deeds in the library."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "library:added": _("자료실에 자료를 만듦"),
        "library:corrected": _("자료의 제목이나 소개를 고침"),
        "library:version-added": _("자료의 새 판을 올림"),
        "library:published": _("자료의 판을 공개함"),
        "library:withdrawn": _("공개한 판을 거둠"),
        "library:dropped": _("공개하지 않은 판을 지움"),
    }
