"""What a message to a telephone may hold, counted as Korean carriers count: bytes of strict EUC-KR. Knows nobody and no price."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from lawsuit_hub.values.refused import BadValue

AS_OF = "2026-11-30"
# SMS 90, LMS 2,000, subject 40 bytes; AlimTalk 1,000 letters: Solapi's status codes 1031, 1014, 1032 and NAVER Cloud's
# page `sens-sms-send`, both read 2026-11. Both take the letters of KS X 1001 alone (Solapi 1029): `euc_kr`, not `cp949`.
SMS_BYTES, LMS_BYTES, SUBJECT_BYTES, ALIMTALK_LETTERS = 90, 2000, 40, 1000
CHARSET = "euc_kr"
_WIDEST = 2


class Channel(StrEnum):
    """How a message travels. What is written to a file in a trial is counted as what it would have been."""

    SMS = "sms"
    LMS = "lms"
    ALIMTALK = "alimtalk"
    MAIL = "mail"


class CannotCarry(BadValue):
    """A letter that carriers do not take; `letter` is that one letter, nothing around it."""

    fact = "a letter that telephones' messages cannot carry"

    def __init__(self, letter: str) -> None:
        super().__init__()
        self.letter = letter

    @property
    def named(self) -> str:
        """As one can look for it: the letter, its code and what Unicode calls it."""
        return f"{self.letter} (U+{ord(self.letter):04X} {unicodedata.name(self.letter, 'no name')})"


class TooLong(BadValue):
    fact = "longer than a long message"

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size


class NothingSaid(BadValue):
    fact = "a message without a word"


@dataclass(frozen=True, slots=True)
class MessageBody:
    """A text that carriers take, as it is sent: composed (NFC), line ends as one letter."""

    text: str
    size: int

    @classmethod
    def of(cls, text: str) -> Self:
        """Raises CannotCarry, TooLong or NothingSaid."""
        sent = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
        if not sent.strip():
            raise NothingSaid
        size = bytes_of(sent)
        if size > LMS_BYTES:
            raise TooLong(size)
        return cls(sent, size)

    @property
    def channel(self) -> Channel:
        return Channel.SMS if self.size <= SMS_BYTES else Channel.LMS


def bytes_of(text: str) -> int:
    """Raises CannotCarry naming the first letter that is not in KS X 1001.

    Python spells a syllable that is not in it by its parts, in eight bytes, which telephones show as four signs: refused too.
    """
    return sum(map(_width, text))


def _width(letter: str) -> int:
    try:
        size = len(letter.encode(CHARSET))
    except UnicodeEncodeError:
        raise CannotCarry(letter) from None
    if size > _WIDEST:
        raise CannotCarry(letter)
    return size


def subject_of(text: str) -> str:
    """The beginning of a text that fits above a long message, never half a letter. Raises CannotCarry."""
    kept, left = "", SUBJECT_BYTES
    for letter in text.split("\n", 1)[0]:
        left -= _width(letter)
        if left < 0:
            break
        kept += letter
    return kept
