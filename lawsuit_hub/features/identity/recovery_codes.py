"""Ten codes for the day the app is gone: shown once, kept as keyed hashes, each good once. Who may ask for them is not known here."""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity.models import RecoveryCode, StaffAccount
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work

HOW_MANY = 10
FEW = 3
LETTERS = 12
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is read as something else; twelve of them are 58 bits
_GROUP = 4
_LONGEST_INPUT = 40
_BETWEEN = re.compile(r"[\s\-]+")


@dataclass(frozen=True, slots=True)
class RecoveryState:
    """How many codes are left, and when one was last used."""

    left: int
    used_at: datetime | None

    @property
    def is_few(self) -> bool:
        return self.left <= FEW


def make(work: Work, account: StaffAccount) -> tuple[str, ...]:
    """Fresh codes to be shown now and never again; all earlier ones are void."""
    work.db.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = tuple("".join(secrets.choice(_ALPHABET) for _ in range(LETTERS)) for _ in range(HOW_MANY))
    for code in codes:
        mac = _mac(work, account.id, code)
        work.db.add(RecoveryCode(id=new_id(), account_id=account.id, code_mac=mac, made_at=work.now))
    work.db.flush()
    audit.record(work, "staff:recovery-codes-made", about=account.id, kind="staff")
    return tuple("-".join(code[start : start + _GROUP] for start in range(0, LETTERS, _GROUP)) for code in codes)


def use(work: Work, account: StaffAccount, typed: str) -> bool:
    """True once for each code, however many ask at the same time."""
    code = _plain(typed)
    if not looks_like_one(code):
        return False
    unused = (RecoveryCode.code_mac == _mac(work, account.id, code)) & RecoveryCode.used_at.is_(None)
    used = update(RecoveryCode).where(unused, RecoveryCode.account_id == account.id).values(used_at=work.now)
    if work.db.execute(used.returning(RecoveryCode.id)).scalar() is None:
        return False
    audit.record(work, "staff:recovery-code-used", about=account.id, kind="staff", left=state(work, account.id).left)
    return True


def looks_like_one(typed: str) -> bool:
    """Twelve letters and digits of ours; six digits of an app never do."""
    code = _plain(typed)
    return len(code) == LETTERS and set(code) <= set(_ALPHABET)


def state(work: Work, account_id: UUID) -> RecoveryState:
    mine = RecoveryCode.account_id == account_id
    left = select(func.count()).select_from(RecoveryCode).where(mine, RecoveryCode.used_at.is_(None))
    last = select(func.max(RecoveryCode.used_at)).where(mine)
    return RecoveryState(work.db.execute(left).scalar_one(), work.db.execute(last).scalar())


def forget(work: Work, account_id: UUID) -> None:
    work.db.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))


def void_all(work: Work) -> None:
    """After a restore of older data: one that was used or replaced since would be good again."""
    work.db.execute(delete(RecoveryCode))


def _plain(typed: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", typed[:_LONGEST_INPUT])).upper()


def _mac(work: Work, account_id: UUID, code: str) -> bytes:
    return work.keys.mac("recovery_codes.code", account_id.bytes + code.encode())
