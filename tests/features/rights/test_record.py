"""A member's record: every deed about her has its words, all pages of it can be turned, and it is hers alone."""

import ast
import re

import pytest
from flask import Flask

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.rights import words
from lawsuit_hub.features.rights.types import Access
from lawsuit_hub.features.victims import service as victims
from tests.features.my.visits import visit
from tests.people import caseworker_of, make_group, make_victim
from tests.rules.source import Module, dotted, modules
from tests.world import World

pytestmark = pytest.mark.pages

MARKS_EACH = {"audit.record_each", "_mark"}  # the second: of rosters that wait (features/rosters/approvals.py)
RECORDS = {"audit.record", "audit.record_many", *MARKS_EACH}


def deeds_about_people() -> set[str]:
    """Read out of the source: what is recorded about somebody, and about no group, account or file."""
    found: set[str] = set()
    for module in modules():
        found |= {deed for node in ast.walk(module.tree) for deed in _deeds(module, node)}
    return found


def _deeds(_module: Module, node: ast.AST) -> set[str]:
    if not isinstance(node, ast.Call) or dotted(node.func) not in RECORDS:
        return set()
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    about_her = "about" in given or dotted(node.func) in MARKS_EACH
    kind = given.get("kind")
    named = dotted(kind) if kind is not None else ""
    # What is published, or by its feature's own name for it, is nobody.
    of_another = named == "holder.kind" or named.rpartition(".")[2] == "KIND"
    of_another |= isinstance(kind, ast.Constant) and kind.value != "victim"
    if not about_her or of_another:
        return set()
    constants = {one.value for one in ast.walk(node.args[1]) if isinstance(one, ast.Constant)}
    return {one for one in constants if isinstance(one, str) and re.fullmatch(r"[a-z-]+:[a-z-]+", one)}


def test_every_deed_about_a_person_has_its_words(world: World) -> None:
    recorded = deeds_about_people()
    assert {"person:revealed", "victim:registered", "roster:exported"} <= recorded, "the search finds too little"
    with world.app().test_request_context("/"):
        known = words.known_deeds()
    missing = recorded - known
    assert not missing, f"lawsuit_hub/features/rights/words.py: say what these are to her: {', '.join(sorted(missing))}"
    assert not known - recorded, f"nobody does these any more: {', '.join(sorted(known - recorded))}"


def test_the_words_of_a_deed_show_no_name_of_the_machine_s(world: World) -> None:
    with world.app().test_request_context("/"):
        said = {deed: words.what(deed, {}) for deed in deeds_about_people() | {"unheard:of"}}
    assert not [deed for deed, text in said.items() if ":" in text.rstrip(".") and re.search(r"\b[a-z]+:[a-z]", text)]


def test_all_of_it_is_there_page_by_page(world: World) -> None:
    one = make_victim(world)
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        for number in range(65):
            audit.record(work, "person:revealed", about=one, reason=f"이유 {number:02d}번", fields=["phone"])
    client = visit(world, world.app(), one)
    seen = "".join(client.get(f"/my/record?what=looks&page={page}").text for page in (1, 2, 3))
    assert re.findall(r"이유 (\d\d)번", seen) == [f"{number:02d}" for number in reversed(range(65))]
    first = client.get("/my/record").text
    assert "3쪽 가운데 1쪽" in first and "이유 64번" in first and "이유 00번" not in first
    assert client.get("/my/record?page=99&what=nonsense").status_code == 200


def test_it_says_to_how_many_her_card_is_shown_and_what_was_sent(world: World) -> None:
    _, members = make_group(world, size=4)
    client = visit(world, world.app(), members[0])
    assert "같은 모임의 3명에게 보입니다" in client.get("/my/record").text
    assert "모임이 열렸다는 안내" in client.get("/my/record?what=messages").text


def test_nobody_else_s_deeds_are_on_it(world: World) -> None:
    one, other = make_victim(world), make_victim(world, phone="010-0803-0001")
    with world.as_staff(Role.CASEWORKER, caseworker_of(world)) as work:
        victims.reveal(work, other, names=["phone"], reason="다른 사람의 번호를 봅니다")
    assert "다른 사람의 번호" not in visit(world, world.app(), one).get("/my/record").text


def test_the_old_page_of_looks_is_gone_and_nothing_links_to_it(world: World) -> None:
    one = make_victim(world)
    client = visit(world, world.app(), one)
    assert client.get("/my/looks").status_code == 404
    assert "/my/looks" not in client.get("/my").text and "/my/record" in client.get("/my").text


def test_a_lawyer_is_named_by_her_firm_and_staff_by_its_role(world: World) -> None:
    app: Flask = world.app()
    with app.test_request_context("/"):
        moment = world.clock.now
        firm = words.line(Access("roster:exported", moment, Role.LAWYER, "법무법인 표본", "위임", {"columns": 3}))
        herself = words.line(Access("victim:confirmed", moment, Role.VISITOR, "", "", {}))
    assert (firm.who, herself.who) == ("법무법인 표본", "본인") and "3개" in firm.what
