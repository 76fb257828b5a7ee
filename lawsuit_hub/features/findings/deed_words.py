"""The staff's words for deeds about findings. For histories and the trail."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "finding:planned": _("실태조사 결과에 실을 것을 고름"),
        "finding:published": _("실태조사 결과를 공개함"),
        "finding:exported": _("실태조사 답을 연구용 파일로 받음"),
    }
