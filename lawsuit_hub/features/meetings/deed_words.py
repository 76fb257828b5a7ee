"""The staff's words for deeds with meetings and organisations, for the trail."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return _organisations() | {
        "meeting:written": _("간담회를 적음"),
        "meeting:changed": _("간담회를 고침"),
        "meeting:announced": _("간담회를 알림"),
        "meeting:cancelled": _("간담회를 취소함"),
        "meeting:signed-up": _("간담회를 신청함"),
        "meeting:visitor-signed-up": _("로그인하지 않은 사람이 간담회를 신청함"),
        "meeting:seats-reserved": _("단체의 간담회 자리를 잡음"),
        "meeting:seat-given-back": _("간담회 신청을 거둠"),
        "meeting:visitor-gave-back": _("로그인하지 않은 사람이 간담회 신청을 거둠"),
        "meeting:seat-removed": _("간담회 자리를 뺌"),
        "meeting:let-in": _("간담회에 온 사람을 맞음"),
        "meeting:walk-ins": _("신청 없이 온 사람을 셈"),
        "meeting:needs-opened": _("간담회에 필요하다고 적은 것을 봄"),
        "meeting:needs-listed": _("간담회에 필요한 것을 모두 봄"),
        "meeting:question-shown": _("간담회 물음을 실음"),
        "meeting:question-hidden": _("간담회 물음을 내림"),
        "meeting:question-joined": _("간담회 물음을 다른 물음과 합침"),
        "meeting:question-parted": _("합친 간담회 물음을 나눔"),
        "meeting:task-added": _("간담회에서 정한 것을 적음"),
        "meeting:task-done": _("간담회 할 일을 끝냄"),
        "meeting:task-removed": _("간담회 할 일을 지움"),
        "meeting:seats-deleted": _("간담회 신청을 지우고 수만 남김"),
        "minutes:written": _("회의록을 적음"),
        "minutes:published": _("회의록을 공개함"),
    }


def _organisations() -> dict[str, str]:
    return {
        "organisation:added": _("피해자 단체를 적음"),
        "organisation:changed": _("피해자 단체를 고침"),
        "organisation:ended": _("피해자 단체를 끝냄"),
        "organisation:contact-added": _("단체의 대표 연락처를 적음"),
        "organisation:code-offered": _("단체의 대표에게 줄 코드를 만듦"),
        "organisation:representative-removed": _("단체의 대표를 뺌"),
        "organisation:contact-opened": _("단체의 대표 연락처를 봄"),
        "organisation:linked": _("단체의 대표로 계정을 이음"),
        "organisation:stepped-back": _("단체의 대표에서 물러남"),
    }
