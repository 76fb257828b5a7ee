"""The staff's words for deeds about rosters, for histories."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "roster:export-begun": _("변호사가 내보내기를 시작함"),
        "roster:export-cancelled": _("변호사가 내보내기를 멈춤"),
        "roster:fetched": _("변호사가 명단 파일을 받음"),
        "roster:template": _("명단의 양식을 바꿈"),
        "roster:trace-asked": _("찾은 파일의 출처를 물음"),
        "roster:traced": _("찾은 파일이 어느 내보내기인지 알아봄"),
        "roster:second-asked": _("변호사가 명단을 청해 다른 사람의 확인을 기다림"),
        "roster:second-agreed": _("다른 담당자가 명단을 내주기로 함"),
        "roster:second-refused": _("다른 담당자가 명단을 내주지 않기로 함"),
    }
