"""The worker: delivers what is owed, works off uploads, has expired things retired (cleaning.py). No rules; huey only wakes it."""

import sys
import threading
from collections.abc import Callable
from contextlib import closing

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.api import Task
from huey.serializer import SignedSerializer
from redis import ConnectionPool

from lawsuit_hub.cleaning import in_own_work, retire
from lawsuit_hub.counters import COUNTERS
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.ballots import counting as ballots
from lawsuit_hub.features.costs import days as cost_days
from lawsuit_hub.features.destruction import nightly
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.letters import service as letters
from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.notices import announcing
from lawsuit_hub.features.outbox import delivering
from lawsuit_hub.features.oversight import chain as oversight_chain
from lawsuit_hub.features.proceedings import reminding
from lawsuit_hub.features.responses import uploads
from lawsuit_hub.features.rights import copies
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.statistics import public as public_numbers
from lawsuit_hub.features.statistics import service as statistics
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.telephones import service as telephones
from lawsuit_hub.features.webhooks import service as webhooks
from lawsuit_hub.infra import logs
from lawsuit_hub.infra.carrier_choice import carriers_of
from lawsuit_hub.infra.limits import REDIS
from lawsuit_hub.infra.work import Work, Works
from lawsuit_hub.instance import Instance, open_instance
from lawsuit_hub.privacy.keyring import BadKeys, RootTrouble
from lawsuit_hub.settings import BadSettings, Settings

log = logs.named("worker")

THREADS = 2
REDIS_SCHEMES = ("redis://", "rediss://", "redis+unix://", "unix://")


def make_huey(settings: Settings, secret: bytes) -> Huey:
    """SQLite in a file of its own, or PostgreSQL or Redis by `huey_url`. Tasks carry ids only, signed."""
    serializer = SignedSerializer(secret=secret.hex())
    url = settings.huey_url
    if url.startswith("postgresql"):
        return PostgresHuey("lawsuit-hub", dsn=url, serializer=serializer)
    if url.startswith(REDIS_SCHEMES):
        return RedisHuey("lawsuit-hub", connection_pool=_patient_pool(url), serializer=serializer)
    if url:
        raise BadSettings("huey_url must be empty or begin with postgresql:// or redis://")
    return SqliteHuey("lawsuit-hub", filename=str(settings.queue_file), serializer=serializer)


def _patient_pool(url: str) -> ConnectionPool:
    """Of clients that give up: a Redis that hangs must not hang whoever wakes the worker."""
    try:
        return ConnectionPool.from_url(url.replace("redis+unix://", "unix://", 1), **REDIS)
    except ValueError:
        raise BadSettings("huey_url is no address of a redis") from None


def deliver(instance: Instance) -> int:
    """Sends until nothing is due; returns how many messages were settled."""
    with closing(carriers_of(instance.settings)) as carriers:
        return delivering.deliver_all(instance.works, write=letters.write, carriers=carriers)


def tell(instance: Instance) -> int:
    """Posts what other systems are owed until nothing is due; returns how many posts were tried."""
    send, total = webhooks.poster(instance.settings), 0
    while tried := webhooks.deliver_due(instance.works, send=send):
        total += tried
    return total


def when_open(task: Callable[[], object]) -> Callable[[], None]:
    """Every task finds again what it left undone: while identities are closed it waits for its next time."""

    def run() -> None:
        try:
            task()
        except RootTrouble as trouble:
            log.warning("work waits for the root key", because=str(trouble))

    return run


def _move_numbers(work: Work) -> None:
    public_numbers.move_today(work, COUNTERS)


def _say_which(task: Task) -> None:
    """Every line that is written while it runs says what ran."""
    logs.forget()
    logs.bind(task=task.id, work=task.name)


class OneAtATime:
    """Long work: one thread of a process does it, whatever its name, so that another is always free to send.

    What finds the place taken is noted and done by whoever has it: a task of the night is not put off by a day.
    """

    def __init__(self) -> None:
        self._place = threading.Lock()
        self._noted: dict[str, Callable[[], object]] = {}

    def of(self, name: str, task: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            self._noted[name] = task
            while self._noted and self._place.acquire(blocking=False):
                try:
                    self._first()
                finally:
                    self._place.release()

        return run

    def _first(self) -> None:
        name = next(iter(self._noted), None)
        if name is not None:
            self._noted.pop(name)()


class Queue:
    """The huey queue of an instance with its tasks. `wake` is what a process calls after a commit that owes something.

    Whatever a killed worker left is found again every minute: leases run out. Only one thread of a process does long work: a
    code to sign in with must not wait behind a file of a hundred thousand answers and the check of a long trail.
    """

    def __init__(self, instance: Instance) -> None:
        self.huey = make_huey(instance.settings, instance.works.ring.inner_secret("queue"))
        self._instance = instance
        self.huey.pre_execute(name="say_which")(_say_which)
        long = OneAtATime()
        self._work_off = long.of("work_off", lambda: uploads.work_off(instance.works))
        self._mail = long.of("mail", lambda: mailings.work_off(instance.works))
        self._tell = long.of("tell", lambda: tell(instance))
        self._prepare = long.of("prepare", lambda: rosters.prepare_asked(instance.works))
        self._now = [
            self.huey.task(name=f"{name}_now")(when_open(work))
            for name, work in (
                ("send", self._send),
                ("work_off", self._work_off),
                ("copy", self._copy),
                ("prepare", self._prepare),
                ("tell", self._tell),
                ("mail", self._mail),
            )
        ]
        for name, when, work in (*self._periodic(instance.works), *self._long(instance.works, long)):
            self.huey.periodic_task(crontab(**when), name=name)(when_open(work))

    def _periodic(self, works: Works) -> tuple[tuple[str, dict[str, str], Callable[[], object]], ...]:
        each_minute = {"minute": "*"}
        return (
            ("send_often", each_minute, self._send),
            ("work_off_often", each_minute, self._work_off),
            ("copy_often", each_minute, self._copy),
            ("prepare_often", each_minute, self._prepare),
            ("tell_often", each_minute, self._tell),
            ("mail_often", each_minute, self._mail),
            ("survey_often", each_minute, lambda: surveys.tell(works)),
            ("announce_often", each_minute, lambda: announcing.announce_due(works)),
            ("renumber_often", each_minute, lambda: telephones.carry_out(works)),
            ("destroy_often", each_minute, lambda: destruction.carry_out(works)),
            ("keep_head_often", each_minute, lambda: audit.keep_head(works)),
        )

    def _long(self, works: Works, long: OneAtATime) -> list[tuple[str, dict[str, str], Callable[[], object]]]:
        each_minute = {"minute": "*"}
        tasks: tuple[tuple[str, dict[str, str], Callable[[], object]], ...] = (
            ("check_where_asked", each_minute, lambda: oversight_chain.check_where_asked(works)),
            ("sign_daily", {"minute": "23"}, lambda: audit.sign_daily(works)),
            ("fold_often", each_minute, lambda: nightly.fold(works)),
            # 18:40 UTC is 3:40 in Seoul.
            ("turn_nightly", {"hour": "18", "minute": "40"}, lambda: nightly.turn_if_due(works)),
            ("retire_hourly", {"minute": "17"}, lambda: retire(works)),
            # 19:10 UTC is 4:10 in Seoul; asked every hour, so that a night without a worker is made up for.
            ("count_hourly", {"minute": "10"}, lambda: in_own_work(works, statistics.count_today)),
            ("count_costs_hourly", {"minute": "12"}, lambda: in_own_work(works, cost_days.count_today)),
            ("move_numbers_hourly", {"minute": "12"}, lambda: in_own_work(works, _move_numbers)),
            ("remind_hourly", {"minute": "7"}, lambda: reminding.remind(works)),
            ("ballots_hourly", {"minute": "2"}, lambda: ballots.turn(works)),
        )
        return [(name, when, long.of(name, task)) for name, when, task in tasks]

    def _send(self) -> None:
        deliver(self._instance)

    def _copy(self) -> None:
        copies.make_due(self._instance.works)

    def wake(self) -> None:
        """A broken queue must not undo a deed that is committed: the tasks of the next minute find it."""
        try:
            for now in self._now:
                now()
        except Exception as error:  # whatever the queue's storage raises
            log.warning("the worker could not be woken", because=error)


def main() -> int:
    """Runs the consumer until it is told to stop."""
    logs.start()
    try:
        instance = open_instance(Settings.load())
        carriers_of(instance.settings).close()
        queue = Queue(instance)
    except (BadSettings, BadKeys) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    consumer = queue.huey.create_consumer(workers=THREADS, periodic=True, initial_delay=0.05, max_delay=1.0)
    queue.wake()
    consumer.run()
    return 0
