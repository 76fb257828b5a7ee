"""A firm's own templates: versions, what they may never carry, what a file made by one looks like."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import text

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rosters import columns, layouts, tracing, versions
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.columns import ALLOWED, NEEDED
from lawsuit_hub.features.rosters.layouts import EDITABLE, BadLayout, Layout, Order, checked, standard
from lawsuit_hub.features.rosters.types import Purpose, SheetFormat
from lawsuit_hub.features.rosters.versions import NoSuchTemplate, TemplateMoved
from lawsuit_hub.infra.work import Work
from tests.features.my.visits import csrf
from tests.features.rosters.exports import PASSWORD, Counsel, counsel, make_counsel, open_xlsx, rows_of
from tests.features.rosters.visits import lawyer_client
from tests.world import World

__all__ = ["counsel"]

PAGE = "/counsel/templates/complaint"
OURS = Layout(
    "별지 1 원고 목록",
    (("number", "번호"), ("name", "원고"), ("landlord_name", "피고"), ("deposit", "보증금")),
    above="원고들 소송대리인 법무법인 표본",
    below="끝.",
    turned=False,
)

Saves = Callable[..., Any]


@pytest.fixture
def saves(world: World, counsel: Counsel) -> Saves:
    def save(layout: Layout = OURS, purpose: Purpose = Purpose.COMPLAINT, seen: int = 0) -> bool:
        with world.works.open(counsel.actor) as work:
            return versions.save(work, purpose, layout, seen=seen)

    return save


def reading(world: World, counsel: Counsel, read: Callable[[Work], Any]) -> Any:
    with world.works.open(counsel.actor, read_only=True) as work:
        return read(work)


def test_the_house_s_own_needs_only_what_each_purpose_allows() -> None:
    for purpose in Purpose:
        assert set(NEEDED[purpose]) <= ALLOWED[purpose]
        assert checked(standard(purpose), purpose) == standard(purpose)
    assert not {"lease_address", "home_address", "service_address"} & set(NEEDED[Purpose.COMPLAINT])


@pytest.mark.parametrize(
    ("change", "why", "field"),
    [
        ({"title": " "}, "empty", "title"),
        ({"title": "가" * 41}, "long", "title"),
        ({"title": "=1+1"}, "formula", "title"),
        ({"above": "좋은 글\n@SUM(A1)"}, "formula", "above"),
        ({"below": "910307-1" + "234567"}, "resident", "below"),
        ({"title": "张"}, "letters", "title"),
        ({"columns": (("number", "번호"), ("name", "가" * 21))}, "long", "name"),
        ({"columns": (("number", "번호"), ("name", "＋원고"))}, "formula", "name"),
        ({"columns": (("number", "번호"), ("name", "원고"), ("phone", "전화"))}, "column", "phone"),
        ({"columns": (("number", "번호"), ("name", "원고"), ("resident", "번호 둘"))}, "column", "resident"),
        ({"columns": (("number", "번호"), ("name", "번호"))}, "twice", "number"),
        ({"columns": (("number", "번호"), ("name", "내보내기 번호"))}, "twice", "name"),
        ({"columns": (("number", "가"), ("name", "나"), ("deposit", "다"), ("deposit", "라"))}, "column", "deposit"),
        ({"columns": (("name", "원고"), ("number", "번호"))}, "column", "number"),
        ({"columns": ()}, "column", "number"),
    ],
)
def test_what_a_template_cannot_say(change: dict[str, Any], why: str, field: str) -> None:
    with pytest.raises(BadLayout) as refused:
        checked(replace(OURS, **change), Purpose.COMPLAINT)
    assert (refused.value.why, refused.value.field) == (why, field)


def test_a_template_is_read_as_it_was_written() -> None:
    assert layouts.read(layouts.written(OURS)) == OURS
    assert layouts.changes(OURS, OURS) == []
    moved = replace(OURS, columns=(*OURS.columns[:2], *reversed(OURS.columns[2:])), title="다른 제목")
    assert layouts.changes(OURS, moved) == ["title", "moved"]


@pytest.mark.either
def test_every_change_is_a_version_and_an_old_one_can_be_put_back(world: World, counsel: Counsel, saves: Saves) -> None:
    assert saves() and not saves(seen=1), "what stands so already is no version"
    assert saves(replace(OURS, title="별지 2", columns=OURS.columns[:3]), seen=1)
    with world.works.open(counsel.actor) as work:
        assert versions.put_back(work, Purpose.COMPLAINT, 0, seen=2)
        assert not versions.own_current(work, Purpose.COMPLAINT).own
        assert versions.put_back(work, Purpose.COMPLAINT, 1, seen=3)
        told = versions.history(work, Purpose.COMPLAINT)
    assert [one.number for one in told] == [4, 3, 2, 1, 0]
    assert told[0].layout == OURS and told[0].puts_back == 1
    assert told[2].changes == ("title", "left_out") and told[2].by == "lawyer@example.com"
    with world.as_system() as work:
        assert len(audit.about(work, counsel.firm_id, deeds=["roster:template"])) == 4


@pytest.mark.either
def test_the_second_of_two_tabs_is_told_and_so_is_an_old_form_of_an_export(counsel: Counsel, saves: Saves) -> None:
    saves()
    with pytest.raises(TemplateMoved):
        saves(replace(OURS, title="다른 화면"), seen=0)
    saves(replace(OURS, title="별지 2"), seen=1)
    with pytest.raises(TemplateMoved):
        counsel.export(purpose=Purpose.COMPLAINT, template=1)
    with pytest.raises(NoSuchTemplate):
        saves(standard(Purpose.LABELS), Purpose.LABELS)


@pytest.mark.either
def test_another_firm_has_its_own(world: World, counsel: Counsel, saves: Saves) -> None:
    saves()
    with world.as_system() as work:
        other, _secret = identity.add_finished_staff(
            work, login="far@example.com", role=Role.LAWYER, password="Willow-Gravel-71-Orbit", firm_name="법무법인 먼곳", firm_phone="02-1"
        )  # fmt: skip
    with world.works.open(Actor(Role.LAWYER, other), read_only=True) as work:
        assert versions.own_current(work, Purpose.COMPLAINT).number == 0
        with pytest.raises(NoSuchTemplate):
            versions.one(work, Purpose.COMPLAINT, 1)


def test_a_file_looks_as_its_template_says_and_names_it(world: World, counsel: Counsel, saves: Saves) -> None:
    saves()
    exported = counsel.export(purpose=Purpose.COMPLAINT, template=1)
    assert exported.columns == ("number", "name", "landlord_name", "deposit")
    book = open_xlsx(exported.data)
    assert [cell.value for cell in book["명단"][1]] == ["번호", "원고", "피고", "보증금", "내보내기 번호"]
    assert book["명단"].page_setup.orientation == "portrait"
    facts = {row[0].value: row[1].value for row in book["내보내기 정보"].iter_rows()}
    assert (facts["양식"], facts["위에 적은 글"]) == ("우리 양식 1판", OURS.above)
    pdf = counsel.export(purpose=Purpose.COMPLAINT, template=1, format=SheetFormat.PDF)
    with pypdfium2.PdfDocument(pdf.data, password=PASSWORD) as document:
        page = document[0]
        said = page.get_textpage().get_text_bounded()
        assert page.get_width() < page.get_height()
    for words in (OURS.title, OURS.above, OURS.below, "우리 양식 1판", "피고", "X-0002"):
        assert words in said
    lines = reading(world, counsel, lambda work: rosters.history(work, counsel.code))
    assert [(one.purpose, one.template) for one in lines] == [("complaint", 1), ("complaint", 1)]
    (row,) = rows_of(counsel.export(purpose=Purpose.COMPLAINT, template=1, format=SheetFormat.CSV))[:1]
    assert row["양식"] == "우리 양식 1판"


@pytest.mark.either
def test_what_the_worker_makes_looks_as_it_did_when_she_asked(
    world: World, counsel: Counsel, saves: Saves, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves(replace(OURS, order=Order.CONSENT))
    monkeypatch.setattr(rosters, "MOST_AT_ONCE", 0)
    asked = counsel.export(purpose=Purpose.COMPLAINT, template=1, keep=True)
    assert (asked.size, asked.columns) == (0, ("number", "name", "landlord_name", "deposit"))
    saves(standard(Purpose.COMPLAINT), seen=1)
    assert rosters.prepare_asked(world.works) == 1
    with world.works.open(counsel.actor) as work:
        book = open_xlsx(rosters.fetch(work, asked.id).data)
    assert [cell.value for cell in book["명단"][1]][:4] == ["번호", "원고", "피고", "보증금"]
    assert "우리 양식 1판" in [row[1].value for row in book["내보내기 정보"].iter_rows()]


def test_what_a_purpose_allows_no_more_is_in_no_file_of_an_old_version(
    world: World, counsel: Counsel, saves: Saves, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves(replace(OURS, columns=(*OURS.columns, ("birth_date", "생일"))))
    shrunk = {**ALLOWED, Purpose.COMPLAINT: ALLOWED[Purpose.COMPLAINT] - {"birth_date"}}
    for module in (columns, layouts, versions):
        monkeypatch.setattr(module, "ALLOWED", shrunk)
    exported = counsel.export(purpose=Purpose.COMPLAINT, template=1)
    assert exported.columns == ("number", "name", "landlord_name", "deposit")
    with world.works.open(counsel.actor) as work:
        versions.put_back(work, Purpose.COMPLAINT, 0, seen=1)
        versions.put_back(work, Purpose.COMPLAINT, 1, seen=2)
        assert versions.own_current(work, Purpose.COMPLAINT).layout == OURS


def test_people_by_the_day_they_agreed_stand_anew_within_it_and_are_traced(world: World) -> None:
    counsel = make_counsel(world, 8)
    late = counsel.people[:3]
    with world.as_system() as work:
        for one in late:
            work.db.execute(
                text("update consents set at = '2030-01-01 00:00:00' where victim_id = :one"), {"one": one.hex}
            )
    with world.works.open(counsel.actor) as work:
        versions.save(work, Purpose.CASE, replace(standard(Purpose.CASE), order=Order.CONSENT), seen=0)
    orders = [[row["성명"] for row in rows_of(counsel.export(purpose=Purpose.CASE, template=1))] for _ in range(4)]
    assert all(set(one[-3:]) == set(orders[0][-3:]) for one in orders), "whoever agreed last stands last"
    assert len({tuple(one) for one in orders}) > 1, "within a day each file has an order of its own"
    traced = tracing.trace(world.works, SYSTEM, "\n".join(["성명", *orders[1]]).encode())
    assert (traced[0].number, traced[0].how) == ("X-0002", tracing.How.ORDER)


@pytest.mark.pages
def test_a_lawyer_makes_looks_at_and_puts_back_a_template(counsel: Counsel, world: World) -> None:
    client = lawyer_client(counsel, world.app())

    def form(**changes: str) -> dict[str, str]:
        html = client.get(PAGE).get_data(as_text=True)
        seen = html.split('name="seen"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
        keys = re.findall(r'name="columns-\d+-key" type="hidden" value="(\w+)"', html)
        entries = {f"columns-{n}-key": key for n, key in enumerate(keys)}
        entries |= {f"columns-{n}-header": f"항목 {n}" for n in range(len(keys))}
        whole = {"title": "우리 별지", "order": "number", "turned": "no", "columns-2-used": "y"}
        return {"csrf_token": csrf(html), "seen": seen, **whole, **entries, **changes}

    tried = client.post(f"{PAGE}/specimen", data=form())
    assert (tried.status_code, tried.mimetype) == (200, "application/pdf")
    with pypdfium2.PdfDocument(tried.data) as document:
        said = document[0].get_textpage().get_text_bounded()
    assert "우리 별지" in said and "김견본" in said and "김표본" not in said and "X-0000" in said
    old = form()
    assert client.post(PAGE, data=form()).status_code == 303
    late = client.post(PAGE, data={**old, "title": "다른 화면의 제목"})
    assert late.status_code == 409 and "다른 화면의 제목" in late.get_data(as_text=True)
    bad = client.post(PAGE, data=form(**{"columns-2-header": "=1+1"}))
    assert bad.status_code == 422 and "엑셀이 셈으로" in bad.get_data(as_text=True)
    number = client.post(PAGE, data=form(below="910307-1" + "234567"))
    assert number.status_code == 422 and "234567" not in number.get_data(as_text=True)
    forged = client.post(PAGE, data=form(**{"columns-2-key": "phone"}))
    assert forged.status_code == 422
    shown = client.get(f"/counsel/groups/{counsel.code}/export?purpose=complaint").get_data(as_text=True)
    assert "우리 양식 1판으로 만듭니다" in shown and 'name="columns"' not in shown
    house = client.get(f"{PAGE}/0").get_data(as_text=True)
    assert client.get(f"{PAGE}/0/specimen").mimetype == "application/pdf"
    back = {"csrf_token": csrf(house), "seen": "1"}
    assert client.post(f"{PAGE}/0/back", data=back).status_code == 303
    assert client.post(f"{PAGE}/0/back", data=back).status_code == 303  # an old tab: told by a flash
    assert "다른 화면에서 양식이 바뀌었습니다" in client.get(PAGE).get_data(as_text=True)
    for path in ("/counsel/templates/labels", "/counsel/templates/fun", f"{PAGE}/9", f"{PAGE}/99999999999999999999"):
        assert client.get(path).status_code == 404
    assert len(EDITABLE) == len(Purpose) - 1
