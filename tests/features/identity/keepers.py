"""People who keep passkeys, through the services: a member or staff with a device in her hand."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lawsuit_hub.access.actor import VISITOR, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.passkey_types import Ceremony, Owner, OwnerKind, Purpose
from lawsuit_hub.infra.passkeys import Answer
from tests.authenticator import Device
from tests.world import World


@dataclass
class Keeper:
    world: World
    owner: Owner
    device: Device = field(default_factory=Device)

    @classmethod
    def member(cls, world: World, victim_id: UUID, **more: Any) -> "Keeper":
        return cls(world, Owner(OwnerKind.MEMBER, victim_id), **more)

    @classmethod
    def staff(cls, world: World, account_id: UUID, **more: Any) -> "Keeper":
        return cls(world, Owner(OwnerKind.STAFF, account_id), **more)

    def actor(self) -> Actor:
        role = Role.MEMBER if self.owner.kind is OwnerKind.MEMBER else Role.CASEWORKER
        return Actor(role, self.owner.id)

    def begins_adding(self) -> Ceremony:
        with self.world.works.open(self.actor()) as work:
            return identity.passkey_offer(work, self.owner, name="P-7K3QXM")

    def adds(self, label: str = "내 휴대전화") -> UUID:
        begun = self.begins_adding()
        return self.finishes_adding(begun, self.device.create(begun.options), label=label)

    def finishes_adding(self, begun: Ceremony, answer: Answer, *, label: str = "내 휴대전화") -> UUID:
        with self.world.works.open(self.actor()) as work:
            return identity.add_passkey(work, self.owner, ceremony=str(begun.id), answer=answer, label=label)

    def begins(self, purpose: Purpose = Purpose.SIGN_IN) -> Ceremony:
        with self.world.works.open(VISITOR) as work:
            return identity.passkey_options(work, self.asked(purpose), purpose=purpose)

    def finishes(self, begun: Ceremony, answer: Answer, *, purpose: Purpose = Purpose.SIGN_IN) -> Owner | None:
        with self.world.works.open(VISITOR) as work:
            return identity.check_passkey(
                work, answer, ceremony=str(begun.id), purpose=purpose, owner=self.asked(purpose)
            )

    def shows(self, purpose: Purpose = Purpose.SIGN_IN, **answer: Any) -> Owner | None:
        begun = self.begins(purpose)
        return self.finishes(begun, self.device.get(begun.options, **answer), purpose=purpose)

    def ids(self) -> list[UUID]:
        with self.world.works.open(self.actor()) as work:
            return [one.id for one in identity.passkeys_of(work, self.owner)]

    def asked(self, purpose: Purpose) -> Owner | None:
        return None if purpose is Purpose.SIGN_IN else self.owner
