"""The staff's words for deeds on the notice board."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "notice:written": _("공지를 씀"),
        "notice:revised": _("공지를 고쳐 씀"),
        "notice:discarded": _("쓰던 공지를 버림"),
        "notice:scheduled": _("공지의 공개를 예약함"),
        "notice:called-off": _("공지의 예약을 거둠"),
        "notice:published": _("공지를 공개함"),
        "notice:corrected": _("고친 공지를 공개함"),
        "notice:pinned": _("공지를 맨 위에 둠"),
        "notice:unpinned": _("공지를 맨 위에서 내림"),
        "notice:archived": _("공지를 지난 공지로 옮김"),
        "notice:brought-back": _("지난 공지를 게시판에 다시 둠"),
        "notice:withdrawn": _("공지를 거둠"),
    }
