"""The staff's words for deeds about surveys. For histories and the trail. No deed says that somebody answered."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "survey:made": _("실태조사를 만듦"),
        "survey:removed": _("실태조사 초안을 지움"),
        "survey:opened": _("실태조사를 엶"),
        "survey:invited": _("실태조사에 초대됨"),
        "survey:extended": _("실태조사 기간을 늘림"),
        "survey:closed": _("실태조사를 마감함"),
        "survey:presented": _("실태조사 결과를 알림"),
        "survey:results-announced": _("실태조사 결과를 알릴 자리를 적음"),
        "survey:answers-destroyed": _("실태조사의 답과 대상자 명단을 지움"),
        "survey:answers-read": _("실태조사의 답을 이름 없이 읽음"),
    }
