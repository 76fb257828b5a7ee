"""The staff's words for deeds in a group's case file, for histories and for the trail."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "deadline:changed": _("재판 날을 미루거나 고침"),
        "filing:entered": _("내고 받은 서류를 적음"),
        "filing:corrected": _("내고 받은 서류를 고침"),
        "filing:withdrawn": _("내고 받은 서류를 거둠"),
        "news:sent": _("변호사가 소식을 담당자에게 보냄"),
        "news:returned": _("담당자가 소식을 변호사에게 돌려보냄"),
        "news:published": _("변호사의 소식을 실음"),
        "news:corrected": _("변호사의 소식을 고쳐 실음"),
        "news:withdrawn": _("변호사의 소식을 거둠"),
        "news:rule": _("변호사의 소식을 누가 내보내는지 정함"),
        "answer:published": _("물음에 모두가 볼 답을 함"),
        "answer:withdrawn": _("모두가 볼 답을 거둠"),
        "question:asked": _("본인이 변호사에게 물음"),
        "question:taken-back": _("본인이 물은 것을 거둠"),
        "question:answered": _("물은 것에 답함"),
        "question:name-hidden": _("물은 글에서 모임 사람의 이름을 가림"),
    }
