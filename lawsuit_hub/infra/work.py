"""A piece of work: who, when, in which transaction, with which keys. The only place that commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session, sessionmaker

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import may
from lawsuit_hub.access.roles import OPENING_ROLES
from lawsuit_hub.infra.keystore import TableKeyStore
from lawsuit_hub.infra.limits import Limits
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.tier_link import TierLink
from lawsuit_hub.privacy.keyring import Keyring, Keys
from lawsuit_hub.settings import Settings
from lawsuit_hub.values.dates import KST


class NotAllowed(Refusal):
    """The actor's role does not hold the permission."""


@dataclass(slots=True)
class Work:
    """Handed to every service first. `after_commit` holds wake-up calls; nothing in it may fail the deed.

    What is in `before_commit` writes last, when everything else has been flushed: whatever it locks is held only for
    the instant of the commit. If it fails, the deed is undone.
    """

    db: Session
    actor: Actor
    now: datetime
    keys: Keys
    limits: Limits
    settings: Settings
    wake: Callable[[], None]
    inner: TierLink | None = None  # in a tier outside: the way to the one that opens
    before_commit: list[Callable[[], None]] = field(default_factory=list)
    after_commit: list[Callable[[], None]] = field(default_factory=list)

    @property
    def today(self) -> date:
        """In Korea, where days are counted."""
        return self.now.astimezone(KST).date()

    def wake_worker(self) -> None:
        """Once after the commit, however much is owed."""
        if self.wake not in self.after_commit:
            self.after_commit.append(self.wake)

    def require(self, permission: Permission) -> None:
        if not may(self.actor, permission):
            raise NotAllowed

    def acting_as(self, actor: Actor) -> "Work":
        """The same transaction and keys in another person's name (signing in turns a visitor into a member)."""
        return replace(self, actor=actor)


@dataclass(frozen=True, slots=True)
class Works:
    """Opens work: binds sessions, keys, clock and limits together once, in create_app, the CLI and the worker."""

    sessions: sessionmaker[Session]
    ring: Keyring
    limits: Limits
    settings: Settings
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    wake: Callable[[], None] = lambda: None
    inner: TierLink | None = None
    _public: Keyring = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_public", self.ring.public())

    @contextmanager
    def open(self, actor: Actor, *, read_only: bool = False, vault: bool = False) -> Iterator[Work]:
        """Returning commits, raising undoes. A read-only work never commits: what it wrote is lost.

        `vault` gives a visitor's work the keys that open: signing staff in needs the second factor's secret.
        """
        # Whoever opens nobody works with keys that seal and recognise but cannot open an identity: a hole in a
        # member's or an officer's page then finds nothing to leak.
        ring = self.ring if vault or actor.role in OPENING_ROLES else self._public
        self.ring.let_go()
        ring.make_ready()
        session = self.sessions()
        if read_only:
            session.connection(execution_options={"read_only": True, "postgresql_readonly": True})
        keys = Keys(ring, TableKeyStore(session))
        work = Work(session, actor, self.clock(), keys, self.limits, self.settings, self.wake, self.inner)
        try:
            yield work
            if read_only:
                session.rollback()
            else:
                _settle(work)
                session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()
        for call in work.after_commit:
            call()


def _settle(work: Work) -> None:
    if work.before_commit:
        work.db.flush()
    for call in work.before_commit:
        call()
