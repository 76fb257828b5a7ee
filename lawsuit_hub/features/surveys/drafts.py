"""Half-filled sheets. What finds and opens one is made of the cookie's secret and the person's id: the database holds neither together."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.surveys import sheets
from lawsuit_hub.features.surveys.models import SurveyDraft
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, Place, open_with, seal_with


def load(work: Work, survey_id: UUID, secret: str | None) -> dict[str, Any]:
    """Answers by question as they are kept; empty for no secret, a foreign one, or another person's at the same browser."""
    row = _find(work, survey_id, secret)
    if row is None or secret is None:
        return {}
    try:
        content: dict[str, Any] = json.loads(open_with(_key(work, secret), row.content, _place(row.id)))
    except CannotOpen:
        return {}
    return content


def save(work: Work, survey_id: UUID, secret: str, content: Mapping[str, Any]) -> None:
    """All of one length, however much was typed. The last save wins."""
    row = _find(work, survey_id, secret)
    text = sheets.padded(json.dumps(content, ensure_ascii=False), sheets.DRAFTS)
    if row is not None:
        row.content = seal_with(_key(work, secret), text, _place(row.id))
        work.db.flush()
        return
    made = new_id()
    sealed = seal_with(_key(work, secret), text, _place(made))
    row = SurveyDraft(id=made, survey_id=survey_id, finder=_finder(work, survey_id, secret), content=sealed)
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:  # another tab at the same moment
        save(work, survey_id, secret, content)


def drop(work: Work, survey_id: UUID, secret: str | None) -> None:
    if secret is not None:
        mine = SurveyDraft.finder == _finder(work, survey_id, secret)
        work.db.execute(delete(SurveyDraft).where(mine).execution_options(synchronize_session=False))


def drop_all(work: Work, survey_id: UUID) -> None:
    gone = delete(SurveyDraft).where(SurveyDraft.survey_id == survey_id)
    work.db.execute(gone.execution_options(synchronize_session=False))


def _find(work: Work, survey_id: UUID, secret: str | None) -> SurveyDraft | None:
    if secret is None:
        return None
    return work.db.scalar(select(SurveyDraft).where(SurveyDraft.finder == _finder(work, survey_id, secret)))


def _finder(work: Work, survey_id: UUID, secret: str) -> bytes:
    return hashlib.sha256(f"lawsuit-hub/survey-draft/{survey_id}/{work.actor.id}/{secret}".encode()).digest()


def _key(work: Work, secret: str) -> bytes:
    return f"{secret}/{work.actor.id}".encode()


def _place(draft_id: UUID) -> Place:
    return Place("survey_drafts.content", draft_id, draft_id)
