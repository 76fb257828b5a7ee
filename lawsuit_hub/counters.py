"""What the page of public numbers counts beyond people and suits: each feature that has something to tell plugs in here how it counts."""

from collections.abc import Mapping

from lawsuit_hub.features.costs import days as costs
from lawsuit_hub.features.meetings import service as meetings
from lawsuit_hub.features.statistics.public import Counter
from lawsuit_hub.features.statistics.types import Figure, Reading
from lawsuit_hub.features.suggestions import counting as suggestions

COUNTERS: Mapping[Figure, Counter] = {
    Figure.SUGGESTIONS: lambda work: Reading(suggestions.figures(work).received),
    Figure.FORWARDED: lambda work: Reading(suggestions.figures(work).forwarded),
    Figure.MEETINGS: lambda work: Reading(meetings.held_count(work)),
    Figure.MONEY: lambda work: Reading(*costs.paid(work)),
    Figure.ANSWERED: lambda work: Reading(suggestions.figures(work).answered),
}
