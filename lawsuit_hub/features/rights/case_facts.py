"""What a copy of one's own data holds of the case: how she stands in it, her money, where its post reaches her, what she signed and
asked, its days, her calendars."""

import base64
from datetime import datetime
from typing import Any

from lawsuit_hub.features.addresses import service as addresses
from lawsuit_hub.features.addresses.types import Served
from lawsuit_hub.features.ballots import voting as ballots
from lawsuit_hub.features.briefings import bulletin, questions
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.claims import figures, shares
from lawsuit_hub.features.claims.types import Noted, Settled
from lawsuit_hub.features.costs import held as support
from lawsuit_hub.features.exhibits import numbering
from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.mandates import held as signed_papers
from lawsuit_hub.features.mandates import standing as mandates
from lawsuit_hub.features.meetings import service as meetings
from lawsuit_hub.features.messages import choosing
from lawsuit_hub.features.proceedings import calendars, deadlines, standings
from lawsuit_hub.features.questions import service as board
from lawsuit_hub.features.suggestions import own as suggestions
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.victims.types import VictimId
from lawsuit_hub.infra.work import Work


def held(work: Work, victim_id: VictimId) -> dict[str, list[dict[str, Any]]]:
    """Days are those of the group she sees now."""
    place = calendars.place_of(work, victim_id)
    days = deadlines.of_member(work, place.group_id, victim_id) if place else ()
    return {
        "suit_states": [
            {"state": one.state.value, "since": one.since.isoformat()} for one in standings.history(work, victim_id)
        ],
        "money": _money(figures.of(work, [victim_id])[victim_id]),
        "court_post": _court_post(addresses.for_copy(work, victim_id)),
        "plaintiff_numbers": [{"number": one} for one in numbering.plaintiff_numbers(work, victim_id)],
        "cost_shares": _share(shares.own(work, victim_id)),
        "cost_support": support.for_copy(work, victim_id),
        "mandates": _mandates(work, victim_id),
        "deadlines": [{"kind": one.kind, "title": one.title or None, "due_on": one.due_on.isoformat()} for one in days],
        "questions": questions.kept_of(work, victim_id),
        "ballots": ballots.kept_of(work, victim_id),
        "board": board.kept_of(work, victim_id),
        "suggestions": suggestions.kept_of(work, victim_id),
        "suggestions_joined": suggestions.joined_of(work, victim_id),
        **meetings.kept_of(work, victim_id),
        "news_read": [{"at": one.isoformat()} for one in bulletin.readings(work, victim_id)],
        "messages_switched_off": choosing.for_copy(work, victim_id),
        "channel": channel.for_copy(work, victim_id),
        "surveys": surveys.for_copy(work, victim_id),
        "mailings": mailings.for_copy(work, victim_id),
        "calendars": [
            {"made_at": made.isoformat(), "ended_at": _at(ended)} for made, ended in calendars.times(work, victim_id)
        ],
    }


def _money(noted: Noted) -> list[dict[str, Any]]:
    """One entry, or none where nobody wrote anything."""
    stands = noted.figures
    if noted.at is None:
        return []
    entry = {
        "paid_back": stands.paid_back,
        "distributed": stands.distributed,
        "interest_from": stands.interest_from.isoformat() if stands.interest_from else None,
        "granted": stands.granted,
        "weight": stands.weight,
    }
    return [{**entry, "entered_by": noted.by, "entered_at": noted.at.isoformat()}]


def _mandates(work: Work, victim_id: VictimId) -> list[dict[str, Any]]:
    """With what she signed, as PDF in base64."""
    signed = signed_papers.documents(work, victim_id)
    return [
        {
            "number": one.number,
            "way": one.way.value if one.way else None,
            "special_authorisations": [special.value for special in one.specials],
            "answered_at": one.answered_at.isoformat(),
            "signed_on": one.signed_on.isoformat() if one.signed_on else None,
            "stands_since": _at(one.stands_since),
            "ended_at": _at(one.ended_at),
            "ended_as": one.ended_as.value if one.ended_as else None,
            "pdf": base64.b64encode(signed[one.id]).decode() if one.id in signed else None,
        }
        for one in mandates.histories(work, [victim_id])
    ]


def _court_post(chosen: Served | None) -> list[dict[str, Any]]:
    """One entry, or none where she never chose."""
    if chosen is None:
        return []
    asked = {"protected": chosen.protected, "reason": chosen.reason or None}
    return [
        {"where": chosen.where.value, "address": chosen.address or None, **asked, "chosen_at": chosen.at.isoformat()}
    ]


def _share(settled: Settled | None) -> list[dict[str, Any]]:
    """One entry, or none where nothing was worked out."""
    if settled is None:
        return []
    share = settled.share
    entry = {"stamp": share.stamp, "service": share.service, "retainer": share.retainer}
    whole = {"plaintiffs": settled.plaintiffs, "claim_together": settled.claim, "costs_together": settled.total}
    return [{**entry, **whole, "worked_out_at": settled.at.isoformat()}]


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
