"""`python -m benchmarks.room`: a built-in room under load. The real server, listeners that are cut off and come again, and what each
of them got: everything once, how late, at which cost; and how soon the streams of who may not listen any more end.
"""

import argparse
import asyncio
import json
import os
import random
import re
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median, quantiles
from uuid import UUID, uuid4

from benchmarks import people
from benchmarks.databases import postgres
from benchmarks.lives import active_group
from lawsuit_hub.access.actor import SYSTEM, VISITOR, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.app import app_of
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.rooms import moderation, places
from lawsuit_hub.infra import schema
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.instance import Instance
from lawsuit_hub.serve import web_command

READY_SECONDS = 60
WRITERS = 40
LATE_SECONDS = 5  # a listener who ever waited longer, a reconnect included, is counted
ENDED = 5  # of each kind, at the end
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass
class Result:
    """Milliseconds are from the sending of a message to its arrival at each listener that was connected, or came again for it."""

    listeners: int
    seconds: int
    database: str
    messages: int = 0
    deliveries: int = 0
    reconnects: int = 0
    refused: int = 0
    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    p99_ms: float = 0.0
    most_ms: float = 0.0
    late_listeners: int = 0
    post_p95_ms: float = 0.0
    post_most_ms: float = 0.0
    page_p95_ms: float = 0.0
    removed_ends_ms: float = 0.0
    signed_out_ends_ms: float = 0.0
    after_the_end: int = 0
    cpu_percent: float = 0.0
    server_mb: float = 0.0


@dataclass
class Member:
    victim_id: UUID
    session_id: UUID
    cookie: str
    got: list[int] = field(default_factory=list)
    last: int = 0
    latest: float = 0.0
    ended_at: float = 0.0
    connection: asyncio.WriteTransport | None = None


class Load:
    """All clients, in one process."""

    def __init__(self, port: int, members: list[Member]) -> None:
        self.port, self.members = port, members
        self.sent: dict[int, float] = {}
        self.pending: dict[str, float] = {}
        self.late: list[float] = []
        self.posted: list[float] = []
        self.paged: list[float] = []
        self.reconnects = self.refused = 0
        self.counting = True

    async def listen(self, member: Member) -> None:
        while not member.ended_at:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._one_stream(member)
            if not member.ended_at:
                self.reconnects += self.counting
                await asyncio.sleep(random.random() * 0.3)

    async def _one_stream(self, member: Member) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        member.connection = writer.transport
        try:
            writer.write(
                f"GET /my/room/stream HTTP/1.1\r\nHost: localhost\r\nCookie: {member.cookie}\r\nX-Requested-With: fetch\r\n"
                f"Last-Event-ID: {member.last}\r\n\r\n".encode()
            )
            head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"HTTP/1.1 503"):  # no place in this process; a page's script would ask instead
                self.refused += 1
                return
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head.split(b"\r\n")[0].decode())
            while not member.ended_at:
                self._heard(member, (await reader.readuntil(b"\n\n")).decode())
        finally:
            writer.close()

    def _heard(self, member: Member, block: str) -> None:
        if "event: over" in block:
            member.ended_at = time.perf_counter()
        for line in block.splitlines():
            if line.startswith("data: ") and "event: entry" in block:
                entry = json.loads(line[6:])
                member.got.append(entry["seq"])
                member.last = entry["seq"]
                late = time.perf_counter() - self.pending[entry["text"]]
                self.late.append(late)
                member.latest = max(member.latest, late)

    async def ask(self, member: Member, request: str, body: str = "") -> tuple[str, str]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            length = (
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body.encode())}\r\n"
                if body
                else ""
            )
            writer.write(
                f"{request} HTTP/1.1\r\nHost: localhost\r\nCookie: {member.cookie}\r\nX-Requested-With: room\r\n"
                f"Connection: close\r\n{length}\r\n{body}".encode()
            )
            head, _, text = (await reader.read()).decode().partition("\r\n\r\n")
            return head, text
        finally:
            writer.close()

    async def token(self, member: Member) -> str:
        began = time.perf_counter()
        head, page = await self.ask(member, "GET /my/room")
        self.paged.append(time.perf_counter() - began)
        renewed = re.search(r"set-cookie: ([^;]+)", head, re.IGNORECASE)
        if renewed:
            member.cookie = renewed.group(1)
        found = _TOKEN.search(page)
        if found is None:
            raise RuntimeError(head.splitlines()[0])
        return found.group(1)

    async def write(self, tokens: dict[int, str], *, seconds: int, rate: float) -> None:
        """At a steady rate, whatever the answers take."""
        began, number, posts = time.perf_counter(), 0, []
        while time.perf_counter() - began < seconds:
            who = number % len(tokens)
            posts.append(asyncio.create_task(self._post(self.members[who], tokens[who], f"글 {number}")))
            number += 1
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        await asyncio.gather(*posts)

    async def _post(self, member: Member, token: str, text: str) -> None:
        began = self.pending[text] = time.perf_counter()
        head, said = await self.ask(
            member, "POST /my/room/messages", f"csrf_token={token}&key={uuid4()}&text={text.replace(' ', '+')}"
        )
        if "200 OK" not in head:
            raise RuntimeError(f"{head.splitlines()[0]} {said[:200]}")
        self.posted.append(time.perf_counter() - began)
        self.sent[json.loads(said)["seq"]] = began

    async def cut_some(self, *, each_second: int) -> None:
        while True:
            await asyncio.sleep(1 / each_second)
            cut = random.choice(self.members).connection
            if cut is not None:
                cut.abort()

    async def read_pages(self) -> None:
        while True:
            await self.token(random.choice(self.members[:WRITERS]))
            await asyncio.sleep(0.5)


async def drive(instance: Instance, load: Load, result: Result, *, rate: float, cuts: int, code: str) -> None:
    listening = [asyncio.create_task(load.listen(one)) for one in load.members]
    tokens = {number: await load.token(load.members[number]) for number in range(min(WRITERS, len(load.members)))}
    await asyncio.sleep(2)
    load.reconnects, load.paged = 0, []
    cutting, reading = asyncio.create_task(load.cut_some(each_second=cuts)), asyncio.create_task(load.read_pages())
    await load.write(tokens, seconds=result.seconds, rate=rate)
    cutting.cancel()
    reading.cancel()
    await asyncio.sleep(3)  # who was cut off last is back
    load.counting = False
    count(load, result)
    await end_some(instance, load, result, tokens, code)
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, cutting, reading, return_exceptions=True)


def count(load: Load, result: Result) -> None:
    wanted = sorted(load.sent)
    for one in load.members:
        seen = Counter(one.got)
        result.lost += sum(seq not in seen for seq in wanted)
        result.doubled += sum(times - 1 for times in seen.values())
        result.out_of_order += one.got != sorted(one.got)
    result.messages, result.deliveries, result.reconnects = len(wanted), len(load.late), load.reconnects
    result.refused = load.refused
    late = [1000 * one for one in load.late]
    cuts = quantiles(late, n=100)
    result.p50_ms, result.p95_ms, result.p99_ms = round(median(late), 1), round(cuts[94], 1), round(cuts[98], 1)
    result.most_ms = round(max(late), 1)
    result.post_p95_ms = round(1000 * quantiles(load.posted, n=100)[94], 1)
    result.post_most_ms = round(1000 * max(load.posted), 1)
    result.late_listeners = sum(one.latest > LATE_SECONDS for one in load.members)
    result.page_p95_ms = round(1000 * quantiles(load.paged, n=100)[94], 1) if len(load.paged) > 1 else 0.0


async def end_some(instance: Instance, load: Load, result: Result, tokens: dict[int, str], code: str) -> None:
    """Some are taken out, some signed out; then more is written, and none of it may reach them."""
    out, gone = load.members[-ENDED:], load.members[-2 * ENDED : -ENDED]
    with instance.works.open(SYSTEM, read_only=True) as work:
        caseworker = identity.staff_by_login(work, "caseworker@example.com").id
        seats = {one.victim_id: groups.membership_of(work, one.victim_id) for one in out}
    began = time.perf_counter()
    with instance.works.open(Actor(Role.CASEWORKER, caseworker)) as work:
        for one in out:
            moderation.take_out(work, code, seats[one.victim_id].membership_id, reason="벤치마크로 내보냅니다")
    before = set(load.sent)
    for number in range(5):
        await load._post(load.members[0], tokens[0], f"뒤 {number}")
    await until_ended(out)
    result.removed_ends_ms = round(1000 * max(one.ended_at - began for one in out), 1)
    began = time.perf_counter()
    with instance.works.open(VISITOR) as work:
        for one in gone:
            identity.end(work, one.session_id)
    result.after_the_end = heard_of(out, set(load.sent) - before)
    before = set(load.sent)
    await load._post(load.members[0], tokens[0], "뒤 끝")
    await until_ended(gone)
    result.signed_out_ends_ms = round(1000 * max(one.ended_at - began for one in gone), 1)
    result.after_the_end += heard_of(gone, set(load.sent) - before)


def heard_of(members: Sequence[Member], written: set[int]) -> int:
    """How often what was written after their end reached them."""
    return sum(len(written & set(one.got)) for one in members)


async def until_ended(members: Sequence[Member]) -> None:
    until = time.perf_counter() + 10
    while not all(one.ended_at for one in members):
        if time.perf_counter() > until:
            raise RuntimeError("streams of who may not listen did not end")
        await asyncio.sleep(0.01)


def make_members(instance: Instance, size: int) -> tuple[str, list[Member]]:
    """All in the room, each with a session of her own, as signing in would have made it."""
    code, _, _ = active_group(instance, size)
    app = app_of(instance)
    with instance.works.open(SYSTEM, read_only=True) as work:
        ids = [one.victim_id for one in groups.members(work, groups.by_code(work, code))]
    members = []
    for victim_id in ids:
        with instance.works.open(Actor(Role.MEMBER, victim_id)) as work:
            places.enter(work)
        with instance.works.open(VISITOR) as work:
            session_id = identity.start(work, Role.MEMBER, victim_id).id
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = str(session_id), True
        cookie = client.get_cookie("hub")
        assert cookie is not None
        members.append(Member(victim_id, session_id, f"hub={cookie.value}"))
    return code, members


@contextmanager
def served(instance: Instance, workers: int) -> Iterator[tuple[int, list[int]]]:
    """gunicorn as `serve` starts it, on a free port; its processes' ids."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "LAWSUIT_HUB_INSTANCE": str(instance.settings.instance)}
    environment["DATABASE_URL"] = instance.settings.database_url
    log = instance.settings.instance / "server.log"
    with log.open("wb") as out:
        command = web_command(replace(instance.settings, workers=workers), port)
        server = subprocess.Popen(command, env=environment, stderr=out)
        try:
            ready(port, server, log)
            yield port, [server.pid, *children(server.pid)]
        finally:
            server.terminate()
            server.wait(30)


def ready(port: int, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as asked:
            asked.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            if b"200" in asked.recv(100):
                return
        time.sleep(0.2)
    raise RuntimeError(log.read_text()[-2000:])


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu_seconds(pids: Sequence[int]) -> float:
    ticks = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13] for pid in pids]
    return sum(int(one) for pair in ticks for one in pair) / os.sysconf("SC_CLK_TCK")


def memory_mb(pids: Sequence[int]) -> float:
    found = [re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()) for pid in pids]
    return round(sum(int(one.group(1)) for one in found if one) / 1024, 1)


def run(
    *, listeners: int, seconds: int, rate: float = 10, cuts: int = 5, database_url: str = "", workers: int = 2
) -> Result:
    result = Result(listeners, seconds, "postgresql" if database_url else "sqlite")
    with people.instance(database_url) as instance:
        code, members = make_members(instance, listeners)
        with served(instance, workers) as (port, pids):
            load = Load(port, members)
            began, spent = time.perf_counter(), cpu_seconds(pids)
            asyncio.run(drive(instance, load, result, rate=rate, cuts=cuts, code=code))
            result.cpu_percent = round(100 * (cpu_seconds(pids) - spent) / (time.perf_counter() - began), 1)
            result.server_mb = memory_mb(pids)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.room")
    parser.add_argument("--listeners", type=int, default=500)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=float, default=10, help="messages a second")
    parser.add_argument("--cuts", type=int, default=5, help="listeners cut off a second")
    parser.add_argument("--postgres", action="store_true")
    asked = parser.parse_args()
    given = {"listeners": asked.listeners, "seconds": asked.seconds, "rate": asked.rate, "cuts": asked.cuts}
    if not asked.postgres:
        print(json.dumps(asdict(run(**given)), indent=1))
        return
    with postgres() as databases:
        url = databases.create()
        engine = make_engine(url)
        schema.upgrade(engine)
        engine.dispose()
        print(json.dumps(asdict(run(**given, database_url=url)), indent=1))


if __name__ == "__main__":
    main()
