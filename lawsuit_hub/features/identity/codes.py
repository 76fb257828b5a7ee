"""One-time codes by SMS: proves to one browser that its owner reads a telephone's messages. Knows no person."""

import hmac
import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select, update

from lawsuit_hub.features.identity import asking
from lawsuit_hub.features.identity.models import PhoneCode
from lawsuit_hub.features.identity.types import Browser
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.text import ascii_digits

KIND = "code"
BLANK = "{code}"
DIGITS = 6
_LONGEST_INPUT = 20
_KEPT = timedelta(days=1)
_NO_CODE = UUID(int=0)  # an asking about a number without a code takes as long as any other


def send_code(work: Work, phone: PhoneNumber, *, browser: Browser, to_known: bool, body: str) -> None:
    """Owes the number a message: `body` with the code in the place of "{code}". It opens nothing but in this browser, whose
    older codes of the number die; those of other browsers stay.

    With `to_known=False` (sign-in with a number nobody registered) the same rows are written and nothing is sent.
    Raises TooMany before the first write.
    """
    if BLANK not in body:
        raise ValueError(f"the message has no {BLANK}")
    index = work.keys.index("phone_codes.phone", phone.e164)
    asking.count(work, index, browser, is_known=asking.is_known(work, phone, browser))
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    here = _browser_mac(work, browser)
    unused = _asked(index, here) & PhoneCode.used_at.is_(None) & (PhoneCode.expires_at > work.now)
    work.db.execute(update(PhoneCode).where(unused).values(expires_at=work.now))
    until = work.now + timedelta(minutes=work.settings.code_minutes)
    row = new_id()
    mac = _mac(work, row, code)
    work.db.add(
        PhoneCode(id=row, phone_index=index, browser_mac=here, code_mac=mac, made_at=work.now, expires_at=until)
    )
    text = body.replace(BLANK, code)
    if to_known:
        outbox.queue_sealed(work, KIND, to=phone.e164, body=text)
    else:
        outbox.queue_nothing(work, KIND, body=text)


def check_code(work: Work, phone: PhoneNumber, code: str, *, browser: Browser) -> bool:
    """True once for each code and in the browser that asked for it, however many ask at the same time; every asking counts
    against the code.

    The caller must let the transaction commit when the answer is False, or the attempt is not counted.
    """
    asked = _asked(work.keys.index("phone_codes.phone", phone.e164), _browser_mac(work, browser))
    newest = select(PhoneCode.id).where(asked).order_by(PhoneCode.made_at.desc(), PhoneCode.id)
    row = work.db.execute(newest.limit(1)).scalar()
    given = _mac(work, row or _NO_CODE, ascii_digits(code[:_LONGEST_INPUT]).replace(" ", "").replace("-", ""))
    expected = _attempt(work, row or _NO_CODE)
    right = hmac.compare_digest(given, expected if expected is not None else _mac(work, row or _NO_CODE, "none"))
    return right and expected is not None and row is not None and _use(work, row)


def forget_codes(work: Work) -> int:
    """Rows of codes that ran out more than a day ago go, and with them the trace of numbers that never registered."""
    gone = delete(PhoneCode).where(PhoneCode.expires_at < work.now - _KEPT).returning(PhoneCode.id)
    return len(work.db.execute(gone).all())


def forget_number(work: Work, phone: PhoneNumber) -> None:
    """Of who is erased: no trace that her number ever asked for a code."""
    work.db.execute(delete(PhoneCode).where(PhoneCode.phone_index == work.keys.index("phone_codes.phone", phone.e164)))


def _asked(index: bytes, browser_mac: bytes) -> ColumnElement[bool]:
    return (PhoneCode.phone_index == index) & (PhoneCode.browser_mac == browser_mac)


def _browser_mac(work: Work, browser: Browser) -> bytes:
    return work.keys.mac("phone_codes.browser", browser.secret)


def _attempt(work: Work, row: UUID) -> bytes | None:
    """Counts an attempt on a code that is still good, and gives its keyed hash."""
    good = (
        (PhoneCode.id == row)
        & PhoneCode.used_at.is_(None)
        & (PhoneCode.expires_at > work.now)
        & (PhoneCode.attempts < work.settings.code_attempts)
    )
    counted = update(PhoneCode).where(good).values(attempts=PhoneCode.attempts + 1).returning(PhoneCode.code_mac)
    return work.db.execute(counted).scalar()


def _use(work: Work, row: UUID) -> bool:
    unused = (PhoneCode.id == row) & PhoneCode.used_at.is_(None)
    used = update(PhoneCode).where(unused).values(used_at=work.now).returning(PhoneCode.id)
    return work.db.execute(used).scalar() is not None


def _mac(work: Work, row: UUID, code: str) -> bytes:
    return work.keys.mac("phone_codes.code", row.bytes + code.encode("utf-8", "replace"))
