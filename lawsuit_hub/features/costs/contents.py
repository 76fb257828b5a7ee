"""What she wrote and what was found of it, into sealed columns and out again: under her hint key, so that her own page opens it."""

import json
import logging
from datetime import date
from typing import Any

from lawsuit_hub.features.costs.models import CostApplication
from lawsuit_hub.features.costs.types import Account, Content, CostKind, Findings, Item, Known, Rule, Status
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place, Sealed

log = logging.getLogger("lawsuit_hub.costs")


def put(work: Work, row: CostApplication, content: Content) -> None:
    row.content = work.keys.seal(_written(content), _place(row, "content"), KeyKind.HINT)


def read(work: Work, row: CostApplication) -> Content | None:
    """None where it does not open; a line in the log says so."""
    try:
        return _content(json.loads(work.keys.open(row.content, _place(row, "content"), KeyKind.HINT)))
    except CannotOpen as error:
        log.error("the application %s does not open: %s", row.id, type(error).__name__)
        return None


def put_findings(work: Work, row: CostApplication, found: Findings) -> None:
    kept = {
        "rules": {one.value: known.value for one, known in found.rules.items()},
        "recognised": list(found.recognised),
        "because": list(found.because),
        "approve": found.approve,
        "reason": found.reason,
        "household_no": found.household_no,
    }
    text = json.dumps(kept, ensure_ascii=False)
    row.findings = work.keys.seal(text, _place(row, "findings"), KeyKind.HINT)


def read_findings(work: Work, row: CostApplication) -> Findings | None:
    if row.findings is None:
        return None
    try:
        kept = json.loads(work.keys.open(row.findings, _place(row, "findings"), KeyKind.HINT))
    except CannotOpen as error:
        log.error("what was found of %s does not open: %s", row.id, type(error).__name__)
        return None
    rules = {Rule(name): Known(known) for name, known in kept["rules"].items()}
    because = tuple(kept["because"])
    return Findings(rules, tuple(kept["recognised"]), because, kept["approve"], kept["reason"], kept["household_no"])


def put_account(work: Work, row: CostApplication, account: Account) -> None:
    row.account = work.keys.seal(account_text(account), _place(row, "account"))


def open_account(work: Work, row: CostApplication) -> Account | None:
    """Whoever calls has left the mark. Raises CannotOpen."""
    opened = work.keys.open(row.account, _place(row, "account"))
    return account_of(opened) if opened else None


def account_text(account: Account) -> str:
    return json.dumps([account.holder, account.bank, account.number], ensure_ascii=False)


def account_of(text: str) -> Account:
    holder, bank, number = json.loads(text)
    return Account(holder, bank, number)


def seal_words(work: Work, row: Any, column: str, text: str) -> Sealed:
    return work.keys.seal(text, Place(column, row.victim_id, row.id), KeyKind.HINT)


def _place(row: CostApplication, name: str) -> Place:
    return Place(f"cost_applications.{name}", row.victim_id, row.id)


def _written(content: Content) -> str:
    items = [
        [one.kind.value, one.amount, one.spent_on.isoformat(), one.note, one.recognised, one.because]
        for one in content.items
    ]
    kept = {
        "status": content.status.value,
        "status_on": content.status_on.isoformat() if content.status_on else None,
        "items": items,
        "members": content.members,
        "alone": content.alone,
        "account": content.account,
        "asked": content.asked,
        "answered": content.answered,
    }
    return json.dumps(kept, ensure_ascii=False)


def _content(kept: dict[str, Any]) -> Content:
    items = tuple(
        Item(CostKind(kind), amount, date.fromisoformat(day), note, recognised, because)
        for kind, amount, day, note, recognised, because in kept["items"]
    )
    return Content(
        status=Status(kept["status"]),
        status_on=date.fromisoformat(kept["status_on"]) if kept["status_on"] else None,
        items=items,
        members=kept["members"],
        alone=kept["alone"],
        account=kept["account"],
        asked=kept["asked"],
        answered=kept["answered"],
    )
