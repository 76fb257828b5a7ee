"""The access policy: one table. A permission that is not here is nobody's. About single objects the loader asks."""

from collections.abc import Callable
from typing import TypeVar

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission as P
from lawsuit_hub.access.roles import STAFF_ROLES, Role

F = TypeVar("F", bound=Callable[..., object])

_EVERYONE = frozenset(Role)
_STAFF = frozenset(STAFF_ROLES)
_MEMBER = frozenset({Role.MEMBER})
_DESK = frozenset({Role.CASEWORKER})
_LAWYER = frozenset({Role.LAWYER})
_OFFICER = frozenset({Role.PRIVACY_OFFICER})
_ADMIN = frozenset({Role.ADMIN})

POLICY: dict[P, frozenset[Role]] = {
    P.SITE_READ: _EVERYONE,
    P.OPERATIONS_PROBE: _EVERYONE,
    P.REGISTRATION_WRITE: frozenset({Role.VISITOR, Role.MEMBER}),
    P.MEMBER_SIGN_IN: frozenset({Role.VISITOR, Role.MEMBER}),
    P.STAFF_SIGN_IN: frozenset({Role.VISITOR, *STAFF_ROLES}),
    P.SESSION_END: _EVERYONE,
    P.REPORT_TAKE: _EVERYONE,  # a carrier's machine: the secret it sends is the right
    P.OWN_READ: _MEMBER,
    P.OWN_WRITE: _MEMBER,
    P.OWN_PASSKEYS: _MEMBER,
    P.OWN_ERASE: _MEMBER,
    P.OWN_COPY: _MEMBER,
    P.MANDATE_SIGN: _MEMBER,
    P.INVITE_SEE: _EVERYONE,
    P.INVITE_MAKE: _MEMBER,
    P.INVITE_ENTER: _EVERYONE,  # whoever it was not made for gets the one page that says nothing
    P.ROOM_USE: _MEMBER,  # of a group: features/rooms/places asks which
    P.ROOM_MODERATE: _DESK,
    P.ROOM_COUNSEL: _LAWYER,  # who has the group, within the dates
    P.OWN_ACCOUNT: _STAFF,
    P.ACCOUNT_READ: _ADMIN | {Role.SYSTEM},
    P.ACCOUNT_MANAGE: _ADMIN | {Role.SYSTEM},
    P.OWN_FACTORS: _STAFF,
    P.WEBHOOK_READ: _ADMIN,
    P.WEBHOOK_MANAGE: _ADMIN,
    P.DESK_READ: _DESK,
    P.MESSAGE_MANAGE: _DESK,
    P.PERSON_READ: _DESK,
    P.PERSON_REVEAL: _DESK,
    P.DOCUMENT_OPEN: _DESK,
    P.PERSON_VERIFY: _DESK,
    P.PERSON_BAR: _DESK,  # and never one alone (features/documents/removals)
    P.PERSON_RENUMBER: _DESK | {Role.SYSTEM},
    P.PERSON_ERASE: _DESK | {Role.SYSTEM},
    P.TASK_CLOSE: _DESK,
    P.LANDLORD_DECIDE: _DESK,
    P.GROUP_MERGE: _DESK,
    P.GROUP_MANAGE: _DESK,
    P.ROOM_MANAGE: _DESK,
    P.ROOM_DRILL: _DESK,
    P.COURSE_MANAGE: _DESK | _LAWYER,  # a lawyer's own groups alone (features/proceedings/reaching)
    P.MANDATE_MANAGE: _DESK | _LAWYER,  # the same
    P.MANDATE_VERIFY: _DESK | _LAWYER | {Role.SYSTEM},
    P.NEWS_WRITE: _LAWYER,  # to a group that is hers now, in her own words (features/briefings)
    P.NEWS_RELEASE: _DESK,
    P.BALLOT_MAKE: _DESK,  # not the lawyer whom a group votes about (features/ballots)
    P.FAQ_WRITE: _DESK | {Role.SYSTEM},
    P.QUESTION_ASK: frozenset({Role.VISITOR, Role.MEMBER}),  # on the board; staff answer there
    P.QUESTION_ANSWER: _DESK,
    P.SUGGESTION_SEND: frozenset({Role.VISITOR, Role.MEMBER}),  # staff gather them
    P.SUGGESTION_HANDLE: _DESK | {Role.SYSTEM},
    P.MEETING_JOIN: frozenset({Role.VISITOR, Role.MEMBER}),  # which meeting, features/meetings asks
    P.MEETING_MANAGE: _DESK,
    P.ORGANISATION_MANAGE: _DESK,
    P.EXHIBIT_MANAGE: _DESK | _LAWYER,  # the same, and of members whose mandate the lawyer has (features/exhibits)
    P.EXHIBIT_LOOK: _DESK | _LAWYER,
    P.EXHIBIT_PACK: _LAWYER,
    P.EXHIBIT_APPROVE: _DESK,
    P.CALENDAR_READ: _EVERYONE,  # the secret in the address is the right; it shows dates and nobody
    P.CHANNEL_READ: _DESK,
    P.CHANNEL_MANAGE: _DESK,
    P.MAILING_PREPARE: _DESK,  # and to stop one: that must not wait for a proof
    P.MAILING_SEND: _DESK,
    P.MAILING_APPROVE: _DESK,  # whoever confirmed a mailing is never who agrees to it (features/mailings/making)
    P.LAWYER_ASSIGN: _DESK,
    P.RESPONSES_IMPORT: _DESK | {Role.SYSTEM},
    P.COUNSEL_READ: _LAWYER,
    P.ROSTER_EXPORT: _LAWYER,
    P.ROSTER_TRACE: frozenset({Role.SYSTEM}),
    P.ROSTER_APPROVE: _DESK,  # whoever asks for a roster is never who agrees to it (features/rosters/approvals)
    P.LETTER_ADDRESS: frozenset({Role.SYSTEM}),
    P.OVERSIGHT_READ: _OFFICER,
    P.OVERSIGHT_SIGN: _OFFICER,
    P.OVERSIGHT_SCAN: _OFFICER | {Role.SYSTEM},
    P.BREACH_HANDLE: _OFFICER,
    P.GRANTS_READ: _OFFICER | {Role.ADMIN},  # whoever makes accounts may read which were made
    P.VAULT_INSPECT: _OFFICER | {Role.ADMIN},
    P.DESTRUCTION_READ: _OFFICER,
    P.DESTRUCTION_APPROVE: _OFFICER,
    P.DESTRUCTION_CARRY_OUT: frozenset({Role.SYSTEM}),
    P.COPY_MAKE: frozenset({Role.SYSTEM}),
    P.REQUEST_LIST: _OFFICER,
    P.REQUEST_READ: _DESK | _OFFICER,
    P.REQUEST_ANSWER: _DESK | _OFFICER,
    P.REQUEST_TAKE: _DESK,
    P.COST_CHECK: _DESK,
    P.COST_DECIDE: _DESK,  # and never whoever looked first (features/costs/reviewing)
    P.COST_MANAGE: _DESK,  # a second puts rules into force (features/costs/programmes)
    P.COST_OPEN: _DESK,
    P.COST_PAY: _DESK,  # never what she agreed to herself (features/costs/paying)
    P.PUBLISH_PREPARE: _DESK | {Role.SYSTEM},  # the worker publishes at a time that somebody chose
    P.PUBLISH_RELEASE: _DESK,  # and never who asked (features/publishing/gate)
    P.LIBRARY_MANAGE: _DESK | {Role.SYSTEM},
    P.SURVEY_ANSWER: _MEMBER,  # who was invited: features/surveys/answering asks
    P.SURVEY_MANAGE: _DESK,
    P.SURVEY_OPEN: _DESK,
    P.FINDING_PUBLISH: _DESK,
    P.FINDING_EXPORT: _DESK,
    P.STATISTICS_COUNT: frozenset({Role.SYSTEM}),
}

# What reveals, exports, erases or changes rights: its deeds want a proof of identity that is not older than a setting. The web's
# floor asks for it before every unsafe method of a view with such a permission (infra.web).
FRESH: frozenset[P] = frozenset(
    {
        P.PERSON_REVEAL,
        P.DOCUMENT_OPEN,
        P.PERSON_BAR,  # takes a place away, and a room from all who are in it
        P.PERSON_RENUMBER,  # whose telephone it is says who may sign in as her
        P.TASK_CLOSE,  # one of its outcomes erases
        P.PERSON_ERASE,
        P.GROUP_MERGE,  # shows members of one group to those of another
        P.ROOM_DRILL,  # takes every right to enter
        P.MAILING_SEND,  # writes to everybody at once, and costs money
        P.MAILING_APPROVE,
        P.SURVEY_OPEN,  # writes to everybody it asks, and cannot be taken back
        P.FINDING_PUBLISH,  # for everybody, and cannot be taken back
        P.FINDING_EXPORT,  # takes answers out as a file
        P.LAWYER_ASSIGN,  # gives a lawyer the people of a group
        P.ROSTER_EXPORT,
        P.ROSTER_APPROVE,
        P.EXHIBIT_LOOK,
        P.EXHIBIT_PACK,
        P.EXHIBIT_APPROVE,
        P.COST_DECIDE,  # money of the house
        P.COST_OPEN,
        P.COST_PAY,  # its file holds account numbers
        P.PUBLISH_RELEASE,  # what holds a find goes out to everybody
        P.DESTRUCTION_APPROVE,
        P.DESTRUCTION_READ,  # its deed takes the register as a file
        P.GRANTS_READ,  # its deed takes the register of rights as a file
        P.ACCOUNT_MANAGE,
        P.WEBHOOK_MANAGE,  # says to whom outside the house tells, and shows the secret that proves it
        P.OWN_FACTORS,
        P.OWN_PASSKEYS,
        P.OWN_ERASE,
        P.OWN_COPY,
        P.MANDATE_SIGN,  # makes somebody her agent in court
    }
)


def may(actor: Actor, permission: P) -> bool:
    return actor.role in POLICY.get(permission, frozenset())


def allow(permission: P) -> Callable[[F], F]:
    """Declares who may call a view. A view without this stops the app from starting (infra.web)."""

    def mark(view: F) -> F:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark
