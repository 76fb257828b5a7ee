"""Verifies the whole trail: every line, every checkpoint, the head file. Reads in a stream, writes nothing."""

import json
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from hmac import compare_digest
from typing import NamedTuple

from sqlalchemy import func, select

from lawsuit_hub.features.audit import chain, checkpoints, head_file, raw_lines
from lawsuit_hub.features.audit.chain import START, Broken, Link, Mac, Stored
from lawsuit_hub.features.audit.head_file import BadHead
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.audit.raw_lines import RawLine
from lawsuit_hub.features.audit.types import Verdict
from lawsuit_hub.infra.work import Work

_DEED, _DETAILS = chain.FIELDS.index("deed"), chain.FIELDS.index("details")


class Anchor(NamedTuple):
    """A line that something beside the lines themselves knows."""

    number: int
    digest: bytes
    who: str


def verify(work: Work) -> tuple[Verdict, Link]:
    """The verdict, and the end of the chain as far as it is whole."""
    head, no_head = _head(work)  # before the lines: they may grow meanwhile, the head may not come to know more
    signed, bad_checkpoint = checkpoints.signed(work)
    anchors = [Anchor(one.lines, one.digest, f"checkpoint {one.number}") for one in signed]
    anchors += [Anchor(head.number, head.digest, "the head file")] if head else []
    walk = Walk(partial(work.keys.mac, chain.MAC_PURPOSE), anchors, whole=head is not None)
    try:
        with closing(raw_lines.stream(work)) as lines:
            walk.over(lines)
        walk.ended()
        for broken in filter(None, (bad_checkpoint, no_head)):
            raise broken
        walk.told_of(len(signed))
    except Broken as broken:
        counted = int(work.db.execute(select(func.count()).select_from(AuditLine)).scalar_one())
        return Verdict(counted, len(signed), broken.number, str(broken)), walk.end
    return Verdict(walk.end.number, len(signed)), walk.end


def _head(work: Work) -> tuple[head_file.Head | None, Broken | None]:
    try:
        return head_file.read(work), None
    except BadHead as bad:
        return None, Broken(None, f"{bad}: whether lines were cut off the end cannot be told")


class Walk:
    """From line to line. `whole`: the end is known, so a gap before it is a removed line and a number behind it is put in."""

    def __init__(self, mac: Mac, anchors: Iterable[Anchor], *, whole: bool) -> None:
        self._mac = mac
        self._anchors = sorted(anchors)
        self._known = max((anchor.number for anchor in self._anchors), default=0)
        self._whole = whole
        self._agreed = 0
        self._next_anchor = 0
        self._told = 0
        self.end = START

    def over(self, lines: Iterable[RawLine]) -> None:
        self._compare()
        for line in lines:
            self._step(line)

    def _step(self, line: RawLine) -> None:
        expected = self.end.number + 1
        if line.number != expected:
            raise self._misplaced(line.number, expected)
        if line.words is None:
            raise Broken(expected, f"line {expected} holds what no line ever held")
        digest = chain.digest_of(self.end, chain.form(line.words))
        mac = self._mac(digest)
        if not (_same(line.digest, digest) and _same(line.mac, mac)):
            raise Broken(expected, f"line {expected} was changed, moved or put in, or the one before it was taken out")
        self.end = Link(expected, digest, mac)
        self._note(line.words)
        self._compare()

    def _misplaced(self, found: int, expected: int) -> Broken:
        if found > expected and (expected <= self._known or not self._whole):
            return Broken(expected, f"line {expected} was taken out")
        return Broken(found, f"line {found} was put in")

    def _note(self, words: Stored) -> None:
        if words[_DEED] == checkpoints.DEED:
            self._told = max(self._told, int(json.loads(words[_DETAILS] or "{}").get("number", 0)))

    def _compare(self) -> None:
        while self._next_anchor < len(self._anchors) and self._anchors[self._next_anchor].number == self.end.number:
            anchor = self._anchors[self._next_anchor]
            if anchor.digest != self.end.digest:
                first = self._agreed + 1
                raise Broken(first, f"lines {first} to {anchor.number} were written again: {anchor.who} knows others")
            self._agreed = anchor.number
            self._next_anchor += 1

    def ended(self) -> None:
        if self._next_anchor < len(self._anchors):
            last, anchor = self.end.number, self._anchors[-1]
            raise Broken(last + 1, f"the trail ends at line {last}, but {anchor.who} knows {anchor.number} lines")

    def told_of(self, signed: int) -> None:
        """A line says so when a checkpoint is signed: one that is gone is missed."""
        if self._told > signed:
            raise Broken(None, f"checkpoint {signed + 1} was taken out")


def _same(there: object, right: bytes) -> bool:
    return isinstance(there, bytes | memoryview) and compare_digest(bytes(there), right)
