"""The name of a person as she writes it. Knows nothing of masking or matching."""

from dataclasses import dataclass
from typing import Self

from lawsuit_hub.values.refused import BadName
from lawsuit_hub.values.text import clean

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, order=True, repr=False)
class PersonName:
    text: str

    def __repr__(self) -> str:
        return "<name>"

    @classmethod
    def parse(cls, text: str) -> Self:
        cleaned = clean(text)
        if len(cleaned) > LONGEST_NAME or not any(char.isalpha() for char in cleaned):
            raise BadName
        return cls(cleaned)
