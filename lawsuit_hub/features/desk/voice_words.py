"""The staff's words for deeds with what people ask, apply for and meet about, for a person's case file."""

from lawsuit_hub.features.costs import deed_words as cost_words
from lawsuit_hub.features.meetings import deed_words as meeting_words
from lawsuit_hub.features.questions import deed_words as board_words
from lawsuit_hub.features.surveys import deed_words as survey_words


def deeds() -> dict[str, str]:
    return {**board_words.deeds(), **cost_words.deeds(), **meeting_words.deeds(), **survey_words.deeds()}
