"""The staff's words for deeds about what goes public."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "file:attached": _("공개할 것에 파일을 붙임"),
        "file:opened": _("개인정보로 보이는 것이 있어 잠근 파일을 열어 봄"),
        "file:removed": _("공개할 것에서 파일을 뗌"),
        "release:asked": _("개인정보로 보이는 것이 있어 다른 사람의 확인을 청함"),
        "release:given": _("다른 사람이 보고 내보내기로 함"),
        "release:refused": _("다른 사람이 내보내지 않기로 함"),
    }
