"""The officer's words: deeds, kinds, roles, why something is flagged. Decides nothing."""

from typing import Any

from flask_babel import gettext

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.oversight.deed_words import deeds
from lawsuit_hub.features.oversight.types import Figure, Kind, Told


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def kind(one: Kind) -> str:
    return {
        Kind.REVEALS: _("가린 값 열기"),
        Kind.CHECKS: _("확인과 판단"),
        Kind.SEARCHES: _("사람 찾기"),
        Kind.IMPORTS: _("설문 가져오기"),
        Kind.EXPORTS: _("내보내기"),
        Kind.DESTROYS: _("지우기와 열쇠 없애기"),
        Kind.OTHER: _("그 밖의 일"),
    }[one]


def role(name: str) -> str:
    return {
        Role.CASEWORKER.value: _("담당자"),
        Role.LAWYER.value: _("변호사"),
        Role.PRIVACY_OFFICER.value: _("개인정보 보호책임자"),
        Role.ADMIN.value: _("관리자"),
        Role.MEMBER.value: _("본인"),
        Role.VISITOR.value: _("로그인 전"),
        Role.SYSTEM.value: _("시스템"),
    }.get(name, _("시스템"))


def who(line: Told) -> str:
    return f"{line.who} ({role(line.role)})" if line.who else role(line.role)


def row(one: Figure) -> dict[str, Any]:
    return {"who": one.who or role(one.role), "role": role(one.role), "total": one.total} | {
        name.value: one.counts.get(name, 0) for name in Kind
    }


def why_flagged(why: str) -> str:
    return {"night": _("밤에 내보냄"), "many": _("많은 사람을 내보냄"), "pattern": _("이상 징후")}.get(
        why, _("살펴볼 것")
    )


def rule(name: str) -> str:
    return {
        "many_reveals": _("한 시간에 여러 번 열기"),
        "night": _("밤에 열거나 내보내기"),
        "weekend": _("주말에 열거나 내보내기"),
        "one_group": _("한 모임의 여러 사람 열기"),
        "nothing_waits": _("기다리는 일이 없는 사람 열기"),
        "fruitless": _("찾지 못한 검색 되풀이"),
        "bulk_import": _("설문 파일 여러 번 올리기"),
        "soon_taken": _("맡자마자 내보내기"),
        "guessed": _("여러 번 틀린 뒤 로그인"),
        "closed_account": _("닫힌 계정으로 로그인하려 함"),
        "two_places": _("한 계정을 두 곳에서 번갈아 씀"),
        "many_renumbered": _("한 시간에 여러 사람의 전화번호 바꾸기"),
        "many_destroyed": _("한 시간에 여러 사람 지우기"),
        "own_link": _("관리자가 만든 링크를 관리자 자리에서 씀"),
        "after_reset": _("다시 초대된 계정으로 열거나 내보냄"),
        "outside": _("정한 네트워크 밖에서 열린 로그인"),
    }[name]


def deed(line: Told) -> str:
    return deeds().get(line.deed, _("그 밖의 일"))


def inventory_part(part: str) -> str:
    return {
        "sealed": _("잠근 칸"),
        "hash": _("찾기 위한 해시"),
        "wrapped": _("싼 열쇠"),
        "public": _("누구나 받는 파일"),
    }[part]


def inventory_lead(part: str) -> str:
    return {
        "sealed": _("열쇠가 없으면 읽을 수 없습니다."),
        "hash": _("같은 값인지만 알 수 있습니다. 찾기 열쇠까지 가진 사람은 값을 짐작해 볼 수 있습니다."),
        "wrapped": _("다른 열쇠로 싸 둔 열쇠입니다. 지우면 그것으로 잠근 것이 모두 없어집니다."),
        "public": _("누구나 보라고 싣는 것이라 잠그지 않습니다."),
    }[part]


def key_use(kind: str) -> str:
    return {
        "vault": _("본인의 열쇠를 싸는 열쇠"),
        "hint": _("가린 값의 열쇠를 싸는 열쇠"),
        "peer": _("모임의 열쇠를 싸는 열쇠"),
        "pair": _("금고의 공개 열쇠로 싼 것"),
        "index": _("찾기 열쇠"),
    }.get(kind, kind)


def key_kind(kind: str) -> str:
    return {
        "vault": _("본인의 열쇠 (금고 안)"),
        "hint": _("본인의 가린 값 열쇠"),
        "peer": _("모임의 열쇠"),
        "cookie": _("본인 쿠키에만 있는 열쇠"),
        "vault public key": _("금고의 공개 열쇠"),
    }.get(kind, _("설명이 없습니다"))
