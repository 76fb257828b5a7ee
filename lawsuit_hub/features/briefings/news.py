"""News from a group's lawyer: drafted, checked for what is somebody's, published (by a caseworker's word, where the group wants it),
corrected with a visible mark, withdrawn. The words are the lawyer's as she wrote them."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.briefings import checking, rules, wordings
from lawsuit_hub.features.briefings.models import News, NewsReading
from lawsuit_hub.features.briefings.types import NotInFile, Stale
from lawsuit_hub.features.lawsuits import assignments, endings
from lawsuit_hub.features.lawsuits.types import GroupId
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.proceedings.reaching import reach, to_tell
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

KIND = "counsel_news"
A_DAY = "100 per day"  # of savings: whoever tries names out learns them slowly


def write(work: Work, code: str, title: str, text: str, *, once: str) -> UUID:
    """A draft, seen by its lawyer alone; the one that this form made before. Raises NoSuchGroup, BadWords, TooMany."""
    work.require(Permission.NEWS_WRITE)
    group_id, kept = reach(work, code), wordings.cleaned(title, text)
    assert work.actor.id is not None  # noqa: S101 - staff has an account
    work.limits.hit(A_DAY, KIND, str(work.actor.id))
    row = News(id=new_id(), group_id=group_id, author_id=work.actor.id, begun_at=work.now, once=once, last_turn=0)
    try:
        with work.db.begin_nested():
            work.db.add(row)
            work.db.flush()
    except IntegrityError:
        return _made_before(work, once)
    wordings.add(work, row, *kept)
    return row.id


def _made_before(work: Work, once: str) -> UUID:
    made = work.db.scalar(select(News.id).where(News.once == once, News.author_id == work.actor.id))
    if made is None:
        raise NotInFile
    return made


def revise(work: Work, code: str, news_id: UUID, title: str, text: str, *, seen: int) -> None:
    """Another wording; what members read stays until it is published. `seen`: the last turn that the page showed.

    Raises NoSuchGroup, NotInFile, BadWords, Stale, TooMany.
    """
    _group_id, row = _mine(work, code, news_id)
    kept = wordings.cleaned(title, text)
    _unchanged(row, seen)
    work.limits.hit(A_DAY, KIND, str(work.actor.id))
    _call_back(row)
    wordings.add(work, row, *kept)


def mask(work: Work, code: str, news_id: UUID, *, seen: int) -> None:
    """Another wording, with everything replaced that could be somebody's. Raises as `revise`."""
    group_id, row = _mine(work, code, news_id)
    _unchanged(row, seen)
    stands = wordings.of(work, [row.id])[row.id][-1]
    title, text = (checking.masked(work, group_id, words).text for words in (stands.title, stands.text))
    _call_back(row)
    wordings.add(work, row, *wordings.cleaned(title, text))


def publish(work: Work, code: str, news_id: UUID, *, seen: int, office: bool) -> bool:
    """False where it waits for a caseworker now. `office`: what was found is an office's or the court's, she says.

    Raises NoSuchGroup, NotInFile, Stale, HoldsPersonal.
    """
    group_id, row = _mine(work, code, news_id)
    _unchanged(row, seen)
    if row.shown_turn == row.last_turn:
        return True
    stands = wordings.of(work, [row.id])[row.id][-1]
    checking.refuse(work, group_id, f"{stands.title}\n\n{stands.text}", office=office)
    row.sent_turn, row.returned = row.last_turn, ""
    if rules.by_desk(work, group_id):
        audit.record(work, "news:sent", about=group_id, kind="group")
        return False
    _show(work, group_id, row)
    return True


def release(work: Work, code: str, news_id: UUID, *, seen: int) -> None:
    """A caseworker lets members read the wording that she saw. Raises NoSuchGroup, NotInFile; Stale where the lawyer wrote another
    since, or has the group no more."""
    group_id, row = _waiting(work, code, news_id, seen)
    assigned = assignments.standing(work, group_id)
    if assigned is None or assigned.lawyer_id != row.author_id:
        raise Stale
    row.released_by = work.actor.id
    _show(work, group_id, row)


def give_back(work: Work, code: str, news_id: UUID, *, seen: int, reason: str) -> None:
    """To its lawyer, who reads why. Raises NoSuchGroup, NotInFile, Stale, ReasonMissing, ReasonHoldsNumber."""
    kept = audit.clean_reason(reason)
    group_id, row = _waiting(work, code, news_id, seen)
    row.sent_turn, row.returned = row.shown_turn, kept
    audit.record(work, "news:returned", about=group_id, kind="group", reason=kept)


def withdraw(work: Work, code: str, news_id: UUID, *, reason: str) -> None:
    """Members read only that there was something. Raises NoSuchGroup, NotInFile, ReasonMissing, ReasonHoldsNumber."""
    group_id, kept = reach(work, code), audit.clean_reason(reason)
    row = _held(work, group_id, news_id)
    if row.published_at is None and not _writes(work, row):
        raise NotInFile
    if row.withdrawn_at is None:
        row.withdrawn_at = work.now
        audit.record(work, "news:withdrawn", about=group_id, kind="group", reason=kept)


def _show(work: Work, group_id: GroupId, row: News) -> None:
    first = row.published_at is None
    row.shown_turn, row.shown_at = row.sent_turn, work.now
    row.published_at = row.published_at or work.now
    if not first:  # it says something else than what was read
        work.db.execute(delete(NewsReading).where(NewsReading.news_id == row.id))
    audit.record(work, "news:published" if first else "news:corrected", about=group_id, kind="group")
    outbox.queue_many(work, KIND, to=to_tell(work, group_id))
    work.db.flush()


def _mine(work: Work, code: str, news_id: UUID) -> tuple[GroupId, News]:
    work.require(Permission.NEWS_WRITE)
    group_id = reach(work, code)
    row = _held(work, group_id, news_id)
    if not _writes(work, row):
        raise NotInFile
    if row.withdrawn_at is not None:
        raise Stale
    return group_id, row


def _writes(work: Work, row: News) -> bool:
    return work.actor.role is Role.LAWYER and row.author_id == work.actor.id


def _waiting(work: Work, code: str, news_id: UUID, seen: int) -> tuple[GroupId, News]:
    work.require(Permission.NEWS_RELEASE)
    group_id = reach(work, code)
    row = _held(work, group_id, news_id)
    if row.sent_turn is None:
        raise NotInFile
    if row.sent_turn == row.shown_turn or row.sent_turn != seen or row.withdrawn_at is not None:
        raise Stale
    return group_id, row


def _call_back(row: News) -> None:
    """Whoever writes on takes back what waits for a caseworker."""
    row.sent_turn = row.shown_turn


def _unchanged(row: News, seen: int) -> None:
    if row.last_turn != seen:
        raise Stale


def _held(work: Work, group_id: GroupId, news_id: UUID) -> News:
    theirs = News.id == news_id, News.group_id.in_(endings.family(work, group_id))
    found = select(News).where(*theirs).with_for_update().execution_options(populate_existing=True)
    row = work.db.scalar(found)
    if row is None:
        raise NotInFile
    return row
