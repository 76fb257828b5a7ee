"""The staff's words for deeds about ballots, for histories and for the trail."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "ballot:made": _("모임 투표를 만듦"),
        "ballot:begun": _("모임 투표를 시작함"),
        "ballot:ended": _("모임 투표가 끝남"),
        "ballot:cancelled": _("모임 투표를 취소함"),
    }
