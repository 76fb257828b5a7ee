"""Posts a parcel, signed, to where its endpoint listens: the settings say which inner hosts are vouched for."""

from collections.abc import Callable

from lawsuit_hub.features.webhooks import signing
from lawsuit_hub.features.webhooks.types import NotAnswered, Parcel
from lawsuit_hub.infra.posting import NotReached, post, tls
from lawsuit_hub.settings import Settings
from lawsuit_hub.values.refused import BadWebhookUrl
from lawsuit_hub.values.webhook_url import WebhookUrl

_TAKEN = range(200, 300)
_MOVED = range(300, 400)
_LONGEST_AFTER = 6  # digits; what else Retry-After may say is not asked
AGENT = "lawsuit-hub-webhooks/1"


def poster(settings: Settings) -> Callable[[Parcel, int], int]:
    context = tls(settings.webhook_ca_file)

    def send(parcel: Parcel, at: int) -> int:
        """The status. Raises NotAnswered."""
        named = {
            **signing.headers(signing.message_id(parcel.id), at, parcel.body, parcel.secrets),
            "Content-Type": "application/json",
            "User-Agent": AGENT,
        }
        try:
            url = WebhookUrl.parse(parcel.url, settings.webhook_hosts)
            status, after = post(url, parcel.body, named, context=context)
        except BadWebhookUrl:  # the settings changed since
            raise NotAnswered("inside") from None
        except NotReached as error:
            raise NotAnswered(error.why) from None
        if status in _TAKEN:
            return status
        why = "redirect" if status in _MOVED else "status"
        raise NotAnswered(why, status=status, after=_seconds(after))

    return send


def _seconds(after: str) -> int:
    return int(after) if after.isascii() and after.isdecimal() and len(after) <= _LONGEST_AFTER else 0
