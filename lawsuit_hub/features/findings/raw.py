"""The answers as rows for research, in a locked file: without a name, without free text, marks shared by five at least, shuffled."""

import io
import secrets
from dataclasses import dataclass
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.findings import marking
from lawsuit_hub.features.findings.categories import ASIDE, Variable, asked_of, category, chosen, variables
from lawsuit_hub.features.findings.few_alike import few_alike
from lawsuit_hub.features.findings.results import digest
from lawsuit_hub.features.findings.sheets_out import sheet_of
from lawsuit_hub.features.findings.types import TooFewSheets, WeakWord
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.surveys.types import Answered, Sheet
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import file_lock
from lawsuit_hub.privacy.small_cells import FEWEST

INNER = "answers.csv"


@dataclass(frozen=True, slots=True)
class Rows:
    data: bytes
    count: int
    blanked: int


def export(work: Work, survey_id: UUID, *, password: str, reason: str) -> bytes:
    """A ZIP with AES-256. Which answers mark somebody was chosen and confirmed before (marking), and stays so from the first file on.

    Raises NoSuchSurvey, NotNow, AnswersGone, TooFew, TooFewSheets, NothingMarked, NotConfirmed, ReasonMissing, ReasonHoldsNumber, WeakWord.
    """
    work.require(Permission.FINDING_EXPORT)
    kept = audit.clean_reason(reason)
    if weakness := file_lock.too_weak(password):
        raise WeakWord(weakness.value)
    marking.check(marking.of(work, survey_id))
    answered = surveys.answered(work, survey_id)
    if len(answered.sheets) < max(FEWEST, work.settings.finding_rows_least):
        raise TooFewSheets
    made = rows_of(answered, marking.fix(work, survey_id))
    out = io.BytesIO()
    file_lock.lock_zip(INNER, io.BytesIO(made.data), password, out)
    data = out.getvalue()
    audit.record(
        work, "finding:exported", about=survey_id, kind="survey", reason=kept, count=made.count, words=digest(data)
    )
    return data


def rows_of(answered: Answered, marked: tuple[str, ...]) -> Rows:
    """Amounts and days as bands; a MULTIPLE a column an option. The order is drawn anew each time."""
    if len(answered.sheets) < FEWEST:
        raise TooFewSheets
    found = variables(answered.questionnaire, answered.sheets)
    titles, at = _titles(found)
    rows = []
    for sheet in answered.sheets:
        reached = asked_of(answered.questionnaire, sheet)
        rows.append([cell for variable in found for cell in _cells(variable, sheet, reached)])
    safe = few_alike(rows, [at[key] for key in marked if key in at], fewest=FEWEST)
    blanked = sum(
        old != new for before, after in zip(rows, safe, strict=True) for old, new in zip(before, after, strict=True)
    )
    secrets.SystemRandom().shuffle(safe)
    return Rows(sheet_of(titles, safe), len(safe), blanked)


def _titles(found: list[Variable]) -> tuple[list[str], dict[str, int]]:
    titles: list[str] = []
    at: dict[str, int] = {}
    for variable in found:
        at[variable.key] = len(titles)
        titles += (
            [f"{variable.title}: {label}" for label in variable.labels.values()]
            if variable.multiple
            else [variable.title]
        )
    return titles, at


def _cells(variable: Variable, sheet: Sheet, reached: frozenset[str]) -> list[str]:
    if not variable.multiple:
        found = category(variable, sheet, reached)
        return [variable.labels.get(found) or ASIDE[found]]
    said = chosen(variable, sheet, reached)
    return ["" if said is None else "1" if option in said else "0" for option in variable.labels]
