"""Writing the FAQ: an entry is written, worded anew, taken out, put back, loaded from a file. What it said before stays."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.faq import matchers, service
from lawsuit_hub.features.faq.models import FaqEntry, FaqWording
from lawsuit_hub.features.faq.types import (
    LONGEST_ANSWER,
    LONGEST_CATEGORY,
    LONGEST_CODE,
    LONGEST_QUESTION,
    LONGEST_VARIANT,
    MOST_VARIANTS,
    BadEntry,
    Collides,
    Collision,
    Draft,
    Entry,
    Loaded,
    NoSuchEntry,
    Stale,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.scrub import NAME, PHONE, ResidentNumber, scrub
from lawsuit_hub.values.text import visible

_MOBILE = ("01", "+82", "82")
_OWN = "Q"  # entries that were written at the desk: Q1, Q2
_ATTEMPTS = 200
_TAKEN = frozenset({".", "..", "ask"})  # what an address under /faq cannot mean


def write(work: Work, draft: Draft, *, once: str | None = None, anyway: bool = False) -> Entry:
    """A new entry under the next free code. The same `once` again gives what it made. Raises BadEntry, Collides."""
    work.require(Permission.FAQ_WRITE)
    made = _once(work, once)
    if made is not None:
        return made
    checked = cleaned(draft)
    _refuse_collisions(work, checked, anyway=anyway)
    return _worded(work, _begun(work, checked.code, once), checked)


def revise(work: Work, code: str, draft: Draft, *, seen: int, anyway: bool = False) -> bool:
    """False where nothing is different. Raises NoSuchEntry, Stale, BadEntry, Collides."""
    work.require(Permission.FAQ_WRITE)
    entry, stands = _locked(work, code, seen)
    checked = replace(cleaned(draft), code=code)
    if _same(stands, checked) and not stands.retired:
        return False
    _refuse_collisions(work, checked, anyway=anyway, before=stands.variants)
    _worded(work, entry, checked)
    return True


def retire(work: Work, code: str, *, seen: int) -> None:
    """It is shown and answered no more; what it said stays. Raises NoSuchEntry, Stale."""
    work.require(Permission.FAQ_WRITE)
    entry, stands = _locked(work, code, seen)
    if not stands.retired:
        _worded(work, entry, _draft_of(stands), retired=True)


def restore(work: Work, code: str, *, seen: int) -> None:
    """Shown again as it was. Raises NoSuchEntry, Stale."""
    work.require(Permission.FAQ_WRITE)
    entry, stands = _locked(work, code, seen)
    if stands.retired:
        _worded(work, entry, _draft_of(stands))


def add_variant(work: Work, code: str, words: str, *, anyway: bool = False) -> bool:
    """One more way of asking it. False where it is there already. Raises NoSuchEntry, BadEntry, Collides."""
    stands = service.get(work, code)
    if words in stands.variants:
        return False
    more = replace(_draft_of(stands), variants=(*stands.variants, words))
    return revise(work, code, more, seen=stands.turn, anyway=anyway)


def load(work: Work, drafts: Sequence[Draft], *, keep: bool = False) -> Loaded:
    """What a file says is how its entries stand. Those of an earlier file that it does not name are taken out, unless `keep`;
    what was written at the desk stays. Raises BadEntry before anything is written."""
    work.require(Permission.FAQ_WRITE)
    checked = [cleaned(draft) for draft in drafts]
    stand = {one.code: one for one in service.entries(work, retired=True)}
    rows = {row.code: row for row in work.db.scalars(select(FaqEntry))}
    counts = {"new": 0, "changed": 0, "same": 0, "retired": 0}
    for draft in checked:
        there = stand.get(draft.code)
        if there is not None and _same(there, draft) and not there.retired:
            counts["same"] += 1
            continue
        counts["new" if there is None else "changed"] += 1
        row = rows.get(draft.code) or FaqEntry(id=new_id(), code=draft.code, turn=0, of_file=True)
        _worded(work, row, draft, said=False)
    named = {draft.code for draft in checked}
    for code, row in rows.items():
        if not keep and row.of_file and code not in named and not stand[code].retired:
            counts["retired"] += 1
            _worded(work, row, _draft_of(stand[code]), retired=True, said=False)
    audit.record(work, "faq:loaded", rows=counts)
    return Loaded(**counts)


def collisions(work: Work, draft: Draft, *, before: Sequence[str] = ()) -> tuple[Collision, ...]:
    """Ways of asking that mean another entry as much as this one; those in `before` were there already."""
    others = [one for one in service.entries(work) if one.code != draft.code]
    return tuple(
        Collision(words, code, question)
        for words, code, question in matchers.shared(others, draft)
        if words not in before
    )


def cleaned(draft: Draft) -> Draft:
    """One spelling, nothing invisible, no way of asking twice. Raises BadEntry."""
    variants = tuple(dict.fromkeys(_line(one, "variants", LONGEST_VARIANT) for one in draft.variants if one.strip()))
    if len(variants) > MOST_VARIANTS:
        raise BadEntry("many", "variants")
    code = _line(draft.code, "code", LONGEST_CODE) if draft.code else ""
    if "/" in code or code in _TAKEN:
        raise BadEntry("code", "code")
    question = _line(draft.question, "question", LONGEST_QUESTION)
    return Draft(
        code=code,
        category=_line(draft.category, "category", LONGEST_CATEGORY) if draft.category.strip() else "",
        question=question,
        answer=_text(draft.answer, "answer", LONGEST_ANSWER),
        variants=tuple(one for one in variants if one != question),
    )


def _line(text: str, field: str, longest: int) -> str:
    return _text(" ".join(text.split()), field, longest)


def _text(text: str, field: str, longest: int) -> str:
    whole = unicodedata.normalize("NFC", visible(text.replace("\r\n", "\n"), keep="\n")).strip()
    if not whole:
        raise BadEntry("empty", field)
    if len(whole) > longest:
        raise BadEntry("long", field)
    try:
        found = scrub(whole).found
    except ResidentNumber:
        raise BadEntry("number", field) from None
    if any(kind != NAME and not (kind == PHONE and not words.startswith(_MOBILE)) for kind, words in found):
        raise BadEntry("personal", field)
    return whole


def _refuse_collisions(work: Work, draft: Draft, *, anyway: bool, before: Sequence[str] = ()) -> None:
    found = () if anyway else collisions(work, draft, before=before)
    if found:
        raise Collides(found)


def _once(work: Work, once: str | None) -> Entry | None:
    code = work.db.scalar(select(FaqEntry.code).where(FaqEntry.once == once)) if once else None
    return service.get(work, code, retired=True) if code else None


def _begun(work: Work, code: str, once: str | None) -> FaqEntry:
    """Of the named code, or of the next number that nobody has. Raises BadEntry("code") where it is taken."""
    taken = set(work.db.scalars(select(FaqEntry.code)))
    numbers = (f"{_OWN}{number}" for number in range(len(taken) + 1, len(taken) + _ATTEMPTS))
    for wanted in [code] if code else numbers:
        entry = FaqEntry(id=new_id(), code=wanted, turn=0, of_file=False, once=once)
        try:
            with work.db.begin_nested():
                work.db.add(entry)
                work.db.flush()
        except IntegrityError:  # of a file, or another's of this moment
            continue
        return entry
    raise BadEntry("code", "code")


def _locked(work: Work, code: str, seen: int) -> tuple[FaqEntry, Entry]:
    entry = work.db.scalar(select(FaqEntry).where(FaqEntry.code == code).with_for_update())
    if entry is None:
        raise NoSuchEntry
    if entry.turn != seen:
        raise Stale
    return entry, service.get(work, code, retired=True)


def _worded(work: Work, entry: FaqEntry, draft: Draft, *, retired: bool = False, said: bool = True) -> Entry:
    entry.turn += 1
    work.db.add(entry)
    work.db.flush()
    wording = FaqWording(
        id=new_id(),
        entry_id=entry.id,
        turn=entry.turn,
        category=draft.category,
        question=draft.question,
        answer=draft.answer,
        variants=list(draft.variants),
        retired=retired,
        at=work.now,
        by_account=work.actor.id,
    )
    work.db.add(wording)
    work.db.flush()
    if said and retired:
        audit.record(work, "faq:retired", code=entry.code, turn=entry.turn)
    elif said:
        audit.record(work, "faq:written", code=entry.code, turn=entry.turn)
    return service.entry_of(entry, wording)


def _draft_of(entry: Entry) -> Draft:
    return Draft(entry.question, entry.answer, entry.category, entry.variants, entry.code)


def _same(entry: Entry, draft: Draft) -> bool:
    return _draft_of(entry) == replace(draft, code=entry.code)
