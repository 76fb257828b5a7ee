"""The worker's threads: long work one at a time, nothing of it lost, and one stone in the way stops nothing else."""

from dataclasses import replace
from threading import Event, Thread

import pytest
from sqlalchemy import func, select, text

from lawsuit_hub.cleaning import retire
from lawsuit_hub.features.rights import copies
from lawsuit_hub.features.rights.models import DataCopy
from lawsuit_hub.settings import BadSettings
from lawsuit_hub.worker import OneAtATime, Queue, make_huey
from tests.own_redis import PASSWORD, OwnRedis
from tests.people import make_victim
from tests.world import World


def test_long_work_is_done_by_one_thread_and_what_came_meanwhile_is_done_after_it() -> None:
    long, begun, end, done = OneAtATime(), Event(), Event(), list[str]()

    def check() -> None:
        begun.set()
        assert end.wait(10)
        done.append("check")

    busy = Thread(target=long.of("check", check))
    busy.start()
    assert begun.wait(10)
    for _ in range(2):
        long.of("check", lambda: done.append("check again"))()
        long.of("turn", lambda: done.append("turn"))()
    assert done == [], "another thread begins nothing beside it, and does not wait for it"
    end.set()
    busy.join(10)
    assert done == ["check", "check again", "turn"]


def test_a_cleaning_that_fails_is_told_and_the_others_are_done(world: World, caplog: pytest.LogCaptureFixture) -> None:
    one = make_victim(world)
    with world.as_member(one) as work:
        copies.ask(work, copies.new_secret())
    world.clock.forward(days=60)
    with world.engine.begin() as db:
        db.execute(text("alter table registration_drafts rename to elsewhere"))
    retire(world.works)
    assert "cleaning failed" in caplog.text and "drafts" in caplog.text
    with world.as_system() as work:
        assert work.db.scalar(select(func.count()).select_from(DataCopy)) == 0


def test_a_redis_wakes_the_worker_and_one_that_is_away_undoes_no_deed(
    world: World, own_redis: OwnRedis, caplog: pytest.LogCaptureFixture
) -> None:
    queue = Queue(replace(world.instance, settings=replace(world.settings, huey_url=own_redis.url)))
    queue.wake()
    task = queue.huey.dequeue()
    assert task is not None and queue.huey.pending_count() > 0
    queue.huey.execute(task)
    own_redis.stop()
    queue.wake()
    assert "the worker could not be woken" in caplog.text and PASSWORD not in caplog.text


@pytest.mark.parametrize("url", ["redis+unix", "http://localhost", "redis://localhost:port"])
def test_an_address_that_is_no_queue_is_refused_at_the_start(world: World, url: str) -> None:
    with pytest.raises(BadSettings, match="huey_url"):
        make_huey(replace(world.settings, huey_url=url), b"secret")
