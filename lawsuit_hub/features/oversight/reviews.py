"""The periodic review: figures and downloads of a span, flagged items, one signature. Spans leave no gap and never overlap."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import reading
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.reading import Tally
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.oversight import patterns
from lawsuit_hub.features.oversight.models import Review
from lawsuit_hub.features.oversight.rules import at_night
from lawsuit_hub.features.oversight.trail import is_staffs, kind_of, own_account, told, who
from lawsuit_hub.features.oversight.types import (
    DOWNLOAD,
    OF_FILES,
    OPENINGS,
    AlreadySigned,
    Figure,
    FiguresChanged,
    Flagged,
    Kind,
    NoSuchReview,
    NotesMissing,
    OpenReview,
    OwnAccesses,
    SignedReview,
    Told,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

SHOWN = 100
MANY_ROWS = 50  # a file of so many people is worth a word, whatever its reason says


def open_review(work: Work, *, last: int | None = None) -> OpenReview | None:
    """What nobody has signed yet, up to a line (the newest); None of an empty trail."""
    work.require(Permission.OVERSIGHT_READ)
    before = _latest(work)
    after = before.last_line if before else 0
    last = reading.newest(work) if last is None else last
    since = before.until if before else reading.moment_of(work, 1)
    if since is None or last < after:
        return None
    tallies = _tallies(work, after, last)
    downloads = reading.lines(work, after=after, upto=last, deeds=(DOWNLOAD,), kind="group", newest_first=True)
    listed = tuple(told(work, downloads))
    own = [one for one in tallies if one.actor_id == work.actor.id]
    due_at = since + timedelta(days=work.settings.review_days)
    return OpenReview(
        after=after,
        last=last,
        since=since,
        due_at=due_at,
        figures=_figures(work, tallies),
        downloads=listed[:SHOWN],
        downloads_count=len(listed),
        flagged=tuple(_flagged(work, listed, after, last)),
        sha256=_hash(after, last, tallies, [line.number for line in downloads]),
        own=sum(one.count for one in own),
        own_openings=sum(one.count for one in own if one.deed in OPENINGS),
        overdue=work.now > due_at,
    )


def _latest(work: Work) -> Review | None:
    return work.db.scalar(select(Review).order_by(Review.number.desc()).limit(1))


def _tallies(work: Work, after: int, last: int) -> list[Tally]:
    return [one for one in reading.tally(work, after=after, upto=last) if is_staffs(one.role, one.system_user)]


def _figures(work: Work, tallies: Sequence[Tally]) -> tuple[Figure, ...]:
    staff = identity.staff_many(work, [one.actor_id for one in tallies if one.actor_id])
    counted: dict[tuple[str, str], Counter[Kind]] = {}
    for one in tallies:
        row = counted.setdefault((who(one.actor_id, one.system_user, staff), one.role), Counter())
        if one.deed not in OF_FILES or one.about_kind == "group":
            row[kind_of(one.deed)] += one.count
    return tuple(
        Figure(name, role, {kind: row[kind] for kind in Kind}) for (name, role), row in sorted(counted.items())
    )


def _hash(after: int, last: int, tallies: Sequence[Tally], downloads: Sequence[int]) -> str:
    rows = sorted(
        [one.role, str(one.actor_id or ""), one.system_user or "", one.deed, one.about_kind or "", one.count]
        for one in tallies
    )
    seen: dict[str, Any] = {"after": after, "last": last, "figures": rows, "downloads": sorted(downloads)}
    return hashlib.sha256(json.dumps(seen, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _flagged(work: Work, downloads: Sequence[Told], after: int, last: int) -> list[Flagged]:
    """Files taken at night or with many people, and patterns that nobody has judged: one note for each line."""
    found = {}
    for line in downloads:
        why = "night" if at_night(line.at) else "many" if int(line.details.get("rows", 0)) >= MANY_ROWS else ""
        if why:
            found[line.number] = Flagged(f"line-{line.number}", line, why)
    for _rule, number in patterns.open_between(work, after, last):
        for line in told(work, reading.lines(work, after=number - 1, upto=number)):
            found.setdefault(number, Flagged(f"line-{number}", line, "pattern"))
    return list(found.values())


def sign(work: Work, *, after: int, last: int, sha256: str, note: str, notes: Mapping[str, str]) -> int:
    """Signs a span as it was seen; returns the review's number.

    Raises AlreadySigned, FiguresChanged, OwnAccesses, NotesMissing, ReasonMissing, ReasonHoldsNumber.
    """
    work.require(Permission.OVERSIGHT_SIGN)
    before = _latest(work)
    if after != (before.last_line if before else 0):
        raise AlreadySigned
    seen = open_review(work, last=last)
    if seen is None or seen.sha256 != sha256 or last > reading.newest(work):
        raise FiguresChanged
    if seen.own_openings:
        raise OwnAccesses
    missing = tuple(one.key for one in seen.flagged if not notes.get(one.key, "").strip())
    if missing:
        raise NotesMissing(missing)
    kept = audit.clean_reason(note)
    said = {one.key: audit.clean_reason(notes[one.key]) for one in seen.flagged}
    review = _review(work, seen, before.number + 1 if before else 1, kept, said)
    try:
        with work.db.begin_nested():
            work.db.add(review)
            work.db.flush()
    except IntegrityError:
        raise AlreadySigned from None
    audit.record(
        work,
        "review:signed",
        about=review.id,
        kind="review",
        reason=kept,
        number=review.number,
        after=after,
        last=last,
        sha256=sha256,
    )
    return review.number


def _review(work: Work, seen: OpenReview, number: int, note: str, notes: dict[str, str]) -> Review:
    figures = [
        {"who": one.who, "role": one.role, "counts": {kind.value: count for kind, count in one.counts.items()}}
        for one in seen.figures
    ]
    return Review(
        id=new_id(),
        number=number,
        after_line=seen.after,
        last_line=seen.last,
        since=seen.since,
        until=reading.moment_of(work, seen.last) or work.now,
        figures={"staff": figures, "downloads": seen.downloads_count},
        figures_sha256=seen.sha256,
        note=note,
        notes=notes,
        signed_at=work.now,
        signed_by=own_account(work),
    )


def signed_reviews(work: Work) -> list[SignedReview]:
    """Newest first."""
    work.require(Permission.OVERSIGHT_READ)
    rows = list(work.db.scalars(select(Review).order_by(Review.number.desc()).limit(SHOWN)))
    staff = identity.staff_many(work, [row.signed_by for row in rows])
    return [_signed(row, staff[row.signed_by].login) for row in rows]


def signed_review(work: Work, number: int) -> SignedReview:
    """With the figures as they were seen, and whether the trail still says the same. Raises NoSuchReview."""
    work.require(Permission.OVERSIGHT_READ)
    row = work.db.scalar(select(Review).where(Review.number == number))
    if row is None:
        raise NoSuchReview
    tallies = _tallies(work, row.after_line, row.last_line)
    downloads = reading.lines(work, after=row.after_line, upto=row.last_line, deeds=(DOWNLOAD,), kind="group")
    again = _hash(row.after_line, row.last_line, tallies, [line.number for line in downloads])
    return _signed(
        row,
        _login(work, row.signed_by),
        figures=tuple(
            Figure(one["who"], one["role"], {Kind(kind): count for kind, count in one["counts"].items()})
            for one in row.figures["staff"]
        ),
        notes=tuple(_noted(work, key, note) for key, note in row.notes.items()),
        stands=again == row.figures_sha256,
    )


def _login(work: Work, account_id: UUID) -> str:
    return identity.staff(work, account_id).login


def _noted(work: Work, key: str, note: str) -> tuple[Told | None, str]:
    number = int(key.removeprefix("line-")) if key.startswith("line-") else 0
    found = told(work, reading.lines(work, after=number - 1, upto=number))
    return (found[0] if found else None), note


def _signed(row: Review, login: str, **more: Any) -> SignedReview:
    return SignedReview(
        number=row.number,
        since=row.since,
        until=row.until,
        signed_at=row.signed_at,
        signed_by=login,
        note=row.note,
        after=row.after_line,
        last=row.last_line,
        sha256=row.figures_sha256,
        **more,
    )
