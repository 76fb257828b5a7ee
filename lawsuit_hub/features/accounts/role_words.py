"""The table of roles in words: each permission, each sort of them. Decides nothing. docs/roles.md says the same."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from lawsuit_hub.access.duties import Sort
from lawsuit_hub.access.permissions import Permission as P

SORT_WORDS: dict[Sort, LazyString] = {
    Sort.RIGHTS: _l("권한을 주고 거두는 일"),
    Sort.OPENS: _l("가린 값을 열고 내보내는 일"),
    Sort.DECIDES: _l("사람과 모임에 관해 정하는 일"),
    Sort.MASKED: _l("가린 값만 보는 일"),
    Sort.ANSWERS: _l("본인의 요청에 답하는 일"),
    Sort.OVERSEES: _l("살피고 승인하는 일"),
    Sort.BOOKS: _l("장부를 보는 일"),
    Sort.OWN: _l("본인의 일"),
    Sort.DOORS: _l("누구나 여는 문"),
    Sort.MACHINE: _l("사람이 하지 않는 일"),
}

PERMISSION_WORDS: dict[P, LazyString] = {
    P.SITE_READ: _l("공개 화면 보기"),
    P.OPERATIONS_PROBE: _l("서비스가 살아 있는지 묻기"),
    P.REGISTRATION_WRITE: _l("등록하기"),
    P.MEMBER_SIGN_IN: _l("전화번호로 로그인하기"),
    P.STAFF_SIGN_IN: _l("업무용 계정으로 로그인하기"),
    P.SESSION_END: _l("로그아웃하기"),
    P.OWN_READ: _l("내 기록과 내 모임 보기"),
    P.OWN_WRITE: _l("내 동의와 등록 바꾸기"),
    P.INVITE_SEE: _l("초대 링크의 화면 보기"),
    P.INVITE_MAKE: _l("내 초대 받기"),
    P.INVITE_ENTER: _l("내 초대로 대화방에 들어가기"),
    P.OWN_ACCOUNT: _l("내 계정 보기"),
    P.ACCOUNT_READ: _l("계정 보기"),
    P.ACCOUNT_MANAGE: _l("계정을 만들고, 바꾸고, 닫기"),
    P.DESK_READ: _l("업무 창구 보기"),
    P.PERSON_READ: _l("등록한 사람의 가린 값 보기"),
    P.PERSON_REVEAL: _l("이유를 적고 가린 값 열기"),
    P.PERSON_VERIFY: _l("계약서 확인하기"),
    P.PERSON_ERASE: _l("지워 달라는 사람 지우기"),
    P.LANDLORD_DECIDE: _l("같은 임대인인지 정하기"),
    P.GROUP_MANAGE: _l("모임의 단계 정하기"),
    P.ROOM_MANAGE: _l("대화방과 초대 다루기"),
    P.LAWYER_ASSIGN: _l("모임에 변호사 정하기"),
    P.RESPONSES_IMPORT: _l("설문 답 가져오기"),
    P.COUNSEL_READ: _l("맡은 모임 보기"),
    P.ROSTER_EXPORT: _l("맡은 모임의 명단 내보내기"),
    P.LETTER_ADDRESS: _l("메시지를 보낼 번호 열기"),
    P.OVERSIGHT_READ: _l("접속기록과 이상 징후 보기"),
    P.OVERSIGHT_SIGN: _l("접속기록 점검에 서명하기"),
    P.OVERSIGHT_SCAN: _l("이상 징후 살피기"),
    P.GRANTS_READ: _l("권한 대장 보기"),
    P.BREACH_HANDLE: _l("유출에 대응하기"),
    P.VAULT_INSPECT: _l("암호화한 것과 열쇠의 상태 보기"),
    P.DESTRUCTION_READ: _l("파기 대장 보기"),
    P.DESTRUCTION_APPROVE: _l("파기 승인하기"),
    P.DESTRUCTION_CARRY_OUT: _l("승인된 것 없애기"),
    P.COPY_MAKE: _l("본인에게 줄 사본 만들기"),
    P.REQUEST_LIST: _l("개인정보 요청의 목록 보기"),
    P.REQUEST_READ: _l("개인정보 요청 보기"),
    P.REQUEST_ANSWER: _l("개인정보 요청에 답하기"),
    P.REQUEST_TAKE: _l("전화나 창구로 온 요청 적기"),
}
