"""What an applicant says, as it may be kept: items, account and household are checked; a resident number is refused everywhere."""

from sqlalchemy import delete

from lawsuit_hub.features.costs import contents
from lawsuit_hub.features.costs.models import CostApplication, CostMember
from lawsuit_hub.features.costs.types import (
    LONGEST_LINE,
    MOST_ITEMS,
    MOST_MEMBERS,
    MOST_WON,
    Account,
    Application,
    BadWords,
    Item,
    PaperKind,
    State,
    Status,
)
from lawsuit_hub.infra.db import new_id
from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from lawsuit_hub.infra.work import Work
from lawsuit_hub.infra.written import scrubbed
from lawsuit_hub.privacy.index import name_form
from lawsuit_hub.privacy.keyring import Place
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.refused import BadName
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import ascii_digits, clean

_LEAST_DIGITS, _MOST_DIGITS = 8, 20


def missing(one: Application) -> tuple[str, ...]:
    """What it needs before anybody can look at it."""
    content, kinds = one.content, {page.kind for page in one.pages}
    lacks = (
        ("status", content.status is Status.NONE),
        ("items", not content.items),
        ("alone", bool(one.rules.one_of) and not content.alone),
        ("account", not content.account),
        ("status_paper", PaperKind.STATUS not in kinds),
        ("receipts", PaperKind.RECEIPT not in kinds),
        ("answer", one.state is State.MORE and not content.answered),
    )
    return tuple(name for name, lacking in lacks if lacking)


def items_of(work: Work, items: tuple[Item, ...]) -> tuple[Item, ...]:
    if len(items) > MOST_ITEMS:
        raise BadWords("long", "items")
    for one in items:
        if not 0 < one.amount <= MOST_WON:
            raise BadWords("range", "items")
        if one.spent_on > work.today:
            raise BadWords("future", "items")
    return tuple(
        Item(one.kind, one.amount, one.spent_on, kept(one.note, "items", longest=LONGEST_LINE)) for one in items
    )


def kept(text: str, name: str, *, longest: int) -> str:
    """Her words without anybody's numbers in them. Raises BadWords."""
    if len(text) > longest:
        raise BadWords("long", name)
    try:
        return scrubbed(text.strip())
    except ReasonHoldsNumber:
        raise BadWords("number", name) from None


def take_account(work: Work, row: CostApplication, account: Account) -> str:
    """Sealed; returns its mask. Raises BadWords."""
    holder, bank = clean(account.holder), clean(account.bank)
    if any(shape_in(one) for one in (account.holder, account.bank, account.number)):
        raise BadWords("number", "account")
    digits = "".join(char for char in ascii_digits(account.number) if char.isdigit())
    if shape_in(digits):  # whatever stood between them
        raise BadWords("number", "account")
    if not holder or len(holder) > LONGEST_LINE or not bank or len(bank) > LONGEST_LINE:
        raise BadWords("empty", "account")
    if not _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS or not digits.isascii():
        raise BadWords("range", "account")
    contents.put_account(work, row, Account(holder, bank, digits))
    return f"{bank} ***{digits[-4:]}"


def take_members(work: Work, row: CostApplication, names: tuple[str, ...]) -> int:
    """The household as she names it, in the place of what she named before. Raises BadWords."""
    if len(names) > MOST_MEMBERS:
        raise BadWords("long", "members")
    try:
        parsed = [PersonName.parse(one).text for one in names]
    except BadName:
        raise BadWords("empty", "members") from None
    if any(shape_in(one) for one in (*names, "".join(names))):
        raise BadWords("number", "members")
    forms = [name_form(one) or one for one in parsed]
    work.keys.prefetch_indexes(("victims.name", one) for one in forms)
    work.db.execute(delete(CostMember).where(CostMember.application_id == row.id))
    for name, form in zip(parsed, forms, strict=True):
        made = CostMember(id=new_id(), application_id=row.id, victim_id=row.victim_id)
        made.name = work.keys.seal(name, Place("cost_members.name", row.victim_id, made.id))
        made.name_index = work.keys.index("victims.name", form)
        work.db.add(made)
    return len(parsed)
