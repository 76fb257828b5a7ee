"""Dossiers as the desk reads them: one with its topics, counts and quotes; the list; what is late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.dossiers import hiding, recipients, writing
from lawsuit_hub.features.dossiers.models import (
    Dossier,
    DossierAnswer,
    DossierRecipient,
    DossierTopic,
    DossierVersion,
)
from lawsuit_hub.features.dossiers.types import (
    MOST_QUOTES,
    Answer,
    Draft,
    Item,
    Line,
    Overdue,
    Part,
    Sent,
    State,
    Version,
    Way,
    Words,
)
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import HoldsResidentNumber
from lawsuit_hub.features.suggestions import service as suggestions
from lawsuit_hub.features.suggestions.types import Quote, Status, Topic
from lawsuit_hub.infra.letters import has_letters
from lawsuit_hub.infra.work import Work

_ALL = 1_000  # words of a topic that may be quoted


@dataclass(frozen=True, slots=True)
class _Counted:
    """Of the topics of a dossier, in their order."""

    people: list[int | None]
    suggestions: list[int | None]
    months: tuple[tuple[str, int | None], ...]
    total: int


def item(work: Work, number: int) -> Item:
    """Raises NoSuchDossier."""
    work.require(Permission.SUGGESTION_HANDLE)
    row = writing.get(work, number)
    rows = topics_of(work, row.id)
    found = suggestions.topics_of(work, [one.topic_id for one in rows])
    rows = [one for one in rows if one.topic_id in found]
    ids = [one.topic_id for one in rows]
    counted = _counted(work, [found[one] for one in ids])
    quoted, common = suggestions.quotes(work, ids, most=_ALL), suggestions.common_words(work, ids)
    parts = tuple(
        _part(
            work,
            one,
            found[one.topic_id],
            (*quoted.get(one.topic_id, ())[: 2 * MOST_QUOTES], *common.get(one.topic_id, ())),
            (few, people),
        )
        for one, few, people in zip(rows, counted.suggestions, counted.people, strict=True)
    )
    frozen = versions(work, row.id)
    return Item(
        id=row.id,
        number=row.number,
        turn=row.turn,
        state=_state(row, any(one.turn == row.turn for one in frozen)),
        recipient=recipients.get(work, row.recipient_id),
        draft=Draft(row.recipient_id, row.title, row.opening, row.cover, row.document, row.day),
        parts=parts,
        months=counted.months,
        total=counted.total,
        versions=frozen,
        sent=sent_of(row),
        answers=answers(work, row.id),
        late=_late(work, row),
        shown_on=row.shown_on,
        files_shown=row.files_shown,
        quotable=frozenset(mark(one.text) for some in (*quoted.values(), *common.values()) for one in some),
    )


def mark(text: str) -> str:
    """Of words that are quoted: the same words, the same mark."""
    return sha256(text.encode()).hexdigest()


def _counted(work: Work, topics: Sequence[Topic]) -> _Counted:
    crowds = [one.people.all for one in topics]
    cases = hiding.suggestions([one.people.suggestions for one in topics], crowds)
    told = [one.id for one, count in zip(topics, cases, strict=True) if count is not None]
    by_month = {f"{first.year}년 {first.month}월": count for first, count in suggestions.months(work, told).items()}
    return _Counted(hiding.people(crowds), cases, hiding.months(by_month), hiding.in_all(cases))


def _part(
    work: Work, row: DossierTopic, topic: Topic, quotes: Iterable[Quote], counts: tuple[int | None, int | None]
) -> Part:
    some = list(dict.fromkeys(one.text for one in quotes))
    fit = [one for one in some if fit_to_quote(work, one)]
    return Part(
        topic_id=topic.id,
        number=topic.number,
        title=topic.title,
        category=topic.category,
        status=topic.status,
        words=Words(row.summary, row.request, row.quotes),
        suggestions=counts[0],
        people=counts[1],
        quotes=tuple(fit[: row.quotes]),
        left_out=len(some) - len(fit),
        outcome=Status(row.outcome) if row.outcome else None,
        outcome_words=row.outcome_words,
    )


def fit_to_quote(work: Work, text: str) -> bool:
    """Looked through once more: what could be somebody's stays out, and so does what our papers cannot draw."""
    try:
        return not publishing.scan_text(work.settings, text) and has_letters(text)
    except HoldsResidentNumber:
        return False


def lines(work: Work) -> tuple[Line, ...]:
    """What is late first, then the newest."""
    work.require(Permission.SUGGESTION_HANDLE)
    rows = list(work.db.scalars(select(Dossier).order_by(Dossier.number.desc())))
    named = {one.id: one.name for one in work.db.scalars(select(DossierRecipient))}
    of_each = select(DossierTopic.dossier_id, func.count()).group_by(DossierTopic.dossier_id)
    counted = {dossier: count for dossier, count in work.db.execute(of_each)}  # noqa: C416 - rows are no pairs to mypy
    turns = select(DossierVersion.dossier_id, DossierVersion.turn)
    frozen = {(dossier, turn) for dossier, turn in work.db.execute(turns)}
    made = [
        Line(
            number=row.number,
            title=row.title,
            recipient=named[row.recipient_id],
            state=_state(row, (row.id, row.turn) in frozen),
            topics=counted.get(row.id, 0),
            sent=sent_of(row),
            late=_late(work, row),
        )
        for row in rows
    ]
    return tuple(sorted(made, key=lambda one: -one.late))


def overdue(work: Work) -> Overdue:
    """For the desk's today."""
    late = select(func.count(), func.min(Dossier.due_on)).where(
        Dossier.sent_on.is_not(None), Dossier.answered_on.is_(None), Dossier.due_on < work.today
    )
    count, oldest = work.db.execute(late).one()
    return Overdue(count, (work.today - oldest).days if oldest else 0)


def topics_of(work: Work, dossier_id: UUID) -> list[DossierTopic]:
    wanted = select(DossierTopic).where(DossierTopic.dossier_id == dossier_id)
    return list(work.db.scalars(wanted.order_by(DossierTopic.place, DossierTopic.topic_id)))


def versions(work: Work, dossier_id: UUID) -> tuple[Version, ...]:
    """Their bytes are looked at: a version that was changed since says so."""
    wanted = select(DossierVersion, DossierVersion.pdf, DossierVersion.hwpx)
    rows = work.db.execute(wanted.where(DossierVersion.dossier_id == dossier_id).order_by(DossierVersion.number))
    return tuple(version(row, pdf, hwpx) for row, pdf, hwpx in rows)


def version(row: DossierVersion, pdf: bytes, hwpx: bytes) -> Version:
    whole = (sha256(pdf).hexdigest(), sha256(hwpx).hexdigest()) == (row.pdf_sha256, row.hwpx_sha256)
    return Version(
        number=row.number,
        at=row.at,
        pdf_sha256=row.pdf_sha256,
        hwpx_sha256=row.hwpx_sha256,
        pdf_size=row.pdf_size,
        hwpx_size=row.hwpx_size,
        turn=row.turn,
        whole=whole,
        quoted=None if row.quoted is None else frozenset(row.quoted.split()),
    )


def answers(work: Work, dossier_id: UUID, *, shown: bool = False) -> tuple[Answer, ...]:
    wanted = select(DossierAnswer).where(DossierAnswer.dossier_id == dossier_id).order_by(DossierAnswer.number)
    if shown:
        wanted = wanted.where(DossierAnswer.shown.is_(True))
    return tuple(
        Answer(one.id, one.number, one.day, one.document, one.words, one.shown) for one in work.db.scalars(wanted)
    )


def sent_of(row: Dossier) -> Sent | None:
    if row.sent_on is None or row.sent_version is None or row.due_on is None:
        return None
    return Sent(row.sent_version, row.sent_on, row.sent_document, Way(row.sent_way), row.due_on)


def _state(row: Dossier, is_frozen: bool) -> State:
    if row.answered_on is not None:
        return State.ANSWERED
    if row.sent_on is not None:
        return State.SENT
    return State.FROZEN if is_frozen else State.DRAFT


def _late(work: Work, row: Dossier) -> int:
    if row.due_on is None or row.answered_on is not None:
        return 0
    return max((work.today - row.due_on).days, 0)
