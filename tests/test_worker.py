"""The worker's threads: long work one at a time, nothing of it lost, and one stone in the way stops nothing else."""

from threading import Event, Thread

from lawsuit_hub.worker import OneAtATime


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
