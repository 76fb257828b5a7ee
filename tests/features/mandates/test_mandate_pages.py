"""The pages of mandates: a member reads and signs, her lawyer and caseworker see how far it has come, a stranger finds nothing."""

import io

import pytest
from flask.testing import FlaskClient

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.mandates import standing, texts, words
from lawsuit_hub.features.mandates.types import Special, State, Way
from lawsuit_hub.features.victims import consents
from tests.features.desk.conftest import Desk
from tests.features.documents.papers import encoded, lease
from tests.features.identity.keepers import Keeper
from tests.features.mandates.conftest import Signers
from tests.features.mandates.made import DRAWING, HOME
from tests.features.my.visits import csrf, press, visit
from tests.people import make_other_group

pytestmark = pytest.mark.pages

MINE = "/my/mandate"
OK, SEE_OTHER, MISSING, REFUSED, GONE, UNAUTHORIZED = 200, 303, 404, 422, 410, 401


def hidden(html: str, name: str) -> str:
    return html.split(f'name="{name}"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def fill(client: FlaskClient, **more: str) -> dict[str, str]:
    html = client.get(MINE).get_data(as_text=True)
    said = {"name": "김표본", "address": HOME, "specials": "settle", "strokes": DRAWING}
    return {"csrf_token": csrf(html), "seen": hidden(html, "seen"), **said, **more}


def test_the_boxes_say_in_korean_what_the_paper_says(signers: Signers) -> None:
    with signers.world.app().test_request_context(headers={"Accept-Language": "ko"}):
        assert words.specials(tuple(Special)) == [(one.value, texts.SPECIALS[one]) for one in Special]


def test_she_reads_signs_and_takes_her_copy_in_this_browser_alone(signers: Signers) -> None:
    her, app = signers.case.counsel.people[0], signers.world.app()
    client = visit(signers.world, app, her)
    page = client.get(MINE).get_data(as_text=True)
    assert "소송위임장" in page and "2026가합12345" in page and "임표본" in page and "checked" not in page
    answer = client.post(MINE, data=fill(client))
    assert answer.status_code == SEE_OTHER and signers.newest(her).state is State.SIGNED
    page = client.get(MINE).get_data(as_text=True)
    assert signers.newest(her).number in page and "위임장에 서명함" in page
    copy = press(client, MINE, f"{MINE}/copy")
    assert copy.status_code == OK and copy.data.startswith(b"%PDF")
    elsewhere = visit(signers.world, app, her)
    assert press(elsewhere, MINE, f"{MINE}/end").status_code == SEE_OTHER
    assert signers.newest(her).state is State.ENDED
    assert press(client, "/my/money", f"{MINE}/copy").status_code == GONE


def test_what_is_wrong_is_said_beside_its_field_and_what_she_drew_stays(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    client = visit(signers.world, signers.world.app(), her)
    for fields, said in (
        ({"name": "박다름"}, "등록하신 이름과 다릅니다"),
        ({"address": ""}, "주소를 적어 주세요."),
        ({"address": "910101-1" + "234567"}, "주민등록번호는 받지 않습니다"),
        ({"strokes": "[[[1,1]]]"}, "서명이 없거나 너무 작습니다"),
        ({"strokes": ""}, "서명이 없거나 너무 작습니다"),
        ({"seen": "0" * 64}, "위임장의 글이 바뀌었습니다"),
        ({"specials": "everything"}, ""),
    ):
        answer = client.post(MINE, data=fill(client, **fields))
        html = answer.get_data(as_text=True)
        assert (answer.status_code, said in html, "234567" in html) == (REFUSED, True, False), fields
    assert client.post(MINE, data=fill(client, name="김표본")).status_code == SEE_OTHER


def test_what_is_refused_leaves_nothing_behind(signers: Signers) -> None:
    her = signers.case.counsel.add("최표본", "010-0300-0001", agrees=False)
    client = visit(signers.world, signers.world.app(), her)
    html = client.get(MINE).get_data(as_text=True)
    ticked = {"name": "최표본", "consent": "y", "agreed": hidden(html, "agreed")}
    assert client.post(MINE, data=fill(client, **ticked, address="서울 강서구 \U00020000로 1")).status_code == REFUSED
    with signers.world.as_system() as work:
        assert standing.newest(work, [her]) == {} and not consents.states(work, [her])[her].firms
    assert client.post(MINE, data=fill(client, **ticked)).status_code == SEE_OTHER


def test_an_old_proof_leads_to_a_new_one_before_anything_is_signed(signers: Signers) -> None:
    her = signers.case.counsel.people[0]
    client = visit(signers.world, signers.world.app(), her)
    sent = fill(client)
    signers.world.clock.forward(minutes=signers.world.settings.proof_minutes, seconds=1)
    assert "먼저 본인 확인" in client.get(MINE).get_data(as_text=True)
    assert client.post(MINE, data=sent).status_code == UNAUTHORIZED
    assert "위임장에 서명함" not in client.get(MINE).get_data(as_text=True)


def test_a_passkey_confirms_just_what_stands_in_the_form(signers: Signers) -> None:
    her, app = signers.case.counsel.people[0], signers.world.app()
    keeper = Keeper.member(signers.world, her)
    keeper.adds()
    client = visit(signers.world, app, her)
    html = client.get(MINE).get_data(as_text=True)
    token = {"X-CSRFToken": csrf(html)}
    form = [["seen", hidden(html, "seen")], ["name", "김표본"], ["address", HOME], ["specials", "settle"]]
    form.append(["strokes", DRAWING])  # she drew first and thought again
    changed = [*form, ["specials", "waive"]]
    for sent, status in ((changed, REFUSED), (form, OK)):
        asked = client.post(f"{MINE}/passkey/options", json={"form": form}, headers=token)
        assert asked.status_code == OK
        credential = keeper.device.get(asked.get_json())
        answer = client.post(f"{MINE}/passkey", json={"form": sent, "credential": credential}, headers=token)
        assert answer.status_code == status
    stands = signers.newest(her)
    assert (stands.state, stands.way, [one.value for one in stands.specials]) == (State.SIGNED, Way.PASSKEY, ["settle"])
    wrong = client.post(f"{MINE}/passkey/options", json={"form": [["name", "박"]]}, headers=token)
    assert wrong.status_code == REFUSED


def test_a_photograph_of_the_signed_paper_waits_for_whoever_has_seen_it(signers: Signers) -> None:
    her, app = signers.case.counsel.people[0], signers.world.app()
    client = visit(signers.world, app, her)
    html = client.get(MINE).get_data(as_text=True)
    data = {"upload-csrf_token": csrf(html), "upload-files": (io.BytesIO(encoded(lease())), "a.jpg")}
    answer = client.post(f"{MINE}/paper", data=data, content_type="multipart/form-data")
    assert answer.status_code == SEE_OTHER and signers.newest(her).state is State.HANDED_IN
    desk = Desk(signers.world, app, Role.LAWYER, signers.case.counsel.lawyer_id)
    url = f"/mandates/{signers.case.code}"
    said = {"paper__alias": signers.case.alias(her), "paper__signed_on": "2026-03-01", "paper__reason": "원본을 받음"}
    assert desk.send(f"{url}/papers", page=url, **said).status_code == SEE_OTHER
    assert signers.newest(her).state is State.SIGNED


def test_staff_see_how_far_it_has_come_and_another_s_group_does_not_exist(signers: Signers) -> None:
    her, app = signers.case.counsel.people[0], signers.world.app()
    signers.sign(her, "김표본")
    url = f"/mandates/{signers.case.code}"
    lawyer = Desk(signers.world, app, Role.LAWYER, signers.case.counsel.lawyer_id)
    page = lawyer.read(url)
    assert "위임함 1명" in page and "김표본" not in page and HOME not in page
    empty = {"verify-csrf_token": lawyer.form(url, f"{url}/verify")["verify-csrf_token"]}
    told = lawyer.client.post(f"{url}/verify", data=empty, content_type="multipart/form-data")
    assert told.status_code == OK and "파일을 골라 주세요" in told.get_data(as_text=True)
    assert lawyer.get(f"{url}/mandate.pdf").data.startswith(b"%PDF")
    assert lawyer.get(f"{url}/appointment.pdf").data.startswith(b"%PDF")
    other, _people = make_other_group(signers.world)
    with signers.world.as_system() as work:
        theirs = groups.get(work, other).code
    assert lawyer.get(f"/mandates/{theirs}").status_code == MISSING
    assert lawyer.get(f"/mandates/{theirs}/mandate.pdf").status_code == MISSING


def test_a_group_without_a_lawyer_has_nothing_to_sign(signers: Signers) -> None:
    _group, (stranger, _other) = make_other_group(signers.world)
    client = visit(signers.world, signers.world.app(), stranger)
    assert "아직 맡은 변호사가 없습니다" in client.get(MINE).get_data(as_text=True)
    assert press(client, MINE.replace("mandate", "money"), MINE).status_code == SEE_OTHER
