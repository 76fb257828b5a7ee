"""The nouns of uploads: a file on its way through the worker, its states, what is asked about its columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from lawsuit_hub.features.responses.questions import Recognition
from lawsuit_hub.features.responses.types import Line
from lawsuit_hub.infra.refusals import NotYours, Refusal

OUTCOMES = ("registered", "updated", "unchanged", "rejected")


class UploadState(StrEnum):
    ASKING = "asking"
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class NoSuchUpload(NotYours):
    """No such upload."""


class UploadOver(Refusal):
    """The upload is finished, failed or stopped already."""


class StillUnclear(Refusal):
    """With the columns as they were explained, required questions are unanswered or answered twice."""

    def __init__(self, recognition: Recognition) -> None:
        super().__init__("columns are not certain")
        self.recognition = recognition


@dataclass(frozen=True, slots=True)
class UploadLine:
    """One upload as the desk sees it. `counts` by outcome, and of the rejected by `rejected:reason`."""

    id: UUID
    made_at: datetime
    state: UploadState
    size: int
    rows_done: int
    rows_total: int
    counts: Mapping[str, int]
    failure: str | None
    finished_at: datetime | None

    @property
    def over(self) -> bool:
        return self.state in {UploadState.DONE, UploadState.FAILED}


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """A column that nobody recognised, or one of several that ask the same (`question`)."""

    number: int
    text: str
    question: str


@dataclass(frozen=True, slots=True)
class Asked:
    columns: tuple[AskedColumn, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowPage:
    rows: tuple[Line, ...]
    page: int
    pages: int
