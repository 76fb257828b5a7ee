"""How far an export is, and that one which is called off leaves nothing, whenever it is."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import people
from benchmarks.lives import active_group
from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.rosters import calling_off, handing_out, kept, making
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import ExportGone, FileState, NoSuchExport
from tests.features.rosters.exports import PASSWORD, REASON, Counsel, counsel
from tests.features.rosters.visits import csrf, lawyer_client
from tests.features.rosters.waiting import state
from tests.world import World

__all__ = ["counsel"]

DEEDS = ("roster:export-begun", "roster:export-cancelled", "roster:exported")


def trail(world: World, counsel: Counsel) -> list[str]:
    with world.as_system() as work:
        return [line.deed for line in audit.about(work, counsel.group_id, deeds=DEEDS)][::-1]


def stopped(*_given: Any, **_more: Any) -> Any:
    raise KeyboardInterrupt


@pytest.mark.parametrize("at", ["locked", "rows", "_finish", "keep"])
def test_an_export_stopped_at_any_moment_leaves_a_line_and_nothing_else(
    world: World, counsel: Counsel, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    places = {"locked": making, "rows": making, "_finish": handing_out, "keep": kept}
    monkeypatch.setattr(places[at], at, stopped)
    with pytest.raises(KeyboardInterrupt):
        counsel.export(keep=True)
    assert trail(world, counsel) == ["roster:export-begun", "roster:export-cancelled"]
    assert kept.waiting(world.folder) == [] and state(counsel) == (FileState.CANCELLED, "")
    with world.as_system() as work:
        assert audit.about(work, counsel.people[0], deeds=["roster:exported"]) == []


def asked_for(counsel: Counsel, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An export that is the worker's."""
    monkeypatch.setattr(rosters, "MOST_AT_ONCE", 0)
    return counsel.export(keep=True)


def test_a_large_export_is_made_by_the_worker_who_says_how_far_it_is(
    world: World, counsel: Counsel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, seen = asked_for(counsel, monkeypatch), []
    lock: Callable[..., bytes] = making.locked

    def watched(*given: Any) -> bytes:
        made = lock(*given)
        with world.works.open(counsel.actor, read_only=True) as work:
            seen.append(rosters.history(work, counsel.code)[0])
        return made

    monkeypatch.setattr("lawsuit_hub.features.rosters.progress.SECONDS", 0.0)
    monkeypatch.setattr(making, "locked", watched)
    assert (asked.size, state(counsel)[0]) == (0, FileState.ASKED)
    assert rosters.prepare_asked(world.works) == 1
    assert [(line.state, line.rows_done) for line in seen] == [(FileState.ASKED, 2)]
    assert state(counsel)[0] is FileState.WAITING


def test_she_calls_it_off_while_the_worker_makes_it(
    world: World, counsel: Counsel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_for(counsel, monkeypatch)
    lock: Callable[..., bytes] = making.locked

    def called_off_meanwhile(*given: Any) -> bytes:
        made = lock(*given)
        with world.works.open(counsel.actor) as work:
            rosters.call_off(work, asked.id)
        return made

    monkeypatch.setattr(making, "locked", called_off_meanwhile)
    assert rosters.prepare_asked(world.works) == 1
    assert kept.waiting(world.folder) == [] and state(counsel)[0] is FileState.CANCELLED
    assert trail(world, counsel) == ["roster:export-begun", "roster:export-cancelled"]
    assert rosters.prepare_asked(world.works) == 0, "nobody tries again"


def test_the_worker_stops_in_the_middle_where_nobody_asks_any_more(
    world: World, counsel: Counsel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_for(counsel, monkeypatch)
    monkeypatch.setattr("lawsuit_hub.features.rosters.progress.SECONDS", 0.0)
    rows: Callable[..., Any] = making.rows

    def called_off_first(*given: Any, **more: Any) -> Any:
        with world.works.open(counsel.actor) as work:
            rosters.call_off(work, asked.id)
        return rows(*given, **more)

    monkeypatch.setattr(making, "rows", called_off_first)
    assert rosters.prepare_asked(world.works) == 1
    assert kept.waiting(world.folder) == [] and state(counsel)[0] is FileState.CANCELLED


def test_what_is_made_or_another_s_is_not_called_off(world: World, counsel: Counsel) -> None:
    made = counsel.export(keep=True)
    with world.works.open(counsel.actor) as work, pytest.raises(ExportGone):
        rosters.call_off(work, made.id)
    with world.works.open(replace(counsel.actor, id=counsel.people[0])) as work, pytest.raises(NoSuchExport):
        rosters.call_off(work, made.id)
    with world.works.open(counsel.actor) as work:
        assert rosters.fetch(work, made.id).data


def test_her_page_says_how_far_it_is_and_stops_it(
    world: World, counsel: Counsel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, client = asked_for(counsel, monkeypatch), lawyer_client(counsel, world.app())
    html = client.get(f"/counsel/groups/{counsel.code}/export").get_data(as_text=True)
    assert 'http-equiv="refresh"' in html and f"/counsel/exports/{asked.id}/cancel" in html
    said = client.post(f"/counsel/exports/{asked.id}/cancel", data={"csrf_token": csrf(html)})
    assert said.status_code == 303 and state(counsel)[0] is FileState.CANCELLED
    html = client.get(f"/counsel/groups/{counsel.code}/export").get_data(as_text=True)
    assert 'http-equiv="refresh"' not in html and "멈춤" in html
    assert client.post(f"/counsel/exports/{asked.id}/cancel", data={"csrf_token": csrf(html)}).status_code == 410


# A suite in the background of a shell ignores SIGINT, and so would what it starts.
_SLOW = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from lawsuit_hub import cli
from lawsuit_hub.features.rosters import making
rows = making.rows
def slow(*given, **more):
    for row in rows(*given, **more):
        yield row
        time.sleep(60)
making.rows = slow
sys.argv = ["hub", *sys.argv[1:]]
cli.main()
"""


@pytest.mark.either
@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_the_command_tells_at_once_and_leaves_nothing_when_it_is_stopped(tmp_path: Path, name: signal.Signals) -> None:
    (secret := tmp_path / "password").write_text(PASSWORD)
    with people.instance() as instance:
        code, _lawyer, _head = active_group(instance, 2)
        words = ["roster", "export", code, "--as", "lawyer@example.com", "--reason", REASON]
        words += ["--out", str(tmp_path / "roster.xlsx"), "--password-file", str(secret)]
        environ = {**os.environ, "LAWSUIT_HUB_INSTANCE": str(instance.settings.instance)}
        command = [sys.executable, "-c", _SLOW, *words]
        with subprocess.Popen(command, stderr=subprocess.PIPE, env=environ, text=True) as running:
            assert running.stderr is not None
            assert running.stderr.readline() == "preparing\n"
            assert running.stderr.readline() == "0 of 2 people\n"
            running.send_signal(name)
            assert running.wait(30) != 0
        with instance.works.open(SYSTEM, read_only=True) as work:
            group = groups.by_code(work, code)
            deeds = [line.deed for line in audit.about(work, group, deeds=DEEDS)]
        assert not (instance.settings.instance / "exports").exists()
    assert deeds == ["roster:export-cancelled", "roster:export-begun"]
    assert [one.name for one in tmp_path.iterdir()] == ["password"]


def test_a_file_that_cannot_be_written_is_called_off_too(world: World, counsel: Counsel) -> None:
    made = counsel.export()
    calling_off.call_off_handed(world.works, counsel.actor, made.id)
    assert state(counsel)[0] is FileState.CANCELLED
