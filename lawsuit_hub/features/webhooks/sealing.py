"""Secrets of endpoints, each under a key of the endpoint's own: an admin's work seals and cannot open, the worker opens."""

from uuid import UUID

from lawsuit_hub.features.webhooks.models import Endpoint
from lawsuit_hub.features.webhooks.signing import key_of, new_secret
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import Place
from lawsuit_hub.privacy.sealed import Sealed


def begin(work: Work, endpoint_id: UUID) -> tuple[str, Sealed]:
    """The first secret of a new endpoint, to be shown once, and as it is kept."""
    work.keys.new_subject(endpoint_id)
    return made(work, endpoint_id)


def made(work: Work, endpoint_id: UUID) -> tuple[str, Sealed]:
    secret = new_secret()
    return secret, work.keys.seal(secret, Place("webhook_endpoints.secret", endpoint_id, endpoint_id))


def opened(work: Work, row: Endpoint) -> tuple[bytes, ...]:
    """What signs now: the secret, and the one before as long as it counts. Both were sealed for the same place."""
    sealed = [row.secret]
    if row.former_until is not None and row.former_until > work.now:
        sealed.append(row.former_secret)
    place = Place("webhook_endpoints.secret", row.id, row.id)
    return tuple(key_of(work.keys.open(one, place)) for one in sealed if one is not None)
