"""What a person reads of what was done about the landlord she wrote: never which landlord, never which group."""

from flask_babel import gettext as _


def done() -> dict[str, str]:
    return {
        "landlord:decided": _("적은 임대인을 비교해 어느 모임인지 정했습니다."),
        "landlord:decision-undone": _("어느 모임인지 정한 것을 되돌렸습니다. 다시 살펴봅니다."),
        "landlord:parted": _("적은 임대인이 달라 다른 모임으로 나누었습니다."),
        "landlord:not-the-same": _("적은 임대인이 어느 모임의 임대인과 다르다고 적었습니다."),
        "landlord:maybe-again": _("적은 임대인을 어느 모임과 다시 견줄 수 있게 했습니다."),
        "landlord:sealed-again": _("백업에서 복원하면서 적은 임대인을 새 열쇠로 다시 봉인했습니다."),
    }
