"""Fixtures of a group with a lawyer."""

from tests.features.proceedings.cases import case
from tests.features.rosters.exports import counsel

__all__ = ["case", "counsel"]
