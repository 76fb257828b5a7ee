"""The staff's words for deeds about litigation-cost support, for histories and for the trail; and the same as she reads them."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "cost:rules-written": _("소송비 지원 규칙을 적음"),
        "cost:rules-in-force": _("소송비 지원 규칙을 시행함"),
        "cost:budget": _("소송비 지원 예산을 정함"),
        "cost:begun": _("소송비 지원 신청서를 쓰기 시작함"),
        "cost:submitted": _("소송비 지원을 신청함"),
        "cost:withdrawn": _("소송비 지원 신청을 거둠"),
        "cost:account": _("지원금을 받을 계좌를 고침"),
        "cost:paper": _("소송비 지원 서류를 올림"),
        "cost:paper-removed": _("소송비 지원 서류를 지움"),
        "cost:asked": _("소송비 지원 서류를 더 청함"),
        "cost:checked": _("소송비 지원 신청을 처음 확인함"),
        "cost:given-back": _("소송비 지원 신청을 다시 보게 함"),
        "cost:decided": _("소송비 지원을 결정함"),
        "cost:granted": _("대기하던 소송비 지원을 결정함"),
        "cost:opened": _("소송비 지원 서류와 계좌를 열어 봄"),
        "cost:letter": _("본인이 결정 통지를 받음"),
        "cost:appealed": _("이의신청을 함"),
        "cost:appeal-decided": _("이의신청을 결정함"),
        "cost:list-made": _("지급 목록을 만듦"),
        "cost:handed": _("지급 목록에 넣어 재무 부서에 넘김"),
        "cost:list-called-off": _("지급 목록을 거둠"),
        "cost:settled": _("지급 결과를 적음"),
        "cost:payment": _("지급 결과가 적힘"),
        "cost:refunded": _("지원금을 돌려받음"),
    }


def told_to_her() -> dict[str, str]:
    return {
        "cost:begun": _("소송비 지원 신청서를 쓰기 시작했습니다."),
        "cost:submitted": _("소송비 지원을 신청했습니다."),
        "cost:withdrawn": _("소송비 지원 신청을 거두었습니다."),
        "cost:account": _("지원금을 받을 계좌를 고쳤습니다."),
        "cost:paper": _("소송비 지원 서류를 올렸습니다."),
        "cost:paper-removed": _("소송비 지원 서류를 지웠습니다."),
        "cost:asked": _("소송비 지원 서류를 더 청했습니다."),
        "cost:checked": _("소송비 지원 신청을 처음 확인했습니다."),
        "cost:decided": _("소송비 지원을 결정했습니다."),
        "cost:granted": _("대기하던 소송비 지원을 결정했습니다."),
        "cost:opened": _("소송비 지원 서류와 계좌를 열어 보았습니다."),
        "cost:letter": _("결정 통지를 받았습니다."),
        "cost:appealed": _("이의신청을 했습니다."),
        "cost:appeal-decided": _("이의신청을 결정했습니다."),
        "cost:handed": _("지급 목록에 넣어 재무 부서에 넘겼습니다."),
        "cost:payment": _("지급 결과를 적었습니다."),
        "cost:refunded": _("지원금을 돌려받은 것으로 적었습니다."),
    }
