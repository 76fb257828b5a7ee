"""The inner tier's answers to the tiers outside: who is recognised, whose code is right, and that something is owed.

Counts and purposes are logged, never a value. A question that is not on the list gets no answer.
"""

import sys
import threading
from collections import Counter
from collections.abc import Callable
from uuid import UUID

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.infra import logs, stopping
from lawsuit_hub.infra.limits import Limits
from lawsuit_hub.infra.rings import MOST_ASKED, link_secret
from lawsuit_hub.infra.tier_link import Frame
from lawsuit_hub.infra.tier_socket import SocketTaken, TierSocket
from lawsuit_hub.instance import Instance, open_instance
from lawsuit_hub.privacy.keyring import BadKeys
from lawsuit_hub.privacy.later_keys import INDEX_BYTES
from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.settings import BadSettings, Settings
from lawsuit_hub.worker import Queue

log = logs.named("tiers")

# What the public tier needs to register somebody, to know her again and to find her landlord's group. Not on the list:
# whatever else is indexed, and whatever is added later until somebody puts it here.
PUBLIC_PURPOSES = frozenset(
    {
        "phone_codes.phone",
        "victims.phone",
        "victims.name",
        "leases.house",
        "leases.landlord",
        "landlords.name",
        "landlords.loose",
        "landlords.birth",
        "landlords.name_birth",
        "landlords.business",
        "landlords.corporation",
        "landlords.name_building",
        "landlords.alike_birth",
        "landlords.letters",
        "landlords.syllables",
        "landlords.sound",
        "landlords.broker",
        "landlords.broker_number",
        "landlords.proxy",
        "landlords.owner",
        "landlords.contract_date",
        "buildings.key",
    }
)
# One name asks for a dozen of these, each of which says less than the name itself: they count by the dozen.
VARIANTS = frozenset({"landlords.alike_birth", "landlords.letters", "landlords.syllables", "landlords.sound"})
DOZEN = 12
LONGEST_VALUE = 1000
MOST_EPOCHS = 9999
FACTORS_OF_ONE = "30 per minute"
FACTORS_IN_ALL = "300 per minute"
WAKES = "600 per minute"
PIECES = "6000 per minute"  # of 30 kB


class Answers:
    """One for each process that answers. Limits of a minute are counted here, those of a day beside all others."""

    def __init__(self, instance: Instance, wake: Callable[[], None]) -> None:
        self._works = instance.works
        self._settings = instance.settings
        self._wake = wake
        self._minute = Limits.at("memory://")
        self._verbs: dict[tuple[Tier, str], Callable[[Frame], Frame | None]] = {
            (Tier.PUBLIC, "index"): self._index,
            (Tier.PUBLIC, "lift"): self._lift,
            (Tier.PUBLIC, "wake"): self._look_now,
            (Tier.COUNSEL, "wake"): self._look_now,
            (Tier.COUNSEL, "factor"): self._factor,
            (Tier.COUNSEL, "offer"): self._offer,
            (Tier.COUNSEL, "piece"): self._piece,
        }

    def __call__(self, tier: Tier, question: Frame) -> Frame | None:
        """None for a question that is not answered. Raises TooMany."""
        verb = self._verbs.get((tier, str(question.get("verb"))))
        answer = verb(question) if verb else None
        if answer is None:
            log.warning("a question was refused", tier=tier)
        return answer

    def _index(self, question: Frame) -> Frame | None:
        asked, epoch = question.get("asked"), question.get("epoch")
        if not _are_pairs(asked) or not _is_epoch(epoch):
            return None
        pairs = [(str(purpose), str(value)) for purpose, value in asked or ()]
        counted = Counter(purpose for purpose, _ in pairs)
        if not counted.keys() <= PUBLIC_PURPOSES:
            return None
        self._count(counted)
        log.info("recognised", **{purpose.replace(".", "_"): count for purpose, count in sorted(counted.items())})
        return {"found": [index.hex() for index in self._works.ring.index_many(pairs, int(epoch or 1))]}

    def _lift(self, question: Frame) -> Frame | None:
        """An index that lies sealed since an earlier epoch, as the tables hold it now."""
        index, (before, now) = _bytes(question.get("index")), (question.get("made_with"), question.get("epoch"))
        if index is None or not _is_epoch(before) or not _is_epoch(now):
            return None
        self._minute.hit(f"{self._settings.index_per_minute} per minute", "lift")
        return {"lifted": self._works.ring.lifted(index, int(before or 1), int(now or 1)).hex()}

    def _count(self, counted: Counter[str]) -> None:
        settings = self._settings
        costs = {one: -(-count // DOZEN) if one in VARIANTS else count for one, count in counted.items()}
        self._minute.hit(f"{settings.index_in_all_per_minute} per minute", "index", cost=sum(costs.values()))
        for purpose, count in costs.items():
            self._minute.hit(f"{settings.index_per_minute} per minute", "index", purpose, cost=count)
            self._works.limits.hit(f"{settings.index_per_day} per day", "index", purpose, cost=count)

    def _look_now(self, _question: Frame) -> Frame:
        self._minute.hit(WAKES, "wake")
        self._wake()
        return {"woken": True}

    def _factor(self, question: Frame) -> Frame | None:
        account, code = _id(question, "account"), question.get("code")
        if account is None or not isinstance(code, str):
            return None
        self._count_factor(account)
        with self._works.open(SYSTEM, read_only=True) as work:
            return {"step": identity.lawyers_step(work, account, code)}

    def _offer(self, question: Frame) -> Frame | None:
        account = _id(question, "account")
        if account is None:
            return None
        self._count_factor(account)
        with self._works.open(SYSTEM, read_only=True) as work:
            return {"secret": identity.lawyers_offer(work, account)}

    def _piece(self, question: Frame) -> Frame | None:
        """Of a locked file that waits for its lawyer; its password is not here."""
        export, number = _id(question, "export"), question.get("number")
        if export is None or type(number) is not int or number < 0:
            return None
        self._minute.hit(PIECES, "piece")
        with self._works.open(SYSTEM, read_only=True) as work:
            piece = rosters.piece(work, export, number)
        return {"piece": None if piece is None else piece.hex()}

    def _count_factor(self, account: UUID) -> None:
        self._minute.hit(FACTORS_IN_ALL, "factor")
        self._minute.hit(FACTORS_OF_ONE, "factor", str(account))


def _are_pairs(asked: object) -> bool:
    return (
        isinstance(asked, list)
        and 0 < len(asked) <= MOST_ASKED
        and all(
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)  # noqa: PLR2004
            and 0 < len(pair[1]) <= LONGEST_VALUE
            for pair in asked
        )
    )  # fmt: skip


def _is_epoch(number: object) -> bool:
    return type(number) is int and 0 < number <= MOST_EPOCHS


def _bytes(digits: object) -> bytes | None:
    try:
        index = bytes.fromhex(str(digits))
    except ValueError:
        return None
    return index if len(index) == INDEX_BYTES else None


def _id(question: Frame, name: str) -> UUID | None:
    try:
        return UUID(str(question.get(name)))
    except ValueError:
        return None


def sockets(instance: Instance, wake: Callable[[], None]) -> list[TierSocket]:
    """One for each tier outside. Raises SocketTaken."""
    answers = Answers(instance, wake)
    return [
        TierSocket(instance.settings.socket_file(tier), tier, link_secret(instance.works.ring, tier), answers)
        for tier in (Tier.PUBLIC, Tier.COUNSEL)
    ]


def main() -> int:
    """Answers until it is told to stop."""
    logs.start()
    try:
        instance = open_instance(Settings.load())
        listening = sockets(instance, Queue(instance).wake)
    except (BadSettings, BadKeys, SocketTaken) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    asked = stopping.told()
    for one in listening:
        threading.Thread(target=one.serve, daemon=True).start()
    asked.wait()
    for one in listening:
        one.close()
    return 0
