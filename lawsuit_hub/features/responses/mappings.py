"""Remembers what somebody said the columns of a form mean. Knows question texts and names, no answer."""

from collections.abc import Mapping, Sequence

from lawsuit_hub.features.responses.models import FormMapping
from lawsuit_hub.features.responses.questions import fingerprint
from lawsuit_hub.infra.work import Work


def remembered(work: Work, header: Sequence[str]) -> dict[str, str]:
    """Empty where nobody was asked about this form."""
    row = work.db.get(FormMapping, fingerprint(header))
    return dict(row.mapping) if row is not None else {}


def remember(work: Work, header: Sequence[str], chosen: Mapping[str, str]) -> None:
    """The newest word counts. The system and a command line are nobody's account."""
    made_by = work.actor.id if work.actor.is_staff else None
    row = FormMapping(fingerprint=fingerprint(header), mapping=dict(chosen), made_by=made_by, made_at=work.now)
    work.db.merge(row)
    work.db.flush()


def by_text(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """A mapping by places (`#3`) told by the columns' texts where they have one of their own, so that it fits the form
    in another order too."""
    texts = [text.strip() for text in header]
    named = {f"#{place}": text for place, text in enumerate(texts, 1) if text and texts.count(text) == 1}
    return {named.get(column, column): question for column, question in chosen.items()}
