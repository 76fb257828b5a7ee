"""An admin and a colleague for every test here."""

from tests.features.accounts.admins import admin, colleague

__all__ = ["admin", "colleague"]
