"""Limits count for every process at once, refused requests too, on each storage."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import inspect, text

from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.infra.limits import Limits, LimitsAway
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.settings import BadSettings
from tests.own_redis import PASSWORD, OwnRedis

RATE = "5 per hour"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(params=["sqlite", "postgresql", "redis"])
def url(request: pytest.FixtureRequest) -> str:
    fixture = {"sqlite": "empty_sqlite_url", "postgresql": "empty_postgresql_url", "redis": "redis_url"}[request.param]
    made: str = request.getfixturevalue(fixture)
    return made


@pytest.fixture
def limits(url: str) -> Iterator[Limits]:
    made = Limits.at(url)
    yield made
    made.close()


def tries(limits: Limits, times: int, *key: str, rate: str = RATE) -> int:
    passed = 0
    for _ in range(times):
        try:
            limits.hit(rate, *key)
        except TooMany:
            continue
        passed += 1
    return passed


def test_five_pass_and_the_sixth_is_told_how_long_to_wait(limits: Limits) -> None:
    assert tries(limits, 5, "code", "a") == 5
    with pytest.raises(TooMany) as refused:
        limits.hit(RATE, "code", "a")
    assert 1 <= refused.value.seconds <= 3600


def test_keys_purposes_and_rates_count_apart(limits: Limits) -> None:
    assert tries(limits, 9, "code", "a") == 5
    assert tries(limits, 9, "code", "b") == 5
    assert tries(limits, 9, "sign-in", "a") == 5
    assert tries(limits, 9, "code", "a", rate="2 per day") == 2


def test_a_window_that_ran_out_opens_again(limits: Limits) -> None:
    assert tries(limits, 4, "code", "a", rate="2 per second") == 2
    time.sleep(1.1)
    assert tries(limits, 4, "code", "a", rate="2 per second") == 2


def test_what_is_cleared_counts_anew(limits: Limits) -> None:
    tries(limits, 9, "code", "a")
    limits.clear(RATE, "code", "a")
    assert tries(limits, 9, "code", "a") == 5


def test_threads_share_the_count(limits: Limits) -> None:
    start, passed = Barrier(8), []

    def ask() -> None:
        start.wait()
        passed.append(tries(limits, 5, "code", "a", rate="20 per hour"))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 8, "a thread fell over"
    assert sum(passed) == 20


ASK = """
import sys
from lawsuit_hub.infra.limits import Limits
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.settings import BadSettings
limits, passed = Limits.at(sys.argv[1]), 0
for _ in range(15):
    try:
        limits.hit("20 per hour", "code", "a")
        passed += 1
    except TooMany:
        pass
print(passed)
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_processes_share_the_count(kind: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue(f"empty_{kind}_url")
    started = [
        subprocess.Popen([sys.executable, "-c", ASK, url], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=60)[0] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    assert sum(int(line) for line in said) == 20


@pytest.mark.parametrize("scheme", ["rediss+unix", "nonsense"])
def test_a_storage_that_cannot_be_used_is_refused_in_words_and_nothing_else_takes_its_place(scheme: str) -> None:
    with pytest.raises(BadSettings, match=re.escape(f"limits_url: {scheme}")):
        Limits.at(f"{scheme}://user:secret@localhost/0")


def test_the_refusal_does_not_repeat_a_password() -> None:
    with pytest.raises(BadSettings) as refused:
        Limits.at("nonsense://user:secret@localhost/0")
    assert "secret" not in str(refused.value)


def test_it_says_whether_its_storage_answers(limits: Limits) -> None:
    assert limits.ready()


def test_while_a_redis_is_away_every_limited_deed_is_refused_and_afterwards_it_counts_again(
    own_redis: OwnRedis, caplog: pytest.LogCaptureFixture
) -> None:
    limits = Limits.at(own_redis.url)
    assert tries(limits, 9, "code", "a") == 5
    own_redis.stop()
    with pytest.raises(LimitsAway):
        limits.hit(RATE, "code", "b")
    with pytest.raises(LimitsAway):
        limits.clear(RATE, "code", "b")
    assert not limits.ready()
    assert "limits do not answer" in caplog.text and PASSWORD not in caplog.text
    own_redis.start()
    assert limits.ready()
    assert tries(limits, 9, "code", "b") == 5


def test_a_redis_that_hangs_holds_nobody(own_redis: OwnRedis) -> None:
    limits = Limits.at(own_redis.url)
    limits.hit(RATE, "code", "a")
    own_redis.hang()
    began = time.monotonic()
    with pytest.raises(LimitsAway):
        limits.hit(RATE, "code", "a")
    assert time.monotonic() - began < 15


def test_a_redis_that_wants_another_password_lets_nobody_through(own_redis: OwnRedis) -> None:
    limits = Limits.at(own_redis.url.replace(PASSWORD, "another"))
    with pytest.raises(LimitsAway):
        limits.hit(RATE, "code", "a")


def test_a_database_of_limits_that_is_gone_lets_nobody_through(empty_sqlite_url: str) -> None:
    limits = Limits.at(empty_sqlite_url)
    limits.hit(RATE, "code", "a")
    engine = make_engine(empty_sqlite_url)
    with engine.begin() as db:
        db.execute(text("alter table limit_counters rename to elsewhere"))
    with pytest.raises(LimitsAway):
        limits.hit(RATE, "code", "a")
    with engine.begin() as db:
        db.execute(text("alter table elsewhere rename to limit_counters"))
    engine.dispose()
    limits.hit(RATE, "code", "a")
    limits.close()


@pytest.mark.either
def test_what_is_over_is_found_by_an_index_also_in_a_table_that_had_none(empty_database_url: str) -> None:
    Limits.at(empty_database_url).close()
    engine = make_engine(empty_database_url)
    with engine.begin() as db:
        db.execute(text("drop index ix_limit_counters_expires"))
    limits = Limits.at(empty_database_url)
    limits.hit(RATE, "code", "a")
    assert [one["column_names"] for one in inspect(engine).get_indexes("limit_counters")] == [["expires"]]
    limits.close()
    engine.dispose()
