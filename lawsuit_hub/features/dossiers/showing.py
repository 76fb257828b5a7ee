"""What anybody reads of dossiers: where each went, under which number, what came back - and its file, where a caseworker shows it."""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.dossiers import freezing, reading, writing
from lawsuit_hub.features.dossiers.models import Dossier, DossierAnswer, DossierRecipient, DossierTopic
from lawsuit_hub.features.dossiers.standing import public_of, unmarked
from lawsuit_hub.features.dossiers.types import Form, NoSuchDossier, Public, Stale, TakenBack, Unmarked
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing.types import Holder
from lawsuit_hub.features.suggestions import service as suggestions
from lawsuit_hub.features.suggestions.types import Paper
from lawsuit_hub.infra.work import Work

KIND = writing.KIND
_ANSWER = "dossier_answer"


def show(work: Work, number: int, *, files: bool) -> None:
    """Anybody reads that it went out; `files`: and fetches the version that did. Raises NoSuchDossier; Stale where it did not go
    out, or its file holds words that were taken back since."""
    work.require(Permission.PUBLISH_PREPARE)
    row = writing.hold(work, number)
    if row.sent_on is None:
        raise Stale
    item = reading.item(work, number)
    if files and item.public is None:
        raise Stale
    row.shown_on, row.files_shown = row.shown_on or work.today, files
    audit.record(work, "dossier:shown", about=row.id, kind=KIND, number=number, files=files)


def withdraw(work: Work, number: int) -> None:
    """From the public pages; its topics still say where they went. Raises NoSuchDossier, Stale."""
    work.require(Permission.PUBLISH_PREPARE)
    row = writing.hold(work, number)
    if row.shown_on is None:
        raise Stale
    row.shown_on, row.files_shown = None, False
    for one in work.db.scalars(select(DossierAnswer).where(DossierAnswer.dossier_id == row.id)):
        publishing.withdraw(work, Holder(_ANSWER, one.id))
        one.shown = False
    audit.record(work, "dossier:withdrawn", about=row.id, kind=KIND, number=number)


def listed(work: Work) -> tuple[Public, ...]:
    """The newest first."""
    rows = work.db.scalars(
        select(Dossier).where(Dossier.shown_on.is_not(None)).order_by(Dossier.sent_on.desc(), Dossier.number.desc())
    )
    return tuple(_public(work, row) for row in rows)


def one(work: Work, number: int) -> Public:
    """Raises NoSuchDossier."""
    return _public(work, _shown(work, number))


def of_topic(work: Work, topic_no: int) -> tuple[Paper, ...]:
    """Those that carry a topic, where anybody reads both; the newest first."""
    carries = select(DossierTopic.topic_id, Dossier, DossierRecipient.name).select_from(DossierTopic)
    shown = carries.join(Dossier).join(DossierRecipient).where(Dossier.shown_on.is_not(None))
    rows = work.db.execute(shown.order_by(Dossier.sent_on.desc(), Dossier.number.desc())).all()
    told = suggestions.shown_topics(work, {topic_id for topic_id, _row, _name in rows})
    carried = [(row, name) for topic_id, row, name in rows if topic_id in told and told[topic_id][0] == topic_no]
    return tuple(
        Paper(row.number, name, sent.day, sent.document) for row, name in carried if (sent := reading.sent_of(row))
    )


def fetched(work: Work, number: int, form: Form) -> bytes:
    """Raises NoSuchDossier, Altered; TakenBack where words in it may be quoted no more: at once, whoever showed it before;
    Unmarked where nobody can tell."""
    row = _shown(work, number)
    if not row.files_shown:
        raise NoSuchDossier
    frozen = reading.stands(work, row.id)
    version = public_of(row.sent_version, frozen)
    if version is None:
        raise Unmarked if unmarked(row.sent_version, frozen) else TakenBack
    return freezing.bytes_of(work, row.id, version.number, form)


def _shown(work: Work, number: int) -> Dossier:
    row = writing.get(work, number)
    if row.shown_on is None:
        raise NoSuchDossier
    return row


def _public(work: Work, row: Dossier) -> Public:
    sent, named = reading.sent_of(row), work.db.get(DossierRecipient, row.recipient_id)
    if sent is None or named is None:
        raise NoSuchDossier
    ids: list[UUID] = list(
        work.db.scalars(
            select(DossierTopic.topic_id).where(DossierTopic.dossier_id == row.id).order_by(DossierTopic.place)
        )
    )
    told = suggestions.shown_topics(work, ids)
    frozen = reading.versions(work, row.id) if row.files_shown else ()
    version = public_of(sent.version, frozen)
    return Public(
        number=row.number,
        title=row.title,
        recipient=named.name,
        day=sent.day,
        document=sent.document,
        topics=tuple(told[each] for each in ids if each in told),
        answers=reading.answers(work, row.id, shown=True),
        version=version,
        sent_version=sent.version,
        stopped=row.files_shown and version is None,
        unmarked=unmarked(sent.version, frozen),
    )
