"""Fixtures of a group that votes."""

from tests.features.ballots.halls import hall

__all__ = ["hall"]
