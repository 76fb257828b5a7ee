"""What pages show of a new second factor, and say of a weak password."""

import segno
from flask_babel import gettext as _

from lawsuit_hub.features.identity.types import FactorOffer, WeakPassword


def spaced(offer: FactorOffer | None) -> str:
    """In groups of four, as one reads it off a screen."""
    secret = offer.secret if offer else ""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def picture(offer: FactorOffer | None) -> str:
    """A QR code as an SVG data address, black on white in both themes."""
    return (
        str(segno.make(offer.uri, error="m", micro=False).svg_data_uri(scale=5, border=4, light="#fff"))
        if offer
        else ""
    )


def about_weak(weak: WeakPassword) -> str:
    words: dict[str, str] = {
        "short": _("열두 글자보다 짧습니다. 조금 더 길게 적어 주세요."),
        "long": _("128글자보다 깁니다. 조금 줄여 주세요."),
        "login": _("이메일이 들어 있습니다. 다른 말로 적어 주세요."),
        "common": _("널리 알려진 비밀번호와 비슷합니다. 서로 상관없는 낱말 몇 개를 이어 보세요."),
        "same": _("지금 비밀번호와 같습니다. 새로운 것으로 적어 주세요."),
    }
    return words[weak.why]
