"""Slips as bytes: filled up to a few lengths, and kept many in a value, in the order of their bytes. Pure; what lies in it is sealed."""

import secrets
from bisect import insort
from collections.abc import Sequence

from lawsuit_hub.features.urns.types import FEWEST, LONGEST_SLIP, SlipTooLong

FULL = 256 * 1024  # bytes of a batch; one that grows past it is parted at random
_LENGTH = 4  # bytes before each
_DIGITS = 5  # before what is sealed
# One byte short of a step of the sealing, which adds one: a slip's length says which of these it fits in, and no more.
SIZES = (255, 1023, 4095, 16_383, 65_535)


class BrokenBatch(Exception):
    """The bytes are no batch."""


def filled(text: str) -> str:
    """Raises SlipTooLong."""
    length = len(text.encode())
    if length > LONGEST_SLIP:
        raise SlipTooLong
    size = next(size for size in SIZES if length + _DIGITS <= size)
    return f"{len(text):0{_DIGITS}}{text}".ljust(size - length + len(text), "\0")


def emptied(whole: str) -> str:
    """Raises ValueError where nobody here filled it."""
    return whole[_DIGITS : _DIGITS + int(whole[:_DIGITS])]


def packed(slips: Sequence[bytes]) -> bytes:
    return b"".join(len(one).to_bytes(_LENGTH, "big") + one for one in slips)


def unpacked(batch: bytes) -> list[bytes]:
    """Raises BrokenBatch."""
    slips, at = [], 0
    while at < len(batch):
        length = int.from_bytes(batch[at : at + _LENGTH], "big")
        slip = batch[at + _LENGTH : at + _LENGTH + length]
        if not length or len(slip) != length:
            raise BrokenBatch
        slips.append(slip)
        at += _LENGTH + length
    return slips


def joined(slips: list[bytes], slip: bytes) -> list[list[bytes]]:
    """The batch with the new slip; two of them, drawn at random, where it grew past its size. Neither then holds fewer than five."""
    insort(slips, slip)
    if len(slips) < 2 * FEWEST or sum(map(len, slips)) <= FULL:
        return [slips]
    secrets.SystemRandom().shuffle(slips)
    half = len(slips) // 2
    return [sorted(slips[:half]), sorted(slips[half:])]
