"""The staff's words for deeds about a group, whichever feature does them: its stages, rooms, drills, days. For histories and the trail."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "group:opened": _("모임이 생김"),
        "group:stage": _("단계를 바꿈"),
        "group:lawyer": _("맡을 변호사를 바꿈"),
        "group:merged": _("다른 모임과 합쳐짐"),
        "group:merge-decided": _("합칠지 정함"),
        "group:merge-undone": _("합친 것을 되돌림"),
        "group:split": _("모임을 나눔"),
        "group:split-undone": _("나눈 것을 되돌림"),
        "room:set": _("대화방을 정함"),
        "room:rotated": _("대화방을 바꿈"),
        "room:added": _("대화방을 더함"),
        "room:capacity": _("대화방의 정원을 바꿈"),
        "room:host": _("대화방의 방장을 적음"),
        "room:checked": _("대화방을 살펴봄"),
        "room:change-demanded": _("대화방을 새로 하기로 함"),
        "room:change-step": _("대화방을 새로 하는 일을 하나 마침"),
        "drill:begun": _("초대를 모두 무효로 하고 대화방을 닫아 둠"),
        "drill:invited": _("새 대화방으로 모두 다시 초대함"),
        "case:entered": _("법원 사건을 적음"),
        "case:judged": _("판결이 나온 날을 적음"),
        "suit:plan": _("소를 어떻게 낼지 적음"),
        "deadline:entered": _("놓치면 안 되는 날을 적음"),
        "deadline:done": _("놓치면 안 되는 날을 마침"),
        "deadline:cancelled": _("놓치면 안 되는 날을 거둠"),
        "group:emptied": _("모임이 비어 열쇠를 없앰"),
        "group:keyed-again": _("복원하면서 모임의 열쇠를 새로 만듦"),
    }
