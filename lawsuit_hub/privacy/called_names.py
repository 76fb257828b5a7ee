"""Finds people called by name in free writing: surname, one to three syllables, 님 or 씨. Titles are nobody's name."""

import re
from collections.abc import Iterator

_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석"
    "선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상시갈단견당화창필점"
    "순평풍빙초포매교대련란"
)
_TWO_SYLLABLE_SURNAMES = "남궁|황보|제갈|사공|선우|서문|독고|동방|망절|어금|소봉|강전|장곡|을지"

# Whatever ends so is a title or a role: 선생님, 김사장님, 법률상담사님.
_TITLE_WORDS = (
    "선생 고객 변호사 사장 대표 이사 부장 과장 차장 팀장 실장 국장 소장 계장 반장 조장 원장 회장 총장 의장 방장 서장 청장 처장 "
    "지점장 조합장 위원장 사무장 본부장 센터장 이장 통장 동장 시장 구청장 도지사 교수 조교 의원 위원 판사 검사 형사 경찰관 소방관 "
    "수사관 조사관 심사관 감독관 담당관 주무관 사무관 공무원 담당자 관리자 운영자 진행자 사회자 강연자 임대인 임차인 세입자 주인 "
    "건물주 건축주 중개사 중개인 법무사 세무사 노무사 변리사 회계사 상담사 상담원 기사 간사 감사 강사 박사 의사 약사 간호사 목사 "
    "전도사 선교사 집사 권사 장로 스승 선배 후배 회원 조합원 구성원 피해자 권자 채무자 소유자 명의자 대리인 후견인 당사자 참여자 "
    "참가자 신청자 신청인 작성자 제보자 방문자 구독자 사용자 이용자 소비자 답변자 문의자 기자 작가 감독 매니저 직원 경비원 안내원 "
    "은행원 장관 차관 대통령 국민 시민 여사 원고 피고 전문가 실무자 책임자 글쓴이 동료 가족 상대방 주임 대리 인턴 사원 전무 상무 "
    "고문 호스트 유저 장군 경찰 변호인 부동산 동생"
)
# Only the whole word: the same syllables end real names, or follow a surname by chance.
_WHOLE_WORDS = (
    "하나 하느 부처 예수 임금 용왕 성모 조상 주민 부모 장모 이모 고모 사모 도련 이웃 남편 천사 공주 왕자 형수 제수 서방 조카 동지 "
    "임자 지인 이분 최고 임원 조원 단원 사서 연사 주사 경감 경위 경사 경장 경정 순경 차주 신부 강아지 고양이 손주 어머 어르 "
    "손글 마음 한마음"
)
_TITLES = tuple(_TITLE_WORDS.split())
_NOBODY = frozenset(_WHOLE_WORDS.split())
# Behind a surname's syllable, apart or not: 한 아저씨, 이 마음씨, 우리 할머님.
_NO_GIVEN = frozenset(["아저", "아가", "마음", "할머", "어머", "아버", "어르", "아드", "도련", "아주머"])
_WEATHER = "날"  # …날씨
_AFTER = "도이은는을를께들의과와만에한처보부까하꺼네댁측라랑가로인입였임"
_CALLED = re.compile(
    rf"(?<![가-힣])(?P<surname>{_TWO_SYLLABLE_SURNAMES}|[{_SURNAMES}])"
    rf"(?:(?P<given>[가-힣]{{1,3}})|[ ](?P<apart>[가-힣]{{2}}|[가-힣][ ][가-힣]))[ ]?(?P<called>님|씨)(?=$|[^가-힣]|[{_AFTER}])"
)


def called_names(text: str) -> Iterator[tuple[int, int]]:
    """Where the name stands by which somebody is called. 님 or 씨 stays: what is bound to it (씨가, 님이) would not fit the other."""
    for match in _CALLED.finditer(text):
        given = match["given"] or match["apart"].replace(" ", "")
        if not _is_title(match["surname"] + given, given, match["called"]):
            yield match.start(), match.start("called")


def is_title(word: str) -> bool:
    """Surname and given name as one: a role, not a person."""
    return word.endswith(_TITLES) or word in _NOBODY


def _is_title(word: str, given: str, called: str) -> bool:
    if is_title(word) or given in _NO_GIVEN:
        return True
    return called == "씨" and given.endswith(_WEATHER)
