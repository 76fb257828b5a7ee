"""Half-filled registrations: sealed under a key that only the visitor's own cookie carries, gone after a week."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from lawsuit_hub.features.victims.models import Draft
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, Place, open_with, seal_with

SECRET_BYTES = 32


def new_secret() -> str:
    """What the cookie carries: it finds the draft (by a hash) and opens it; the database holds neither."""
    return secrets.token_urlsafe(SECRET_BYTES)


def save(work: Work, secret: str, content: Mapping[str, Any], *, keep: timedelta | None = None) -> None:
    """The last save wins; every save gives the draft another `settings.draft_days`, or the time to `keep` it."""
    draft = _find(work, secret)
    if draft is None:
        draft = Draft(id=new_id(), finder=_finder(secret))
    text = json.dumps(content, ensure_ascii=False)
    draft.content = seal_with(_key(secret), text, _place(draft.id))
    draft.saved_at = work.now
    draft.expires_at = work.now + (keep or timedelta(days=work.settings.draft_days))
    work.db.add(draft)
    work.db.flush()


def load(work: Work, secret: str | None) -> dict[str, Any]:
    """What was typed so far; empty for no, an expired or a foreign secret."""
    draft = _find(work, secret) if secret else None
    if draft is None or secret is None or draft.expires_at <= work.now:
        return {}
    try:
        content: dict[str, Any] = json.loads(open_with(_key(secret), draft.content, _place(draft.id)))
    except CannotOpen:
        return {}
    return content


def drop(work: Work, secret: str | None) -> bool:
    """True for the one that dropped it, however many try at the same time."""
    if not secret:
        return False
    gone = delete(Draft).where(Draft.finder == _finder(secret)).returning(Draft.id)
    return work.db.execute(gone).scalar() is not None


def retire(work: Work) -> int:
    """Deletes what expired; the worker calls it."""
    return int(work.db.execute(delete(Draft).where(Draft.expires_at <= work.now)).rowcount)  # type: ignore[attr-defined]


def _find(work: Work, secret: str) -> Draft | None:
    return work.db.scalar(select(Draft).where(Draft.finder == _finder(secret)))


def _finder(secret: str) -> bytes:
    return hashlib.sha256(b"lawsuit-hub/draft-finder/" + secret.encode()).digest()


def _key(secret: str) -> bytes:
    return secret.encode()


def _place(draft_id: UUID) -> Place:
    return Place("registration_drafts.content", draft_id, draft_id)
