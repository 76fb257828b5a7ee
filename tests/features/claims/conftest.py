"""Fixtures of a group with a lawyer whose people claim money."""

from tests.features.proceedings.cases import case
from tests.features.rosters.exports import counsel

__all__ = ["case", "counsel"]
