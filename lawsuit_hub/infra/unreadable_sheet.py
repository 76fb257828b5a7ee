"""The refusal of a file that cannot be read as a sheet, with a reason that names nothing in it."""

from typing import Literal

Why = Literal["empty", "not_text", "old_workbook", "not_a_workbook", "locked", "too_large", "damaged"]

_SENTENCES: dict[Why, str] = {
    "empty": "The file is empty: it has no row of questions.",
    "not_text": "The file is neither a CSV text nor an XLSX workbook.",
    "old_workbook": "The file is an old or password-protected workbook: save it as .xlsx or .csv, without a password.",
    "not_a_workbook": "The file is an archive, but not an XLSX workbook.",
    "locked": "The file is protected by a password: save it without one.",
    "too_large": "The workbook is too large to be opened: save it as .csv.",
    "damaged": "The workbook is damaged and cannot be read to its end.",
}


class UnreadableSheet(ValueError):
    def __init__(self, why: Why) -> None:
        self.why: Why = why
        super().__init__(_SENTENCES[why])
