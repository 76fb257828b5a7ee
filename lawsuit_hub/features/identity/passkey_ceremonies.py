"""Passkeys made and used: the two ceremonies, each with a challenge of its own. Knows no session and lets nobody in."""

import secrets
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import models
from lawsuit_hub.features.identity import passkey_challenges as challenges
from lawsuit_hub.features.identity.passkey_types import (
    Ceremony,
    NotOffered,
    Owner,
    OwnerKind,
    PasskeyRefused,
    Purpose,
    TooManyPasskeys,
)
from lawsuit_hub.features.identity.passkeys import (
    MOST,
    clean_label,
    count_passkeys,
    credential_ids,
    passkey_site,
    seal_label,
)
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra import passkeys as webauthn
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.passkeys import Answer, BadAnswer, Created
from lawsuit_hub.infra.work import Work

HANDLE_BYTES = 32


def passkey_offer(work: Work, owner: Owner, *, name: str, address: str | None = None) -> Ceremony:
    """What the browser needs to make a new passkey. `name` is what her own devices will show her: nothing that tells on her.

    Raises NotOffered, TooManyPasskeys, TooMany.
    """
    site = passkey_site(work, owner)
    if site is None:
        raise NotOffered
    if count_passkeys(work, owner) >= MOST:
        raise TooManyPasskeys
    handle = _handle(work, owner)
    begun = challenges.begin(work, owner, purpose=Purpose.ADD, address=address, handle=handle)
    options = webauthn.creation_options(
        site,
        challenge=challenges.challenge_of(work, begun),
        handle=handle,
        name=name,
        known=credential_ids(work, owner, site=site),
    )
    return Ceremony(begun, options)


def add_passkey(work: Work, owner: Owner, *, ceremony: str | None, answer: Answer, label: str) -> UUID:
    """Keeps what her device made, and tells her. Raises PasskeyRefused, TooManyPasskeys, BadLabel.

    The caller answers a refusal and lets the transaction commit: the ceremony is over either way.
    """
    taken = challenges.take(work, ceremony, purpose=Purpose.ADD, owner=owner)
    site = passkey_site(work, owner)
    kept = clean_label(label)
    if taken is None or taken.handle is None or site is None:
        raise PasskeyRefused
    if count_passkeys(work, owner) >= MOST:
        raise TooManyPasskeys
    try:
        made = webauthn.created(site, answer, challenge=taken.challenge)
    except BadAnswer:
        raise PasskeyRefused from None
    row = _keep(work, owner, made, rp_id=site.rp_id, handle=taken.handle, label=kept)
    audit.record(work, "passkey:added", about=owner.id, kind=owner.word)
    outbox.queue(work, "passkey_added", to=owner.id, recipient=owner.word)
    return row


def passkey_options(
    work: Work, owner: Owner | None, *, purpose: Purpose, address: str | None = None, about: str | None = None
) -> Ceremony:
    """What the browser needs to use a passkey: one of `owner`'s, or without one whichever a member's device holds.

    `about`: what is confirmed, in up to fifty letters; the answer is one to nothing else.

    Raises NotOffered where she has none that opens this address; TooMany.
    """
    site = passkey_site(work, owner)
    allowed = credential_ids(work, owner, site=site) if owner is not None and site is not None else []
    if site is None or (owner is not None and not allowed):
        raise NotOffered
    begun = challenges.begin(work, owner, purpose=purpose, address=address, handle=about)
    challenge = challenges.challenge_of(work, begun)
    return Ceremony(begun, webauthn.request_options(site, challenge=challenge, allowed=allowed))


def check_passkey(
    work: Work, answer: Answer, *, ceremony: str | None, purpose: Purpose, owner: Owner | None, about: str | None = None
) -> Owner | None:
    """Whose passkey answered: `owner`'s, or without one a member's. None is a refusal; one answer for all. `about` as it was begun.

    The caller lets the transaction commit: the ceremony is over either way.
    """
    taken = challenges.take(work, ceremony, purpose=purpose, owner=owner)
    site = passkey_site(work, owner)
    if taken is None or site is None or taken.handle != about:
        return None
    row = _named(work, answer, owner, rp_id=site.rp_id)
    if row is None:
        return None
    try:
        used = webauthn.used(site, answer, challenge=taken.challenge, public_key=row.public_key)
    except BadAnswer:
        return None
    names_another = used.handle != row.user_handle and (owner is None or used.handle is not None)
    if names_another or not _counted(work, row, used.sign_count):
        return None
    return Owner(OwnerKind(row.owner_kind), row.owner_id)


def _named(work: Work, answer: Answer, owner: Owner | None, *, rp_id: str) -> models.Passkey | None:
    """The passkey that the answer is of. Nobody but a member signs in by a passkey alone."""
    said = answer.get("id")
    kind = owner.kind if owner else OwnerKind.MEMBER
    wanted = select(models.Passkey).where(
        models.Passkey.credential_id == (said if isinstance(said, str) else ""),
        models.Passkey.owner_kind == kind.value,
        models.Passkey.rp_id == rp_id,
    )
    return work.db.scalar(wanted if owner is None else wanted.where(models.Passkey.owner_id == owner.id))


def _counted(work: Work, row: models.Passkey, count: int) -> bool:
    """A count that does not rise is a copy's, or an old answer: refused and written down. Synced passkeys count nothing."""
    rises = models.Passkey.sign_count < count if count else models.Passkey.sign_count == 0
    noted = update(models.Passkey).where(models.Passkey.id == row.id, rises)
    values = {"sign_count": count, "used_at": work.now}
    if work.db.execute(noted.values(values).returning(models.Passkey.id)).scalar() is not None:
        return True
    owner = Owner(OwnerKind(row.owner_kind), row.owner_id)
    audit.record(work, "passkey:copied", about=owner.id, kind=owner.word)
    return False


def _handle(work: Work, owner: Owner) -> str:
    """One for all passkeys of a person, so that her device shows her once; a new one after the last is gone."""
    known = select(models.Passkey.user_handle).where(
        models.Passkey.owner_id == owner.id, models.Passkey.owner_kind == owner.kind.value
    )
    return work.db.scalar(known.limit(1)) or secrets.token_urlsafe(HANDLE_BYTES)


def _keep(work: Work, owner: Owner, made: Created, *, rp_id: str, handle: str, label: str) -> UUID:
    row = models.Passkey(
        id=new_id(),
        owner_kind=owner.kind.value,
        owner_id=owner.id,
        rp_id=rp_id,
        credential_id=made.credential_id,
        public_key=made.public_key,
        user_handle=handle,
        sign_count=made.sign_count,
        created_at=work.now,
    )
    row.label = seal_label(work, label, owner=owner, row=row.id)
    try:
        with work.db.begin_nested():
            work.db.add(row)
    except IntegrityError:  # somebody has it already
        raise PasskeyRefused from None
    return row.id
