"""`hub doctor`: checks an installation and says what to do. Reads only; opens no identity."""

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import text

from lawsuit_hub.access import duties
from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.policy import POLICY
from lawsuit_hub.access.roles import Role
from lawsuit_hub.doctor_messages import messages, skill
from lawsuit_hub.features.documents import ocr
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.passkey_hosts import Elsewhere
from lawsuit_hub.features.identity.standing import today
from lawsuit_hub.features.identity.types import AccountLine, AccountState
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.infra import scanner, schema
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.infra.limits import LimitsAway
from lawsuit_hub.infra.rings import outside
from lawsuit_hub.infra.roots import ring_of
from lawsuit_hub.instance import Instance, open_instance
from lawsuit_hub.privacy.keyring import BadKeys, Keyring, RootTrouble
from lawsuit_hub.privacy.recovery import PRIVATE_FILE, PUBLIC_FILE
from lawsuit_hub.privacy.tiers import is_outside
from lawsuit_hub.settings import BadSettings, Settings

T = TypeVar("T")

LEAST_PYTHON = (3, 11)
LEAST_FREE_MB = 200
MANY_OWED = 1000
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Finding:
    good: bool
    text: str


def examine(folder: Path) -> list[Finding]:
    """Goes on as far as it can: what cannot be checked because of an earlier finding is left out."""
    findings = [_python(), _reading(), *_duties(), *_folder(folder)]
    if not all(one.good for one in findings):
        return findings
    settings = _tried(lambda: Settings.load(folder), "settings can be read")
    findings.append(settings[1])
    known = settings[0]
    if known is None:
        return findings
    findings.extend(_keys(known))
    findings.extend(_scanner(known))
    findings.extend(_database(known))
    if all(one.good for one in findings):
        findings.extend(_service(known))
    return findings


def _keys(settings: Settings) -> Iterator[Finding]:
    """A tier outside holds neither root nor recovery key, and makes no backups."""
    away = is_outside(settings.tier)
    ring, finding = _tried(
        lambda: outside(settings)[0] if away else ring_of(settings), "keys are whole and readable by nobody else"
    )
    yield finding
    if away:
        return
    if ring is not None:
        yield _root(settings, ring)
    yield from _recovery(settings)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= LEAST_PYTHON
    return Finding(good, f"Python {version}" + ("" if good else ": 3.11 or newer is needed"))


def _reading() -> Finding:
    """Whether a machine looks for resident numbers in pictures. The service goes on without: then only people do, and pages say so."""
    there = ocr.languages()
    if there == ocr.WANTED:
        return Finding(True, "tesseract reads pictures of documents (Korean and English)")
    lacking = "no tesseract" if not there else f"tesseract reads only {', '.join(there)}"
    return Finding(
        True,
        f"note: {lacking}, so machines find few numbers in pictures: apt-get install tesseract-ocr tesseract-ocr-kor",
    )


def _scanner(settings: Settings) -> Iterator[Finding]:
    """While one that is named does not answer, no upload of a document is taken."""
    if settings.scanner:
        there = scanner.answers(settings.scanner)
        yield Finding(there, "the scanner answers" if there else "the scanner does not answer: no document is taken")


def _duties() -> list[Finding]:
    """What no role may hold together; only a changed program can break it."""
    wrong = [Finding(False, f"duties are not apart: {said}") for said in duties.broken(POLICY)]
    return wrong or [
        Finding(True, f"duties are apart: {len(POLICY)} permissions, {len(duties.APART)} pairs nobody holds")
    ]


def _folder(folder: Path) -> Iterator[Finding]:
    if not folder.is_dir():
        yield Finding(False, f"no instance at {folder}: run `hub init`, or set LAWSUIT_HUB_INSTANCE")
        return
    mode = stat.S_IMODE(folder.stat().st_mode)
    yield Finding(not mode & 0o077, f"{folder} has mode {mode:04o}" + (": chmod 700" if mode & 0o077 else ""))
    owner = folder.stat().st_uid
    mine = owner in (os.geteuid(), 0) or os.geteuid() == 0
    yield Finding(mine, f"{folder} belongs to user {owner}" + ("" if mine else ": run as that user"))
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize // 2**20
    yield Finding(
        free >= LEAST_FREE_MB, f"{free} MB free on the disk" + ("" if free >= LEAST_FREE_MB else ": make room")
    )
    for path in sorted(folder.glob("*")):
        if path.is_file() and path.suffix in {".db", ".toml", ".jsonl", ".json"} and path.stat().st_mode & 0o077:
            yield Finding(False, f"{path} can be read by others: chmod 600")


def _tried(make: Callable[[], T], what: str) -> tuple[T | None, Finding]:
    try:
        return make(), Finding(True, what)
    except (BadSettings, BadKeys, OSError) as error:
        return None, Finding(False, str(error))


def _root(settings: Settings, ring: Keyring) -> Finding:
    try:
        ring.check_values()
    except RootTrouble as trouble:
        return Finding(False, f"the root key ({settings.root_provider}): {trouble}; until then identities stay closed")
    return Finding(True, f"the root key ({settings.root_provider}) answers")


def _recovery(settings: Settings) -> Iterator[Finding]:
    """A demo's key may lie where it likes: nobody restores a demo."""
    private = settings.instance / PRIVATE_FILE
    if not (settings.keys_folder / PUBLIC_FILE).exists():
        yield Finding(False, "there is no recovery key, so no backup can be made: run `hub keys recovery`")
    elif private.exists() and settings.production:
        yield Finding(True, f"{private} still lies on this machine: take it away in two copies, then delete it here")
    else:
        yield Finding(True, "backups can be made, and what opens them lies elsewhere")


def _database(settings: Settings) -> Iterator[Finding]:
    engine = make_engine(settings.database_url)
    name = engine.dialect.name
    try:
        with engine.connect() as connection:
            connection.execute(text("select 1"))
        there, head = schema.current(engine), schema.head()
    except Exception as error:  # whatever a driver raises: the operator reads its kind
        yield Finding(
            False,
            f"the {name} database does not answer ({type(error).__name__}): is it running, is DATABASE_URL right?",
        )
        return
    finally:
        engine.dispose()
    yield Finding(
        there == head,
        f"{name} is at schema {there}" + ("" if there == head else f", the newest is {head}: run `hub migrate`"),
    )


def _accounts(lines: Sequence[AccountLine]) -> Iterator[Finding]:
    """An instance without an admin can be run by commands; one whose only admin ends soon should be told."""
    admins = [one.staff for one in lines if one.staff.role is Role.ADMIN and one.state is AccountState.OPEN]
    waiting = sum(one.state is AccountState.WAITING for one in lines)
    lasting = [one for one in admins if one.ends_on is None]
    said = f"{len(lines)} staff accounts, {len(admins)} who manage them, {waiting} waiting for their first steps"
    ends = max((one.ends_on for one in admins if one.ends_on), default=None)
    good = bool(lasting) or not admins
    yield Finding(good, said + ("" if good else f": nobody manages accounts after {ends}, give one admin no last day"))


def _ending(lines: Sequence[AccountLine]) -> Iterator[Finding]:
    """Lawyers' accounts end by themselves: not all of them on one morning that nobody foresaw."""
    last = today(datetime.now(UTC)) + SOON
    soon = sum(one.state is AccountState.OPEN and (one.staff.ends_on or date.max) <= last for one in lines)
    if soon:
        yield Finding(True, f"{soon} staff accounts end within {SOON.days} days: `hub staff list` names them")


def _limits(instance: Instance) -> Iterator[Finding]:
    try:
        ready = instance.works.limits.ready()
    except LimitsAway:
        ready = False
    yield Finding(
        ready, "the counters of limits answer" if ready else "the counters of limits are away: nobody can sign in"
    )


def _proxies(settings: Settings) -> Iterator[Finding]:
    """Behind a proxy that nobody named everybody has one address, and one limit."""
    if settings.production and not settings.proxies:
        yield Finding(True, "no proxy is named: behind one, set proxies and proxy_networks (docs/web.md)")


def _passkeys(settings: Settings, found: Elsewhere) -> Iterator[Finding]:
    """Members still have codes; whoever of staff has nothing else needs a new link."""
    if not found.passkeys:
        return
    said = f"{found.passkeys} passkeys open nothing: they were made for another host than that of public_base_url ({settings.public_base_url})"
    stranded = f"; {found.stranded} staff accounts have nothing else"
    yield Finding(not found.stranded, said + stranded + (": invite them again" if found.stranded else ""))


def _service(settings: Settings) -> Iterator[Finding]:
    instance, finding = _tried(lambda: open_instance(settings), "the keys are those this database was made with")
    yield finding
    if instance is None:
        return
    with instance.works.open(SYSTEM, read_only=True) as work:
        owed = outbox.owed(work)
        admins = identity.accounts(work)
        elsewhere = identity.passkeys_elsewhere(work)
    yield from _accounts(admins)
    yield from _ending(admins)
    yield from _limits(instance)
    yield from _proxies(settings)
    yield Finding(*skill(settings))
    yield from _passkeys(settings, elsewhere)
    yield Finding(
        owed < MANY_OWED, f"{owed} messages wait to be sent" + ("" if owed < MANY_OWED else ": is the worker running?")
    )
    yield from (Finding(good, said) for good, said in messages(settings))
    secure = settings.public_base_url.startswith("https://") or not settings.production
    yield Finding(
        secure, f"public_base_url is {settings.public_base_url}" + ("" if secure else ": it must begin with https://")
    )
