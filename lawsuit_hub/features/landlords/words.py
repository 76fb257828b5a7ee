"""Why a landlord may be the same, in words: "같은 건물, 이름 한 글자 다름". Says what agrees, never a value."""

from typing import Any

from flask_babel import gettext

from lawsuit_hub.features.landlords.likely import Candidate
from lawsuit_hub.features.landlords.likeness import Likeness
from lawsuit_hub.features.landlords.weights import Axis, Reason

_FIRST_SAID = (Axis.BUILDING, Axis.NAME)
LIKELY, EVEN = 3.0, -1.0  # log2 of the odds: eight to one, one to two


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def sentence(candidate: Candidate) -> str:
    """What contradicts first, then what agrees, then what speaks against it."""
    said = sorted(
        candidate.reasons, key=lambda one: (not one.agrees, one.axis not in _FIRST_SAID, one.axis is Axis.NAME)
    )
    return ", ".join([*(contradiction(axis) for axis in candidate.forbidden), *map(phrase, said)])


def phrase(reason: Reason) -> str:
    if reason.likeness is not None:
        return name(reason.likeness)
    return _agrees(reason.axis) if reason.agrees else _differs(reason.axis)


def name(likeness: Likeness) -> str:
    return {
        Likeness.SAME: _("이름 같음"),
        Likeness.VARIANT: _("이름의 표기만 다름"),
        Likeness.SOUND: _("로마자로 적은 이름의 소리가 같음"),
        Likeness.LETTER: _("이름 한 글자의 자모 하나 다름"),
        Likeness.SYLLABLE: _("이름 한 글자 다름"),
        Likeness.OTHER: _("이름 다름"),
    }[likeness]


def contradiction(axis: Axis) -> str:
    return {
        Axis.BIRTH: _("생년월일이 어긋남"),
        Axis.BUSINESS: _("사업자등록번호가 어긋남"),
        Axis.CORPORATION: _("법인등록번호가 어긋남"),
    }[axis]


def chance(candidate: Candidate) -> str:
    """The weight as a caseworker reads it."""
    if candidate.forbidden:
        return _("같을 수 없음")
    if candidate.certain or candidate.weight >= LIKELY:
        return _("같을 가능성이 높음")
    return _("같을 수 있음") if candidate.weight >= EVEN else _("같을 가능성이 낮음")


def _agrees(axis: Axis) -> str:
    return {
        Axis.BUILDING: _("같은 건물"),
        Axis.BIRTH: _("생년월일 같음"),
        Axis.BUSINESS: _("사업자등록번호 같음"),
        Axis.CORPORATION: _("법인등록번호 같음"),
        Axis.BROKER: _("같은 공인중개사"),
        Axis.PROXY: _("같은 대리인"),
        Axis.DATE: _("계약한 날 같음"),
    }[axis]


def _differs(axis: Axis) -> str:
    return {
        Axis.BUILDING: _("다른 건물"),
        Axis.BROKER: _("다른 공인중개사"),
        Axis.PROXY: _("다른 대리인"),
    }[axis]
