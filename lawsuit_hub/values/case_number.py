"""Numbers of court cases, as courts write them: 2026가합12345. Knows no court."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

from lawsuit_hub.values.refused import BadCaseNumber

# The kinds of cases that a deposit suit meets, civil, enforcement, insolvency and criminal (practice, looked up 2026-11).
_SHAPE = re.compile(
    r"(?P<year>(?:19|20)\d{2})"
    r"(?P<kind>가소|가단|가합|나|다|카단|카합|카임|차|차전|머|타경|타채|하단|하면|회단|고단|고합|형제)"
    r"(?P<number>\d{1,7})"
)
_LONGEST_INPUT = 60


@dataclass(frozen=True, slots=True, repr=False)
class CaseNumber:
    """It does not print: with it anybody finds the parties in the court's own search."""

    text: str

    def __repr__(self) -> str:
        return "<case number>"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Spaces and full-width digits do not matter. Raises BadCaseNumber."""
        if len(text) > _LONGEST_INPUT:
            raise BadCaseNumber
        folded = "".join(unicodedata.normalize("NFKC", text).split())
        match = _SHAPE.fullmatch(folded)
        if match is None or not folded.isprintable() or not int(match["number"]):
            raise BadCaseNumber
        return cls(folded)

    @property
    def year(self) -> int:
        return int(self.text[:4])
