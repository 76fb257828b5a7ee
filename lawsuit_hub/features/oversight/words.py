"""The officer's words: deeds, kinds, roles, why something is flagged. Decides nothing."""

from typing import Any

from flask_babel import gettext

from lawsuit_hub.access.roles import Role
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
        "many_destroyed": _("한 시간에 여러 사람 지우기"),
        "own_link": _("관리자가 만든 링크를 관리자 자리에서 씀"),
        "after_reset": _("다시 초대된 계정으로 열거나 내보냄"),
        "outside": _("정한 네트워크 밖에서 열린 로그인"),
    }[name]


def deed(line: Told) -> str:
    return _deeds().get(line.deed, _("그 밖의 일"))


def _deeds() -> dict[str, str]:
    return (
        _deeds_about_people()
        | _deeds_of_officers()
        | _deeds_of_destruction()
        | _deeds_of_requests()
        | _deeds_of_keys()
        | {
            "desk:searched": _("사람을 찾음"),
            "group:opened": _("모임이 생김"),
            "group:stage": _("단계를 바꿈"),
            "group:lawyer": _("맡을 변호사를 바꿈"),
            "group:merged": _("다른 모임과 합쳐짐"),
            "group:merge-decided": _("합칠지 정함"),
            "room:set": _("대화방을 정함"),
            "room:rotated": _("대화방을 바꿈"),
            "invite:all-revoked": _("쓰지 않은 초대를 모두 무효로 함"),
            "roster:export-begun": _("변호사가 내보내기를 시작함"),
            "roster:exported": _("명단을 내보냄"),
            "roster:fetched": _("변호사가 명단 파일을 받음"),
            "roster:second-asked": _("많은 사람의 명단이 다른 사람의 확인을 기다림"),
            "roster:second-agreed": _("다른 담당자가 명단을 내주기로 함"),
            "roster:second-refused": _("다른 담당자가 명단을 내주지 않기로 함"),
            "roster:set-aside": _("손상된 명단 요청을 따로 둠"),
            "responses:uploaded": _("설문 파일을 올림"),
            "responses:columns-chosen": _("설문 파일의 열을 정함"),
            "responses:imported": _("설문 파일을 가져옴"),
            "responses:import-ended": _("설문 가져오기가 끝까지 가지 못함"),
            "staff:added": _("계정을 만듦"),
            "staff:closed": _("계정을 닫음"),
            "staff:changed": _("계정의 권한을 바꿈"),
            "staff:invited-again": _("계정을 다시 초대함"),
            "staff:sessions-ended": _("로그인한 곳에서 모두 나가게 함"),
            "staff:turned-out": _("정한 곳이나 날을 벗어나 로그아웃됨"),
            "staff:signed-in": _("로그인"),
            "staff:signed-out": _("로그아웃"),
            "staff:refused": _("로그인이 거절됨"),
            "staff:locked": _("로그인이 여러 번 틀려 잠김"),
            "staff:password-set": _("비밀번호를 정함"),
            "staff:second-factor-set": _("2차 인증을 등록함"),
            "staff:passkey-awaited": _("비밀번호는 맞고 패스키를 기다림"),
            "passkey:added": _("패스키를 더함"),
            "passkey:removed": _("패스키를 지움"),
            "passkey:copied": _("복사된 듯한 패스키를 막음"),
            "staff:recovery-codes-made": _("복구 코드를 만듦"),
            "staff:recovery-code-used": _("복구 코드를 씀"),
            "staff:proved": _("본인임을 다시 확인함"),
            "staff:session-ended": _("다른 곳의 로그인을 끝냄"),
            "firm:added": _("법무법인을 등록함"),
            "firm:changed": _("법무법인 정보를 바꿈"),
        }
    )


def _deeds_of_officers() -> dict[str, str]:
    return {
        "audit:check-asked": _("접속기록을 확인해 달라고 함"),
        "audit:checkpoints-taken": _("확인점 파일을 받음"),
        "review:signed": _("접속기록 점검에 서명함"),
        "grants:taken": _("권한 대장을 파일로 받음"),
        "breach:opened": _("유출 대응을 시작함"),
        "breach:listed": _("유출된 사람을 명단에 넣음"),
        "breach:list-cleared": _("유출 명단을 비움"),
        "breach:notice-written": _("유출 알림 글을 적음"),
        "breach:sent": _("유출 알림을 보냄"),
        "breach:notified": _("유출 알림을 받음"),
        "breach:published": _("유출 알림을 누리집에 올림"),
        "breach:reported": _("유출을 신고했다고 적음"),
        "breach:closed": _("유출 대응을 마침"),
        "pattern:decided": _("이상 징후를 판단함"),
    }


def _deeds_about_people() -> dict[str, str]:
    return {
        "person:revealed": _("가린 값을 열어 봄"),
        "lease:verified": _("계약서를 확인함"),
        "lease:unverified": _("계약서 확인을 거둠"),
        "lease:namesake": _("임대인과 이름이 같은 다른 사람임을 확인함"),
        "task:closed": _("할 일을 마침"),
        "landlord:decided": _("임대인을 정함"),
        "landlord:sealed-again": _("복원하면서 임대인을 다시 봉인함"),
        "victim:registered": _("등록"),
        "victim:amended": _("등록 내용이 바뀜"),
        "victim:withdrawn": _("동의를 거둠"),
        "victim:corrected": _("등록 내용을 고침"),
        "membership:joined": _("모임에 자리가 생김"),
        "membership:active": _("모임에 확정됨"),
        "membership:moved": _("다른 모임으로 옮겨짐"),
        "membership:ended": _("모임에서 나감"),
        "invite:owed": _("초대를 보냄"),
        "invite:revoked": _("초대를 무효로 함"),
    }


def _deeds_of_destruction() -> dict[str, str]:
    return {
        "victim:destroyed": _("개인정보와 그 열쇠를 없앰"),
        "victim:destroyed-again": _("복원한 옛 자료에서 다시 없앰"),
        "group:emptied": _("모임이 비어 열쇠를 없앰"),
        "group:keyed-again": _("복원하면서 모임의 열쇠를 새로 만듦"),
        "destruction:asked": _("등록을 지워 달라고 함"),
        "destruction:approved": _("지우는 것을 승인함"),
        "destruction:cancelled": _("지워 달라는 뜻을 거둠"),
        "destruction:kept": _("지울 때가 아니어서 그대로 둠"),
        "destruction:forced": _("승인을 기다리지 않고 명령으로 없앰"),
        "destruction:carried-out": _("보관 기간이 지난 것을 없앰"),
        "destruction:first-word": _("지우는 데 첫 번째로 동의함"),
        "destruction:list-approved": _("없앨 목록을 승인함"),
        "destruction:register-taken": _("파기 대장을 파일로 받음"),
        "destruction:ledger-merged": _("복원하며 파기 기록을 합침"),
    }


def _deeds_of_requests() -> dict[str, str]:
    return {
        "request:asked": _("개인정보 요청을 받음"),
        "request:answered": _("개인정보 요청에 답함"),
        "request:taken-back": _("개인정보 요청을 거둠"),
        "processing:stopped": _("개인정보 쓰기를 멈춤"),
        "processing:resumed": _("개인정보 쓰기를 다시 시작함"),
        "copy:made": _("개인정보 사본을 만듦"),
        "copy:fetched": _("개인정보 사본을 내려받음"),
    }


def _deeds_of_keys() -> dict[str, str]:
    return {
        "keys:rotated": _("새 열쇠로 바꿈"),
        "keys:rewrapped": _("열쇠를 새 열쇠로 다시 쌈"),
        "keys:retired": _("옛 열쇠를 없앰"),
        "keys:index_rotated": _("찾기 열쇠를 바꿈"),
        "backup:made": _("백업을 만듦"),
        "backup:keys-gone": _("옛 열쇠 백업을 없앴다고 적음"),
        "backup:restored": _("백업에서 복원함"),
        "audit:head-accepted": _("접속기록의 지금 끝을 맞는 것으로 받아들임"),
        "audit:exported": _("접속기록을 파일로 내보냄"),
    }


def inventory_part(part: str) -> str:
    return {"sealed": _("잠근 칸"), "hash": _("찾기 위한 해시"), "wrapped": _("싼 열쇠")}[part]


def inventory_lead(part: str) -> str:
    return {
        "sealed": _("열쇠가 없으면 읽을 수 없습니다."),
        "hash": _("같은 값인지만 알 수 있습니다. 찾기 열쇠까지 가진 사람은 값을 짐작해 볼 수 있습니다."),
        "wrapped": _("다른 열쇠로 싸 둔 열쇠입니다. 지우면 그것으로 잠근 것이 모두 없어집니다."),
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
