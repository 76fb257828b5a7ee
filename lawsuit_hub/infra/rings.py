"""The keys that a tier starts with, and its link to the inner one: to recognise somebody, to wake the worker."""

import logging
from collections.abc import Sequence

from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.roots import FILE
from lawsuit_hub.infra.tier_link import TierLink
from lawsuit_hub.privacy import tiers
from lawsuit_hub.privacy.keyring import Keyring
from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.settings import BadSettings, Settings

log = logging.getLogger("lawsuit_hub.tiers")

MOST_ASKED = 64  # blind indexes in one question


class FarIndexes:
    """Blind indexes that the inner tier answers. Raises Unavailable, TooMany."""

    def __init__(self, link: TierLink) -> None:
        self._link = link

    def index(self, purpose: str, value: str, epoch: int = 1) -> bytes:
        return self.index_many([(purpose, value)], epoch)[0]

    def index_many(self, asked: Sequence[tuple[str, str]], epoch: int = 1) -> list[bytes]:
        found: list[bytes] = []
        for start in range(0, len(asked), MOST_ASKED):
            answer = self._link.ask("index", asked=list(asked[start : start + MOST_ASKED]), epoch=epoch)
            found += [bytes.fromhex(one) for one in answer["found"]]
        return found

    def lifted(self, index: bytes, made_with: int, epoch: int) -> bytes:
        return bytes.fromhex(self._link.ask("lift", index=index.hex(), made_with=made_with, epoch=epoch)["lifted"])


def link_secret(ring: Keyring, tier: Tier) -> bytes:
    """What a tier outside and the inner one know each other by."""
    return ring.derived(f"tier-link/{tier}")


def outside(settings: Settings) -> tuple[Keyring, TierLink]:
    """The ring and the link of a tier that holds no secret of the vault. Raises BadKeys, also for a key that it must not
    hold, and BadSettings for a way to the root key."""
    if settings.root_provider != FILE:
        raise BadSettings(f"tier {settings.tier} must not reach the root key: root_provider is for the inner tier")
    for folder in {settings.keys_folder, settings.instance / "keys"}:
        if folder.is_dir():
            tiers.refuse_forbidden(folder, settings.tier)
    ring = Keyring.load_public(settings.keys_folder, tiers.kinds_of(settings.tier))
    link = TierLink(settings.socket_file(settings.tier), settings.tier, link_secret(ring, settings.tier))
    return ring.recognising_by(FarIndexes(link)), link


def wake_through(link: TierLink) -> None:
    """Tells the inner tier that something is owed. When it does not run, its sweep of each minute finds it later."""
    try:
        link.ask("wake")
    except Refusal as refusal:
        log.warning("the worker could not be woken: %s", type(refusal).__name__)
