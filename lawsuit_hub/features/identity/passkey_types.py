"""Passkeys as others see them: whose, what for, what is offered, and what they are refused with. No key passes through here."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.infra.passkeys import Options
from lawsuit_hub.infra.refusals import NotYours, Refusal


class OwnerKind(StrEnum):
    MEMBER = "member"
    STAFF = "staff"


class Purpose(StrEnum):
    """What a ceremony is for. An answer to one is none to another."""

    ADD = "add"
    SIGN_IN = "sign-in"
    SECOND_STEP = "second-step"
    PROOF = "proof"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Owner:
    kind: OwnerKind
    id: UUID

    @classmethod
    def acting(cls, actor: Actor) -> Self:
        """Whoever is signed in. Raises NotYours."""
        if actor.id is None:
            raise NotYours
        return cls(OwnerKind.STAFF if actor.is_staff else OwnerKind.MEMBER, actor.id)

    @property
    def word(self) -> str:
        """How the audit trail and the outbox call her."""
        return "staff" if self.kind is OwnerKind.STAFF else "victim"


@dataclass(frozen=True, slots=True)
class Ceremony:
    """Begun, for one answer within minutes. `id` goes into the browser's cookie, `options` to its script."""

    id: UUID
    options: Options = field(repr=False)


@dataclass(frozen=True, slots=True)
class Passkey:
    """`here`: whether it opens this address; one made under another host name does not. `label`: None where it is damaged."""

    id: UUID
    label: str | None = field(repr=False)
    created_at: datetime
    used_at: datetime | None
    here: bool


class NoSuchPasskey(NotYours):
    """No such passkey, or somebody else's."""


class NotOffered(Refusal):
    """This address, or this listener for this person, has no passkeys."""


class TooManyPasskeys(Refusal):
    """She has as many as one person needs."""


class BadLabel(Refusal):
    """A passkey's name has from one to forty letters."""


class PasskeyRefused(Refusal):
    """The answer does not hold, or its ceremony is over. One refusal for all."""


class LastFactor(Refusal):
    """Without this passkey the account would have no second factor."""
