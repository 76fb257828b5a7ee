"""The staff's words for deeds on suggestions and their topics, for the trail. None of them says whose a suggestion is."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "suggestion:sent": _("제도개선 건의가 들어옴"),
        "suggestion:imported": _("설문의 건의를 옮겨 옴"),
        "suggestion:taken-back": _("건의를 거둠"),
        "suggestion:consent-changed": _("건의의 인용 동의를 바꿈"),
        "suggestion:gathered": _("건의를 주제에 모음"),
        "suggestion:moved": _("건의를 다른 주제로 옮김"),
        "suggestion:sorted": _("건의의 분야를 고침"),
        "suggestion:looked": _("건의의 말을 인용할 수 있게 함"),
        "suggestion:unquoted": _("건의의 말을 인용하지 않게 함"),
        "suggestion:set-aside": _("건의를 따로 치워 둠"),
        "suggestion:brought-back": _("치워 둔 건의를 다시 봄"),
        "topic:made": _("건의 주제를 만듦"),
        "topic:worded": _("건의 주제의 말을 고침"),
        "topic:joined": _("건의 주제를 다른 주제에 합침"),
        "topic:step": _("건의 주제의 진행을 적음"),
        "topic:step-removed": _("건의 주제의 진행을 지움"),
        "topic:shown": _("건의 주제를 공개함"),
        "topic:withdrawn": _("건의 주제를 공개 화면에서 내림"),
    }
