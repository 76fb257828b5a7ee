"""The staff's words for deeds about documents and verification, for histories and for the trail."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "document:received": _("서류를 올림"),
        "document:removed": _("본인이 서류를 지움"),
        "document:retired": _("확인이 끝난 서류를 없앰"),
        "document:opened": _("올린 서류를 열어 봄"),
        "document:marked": _("서류의 번호를 검게 칠함"),
        "conflict:declared": _("임대인 쪽과의 관계를 말함"),
        "conflict:settled": _("말한 관계가 문제되지 않는다고 봄"),
        "lease:refused": _("올린 서류로는 확인할 수 없다고 함"),
        "lease:doubtful": _("계약서를 다른 담당자가 한 번 더 보게 함"),
        "membership:barred": _("모임에서 내보냄"),
        "membership:unbarred": _("내보낸 것을 되돌림"),
    }


def told_to_her() -> dict[str, str]:
    """The same deeds in whole sentences, as she reads them in her own record."""
    return {
        "lease:refused": _("올린 서류로는 확인할 수 없다고 했습니다."),
        "lease:doubtful": _("임대차계약서를 다른 담당자가 한 번 더 보게 했습니다."),
        "document:received": _("서류를 올렸습니다."),
        "document:removed": _("올린 서류를 지웠습니다."),
        "document:retired": _("확인이 끝나고 기한이 지난 서류를 없앴습니다."),
        "document:opened": _("올린 서류를 열어 보았습니다."),
        "document:marked": _("올린 서류의 번호를 검게 칠했습니다."),
        "conflict:declared": _("임대인 쪽과의 관계를 남겼습니다."),
        "conflict:settled": _("남긴 관계가 문제되지 않는다고 보았습니다."),
        "membership:barred": _("모임에 들어올 수 없게 정했습니다."),
        "membership:unbarred": _("모임에 다시 들어올 수 있게 정했습니다."),
    }
