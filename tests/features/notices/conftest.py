"""A board, and the people of the desk who write on it."""

from tests.features.notices.boards import board

__all__ = ["board"]
