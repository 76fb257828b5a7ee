"""Words that somebody typed, as they may be kept."""

from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from lawsuit_hub.privacy.scrub import ResidentNumber, scrub


def scrubbed(text: str) -> str:
    """With what could be somebody's replaced. Raises ReasonHoldsNumber."""
    try:
        return scrub(text).text
    except ResidentNumber:
        raise ReasonHoldsNumber from None
