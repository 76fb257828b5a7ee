"""Separation of duties: what the table of roles says, what it must never say, and that the paper and the doctor say the same."""

from pathlib import Path

import pytest

from lawsuit_hub import doctor
from lawsuit_hub.access.duties import APART, SORTS, Sort, broken
from lawsuit_hub.access.permissions import Permission as P  # noqa: N817 - as in the policy
from lawsuit_hub.access.policy import POLICY
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.accounts.role_words import PERMISSION_WORDS, SORT_WORDS
from tests.rules.roles import PAPER, page


def held_by(role: Role) -> set[P]:
    return {permission for permission, roles in POLICY.items() if role in roles}


def test_the_policy_keeps_duties_apart() -> None:
    assert not broken(POLICY)


def test_admin_and_officer_open_reveal_and_export_nothing_and_decide_about_nobody() -> None:
    opening = SORTS[Sort.OPENS] | SORTS[Sort.MACHINE] | SORTS[Sort.MASKED] | SORTS[Sort.DECIDES]
    for role in (Role.ADMIN, Role.PRIVACY_OFFICER):
        assert not held_by(role) & opening, role


def test_the_admin_alone_changes_accounts_and_the_officer_alone_reads_the_trail() -> None:
    persons = set(Role) - {Role.SYSTEM}
    assert POLICY[P.ACCOUNT_MANAGE] & persons == POLICY[P.ACCOUNT_READ] & persons == {Role.ADMIN}
    assert POLICY[P.OVERSIGHT_READ] == POLICY[P.OVERSIGHT_SIGN] == {Role.PRIVACY_OFFICER}


def test_what_an_admin_and_a_lawyer_may_is_a_short_list() -> None:
    """A new permission of theirs is a decision: this list is where it is taken."""
    doors = {
        P.SITE_READ,
        P.OPERATIONS_PROBE,
        P.STAFF_SIGN_IN,
        P.SESSION_END,
        P.INVITE_SEE,
        P.INVITE_ENTER,
        P.OWN_ACCOUNT,
        P.OWN_FACTORS,
        P.CALENDAR_READ,
        P.REPORT_TAKE,
    }
    assert held_by(Role.LAWYER) - doors == {
        P.COUNSEL_READ,
        P.ROSTER_EXPORT,
        P.COURSE_MANAGE,
        P.MANDATE_MANAGE,
        P.MANDATE_VERIFY,
        P.ROOM_COUNSEL,
        P.NEWS_WRITE,
        P.EXHIBIT_MANAGE,
        P.EXHIBIT_LOOK,
        P.EXHIBIT_PACK,
    }
    rights, connects = {P.ACCOUNT_READ, P.ACCOUNT_MANAGE}, {P.WEBHOOK_READ, P.WEBHOOK_MANAGE}
    assert held_by(Role.ADMIN) - doors == rights | connects | {P.GRANTS_READ, P.VAULT_INSPECT}


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_that_are_dangerous_together_are_found_in_a_changed_table(one: P, other: P) -> None:
    for role in (Role.CASEWORKER, Role.ADMIN):
        changed = {**POLICY, one: POLICY[one] | {role}, other: POLICY[other] | {role}}
        assert f"{role.value} holds both {one.value} and {other.value}" in broken(changed)


def test_a_stray_permission_and_a_forgotten_one_are_found() -> None:
    assert broken({**POLICY, P.PERSON_REVEAL: POLICY[P.PERSON_REVEAL] | {Role.ADMIN}})
    assert broken({**POLICY, P.ACCOUNT_MANAGE: POLICY[P.ACCOUNT_MANAGE] | {Role.PRIVACY_OFFICER}})
    assert broken({**POLICY, P.OVERSIGHT_READ: POLICY[P.OVERSIGHT_READ] | {Role.CASEWORKER}})
    assert broken({one: roles for one, roles in POLICY.items() if one is not P.OWN_READ})
    assert sum(len(some) for some in SORTS.values()) == len(set().union(*SORTS.values())) == len(P)


def test_every_permission_and_sort_has_its_words() -> None:
    assert set(PERMISSION_WORDS) == set(P), "say it in features/accounts/role_words.py"
    assert set(SORT_WORDS) == set(Sort)


def test_the_paper_says_what_the_table_says() -> None:
    assert PAPER.read_text(encoding="utf-8") == page(), "run python -m tests.rules.roles"


def test_the_doctor_looks_at_duties_before_anything_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert any(one.good and one.text.startswith("duties are apart") for one in doctor.examine(tmp_path / "nothing"))
    changed = {**POLICY, P.PERSON_REVEAL: POLICY[P.PERSON_REVEAL] | {Role.ADMIN}}
    monkeypatch.setattr(doctor, "POLICY", changed)
    bad = [one.text for one in doctor.examine(tmp_path / "nothing") if not one.good]
    assert any("admin holds both account:manage and person:reveal" in text for text in bad)
