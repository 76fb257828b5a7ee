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
