"""What the header of every page says: the places of each role, what a role is called, the words of the settings' defaults."""

from typing import NamedTuple

from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _l

from lawsuit_hub.access.roles import Role


class Place(NamedTuple):
    """`within`: the places of a second row, shown while one of them is the page; the first of them is the place itself.
    `also`: pages that belong to it, which it leads to by itself."""

    endpoint: str
    word: LazyString
    within: tuple[tuple[str, LazyString], ...] = ()
    also: tuple[str, ...] = ()


_VOICES_IN_PUBLIC = ("dossiers.listed", "meetings.listed", "surveys.listed", "numbers.shown")
_PUBLIC = (
    Place("notices.board_page", _l("소식")),
    Place("programmes.overview", _l("지원사업")),
    Place("board.listed", _l("물음과 답")),
    Place("suggestions.listed", _l("함께 내는 목소리"), also=_VOICES_IN_PUBLIC),
)
_NEWS = (
    ("desk_notices.listed", _l("공지")),
    ("channel_desk.listed", _l("채널")),
    ("mailings.listed", _l("보내기")),
    ("desk_messages.show", _l("문자와 예산")),
)
_HELP = (
    ("desk_board.listed", _l("게시판")),
    ("faq_desk.listed", _l("자주 묻는 질문")),
    ("desk_programmes.listed", _l("지원사업")),
    ("desk_library.listed", _l("자료실")),
)
_VOICES = (
    ("desk_suggestions.listed", _l("제도개선 건의")),
    ("desk_dossiers.listed", _l("기관에 전달")),
    ("desk_meetings.listed", _l("간담회")),
    ("organisations.listed", _l("피해자 단체")),
    ("desk_surveys.listed", _l("실태조사")),
)
# The places in the header, by role.
PLACES: dict[Role, tuple[Place, ...]] = {
    Role.VISITOR: _PUBLIC,
    Role.MEMBER: (
        Place("my.my", _l("내 모임")),
        Place("rights.record", _l("내 기록")),
        *_PUBLIC,
    ),
    Role.CASEWORKER: (
        Place("desk.today", _l("오늘")),
        Place("desk.search", _l("사람 찾기")),
        Place("desk.queue", _l("검토")),
        Place("desk.all_groups", lazy_pgettext("several", "모임")),
        Place("responses.uploads", _l("설문 파일")),
        Place("desk_notices.listed", _l("알림"), _NEWS),
        Place("desk_board.listed", _l("묻고 찾기"), _HELP),
        Place("desk_suggestions.listed", _l("함께 내는 목소리"), _VOICES),
        Place("desk_costs.listed", _l("소송비 지원")),
        Place("desk.counted", _l("통계")),
    ),
    Role.LAWYER: (Place("rosters.groups", _l("맡은 모임")),),
    Role.PRIVACY_OFFICER: (
        Place("oversight.today", _l("오늘")),
        Place("oversight.review", _l("점검")),
        Place("oversight.patterns_found", _l("이상 징후")),
        Place("oversight.breaches_listed", _l("유출 대응")),
        Place("requests.board", _l("내 정보 요청")),
        Place("oversight.accesses", _l("접속기록")),
        Place("destruction.overview", _l("파기")),
    ),
    Role.ADMIN: (
        Place("accounts.listed", _l("계정")),
        Place("oversight.rights", _l("권한 대장")),
        Place("roles.table", _l("누가 무엇을 하나")),
        Place("webhooks.listed", _l("다른 시스템")),
        Place("oversight.encrypted", _l("암호화와 열쇠")),
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
