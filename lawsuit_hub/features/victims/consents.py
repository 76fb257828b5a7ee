"""What people agree to: the texts, word for word and dated, and the answers. A changed text is a new version.

Items as 개인정보 보호법 (2025-10-02) 제15조 2항 (collection: purpose, items, period, right to refuse) and 제17조 2항 (provision:
recipient with contact, purpose, items, period, right to refuse) ask; important parts are emphasised (시행령 제17조 3항).
"""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, type_coerce
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import NullType

from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.victims.consent_texts import ENGLISH, KOREAN, MONEY_WORDS
from lawsuit_hub.features.victims.models import Consent, ConsentText
from lawsuit_hub.features.victims.types import Channel, ConsentGiven, ConsentKind, ConsentState, FirmConsent
from lawsuit_hub.infra.db import new_id, spelling
from lawsuit_hub.infra.work import Work


@dataclass(frozen=True, slots=True)
class Shown:
    """A consent as the page shows it. `sha256` names this very text."""

    kind: ConsentKind
    title: str
    recipient: str
    purpose: str
    items: str
    period: str
    refusal: str
    required: bool
    locale: str
    firm_id: UUID | None = None

    @property
    def body(self) -> str:
        return "\n".join([self.title, self.recipient, self.purpose, self.items, self.period, self.refusal])

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body.encode()).hexdigest()


def shown(work: Work, *, locale: str) -> list[Shown]:
    """The consents to ask now: collection, card, and one for each firm that works with the groups."""
    asked = [_shown(work, ConsentKind.COLLECT, locale), _shown(work, ConsentKind.SHARE_CARD, locale)]
    return asked + [shown_of_firm(work, firm.id, locale=locale) for firm in identity.firms(work)]


def shown_of_firm(work: Work, firm_id: UUID, *, locale: str) -> Shown:
    """Also of a firm that has closed since: what was agreed to can still be read and taken back."""
    firm = identity.firm(work, firm_id)
    return _shown(work, ConsentKind.FIRM, locale, firm=firm.name, phone=firm.phone, firm_id=firm.id)


def _shown(work: Work, kind: ConsentKind, locale: str, *, firm_id: UUID | None = None, **words: str) -> Shown:
    texts = (ENGLISH if locale == "en" else KOREAN)[kind]
    title, recipient, purpose, items, period, refusal = (
        text.format(years=work.settings.retention_years, **words) for text in texts
    )
    return Shown(
        kind=kind,
        title=title,
        recipient=recipient,
        purpose=purpose,
        items=items,
        period=period,
        refusal=refusal,
        required=kind is ConsentKind.COLLECT,
        locale=locale,
        firm_id=firm_id,
    )


def keep_texts(work: Work, texts: Iterable[Shown]) -> None:
    """Every version that anybody was shown stays, found by its hash."""
    wanted = {text.sha256: text for text in texts}
    known = set(work.db.scalars(select(ConsentText.sha256).where(ConsentText.sha256.in_(wanted))))
    for text in (text for sha256, text in wanted.items() if sha256 not in known):
        _keep_text(work, text)


def _keep_text(work: Work, text: Shown) -> None:
    row = ConsentText(
        sha256=text.sha256, kind=text.kind.value, locale=text.locale, body=text.body, first_used_at=work.now
    )
    with suppress(IntegrityError), work.db.begin_nested():  # another request kept the same text a moment ago
        work.db.add(row)
        work.db.flush()


def answer(work: Work, victim_id: UUID, given: Iterable[ConsentGiven], *, channel: Channel) -> None:
    """Records answers: each closes the earlier one of its kind and firm."""
    for one in given:
        _close(work, victim_id, one.kind, one.firm_id)
        work.db.add(Consent(**row(work, victim_id, one, channel)))
    work.db.flush()


def row(work: Work, victim_id: UUID, one: ConsentGiven, channel: Channel) -> dict[str, object]:
    """The columns of one answer."""
    return {
        "id": new_id(),
        "victim_id": victim_id,
        "kind": one.kind.value,
        "firm_id": one.firm_id,
        "text_sha256": one.text_sha256,
        "given": one.given,
        "channel": channel.value,
        "at": work.now,
    }


def withdraw(work: Work, victim_id: UUID, kind: ConsentKind, *, firm_id: UUID | None = None) -> None:
    _close(work, victim_id, kind, firm_id)
    work.db.flush()


def withdraw_all(work: Work, victim_id: UUID) -> None:
    """Every consent of hers ends, the required one too."""
    for row in work.db.scalars(select(Consent).where(Consent.victim_id == victim_id, Consent.withdrawn_at.is_(None))):
        row.withdrawn_at = work.now
    work.db.flush()


def _close(work: Work, victim_id: UUID, kind: ConsentKind, firm_id: UUID | None) -> None:
    open_ones = select(Consent).where(
        Consent.victim_id == victim_id,
        Consent.kind == kind.value,
        Consent.firm_id.is_(firm_id) if firm_id is None else Consent.firm_id == firm_id,
        Consent.withdrawn_at.is_(None),
    )
    for row in work.db.scalars(open_ones):
        row.withdrawn_at = work.now


def states(work: Work, victim_ids: Iterable[UUID]) -> dict[UUID, ConsentState]:
    """What stands for each. A preference from an imported form is no consent to share or to pass on: it was not asked here."""
    wanted = list(victim_ids)
    found: dict[UUID, list[Consent]] = {victim_id: [] for victim_id in wanted}
    for start in range(0, len(wanted), 500):
        rows = select(Consent).where(Consent.victim_id.in_(wanted[start : start + 500]), Consent.withdrawn_at.is_(None))
        for row in work.db.scalars(rows):
            found[row.victim_id].append(row)
    return {victim_id: _state(rows) for victim_id, rows in found.items()}


def _state(rows: list[Consent]) -> ConsentState:
    own = [row for row in rows if row.channel != Channel.FORM.value]
    return ConsentState(
        collect=any(row.given for row in rows if row.kind == ConsentKind.COLLECT.value),
        share_card=any(row.given for row in own if row.kind == ConsentKind.SHARE_CARD.value),
        firms=tuple(row.firm_id for row in own if row.kind == ConsentKind.FIRM.value and row.given and row.firm_id),
        asked=any(row.kind == ConsentKind.SHARE_CARD.value for row in own),
    )


def since(work: Work, victim_ids: Iterable[UUID], *, firm_id: UUID) -> dict[UUID, datetime]:
    """When each agreed to the firm. Who may be in a roster is another question (`agreeing`)."""
    rows = select(Consent.victim_id, Consent.at).where(
        Consent.victim_id.in_(list(victim_ids)),
        Consent.kind == ConsentKind.FIRM.value,
        Consent.firm_id == firm_id,
        Consent.given,
        Consent.withdrawn_at.is_(None),
        Consent.channel != Channel.FORM.value,
    )
    return {row[0]: row[1] for row in work.db.execute(rows)}


def outdated(work: Work, victim_id: UUID) -> set[tuple[ConsentKind, UUID | None]]:
    """What she agreed to here in words that are not today's, in either language. An imported answer names no text of ours."""
    rows = select(Consent.kind, Consent.firm_id, Consent.text_sha256).where(
        Consent.victim_id == victim_id, Consent.given, Consent.withdrawn_at.is_(None), Consent.text_sha256.is_not(None)
    )
    agreed = [(ConsentKind(kind), firm_id, sha256) for kind, firm_id, sha256 in work.db.execute(rows)]
    return {(kind, firm_id) for kind, firm_id, sha256 in agreed if sha256 not in _of_today(work, kind, firm_id)}


def _of_today(work: Work, kind: ConsentKind, firm_id: UUID | None) -> set[str]:
    """Of a closed firm too."""
    texts = (
        shown_of_firm(work, firm_id, locale=locale) if firm_id else _shown(work, kind, locale)
        for locale in ("ko", "en")
    )
    return {text.sha256 for text in texts}


def told_of_money(work: Work, victim_ids: Iterable[UUID], *, firm_id: UUID) -> set[UUID]:
    """Whose standing consent to the firm names what came back of her deposit: who agreed to an older text was not told."""
    told = select(ConsentText.sha256).where(or_(*(ConsentText.body.contains(words) for words in MONEY_WORDS)))
    wanted, texts = list(victim_ids), list(work.db.scalars(told))
    answers: Any = Consent.__table__.c
    spelt = {spelling(work.db)(one): one for one in wanted}
    found: set[UUID] = set()
    for start in range(0, len(wanted), 500):
        rows = select(type_coerce(answers.victim_id, NullType())).where(
            answers.victim_id.in_(wanted[start : start + 500]),
            answers.kind == ConsentKind.FIRM.value,
            answers.firm_id == firm_id,
            answers.given,
            answers.withdrawn_at.is_(None),
            answers.text_sha256.in_(texts),
        )
        found.update(map(spelt.__getitem__, work.db.scalars(rows)))
    return found


def firms_of(work: Work, victim_ids: Iterable[UUID]) -> list[FirmConsent]:
    """Every consent to a firm that these people gave here, the oldest first, with its end."""
    wanted, found = list(victim_ids), list[FirmConsent]()
    for start in range(0, len(wanted), 500):
        rows = select(Consent.victim_id, Consent.firm_id, Consent.at, Consent.withdrawn_at).where(
            Consent.victim_id.in_(wanted[start : start + 500]),
            Consent.kind == ConsentKind.FIRM.value,
            Consent.firm_id.is_not(None),
            Consent.given,
            Consent.channel != Channel.FORM.value,
        )
        for her, firm_id, at, withdrawn_at in work.db.execute(rows.order_by(Consent.at, Consent.id)):
            found += [FirmConsent(her, firm_id, at, withdrawn_at)] if firm_id else []
    return found


def proof(work: Work, victim_id: UUID) -> list[dict[str, Any]]:
    """Every answer of hers, for what the law keeps: which text, when, by which way, until when. Nothing that says who she is."""
    rows = work.db.scalars(select(Consent).where(Consent.victim_id == victim_id).order_by(Consent.at, Consent.id))
    return [
        {
            "kind": row.kind,
            "firm": str(row.firm_id) if row.firm_id else None,
            "text": row.text_sha256,
            "given": row.given,
            "channel": row.channel,
            "at": row.at.isoformat(),
            "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
        }
        for row in rows
    ]
