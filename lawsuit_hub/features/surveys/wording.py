"""What somebody wrote in a survey, as it may be kept: personal data replaced as in suggestions, names too where something says that they are.

In two steps. What her own page shows back is replaced by its shape and by her own name alone; names of the people of her group go silently
as it is sent: a page that showed which words were such names would tell whoever guesses that somebody of that name is here.
A name of somebody else that stands alone in a sentence stays: the page says so, and a person finds it before anything is quoted.
"""

from uuid import UUID

from lawsuit_hub.features.lawsuits import fellow_names, present
from lawsuit_hub.features.publishing import replacing
from lawsuit_hub.features.publishing.types import NAME
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.scrub import with_tags

_NAME = replacing.TAGS[NAME]


def shown_back(work: Work, text: str) -> str:
    """Raises ResidentNumber."""
    hers = fellow_names.spans_of(work, [work.actor.id], text) if work.actor.id is not None else []
    return replacing.replaced(text, names=[text[start:stop] for start, stop in hers]).text


def of_fellows(work: Work, victim_id: UUID, text: str) -> str:
    """Without her own name and those of everybody who ever had a place in her group."""
    group_id = present.active_in(work, [victim_id]).get(victim_id)
    people = present.everybody(work, group_id) if group_id is not None else []
    return with_tags(text, fellow_names.spans_of(work, {victim_id, *people}, text), _NAME)
