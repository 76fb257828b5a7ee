"""The staff's words for deeds on the question board, for the trail. About a question, but for the one that says whose it is."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "board:asked": _("게시판에 물음"),
        "board:followed-up": _("게시판 물음에 이어서 물음"),
        "board:withdrawn": _("게시판 물음을 거둠"),
        "board:closed": _("게시판 물음을 끝냄"),
        "board:answered": _("게시판 물음에 답함"),
        "board:corrected": _("게시판 답을 고침"),
        "board:shown": _("게시판에 물음을 실음"),
        "board:hidden": _("게시판에서 물음을 내림"),
        "board:unhidden": _("내린 물음을 다시 봄"),
        "board:asker-opened": _("게시판 물음을 누가 했는지 봄"),
    }
