"""The staff's words for deeds on dossiers."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "dossier:made": _("건의서를 만듦"),
        "dossier:worded": _("건의서를 고쳐 씀"),
        "dossier:discarded": _("쓰던 건의서를 버림"),
        "dossier:frozen": _("건의서의 판을 굳힘"),
        "dossier:sent": _("건의서를 보냈다고 적음"),
        "dossier:due-moved": _("답을 기다리는 날을 옮김"),
        "dossier:answered": _("건의서의 답을 적음"),
        "dossier:concluded": _("건의서 주제의 결과를 적음"),
        "dossier:answer-shown": _("건의서의 답을 공개함"),
        "dossier:shown": _("건의서를 공개함"),
        "dossier:withdrawn": _("공개한 건의서를 거둠"),
        "dossier:recipient-added": _("건의서를 받는 곳을 더함"),
        "dossier:recipient-changed": _("건의서를 받는 곳을 고침"),
    }
