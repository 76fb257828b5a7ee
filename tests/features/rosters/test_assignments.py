"""A lawyer reaches a group only while it is assigned to her: dates, ends, history, and every path of hers a second after the end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.desk import groups as desk_groups
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.types import BadPeriod, NoSuchGroup, StillAssigned
from lawsuit_hub.features.rosters import kept, removals
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import NoSuchExport
from lawsuit_hub.values.dates import KST
from tests.features.my.visits import csrf
from tests.features.rosters.exports import Counsel, counsel, make_finished
from tests.features.rosters.visits import lawyer_client
from tests.features.rosters.waiting import ask, waiting
from tests.people import caseworker_of
from tests.world import World

__all__ = ["counsel"]

REASON = "이 지역 사건을 맡는 법무법인입니다"


def at_the_desk(counsel: Counsel, deed: Callable[..., Any], **more: Any) -> Any:
    with counsel.world.as_staff(Role.CASEWORKER, caseworker_of(counsel.world)) as work:
        return deed(work, counsel.group_id, **more)


def assign(counsel: Counsel, **more: Any) -> Any:
    return at_the_desk(counsel, assignments.assign, **{"lawyer_id": counsel.lawyer_id, "reason": REASON} | more)


def is_hers(counsel: Counsel) -> bool:
    try:
        with counsel.world.works.open(counsel.actor, read_only=True) as work:
            rosters.preview(work, counsel.code)
            return bool(rosters.groups_of(work))
    except NoSuchGroup:
        return False


def test_a_lawyer_has_the_group_from_the_first_day_through_the_last(world: World, counsel: Counsel) -> None:
    today = world.clock.now.astimezone(KST).date()
    at_the_desk(counsel, assignments.end)
    world.clock.forward(minutes=1)
    assign(counsel, starts_on=today + timedelta(days=2), until=today + timedelta(days=3))
    seen = []
    for _ in range(5):
        seen.append(is_hers(counsel))
        world.clock.forward(days=1)
    assert seen == [False, False, True, True, False]
    with world.as_system() as work:
        assert rosters.close_assignments(work) == 1 and rosters.close_assignments(work) == 0
        line, first = assignments.history(work, counsel.group_id)
    assert line.ended_at == line.ends_at and line.reason == REASON and line.assigned_by == caseworker_of(world)
    assert first.ended_at is not None, "what was before stays to be read"


def test_days_that_make_no_sense_and_a_handing_over_before_the_end_are_refused(world: World, counsel: Counsel) -> None:
    today = world.clock.now.astimezone(KST).date()
    other = make_finished(world, Role.LAWYER, "colleague@example.com")
    for wrong in ({"starts_on": today - timedelta(days=1)}, {"until": today - timedelta(days=1)}):
        with pytest.raises(BadPeriod):
            assign(counsel, **wrong)
    with pytest.raises(StillAssigned):
        assign(counsel, lawyer_id=other, starts_on=today + timedelta(days=5))
    assert not assign(counsel), "it is so already"
    assert assign(counsel, lawyer_id=other) and not is_hers(counsel)


def test_at_most_one_lawyer_has_a_group_whoever_presses_at_once(world: World, counsel: Counsel) -> None:
    at_the_desk(counsel, assignments.end)
    lawyers = [make_finished(world, Role.LAWYER, f"lawyer-{i}@example.com") for i in range(4)]
    caseworker_of(world)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: assign(counsel, lawyer_id=one), lawyers))
    with world.as_system() as work:
        lines = assignments.history(work, counsel.group_id)
        now = assignments.standing(work, counsel.group_id)
    assert len(lines) == 5 and [line for line in lines if line.ended_at is None] == [now]


def test_every_path_of_hers_is_404_a_second_after_the_end(world: World, counsel: Counsel) -> None:
    """Pages, the form, files that wait, what waits for a second person, pieces between tiers; the files themselves are gone."""
    app = world.app()
    fetchable, large = counsel.export(keep=True), ask(counsel)
    client = lawyer_client(counsel, app)
    token = csrf(client.get(f"/counsel/groups/{counsel.code}/export").get_data(as_text=True))
    values = {"code": counsel.code, "export_id": str(fetchable.id)}
    paths = [
        (method, rule.rule.replace("<code>", values["code"]).replace("<uuid:export_id>", values["export_id"]))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if rule.endpoint.startswith("rosters.") and rule.endpoint not in {"rosters.groups", "rosters.removed"}
    ]
    assert len(paths) == 5
    assert kept.waiting(world.settings.instance) == [fetchable.id]
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        assert desk_groups.end_assignment(work, counsel.code, reason=REASON)
    world.clock.forward(seconds=1)
    for method, path in paths:
        assert client.open(path, method=method, data={"csrf_token": token}).status_code == 404, (method, path)
    assert counsel.code not in client.get("/counsel").get_data(as_text=True)
    assert kept.waiting(world.settings.instance) == [] and waiting(counsel) == []
    with world.works.open(counsel.actor) as work:
        for one in (fetchable, large):
            with pytest.raises(NoSuchExport):
                rosters.fetch(work, one.id)
            assert rosters.piece(work, one.id, 0) is None
    with pytest.raises(NoSuchGroup):
        counsel.export()
    assert rosters.prepare_asked(world.works) == 0


def test_a_file_of_an_assignment_that_ran_out_is_not_handed_out_and_goes_with_the_next_cleaning(
    world: World, counsel: Counsel
) -> None:
    today = world.clock.now.astimezone(KST).date()
    assign(counsel, until=today)
    made = counsel.export(keep=True)
    world.clock.forward(hours=23, minutes=59)
    with world.works.open(counsel.actor) as work:
        assert rosters.piece(work, made.id, 0) is None
        with pytest.raises(NoSuchExport):
            rosters.fetch(work, made.id)
    assert rosters.retire_exports(world.works) == 1
    assert kept.waiting(world.settings.instance) == []


def test_what_she_has_still_to_delete_stays_hers_to_answer_when_the_group_is_not(
    world: World, counsel: Counsel
) -> None:
    """The file is in her hands whoever has the group now; the line names nobody."""
    exported = counsel.export()
    with world.as_system() as work:
        removals.ask(work, exported.id, line=1)
    at_the_desk(counsel, assignments.end)
    with world.works.open(counsel.actor) as work:
        removals.done(work, removals.waiting(work)[0].id)
        assert removals.waiting(work) == []
