"""What can be done, as nouns and verbs. Who may is in policy.py."""

from enum import StrEnum


class Permission(StrEnum):
    """The grammar is `noun:verb`."""

    SITE_READ = "site:read"
    OPERATIONS_PROBE = "operations:probe"
    REGISTRATION_WRITE = "registration:write"
    MEMBER_SIGN_IN = "member:sign-in"
    STAFF_SIGN_IN = "staff:sign-in"
    SESSION_END = "session:end"
    OWN_READ = "own:read"
    OWN_WRITE = "own:write"
    INVITE_SEE = "invite:see"
    INVITE_MAKE = "invite:make"
    INVITE_ENTER = "invite:enter"
    OWN_ACCOUNT = "own-account:write"
    DESK_READ = "desk:read"
    PERSON_READ = "person:read"
    PERSON_REVEAL = "person:reveal"
    PERSON_VERIFY = "person:verify"
    LANDLORD_DECIDE = "landlord:decide"
    GROUP_MANAGE = "group:manage"
    ROOM_MANAGE = "room:manage"
    LAWYER_ASSIGN = "lawyer:assign"
    RESPONSES_IMPORT = "responses:import"
    COUNSEL_READ = "counsel:read"
    ROSTER_EXPORT = "roster:export"
    LETTER_ADDRESS = "letter:address"
