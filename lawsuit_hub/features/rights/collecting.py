"""Everything that is held about one person, opened for her own copy: docs/data-copy.md describes each key. Nobody else is in it.

A group that she does not see yet is left out: its number would tell that somebody else wrote down the same landlord before her.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity import sign_ins
from lawsuit_hub.features.identity.passkey_types import Owner, OwnerKind
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.landlords import details, refusals
from lawsuit_hub.features.landlords import service as landlords
from lawsuit_hub.features.lawsuits import cards
from lawsuit_hub.features.outbox import told
from lawsuit_hub.features.responses import taken
from lawsuit_hub.features.rights import accesses, case_facts, collecting_documents, corrections, requests, words
from lawsuit_hub.features.rooms import endings as rooms
from lawsuit_hub.features.telephones import waiting as waiting_numbers
from lawsuit_hub.features.victims import consent_record, tasks
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import Profile, VictimId
from lawsuit_hub.infra.work import Work

FORMAT = "lawsuit-hub/data-copy/1"
PERSON = ("name", "phone", "birth_date", "email", "service_address", "free_text")
LEASE = (
    "address",
    "deposit",
    "monthly_rent",
    "contract_date",
    "start_date",
    "end_date",
    "move_in_date",
    "fixed_date",
    "situation",
)
LANDLORD = ("landlord_kind", "landlord_name", "landlord_birth_date", "landlord_number")
BESIDE = ("broker", "broker_number", "proxy", "owner")
_WON = ("deposit", "monthly_rent")


def content(work: Work, victim_id: VictimId) -> dict[str, Any]:
    """Moments are ISO 8601 in UTC, amounts whole won; what was never said is null."""
    work.require(Permission.COPY_MAKE)
    said = victims.everything(work, victim_id)
    profile = victims.profile(work, victim_id)
    return {
        "format": FORMAT,
        "made_at": _at(work.now),
        "reference": profile.reference,
        "registration": _registration(work, profile),
        "person": {name: said.get(name) for name in PERSON},
        "lease": {name: _amount(name, said.get(name)) for name in LEASE},
        "landlord_as_said": {name.removeprefix("landlord_"): said.get(name) for name in LANDLORD},
        "landlord_report": _report(work, victim_id),
        "group": _group(work, victim_id),
        "membership": _membership(work, victim_id),
        "consents": _consents(work, victim_id),
        "requests": _requests(work, victim_id),
        "waiting": [{"kind": one.kind, "since": _at(one.opened_at)} for one in tasks.of_victim(work, victim_id)],
        "number_changes": _number_changes(work, victim_id),
        "documents": collecting_documents.documents_of(work, victim_id),
        "declarations": collecting_documents.declarations_of(work, victim_id),
        "lease_decisions": collecting_documents.decisions_of(work, victim_id),
        **case_facts.held(work, victim_id),
        "invites": _invites(work, victim_id),
        "messages": _messages(work, victim_id),
        "room": rooms.kept_of(work, victim_id),
        "sign_ins": _sign_ins(work, victim_id),
        "passkeys": _passkeys(work, victim_id),
        "accesses": _accesses(work, victim_id),
    }


def as_json(held: dict[str, Any]) -> bytes:
    return json.dumps(held, ensure_ascii=False, indent=2).encode()


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _amount(name: str, value: str | None) -> str | int | None:
    return int(value) if value and name in _WON else value


def _registration(work: Work, profile: Profile) -> dict[str, Any]:
    return {
        "channel": profile.channel,
        "joins": profile.joins,
        "registered_at": _at(profile.registered_at),
        "confirmed_at": _at(profile.confirmed_at),
        "lease_verified_at": _at(profile.verified_at),
        "stopped_at": _at(profile.stopped_at),
        "barred_at": _at(profile.barred_at),
        "imported_at": [_at(one) for one in taken.taken_at(work, profile.id)],
        "hints": {
            name: value for name, value in asdict(profile.hints).items() if name not in ("name_blind", "readable")
        },
    }


def _report(work: Work, victim_id: VictimId) -> dict[str, Any] | None:
    written, standing = details.reported(work, victim_id), landlords.standing(work, victim_id)
    if written is None or standing is None:
        return None
    facts = {name: getattr(written, name) for name in ("name", "kind", "birth", "business", "corporation", *BESIDE)}
    return {
        **facts,
        "status": standing.standing.value,
        "decided_by": standing.decided_by.value,
        "since": _at(standing.since),
        "not_the_same_at": [_at(one) for one in refusals.said_at(work, victim_id)],
    }


def _group(work: Work, victim_id: VictimId) -> dict[str, Any] | None:
    group = cards.own_group(work, victim_id)
    if group is None:
        return None
    return {
        "code": group.code,
        "area": group.area,
        "stage": group.stage.value,
        "stages": {one.stage.value: _at(one.at) for one in group.stages if one.at},
        "card_seen_by": len(group.cards) if group.shares else 0,
    }


def _membership(work: Work, victim_id: VictimId) -> dict[str, Any] | None:
    place = cards.own_place(work, victim_id)
    if place is None:
        return None
    times = ("joined_at", "active_since", "moved_at", "left_at", "entered_room_at", "paused_at")
    names = {"alias": place.alias, "former_aliases": cards.former_aliases(work, victim_id)}
    return {**names, **{name: _at(getattr(place, name)) for name in times}, "card": place.card}


def _consents(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    answered = consent_record.history(work, victim_id)
    firms = _firms(work, [one.firm_id for one in answered])
    return [
        {
            "kind": one.kind,
            "firm": firms.get(one.firm_id) if one.firm_id else None,
            "given": one.given,
            "channel": one.channel,
            "at": _at(one.at),
            "withdrawn_at": _at(one.withdrawn_at),
            "text_sha256": one.text_sha256,
            "text": one.text or None,
        }
        for one in answered
    ]


def _firms(work: Work, firm_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    return {firm_id: identity.firm(work, firm_id).name for firm_id in set(firm_ids) if firm_id is not None}


def _requests(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    return [
        {
            "kind": one.kind.value,
            "way": one.way.value,
            "asked_at": _at(one.asked_at),
            "due_at": _at(one.due_at),
            "words": one.words or None,
            "identity_checked": one.checked or None,
            "changes": corrections.waiting_changes(work, one.id),
            "answered_at": _at(one.answered_at),
            "outcome": one.outcome.value if one.outcome else None,
            "ground": one.ground.value if one.ground else None,
            "answer": one.answer or None,
            "answered_by": one.answered_by.value if one.answered_by else None,
        }
        for one in requests.of_victim(work, victim_id)
    ]


def _invites(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    place = cards.own_place(work, victim_id)
    if place is None:
        return []
    return [
        {name: at if name == "way" else _at(at) for name, at in asdict(one).items()}
        for one in invites.history(work, place.membership_id)
    ]


def _number_changes(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    waits = waiting_numbers.waiting_number(work, victim_id)
    return [
        {
            "asked_at": _at(one.asked_at),
            "due_at": _at(one.due_at),
            "reason": one.reason,
            "identity_checked": one.checked,
            "ended_at": _at(one.ended_at),
            "outcome": one.outcome.value if one.outcome else None,
            "phone": None if one.outcome else waits,
        }
        for one in waiting_numbers.history(work, victim_id)
    ]


def _messages(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    sent = told.messages(work, victim_id, limit=told.count(work, victim_id))
    return [
        {
            "kind": one.kind,
            "queued_at": _at(one.queued_at),
            "sent_at": _at(one.sent_at),
            "failed_at": _at(one.failed_at),
        }
        for one in sent
    ]


def _sign_ins(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    return [
        {"started_at": _at(started), "seen_at": _at(seen), "ended_at": _at(ended)}
        for started, seen, ended in sign_ins.times(work, victim_id)
    ]


def _passkeys(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    kept = identity.passkeys_of(work, Owner(OwnerKind.MEMBER, victim_id))
    return [{"name": one.label, "created_at": _at(one.created_at), "used_at": _at(one.used_at)} for one in kept]


def _accesses(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    return [
        {
            "at": _at(one.at),
            "role": one.role.value,
            "firm": one.firm or None,
            "deed": one.deed,
            "words": words.what(one.deed, one.details),
            "reason": one.reason or None,
        }
        for one in accesses.all_about(work, victim_id)
    ]
