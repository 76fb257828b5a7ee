"""Who there is: the roles a person can act in."""

from enum import StrEnum


class Role(StrEnum):
    VISITOR = "visitor"
    MEMBER = "member"
    CASEWORKER = "caseworker"
    LAWYER = "lawyer"
    PRIVACY_OFFICER = "privacy_officer"
    ADMIN = "admin"
    SYSTEM = "system"


STAFF_ROLES = (Role.CASEWORKER, Role.LAWYER, Role.PRIVACY_OFFICER, Role.ADMIN)
# Whose work may hold keys that open identities. The privacy officer reads the trail and the admin runs accounts: neither needs one.
OPENING_ROLES = frozenset({Role.CASEWORKER, Role.LAWYER, Role.SYSTEM})
