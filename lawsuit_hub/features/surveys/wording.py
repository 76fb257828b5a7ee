"""What somebody wrote in a survey, as it may be kept: personal data replaced, names too.

In two steps. What her own page shows back is replaced by its shape alone; names of the people of her group go silently as it is sent:
a page that showed which words were such names would tell whoever guesses that somebody of that name is here.
"""

from uuid import UUID

from lawsuit_hub.features.lawsuits import fellow_names, present
from lawsuit_hub.features.publishing import naming
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.scrub import scrub, with_tags

NAME_TAG = "[이름]"


def by_shape(text: str) -> str:
    """Raises ResidentNumber."""
    spans = [*naming.labelled(text)]
    return scrub(with_tags(text, spans, NAME_TAG)).text


def of_fellows(work: Work, victim_id: UUID, text: str) -> str:
    """Without her own name and those of everybody who ever had a place in her group."""
    group_id = present.active_in(work, [victim_id]).get(victim_id)
    people = present.everybody(work, group_id) if group_id is not None else []
    return with_tags(text, fellow_names.spans_of(work, {victim_id, *people}, text), NAME_TAG)
