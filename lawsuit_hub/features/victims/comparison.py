"""Whether a newer answer says something else than what stands. Opens nothing: everything is compared by blind index."""

from dataclasses import dataclass
from datetime import datetime

from lawsuit_hub.features.victims import consents, houses, records
from lawsuit_hub.features.victims.opening import rows
from lawsuit_hub.features.victims.types import Answer, ConsentKind, VictimId
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class Facts:
    confirmed: bool
    withdrawn: bool
    answered_at: datetime


def facts(work: Work, victim_id: VictimId) -> Facts:
    victim, _ = rows(work, victim_id)
    return Facts(victim.confirmed_at is not None, victim.withdrawn_at is not None, victim.answered_at)


def says_something_else(work: Work, victim_id: VictimId, answer: Answer) -> bool:
    """Another name, house, landlord, or another answer to a consent."""
    victim, _ = rows(work, victim_id)
    other_name = victim.name_index != records.name_index(work, answer.name.text)
    return other_name or not same_landlord_and_house(work, victim_id, answer) or _other_consent(work, victim_id, answer)


def same_landlord_and_house(work: Work, victim_id: VictimId, answer: Answer) -> bool:
    _, lease = rows(work, victim_id)
    return lease.house_index == houses.house_index(work, answer) and lease.landlord_index == records.landlord_index(
        work, answer
    )


def _other_consent(work: Work, victim_id: VictimId, answer: Answer) -> bool:
    """Only what the form asked is compared; a firm that a form did not name says yes or no to any."""
    standing = consents.states(work, [victim_id])[victim_id]
    now = {
        ConsentKind.COLLECT: standing.collect,
        ConsentKind.SHARE_CARD: standing.share_card,
        ConsentKind.FIRM: bool(standing.firms),
    }
    return any(kind.value in answer.consents and answer.consents[kind.value] != now[kind] for kind in ConsentKind)
