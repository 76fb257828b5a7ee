"""The words of the PDF copy, in Korean whatever the pages are read in: titles, labels, and each thing as a line."""

from collections.abc import Iterator
from typing import Any

from lawsuit_hub.features.rights import (
    paper_addresses,
    paper_costs,
    paper_counsel,
    paper_documents,
    paper_money,
    request_words,
    words,
)
from lawsuit_hub.features.rights.paper_days import UNSAID, day_of, moment_of
from lawsuit_hub.features.rights.paper_messages import message_lists
from lawsuit_hub.features.rights.types import Ground
from lawsuit_hub.infra.i18n import won
from lawsuit_hub.values.phone import PhoneNumber

NONE = "없습니다."
NOTICE = "이 서비스가 가지고 있는 내 정보를 모두 적었습니다. 다른 사람의 정보는 들어 있지 않습니다. 이름과 주소가 들어 있으니 안전한 곳에 두세요."
_YES = {True: "예", False: "아니오"}
_CHANNELS = {"web": "누리집", "form": "설문", "desk": "창구"}
_BESIDE = {
    "broker": "공인중개사",
    "broker_number": "중개사무소 등록번호",
    "proxy": "임대인 대신 계약한 사람",
    "owner": "지금 소유자",
}
_KINDS = {"person": "개인", "corporation": "회사(법인)"}
_CONSENTS = {
    "collect": "개인정보 수집·이용",
    "share_card": "같은 모임 사람에게 가린 카드 보이기",
    "firm": "법무법인에 제공",
}
_STAGES = {
    "gathering": "모으는 중", "settled": "모임 확정", "counsel": "변호사 정함", "mandate": "위임",
    "filed": "소장 냄", "judgment": "판결", "recovery": "돌려받는 중", "closed": "끝남",
}  # fmt: skip
_LEASE = (
    ("address", "피해 주택 주소"), ("deposit", "보증금"), ("monthly_rent", "월세"), ("contract_date", "계약한 날"),
    ("start_date", "계약 시작"), ("end_date", "계약 끝"), ("move_in_date", "전입한 날"), ("fixed_date", "확정일자"),
    ("situation", "현재 상황"),
)  # fmt: skip
_WHO = {
    "caseworker": "담당자", "lawyer": "변호사", "privacy_officer": "개인정보 보호책임자", "admin": "관리자",
    "system": "자동 처리", "member": "본인", "visitor": "본인",
}  # fmt: skip
_WAITING = {"withdrawal": "등록을 거두겠다는 뜻", "changed_answer": "등록과 다른 새 답변"}

Rows = list[tuple[str, str]]

_STATES = {
    "interested": "관심 있음",
    "retained": "위임함",
    "filed": "소를 냄",
    "settled": "합의함",
    "withdrew": "빠짐",
    "won": "이김",
    "lost": "짐",
    "paid": "돌려받음",
}


def made(held: dict[str, Any]) -> str:
    return f"등록 번호 {held['reference']}  ·  {moment_of(held['made_at'])}에 만듦"


def facts(held: dict[str, Any]) -> Iterator[tuple[str, Rows]]:
    """Sections of labels and values."""
    person = held["person"]
    yield (
        "나",
        [
            ("이름", person["name"] or UNSAID),
            ("전화번호", PhoneNumber.parse(person["phone"]).national if person["phone"] else UNSAID),
            ("생년월일", day_of(person["birth_date"])),
            ("이메일", person["email"] or UNSAID),
            ("서류 받을 주소", person["service_address"] or UNSAID),
            ("적은 글", person["free_text"] or UNSAID),
        ],
    )
    yield "집과 계약", [(label, _lease(name, held["lease"][name])) for name, label in _LEASE]
    said = held["landlord_as_said"]
    yield (
        "임대인 (내가 적은 그대로)",
        [
            ("구분", _KINDS.get(said["kind"] or "", UNSAID)),
            ("이름", said["name"] or UNSAID),
            ("생년월일", day_of(said["birth_date"])),
            ("등록번호", said["number"] or UNSAID),
            *_report(held["landlord_report"]),
        ],
    )
    yield "등록", _registration(held["registration"])
    yield "모임", _group(held["group"], held["membership"])


def _report(report: dict[str, Any] | None) -> Rows:
    if report is None:
        return []
    settled = "정해짐" if report["status"] == "settled" else "살펴보는 중"
    by = "담당자가 정함" if report["decided_by"] == "caseworker" else "정해진 규칙대로"
    beside = [(label, report[name]) for name, label in _BESIDE.items() if report[name]]
    return [*beside, ("어느 임대인인지", f"{settled} ({by}, {moment_of(report['since'])})")]


def _registration(one: dict[str, Any]) -> Rows:
    imported = ", ".join(moment_of(at) for at in one["imported_at"])
    rows = [
        ("들어온 길", _CHANNELS.get(one["channel"], one["channel"])),
        ("등록한 때", moment_of(one["registered_at"])),
        ("전화를 확인한 때", moment_of(one["confirmed_at"])),
        ("계약서를 확인한 때", moment_of(one["lease_verified_at"])),
        ("모임에 함께함", _YES[one["joins"]]),
        ("쓰기를 멈춘 때", moment_of(one["stopped_at"])),
        ("모임에 들어올 수 없게 된 때", moment_of(one["barred_at"])),
        ("설문으로 보낸 답을 옮긴 때", imported or "없음"),
    ]
    hints = one["hints"]
    masked = [hints["name"], hints["phone"], hints["address"], hints["email"], hints["birth_date"]]
    return [*rows, ("담당자 목록에 가려 보이는 값", " · ".join(part for part in masked if part))]


def _group(group: dict[str, Any] | None, place: dict[str, Any] | None) -> Rows:
    rows: Rows = []
    if group:
        rows += [
            ("모임 번호", group["code"]),
            ("지역", group["area"] or UNSAID),
            ("단계", _STAGES.get(group["stage"], group["stage"])),
            ("내 카드를 볼 수 있는 사람", f"{group['card_seen_by']}명"),
        ]
    if place:
        card = place["card"]
        rows += [
            ("별칭", place["alias"]),
            ("자리가 생긴 때", moment_of(place["joined_at"])),
            ("확정된 때", moment_of(place["active_since"])),
            ("대화방에 들어간 때", moment_of(place["entered_room_at"])),
            ("나간 때", moment_of(place["left_at"])),
            ("쉬기 시작한 때", moment_of(place["paused_at"])),
            ("다른 사람이 보는 내 카드", " · ".join(card.values()) if card else "보이지 않음"),
        ]
    return rows or [("모임", "아직 없습니다.")]


def lists(held: dict[str, Any]) -> Iterator[tuple[str, Rows]]:
    """Sections of lines: what stands above, what is said."""
    yield "동의", [_consent(one) for one in held["consents"]]
    yield "내가 한 요청", [_request(one) for one in held["requests"]]
    waits = [(moment_of(one["since"]), _WAITING.get(one["kind"], one["kind"])) for one in held["waiting"]]
    yield "담당자를 기다리는 것", waits
    yield "내 정보에 있었던 일", [_access(one) for one in held["accesses"]]
    yield from message_lists(held)
    papers = [(moment_of(one["received_at"]), paper_documents.handed_in(one)) for one in held["documents"]]
    yield "올린 서류", papers
    yield (
        "임대인 쪽과의 관계",
        [(moment_of(one["declared_at"]), paper_documents.declaration(one)) for one in held["declarations"]],
    )
    yield (
        "계약서 확인",
        [(moment_of(one["decided_at"]), paper_documents.decision(one)) for one in held["lease_decisions"]],
    )
    yield (
        "소송에서의 상태",
        [(day_of(one["since"]), _STATES.get(one["state"], one["state"])) for one in held["suit_states"]],
    )
    yield "원고 번호", [("", f"원고 {one['number']}") for one in held["plaintiff_numbers"]]
    yield "청구금액에 대해 적힌 것", [line for one in held["money"] for line in paper_money.figures(one)]
    yield "법원 서류를 받을 곳", [line for one in held["court_post"] for line in paper_addresses.court_post(one)]
    yield "소송비 지원", [line for one in held["cost_support"] for line in paper_costs.application(one)]
    yield "비용의 내 몫", [line for one in held["cost_shares"] for line in paper_money.share(one)]
    yield (
        "놓치면 안 되는 날",
        [(day_of(one["due_on"]), one["title"] or "담당자가 적은 날") for one in held["deadlines"]],
    )
    yield from paper_counsel.lists(held)
    yield "달력 주소", [(moment_of(one["made_at"]), _calendar(one)) for one in held["calendars"]]
    yield "대화방 초대", [(moment_of(one["made_at"]), _invite(one)) for one in held["invites"]]
    yield "패스키", [(moment_of(one["created_at"]), _passkey(one)) for one in held["passkeys"]]
    yield (
        "로그인",
        [(moment_of(one["started_at"]), f"마지막으로 쓴 때 {moment_of(one['seen_at'])}") for one in held["sign_ins"]],
    )


def _passkey(one: dict[str, Any]) -> str:
    used = f"마지막으로 쓴 때 {moment_of(one['used_at'])}" if one["used_at"] else "아직 쓰지 않음"
    return f"{one['name']}: {used}"


def _consent(one: dict[str, Any]) -> tuple[str, str]:
    about = _CONSENTS.get(one["kind"], one["kind"]) + (f" ({one['firm']})" if one["firm"] else "")
    ended = f", {moment_of(one['withdrawn_at'])}에 끝남" if one["withdrawn_at"] else ""
    answer = f"{about}: {'동의함' if one['given'] else '동의하지 않음'}{ended}"
    return moment_of(one["at"]), f"{answer}\n{one['text']}" if one["text"] else answer


def _request(one: dict[str, Any]) -> tuple[str, str]:
    parts = [request_words.kind(one["kind"])]
    if one["words"]:
        parts.append(f"한 말: {one['words']}")
    for name, value in (one["changes"] or {}).items():
        parts.append(f"{words.field_name(name)}: {value or '지워 달라고 함'}")
    if one["outcome"]:
        who = _WHO.get(one["answered_by"] or "", "")
        parts.append(f"{moment_of(one['answered_at'])} {who}: {request_words.outcome(one['outcome'])}")
    if one["ground"]:
        parts.append(f"근거: {request_words.ground(Ground(one['ground']))}")
    if one["answer"]:
        parts.append(f"답: {one['answer']}")
    return f"{moment_of(one['asked_at'])} · {moment_of(one['due_at'])}까지", "\n".join(parts)


def _access(one: dict[str, Any]) -> tuple[str, str]:
    who = one["firm"] or _WHO.get(one["role"], one["role"])
    reason = f"\n이유: {one['reason']}" if one["reason"] else ""
    return f"{moment_of(one['at'])} · {who}", one["words"] + reason


def _calendar(one: dict[str, Any]) -> str:
    return f"{moment_of(one['ended_at'])}에 없앰" if one["ended_at"] else "쓰고 있음"


def _invite(one: dict[str, Any]) -> str:
    if one["used_at"]:
        return f"{moment_of(one['used_at'])}에 씀"
    return "무효가 됨" if one["revoked_at"] else f"{moment_of(one['expires_at'])}까지 쓸 수 있음"


def _lease(name: str, value: str | int | None) -> str:
    if value is None:
        return UNSAID
    if isinstance(value, int):
        return won(value)
    return day_of(value) if name.endswith("_date") else value
