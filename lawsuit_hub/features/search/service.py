"""Finding public texts by Korean words, on either database alike. A text that not everybody may read is never put in."""

import secrets
import unicodedata
from collections.abc import Collection
from datetime import datetime
from math import log
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.features.search.models import SearchEntry, SearchTerm
from lawsuit_hub.features.search.snippets import marked, snippet
from lawsuit_hub.features.search.terms import Asked, asked, terms_of
from lawsuit_hub.features.search.types import DEEPEST, LONGEST_TEXT, LONGEST_TITLE, MOST_HITS, Found, Hit, Kind
from lawsuit_hub.infra.db import batches
from lawsuit_hub.infra.work import Work

# Okapi BM25's weights; the average length is a constant, so that one entry's weights do not hang on all the others.
_K, _B, _AVERAGE = 1.2, 0.75, 200
_TITLE_COUNTS = 3
_SCALE = 100
_ENOUGH = 0.5  # of what is asked for, by rarity, stands in whatever is found
_MOST_TERMS, _MOST_BESIDE = 12, 2
_BITS = 63


def put(work: Work, kind: Kind, ref: UUID, *, title: str, text: str, at: datetime) -> None:
    """A public text as it stands from now on, in place of what stood. In the transaction that publishes it.

    Only what anybody may read on a page of this service: it is kept in the clear and shown to whoever asks. `ref` is the source's id; `at`
    orders what is equally good.
    """
    named, said = (unicodedata.normalize("NFC", one) for one in (title[:LONGEST_TITLE], text[:LONGEST_TEXT]))
    row = _held(work, kind, ref)
    if row is None:
        row = SearchEntry(id=secrets.randbits(_BITS), kind=kind.value, ref=ref, title=named, text=said, at=at)
        try:
            with work.db.begin_nested():
                work.db.add(row)
                work.db.flush()
        except IntegrityError:  # the same at the same moment
            return put(work, kind, ref, title=title, text=text, at=at)
    else:
        _forget_terms(work, row)
        row.title, row.text, row.at = named, said, at
    _keep_terms(work, row)
    return None


def drop(work: Work, kind: Kind, ref: UUID) -> None:
    """In the transaction that takes the text from the public page. What is not there is no mistake."""
    row = _held(work, kind, ref)
    if row is not None:
        _forget_terms(work, row)
        work.db.delete(row)
        work.db.flush()


def find(work: Work, query: str, *, kinds: Collection[Kind] = tuple(Kind), limit: int = 20, offset: int = 0) -> Found:
    """The best first. A query of any length is taken; only its beginning is looked for. Nothing of it is kept."""
    wanted = asked(query)
    among = [one.value for one in kinds]
    if offset > DEEPEST or not among:
        return Found((), 0)
    rarity = _rarity(work, among, [*wanted.wanted, *wanted.beside, *wanted.instead])
    sure = _sure(wanted, rarity)
    if sure is None:
        return Found((), 0)
    best = _ranked(among, sure, rarity).limit(min(limit, MOST_HITS)).offset(offset)
    rows = [(entry_id, float(score) / _SCALE, total) for entry_id, score, total in work.db.execute(best)]
    if not rows:
        return Found((), 0)
    entries = {
        one.id: one for one in work.db.scalars(select(SearchEntry).where(SearchEntry.id.in_(row[0] for row in rows)))
    }
    hits = (_hit(entries[entry_id], score, wanted.words) for entry_id, score, _total in rows if entry_id in entries)
    return Found(tuple(hits), rows[0][2])


def reindex(work: Work) -> int:
    """All terms anew, after their rules changed. Returns how many entries."""
    work.db.execute(delete(SearchTerm))
    ids = list(work.db.scalars(select(SearchEntry.id)))
    for some in batches(ids):
        for row in work.db.scalars(select(SearchEntry).where(SearchEntry.id.in_(some))):
            _keep_terms(work, row)
        work.db.expire_all()
    return len(ids)


def _held(work: Work, kind: Kind, ref: UUID) -> SearchEntry | None:
    """To the end of this work: whoever puts the same waits."""
    theirs = select(SearchEntry).where(SearchEntry.kind == kind.value, SearchEntry.ref == ref).with_for_update()
    return work.db.scalar(theirs.execution_options(populate_existing=True))


def _keep_terms(work: Work, row: SearchEntry) -> None:
    counts = terms_of(row.text)
    for term, times in terms_of(row.title).items():
        counts[term] += times * _TITLE_COUNTS
    share = _K * (1 - _B + _B * sum(counts.values()) / _AVERAGE)
    kept = [
        {
            "kind": row.kind,
            "term": term,
            "entry_id": row.id,
            "weight": round(_SCALE * times * (_K + 1) / (times + share)),
        }
        for term, times in counts.items()
    ]
    if kept:
        work.db.execute(insert(SearchTerm), kept)


def _forget_terms(work: Work, row: SearchEntry) -> None:
    """They follow from the text, so each is found by the table's own key."""
    for some in batches(terms_of(row.title) | terms_of(row.text)):
        theirs = SearchTerm.kind == row.kind, SearchTerm.term.in_(some), SearchTerm.entry_id == row.id
        work.db.execute(delete(SearchTerm).where(*theirs))


def _rarity(work: Work, among: list[str], terms: list[str]) -> dict[str, float]:
    """Of the terms that stand anywhere: the rarer, the more one says."""
    if not terms:
        return {}
    entries = work.db.scalar(select(func.count()).select_from(SearchEntry).where(SearchEntry.kind.in_(among))) or 0
    theirs = SearchTerm.kind.in_(among), SearchTerm.term.in_(terms)
    counts = work.db.execute(select(SearchTerm.term, func.count()).where(*theirs).group_by(SearchTerm.term))
    return {term: log(1 + (entries - times + 0.5) / (times + 0.5)) for term, times in counts}


def _sure(wanted: Asked, rarity: dict[str, float]) -> list[str] | None:
    """The terms of which most must stand in what is found; none where any will do. None: nothing can be found. `rarity` is left with what
    is looked for: the rarest, so that a long query costs no more than a short one."""
    sure = [term for term in wanted.wanted if term in rarity]
    instead = [term for term in wanted.instead if term in rarity]
    if not sure and wanted.wanted:
        sure = instead
        if not sure:
            return None
    rarest = sorted(sure or rarity.keys() - instead, key=lambda term: (-rarity[term], term))[:_MOST_TERMS]
    beside = [term for term in wanted.beside if term in rarity][:_MOST_BESIDE]
    for term in rarity.keys() - rarest - set(beside):
        del rarity[term]
    return [term for term in sure if term in rarity] if rarity else None


def _ranked(among: list[str], sure: list[str], rarity: dict[str, float]) -> Select[Any]:
    """Id, score and how many there are, of what holds enough; the best first, of equals the newest."""
    worth = case(rarity, value=SearchTerm.term, else_=0.0)
    scored = (
        select(SearchTerm.entry_id, func.sum(worth * SearchTerm.weight).label("score"))
        .where(SearchTerm.kind.in_(among), SearchTerm.term.in_(list(rarity)))
        .group_by(SearchTerm.entry_id)
    )
    if sure:
        held = func.sum(case({term: rarity[term] for term in sure}, value=SearchTerm.term, else_=0.0))
        scored = scored.having(held >= _ENOUGH * sum(rarity[term] for term in sure))
    found = scored.subquery()
    return (
        select(found.c.entry_id, found.c.score, func.count().over())
        .join(SearchEntry, SearchEntry.id == found.c.entry_id)
        .order_by(found.c.score.desc(), SearchEntry.at.desc(), SearchEntry.id)
    )


def _hit(row: SearchEntry, score: float, words: tuple[str, ...]) -> Hit:
    return Hit(Kind(row.kind), row.ref, score, marked(row.title, words), snippet(row.text, words))
