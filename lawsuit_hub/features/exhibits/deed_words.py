"""Words for deeds about exhibits: for histories and the trail, and in whole sentences as she reads them in her own record."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "exhibit:checked": _("소송 서류를 확인함"),
        "exhibit:returned": _("소송 서류를 돌려보냄"),
        "exhibit:numbered": _("소송 서류에 호증 번호를 붙임"),
        "exhibit:packed": _("소송 서류를 증거로 묶어 내려받음"),
        "exhibits:list": _("소송 서류 목록을 바꿈"),
        "exhibits:common": _("공통 증거를 올림"),
        "exhibits:common-removed": _("공통 증거를 지움"),
        "exhibits:common-retired": _("사건이 끝난 공통 증거를 없앰"),
        "exhibits:fixed": _("호증 번호를 정함"),
        "exhibits:asked": _("증거 묶음을 청함"),
        "exhibits:second-agreed": _("큰 증거 묶음을 내주기로 함"),
        "exhibits:second-refused": _("큰 증거 묶음을 내주지 않기로 함"),
        "exhibits:pack-begun": _("증거 묶음을 내려받기 시작함"),
        "exhibits:packed": _("증거 묶음을 끝까지 내려받음"),
    }


def told_to_her() -> dict[str, str]:
    return {
        "exhibit:checked": _("소송 서류를 확인했습니다."),
        "exhibit:returned": _("소송 서류를 돌려보냈습니다. 이유는 ‘소송 서류’에 있습니다."),
        "exhibit:numbered": _("소송 서류에 법원에 낼 번호를 붙였습니다."),
        "exhibit:packed": _("소송 서류를 증거로 묶어 내려받았습니다."),
    }
