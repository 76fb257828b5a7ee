"""What people write for yes, no, unknown and nothing. Knows no column and no person."""

import re

from lawsuit_hub.values.text import ascii_digits

_SIGNS = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

_NOTHING = frozenset(
    (
        "",
        "없음",
        "없어요",
        "없습니다",
        "해당없음",
        "해당사항없음",
        "해당없습니다",
        "미신고",
        "na",
        "none",
        "nothing",
        "no",
        "x",
    )
)
_UNKNOWN = frozenset(
    ("모름", "몰라요", "모릅니다", "모르겠음", "모르겠어요", "모르겠습니다", "잘모름", "알수없음", "미상", "불명", "불상", "미확인", "확인불가")
    + ("익명", "비공개", "unknown", "dontknow", "idontknow", "anonymous")
)  # fmt: skip

_HESITATES = re.compile(
    r"않|안동의|안함|안합|안해|못|아니|아님|미동의|비동의|부동의|불동의|거부|거절|반대|철회|불참|부분|일부|조건|보류|나중|아직|고민|생각|글쎄|모르|몰라|미정"
    r"|\b(?:no|not|don t|dont|never|disagree\w*|declin\w*|refus\w*|withdraw\w*|maybe|unsure|undecided|part\w*ly|later)\b"
)
_YES = re.compile(r"(?:예|네|넵|yes|y|ok|okay|o|true|agree|agreed|accept|accepted|동의)")
_AGREES = re.compile(
    r"동의(?:함|해요)?$|동의(?:합니다|하겠습니다|하였습니다|했습니다|할게요|드립니다)(?!만)|\bi (?:agree|consent|accept)\b"
)
_SAYS_YES_FIRST = re.compile(r"(?:예|네|넵|yes)\b")
_TAKES_PART = re.compile(
    r"(?:참여|참가|동참)(?:를|을)?(?:합니다|하겠습니다|할게요|해요|함|희망|원)|^(?:참여|참가|동참|희망|희망합니다|희망함|원합니다)$"
    r"|\b(?:i (?:will|want|would like|wish|d like)(?: to)? )(?:join|participate|take part)|^(?:join|participate|joining)$"
)


def closed(text: str) -> str:
    """Only letters and digits, so that 해당 없음, 해당없음. and (해당없음) are one."""
    return _SIGNS.sub("", ascii_digits(text).casefold())


def says_nothing(text: str) -> bool:
    return closed(text) in _NOTHING


def says_no_name(text: str) -> bool:
    return (word := closed(text)) in _NOTHING or word in _UNKNOWN


def agrees(text: str) -> bool:
    """Only a clear yes: what hesitates, half agrees or says nothing is none."""
    spaced = _spaced(text)
    if _hesitates(spaced):
        return False
    return bool(_YES.fullmatch(spaced) or _AGREES.search(spaced) or _AGREES.search(spaced.replace(" ", "")))


def takes_part(text: str) -> bool:
    """A clear yes to joining, or to the question whether to."""
    spaced = _spaced(text)
    if _hesitates(spaced):
        return False
    said = _SAYS_YES_FIRST.match(spaced) or _TAKES_PART.search(spaced) or _TAKES_PART.search(spaced.replace(" ", ""))
    return bool(said) or agrees(text)


def _hesitates(spaced: str) -> bool:
    return bool(_HESITATES.search(spaced) or _HESITATES.search(spaced.replace(" ", "")))


def _spaced(text: str) -> str:
    return _SIGNS.sub(" ", _BRACKETS.sub(" ", ascii_digits(text).casefold())).strip()
