"""docs/roles.md, written from the policy: `python -m tests.rules.roles` writes it anew."""

from collections.abc import Iterator

from lawsuit_hub.access.duties import ALONE, APART, SORTS, Sort
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import POLICY
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.accounts.role_words import PERMISSION_WORDS, SORT_WORDS
from tests.rules.source import ROOT

PAPER = ROOT / "docs" / "roles.md"
COLUMNS = tuple(Role)
HEAD = """\
# Roles

Written from the table itself (`lawsuit_hub/access/policy.py`, `lawsuit_hub/access/duties.py`) by `python -m tests.rules.roles`; a test fails when this
page says something else. The admin and the privacy officer read the same table at `/admin/roles`. `system` is the worker, and commands that a person
typed: the trail then names her. A role says which doors open; *whose* object lies behind one is asked where it is loaded: a member reaches her own
group, a lawyer those that are assigned to her, and to everybody else the object does not exist (404). `hub doctor` checks what stands under *Alone* and
*Never together*.

- **The admin manages accounts and sees no identities.** Nor can she change her own account; the last who can manage accounts stays.
- **The privacy officer sees the trail and no identities.** She signs, approves, and hears of patterns; she opens nothing.
- **A caseworker and a lawyer open identities, and neither signs for it.**
- **A lawyer comes from outside**: her account has a firm and a last day, and never becomes another role's.
"""


def mark(permission: Permission, role: Role) -> str:
    return "yes" if role in POLICY[permission] else "-"


def tables() -> Iterator[str]:
    head = " | ".join(role.value.replace("_", " ") for role in COLUMNS)
    for sort, said in SORT_WORDS.items():
        yield f"\n## {sort.value}: {said._args[0]}\n"
        yield f"| permission | | {head} |\n|---|---|{'---|' * len(COLUMNS)}"
        for permission in (one for one in Permission if one in SORTS[sort]):
            marks = " | ".join(mark(permission, role) for role in COLUMNS)
            words = PERMISSION_WORDS.get(permission)
            yield f"| `{permission.value}` | {words._args[0] if words else ''} | {marks} |"


def alone() -> Iterator[str]:
    yield "\n## Alone\n\n| sort | nobody but |\n|---|---|"
    yield from (
        f"| {sort.value} | {', '.join(role.value for role in COLUMNS if role in ALONE[sort])} |"
        for sort in Sort
        if sort in ALONE
    )


def apart() -> Iterator[str]:
    yield "\n## Never together\n\nNo person's role holds both.\n\n| | |\n|---|---|"
    yield from (f"| `{one.value}` | `{other.value}` |" for one, other in APART)


def page() -> str:
    return HEAD + "\n".join([*tables(), *alone(), *apart()]) + "\n"


if __name__ == "__main__":
    PAPER.write_text(page(), encoding="utf-8")
