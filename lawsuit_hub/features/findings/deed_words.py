"""The staff's words for deeds about findings. For histories and the trail."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "finding:planned": _("실태조사 결과에 실을 것을 고름"),
        "finding:marks-chosen": _("연구용 파일에서 누구인지 짐작하게 하는 물음을 고름"),
        "finding:marks-confirmed": _("연구용 파일의 물음을 다른 담당자가 확인함"),
        "finding:published": _("실태조사 결과를 공개함"),
        "finding:exported": _("실태조사 답을 연구용 파일로 받음"),
    }
