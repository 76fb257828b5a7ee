"""What the header of every page says: the places of each role, what a role is called, the words of the settings' defaults."""

from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _l

from lawsuit_hub.access.roles import Role

_PUBLIC = (
    ("notices.board_page", _l("소식")),
    ("programmes.overview", _l("지원사업")),
    ("board.listed", _l("물음과 답")),
    ("suggestions.listed", _l("함께 내는 목소리")),
)
# The places in the header, by role: endpoint and Korean word.
PLACES: dict[Role, tuple[tuple[str, LazyString], ...]] = {
    Role.VISITOR: _PUBLIC,
    Role.MEMBER: (
        ("my.my", _l("내 모임")),
        ("rights.record", _l("내 기록")),
        *_PUBLIC,
    ),
    Role.CASEWORKER: (
        ("desk.today", _l("오늘")),
        ("desk.search", _l("사람 찾기")),
        ("desk.queue", _l("검토")),
        ("desk.all_groups", lazy_pgettext("several", "모임")),
        ("responses.uploads", _l("설문 파일")),
        ("desk_notices.listed", _l("공지")),
        ("desk_programmes.listed", _l("지원사업")),
        ("desk_costs.listed", _l("소송비 지원")),
        ("desk_library.listed", _l("자료실")),
        ("desk_board.listed", _l("게시판")),
        ("desk_suggestions.listed", _l("함께 내는 목소리")),
        ("channel_desk.listed", _l("채널")),
        ("mailings.listed", _l("보내기")),
        ("desk_messages.show", _l("문자와 예산")),
        ("faq_desk.listed", _l("자주 묻는 질문")),
        ("desk.counted", _l("통계")),
    ),
    Role.LAWYER: (("rosters.groups", _l("맡은 모임")),),
    Role.PRIVACY_OFFICER: (
        ("oversight.today", _l("오늘")),
        ("oversight.review", _l("점검")),
        ("oversight.patterns_found", _l("이상 징후")),
        ("oversight.breaches_listed", _l("유출 대응")),
        ("requests.board", _l("내 정보 요청")),
        ("oversight.accesses", _l("접속기록")),
        ("destruction.overview", _l("파기")),
    ),
    Role.ADMIN: (
        ("accounts.listed", _l("계정")),
        ("oversight.rights", _l("권한 대장")),
        ("roles.table", _l("누가 무엇을 하나")),
        ("webhooks.listed", _l("다른 시스템")),
        ("oversight.encrypted", _l("암호화와 열쇠")),
    ),
}
ROLE_WORDS = {
    Role.CASEWORKER: _l("담당자"),
    Role.LAWYER: _l("변호사"),
    Role.PRIVACY_OFFICER: _l("개인정보 보호책임자"),
    Role.ADMIN: _l("관리자"),
}
# The defaults of the settings, for pages in English; an operator's own words stay as they are.
SITE_WORDS = {
    "공동소송 허브": _l("공동소송 허브"),
    "전세피해지원 담당 부서": _l("전세피해지원 담당 부서"),
    "평일 9시~18시": _l("평일 9시~18시"),
}
