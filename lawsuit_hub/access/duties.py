"""Separation of duties: what sort each permission is, who alone may hold a sort, and which two nobody holds together. Pure.

The policy says who may what; this says what the policy must never come to say. A house test and `hub doctor` ask `broken`.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum

from lawsuit_hub.access.permissions import Permission as P
from lawsuit_hub.access.roles import OPENING_ROLES, Role


class Sort(StrEnum):
    """What a permission comes to."""

    DOORS = "doors"
    OWN = "own"
    MASKED = "masked"
    OPENS = "opens"
    DECIDES = "decides"
    COURSE = "course"
    PUBLISHES = "publishes"
    ANSWERS = "answers"
    OVERSEES = "oversees"
    BOOKS = "books"
    RIGHTS = "rights"
    CONNECTS = "connects"
    MACHINE = "machine"


SORTS: dict[Sort, frozenset[P]] = {
    Sort.DOORS: frozenset(
        {
            P.SITE_READ, P.OPERATIONS_PROBE, P.REGISTRATION_WRITE, P.MEMBER_SIGN_IN, P.STAFF_SIGN_IN, P.SESSION_END,
            P.INVITE_SEE, P.INVITE_ENTER, P.CALENDAR_READ, P.REPORT_TAKE, P.QUESTION_ASK, P.SUGGESTION_SEND, P.MEETING_JOIN, P.OWN_ACCOUNT, P.OWN_FACTORS,
        }
    ),
    Sort.OWN: frozenset({P.OWN_READ, P.OWN_WRITE, P.OWN_PASSKEYS, P.OWN_ERASE, P.OWN_COPY, P.MANDATE_SIGN, P.INVITE_MAKE, P.ROOM_USE, P.SURVEY_ANSWER}),
    Sort.MASKED: frozenset({P.DESK_READ, P.PERSON_READ, P.COUNSEL_READ, P.ROOM_COUNSEL}),
    Sort.OPENS: frozenset({P.PERSON_REVEAL, P.DOCUMENT_OPEN, P.ROSTER_EXPORT, P.EXHIBIT_LOOK, P.EXHIBIT_PACK, P.COST_OPEN, P.COST_PAY}),
    Sort.DECIDES: frozenset(
        {
            P.PERSON_VERIFY, P.PERSON_BAR, P.PERSON_RENUMBER, P.PERSON_ERASE, P.TASK_CLOSE, P.LANDLORD_DECIDE, P.GROUP_MERGE, P.GROUP_MANAGE,
            P.ROOM_MANAGE, P.ROOM_MODERATE, P.ROOM_DRILL, P.LAWYER_ASSIGN, P.ROSTER_APPROVE, P.EXHIBIT_APPROVE, P.RESPONSES_IMPORT, P.REQUEST_TAKE,
            P.MESSAGE_MANAGE, P.NEWS_RELEASE, P.BALLOT_MAKE, P.FAQ_WRITE, P.QUESTION_ANSWER, P.SUGGESTION_HANDLE,
            P.MEETING_MANAGE, P.ORGANISATION_MANAGE,
            P.CHANNEL_READ, P.CHANNEL_MANAGE, P.MAILING_PREPARE, P.MAILING_SEND, P.MAILING_APPROVE,
            P.SURVEY_MANAGE, P.SURVEY_OPEN, P.FINDING_PUBLISH, P.FINDING_EXPORT,
            P.COST_CHECK, P.COST_DECIDE, P.COST_MANAGE,
        }
    ),
    Sort.COURSE: frozenset({P.COURSE_MANAGE, P.EXHIBIT_MANAGE, P.MANDATE_MANAGE, P.MANDATE_VERIFY, P.NEWS_WRITE}),
    Sort.PUBLISHES: frozenset({P.PUBLISH_PREPARE, P.PUBLISH_RELEASE, P.LIBRARY_MANAGE}),
    Sort.ANSWERS: frozenset({P.REQUEST_LIST, P.REQUEST_READ, P.REQUEST_ANSWER}),
    Sort.OVERSEES: frozenset(
        {P.OVERSIGHT_READ, P.OVERSIGHT_SIGN, P.OVERSIGHT_SCAN, P.BREACH_HANDLE, P.DESTRUCTION_READ, P.DESTRUCTION_APPROVE}
    ),
    Sort.BOOKS: frozenset({P.GRANTS_READ, P.VAULT_INSPECT}),
    Sort.RIGHTS: frozenset({P.ACCOUNT_READ, P.ACCOUNT_MANAGE}),
    Sort.CONNECTS: frozenset({P.WEBHOOK_READ, P.WEBHOOK_MANAGE}),
    Sort.MACHINE: frozenset({P.LETTER_ADDRESS, P.DESTRUCTION_CARRY_OUT, P.COPY_MAKE, P.STATISTICS_COUNT, P.ROSTER_TRACE}),
}  # fmt: skip

# Who alone may hold a sort. The system is the worker and commands that a person typed: the trail names her.
ALONE: dict[Sort, frozenset[Role]] = {
    Sort.OWN: frozenset({Role.MEMBER}),
    Sort.MASKED: frozenset({Role.CASEWORKER, Role.LAWYER}),
    Sort.OPENS: frozenset({Role.CASEWORKER, Role.LAWYER}),
    Sort.DECIDES: frozenset({Role.CASEWORKER, Role.SYSTEM}),
    Sort.COURSE: frozenset({Role.CASEWORKER, Role.LAWYER, Role.SYSTEM}),
    Sort.PUBLISHES: frozenset({Role.CASEWORKER, Role.SYSTEM}),
    Sort.ANSWERS: frozenset({Role.CASEWORKER, Role.PRIVACY_OFFICER}),
    Sort.OVERSEES: frozenset({Role.PRIVACY_OFFICER, Role.SYSTEM}),
    Sort.BOOKS: frozenset({Role.PRIVACY_OFFICER, Role.ADMIN}),
    Sort.RIGHTS: frozenset({Role.ADMIN, Role.SYSTEM}),
    Sort.CONNECTS: frozenset({Role.ADMIN}),
    Sort.MACHINE: frozenset({Role.SYSTEM}),
}

# Dangerous together, whatever the sorts: each pair is a deed and the eye on it. No person's role holds both.
APART: tuple[tuple[P, P], ...] = (
    (P.ACCOUNT_MANAGE, P.PERSON_REVEAL),  # would make accounts for herself to open with
    (P.ACCOUNT_MANAGE, P.DOCUMENT_OPEN),
    (P.ACCOUNT_MANAGE, P.PERSON_BAR),  # would be both of the two who agree
    (P.ACCOUNT_MANAGE, P.ROSTER_EXPORT),
    (P.ROSTER_EXPORT, P.ROSTER_APPROVE),  # would agree to her own file
    (P.EXHIBIT_PACK, P.EXHIBIT_APPROVE),
    (P.ACCOUNT_MANAGE, P.EXHIBIT_PACK),
    (P.EXHIBIT_PACK, P.OVERSIGHT_SIGN),
    (P.ACCOUNT_MANAGE, P.COST_DECIDE),  # would be both of the two who grant money
    (P.ACCOUNT_MANAGE, P.COST_PAY),
    (P.ACCOUNT_MANAGE, P.COST_OPEN),
    (P.COST_OPEN, P.OVERSIGHT_SIGN),
    (P.COST_PAY, P.OVERSIGHT_SIGN),
    (P.ACCOUNT_MANAGE, P.PUBLISH_RELEASE),  # would be both of the two who publish
    (P.ACCOUNT_MANAGE, P.PERSON_RENUMBER),  # would give herself a member's account
    (P.ACCOUNT_MANAGE, P.LAWYER_ASSIGN),  # would make a lawyer and give him a group
    (P.ACCOUNT_MANAGE, P.OVERSIGHT_SIGN),  # would sign for her own accounts
    (P.PERSON_REVEAL, P.OVERSIGHT_SIGN),  # would sign for her own looks
    (P.DOCUMENT_OPEN, P.OVERSIGHT_SIGN),
    (P.ROSTER_EXPORT, P.OVERSIGHT_SIGN),
    (P.PERSON_REVEAL, P.ROSTER_EXPORT),  # the desk opens one at a time, with a reason for each
    (P.LAWYER_ASSIGN, P.ROSTER_EXPORT),  # would give herself a group to export
    (P.PERSON_ERASE, P.DESTRUCTION_APPROVE),  # would approve her own erasures
    (P.DESTRUCTION_APPROVE, P.DESTRUCTION_CARRY_OUT),
)


def sort_of(permission: P) -> Sort | None:
    return next((sort for sort, some in SORTS.items() if permission in some), None)


def broken(policy: Mapping[P, AbstractSet[Role]]) -> list[str]:
    """What the policy says and must not, in words for an operator; nothing where duties are apart."""
    return [*_unsorted(policy), *_held_by_others(policy), *_together(policy), *_openers(policy)]


def _unsorted(policy: Mapping[P, AbstractSet[Role]]) -> list[str]:
    missing = [f"{one.value} is in no row of the policy" for one in P if one not in policy]
    return missing + [f"{one.value} is of no sort in access/duties.py" for one in P if sort_of(one) is None]


def _held_by_others(policy: Mapping[P, AbstractSet[Role]]) -> list[str]:
    return [
        f"{role.value} holds {permission.value}, which is not hers: {sort.value}"
        for sort, holders in ALONE.items()
        for permission in sorted(SORTS[sort])
        for role in sorted(policy.get(permission, frozenset()) - holders)
    ]


def _together(policy: Mapping[P, AbstractSet[Role]]) -> list[str]:
    return [
        f"{role.value} holds both {one.value} and {other.value}"
        for one, other in APART
        for role in sorted(policy.get(one, frozenset()) & policy.get(other, frozenset()) - {Role.SYSTEM})
    ]


def _openers(policy: Mapping[P, AbstractSet[Role]]) -> list[str]:
    """Whose work gets the keys that open (infra.work) is whoever the policy lets open, and nobody else."""
    openers = {role for one in SORTS[Sort.OPENS] | SORTS[Sort.MACHINE] for role in policy.get(one, frozenset())}
    return [f"{role.value} has keys that open, or needs them and has none" for role in sorted(openers ^ OPENING_ROLES)]
