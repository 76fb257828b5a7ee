"""The short code of an invite, to type by hand. It is good in its member's own session alone, so that a guess finds nobody else's."""

import secrets
import unicodedata
from uuid import UUID

from lawsuit_hub.infra.work import Work

# Without what hands and eyes take for another: 0 O, 1 I L, U V.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"
LENGTH = 8
_LONGEST_INPUT = 40
_MAC = "invites.code"

# Who types a code has it before her: five slips are many. Of an address, a whole meeting may type; in all, a district.
PER_MEMBER = "5 per 15 minutes"
PER_MEMBER_A_DAY = "20 per day"
PER_ADDRESS = "120 per hour"
IN_ALL = "3000 per hour"


def new_code() -> str:
    """About 39 bits; with the limits below and the binding to a member they are never tried through."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """In two halves, as people copy it."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def read(text: str) -> str:
    """What was meant by what was typed: case, spaces, dashes and full-width letters do not matter."""
    folded = unicodedata.normalize("NFKC", text[:_LONGEST_INPUT]).upper()
    return "".join(one for one in folded if one.isalnum())


def mac(work: Work, membership_id: UUID, code: str) -> bytes:
    """Of this member's code: the same letters are another's nowhere."""
    return work.keys.mac(_MAC, membership_id.bytes + read(code).encode("utf-8", "replace"))


def count(work: Work, victim_id: UUID, address: str | None) -> None:
    """Every try, the narrowest count first. Raises TooMany."""
    work.limits.hit(PER_MEMBER, "invite-code", str(victim_id))
    work.limits.hit(PER_MEMBER_A_DAY, "invite-code", str(victim_id))
    if address:
        work.limits.hit(PER_ADDRESS, "invite-code-address", work.keys.mac("invites.address", address).hex())
    work.limits.hit(IN_ALL, "invite-code-all")
