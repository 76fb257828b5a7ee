"""The fixtures of a group with mandates, and of its suit."""

from tests.features.exhibits.suits import suit
from tests.features.mandates.conftest import signers
from tests.features.proceedings.cases import case
from tests.features.rosters.exports import counsel

__all__ = ["case", "counsel", "signers", "suit"]
