"""What looks like a person's name: in a cell, after a word that asks for one, beside a number. Pure; a guess, told as one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lawsuit_hub.privacy.called_names import is_title

# The commonest hundred; with rarer ones half of the dictionary would be names.
SURNAMES = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기"
_TWO = "남궁|황보|제갈|사공|선우|서문|독고"
_NAME = rf"(?:{_TWO}|[{SURNAMES}])[가-힣]{{1,2}}"
_CELL = re.compile(rf"(?:{_TWO})[가-힣]{{1,2}}|[{SURNAMES}][가-힣]{{1,3}}")
# What stands in columns of three syllables and is nobody: by its last syllable where a whole column is judged, by its words elsewhere.
_PLACE_ENDS = frozenset("시군구동읍면리로길과팀점역층월건료법률표증")
_WORDS = (
    "요일 주택 빌라 상담 지원 안내 신청 접수 완료 예정 진행 여부 확인 불가 가능 해당 없음 있음 기타 전체 합계 소계 비고 구분 번호 이름 성명 대상 내용 "
    "기간 방법 보증 임대 임차 전세 월세 계약 피해 경매 공매 배당 소송 변호 법무 은행 중개 공인 강서 서울 구청 주민 문의 연락 전화 대표 담당 센터"
)
_NO_NAME = re.compile(rf".*(?:{'|'.join(_WORDS.split())}).*")
_LABEL_WORDS = "신청인 신청자 임차인 세입자 피해자 피해인 임대인 채권자 채무자 원고 피고 예금주 배우자 세대주 보호자 대리인 작성자 민원인 수신자 수신인 계약자"
_LABEL = rf"(?:성\s?명|이\s?름|{'|'.join(_LABEL_WORDS.split())})"
_LABELLED = re.compile(rf"{_LABEL}\s{{0,3}}(?:\([^)\n]{{0,10}}\))?\s{{0,3}}[:：]\s{{0,3}}(?P<name>{_NAME})(?![가-힣])")
_BEFORE_NUMBER = re.compile(rf"(?<![가-힣])(?P<name>{_NAME})\s?[\s(,/·:：-]{{0,3}}$")
_WHOLE = rf"(?:{_TWO})[가-힣]{{1,2}}|[{SURNAMES}][가-힣]{{2}}"  # with two syllables half of what people say of themselves is a name
_INTRODUCED = re.compile(
    rf"(?<![가-힣])(?:저는|저|제\s?이름은|본인은)\s+(?P<name>{_WHOLE})(?=이고|이며|입니다|이라고|라고|인데|이에요|예요)"
)
_SIGNED = re.compile(rf"(?<![가-힣])(?P<name>{_WHOLE})\s(?:드림|올림|배상)(?![가-힣])")
_LATIN = re.compile(r"[A-Z][A-Za-z'-]+(?:[ ,]+[A-Z][A-Za-z'.-]*){1,3}")
_WORD = re.compile(r"[가-힣]+")
_HONORIFIC = re.compile(r"(?<=[가-힣]{3})(?:님|씨|의|용|외)$")
# Words of files that begin as surnames do: 공고문, 조례안, 홍보물.
_FILE_WORDS = (
    "공고 고시 공문 공지 설명 조례 조사 홍보 서식 서류 성과 현황 양식 명단 방문 전단 이용 신고 정관 정보 제안 고지 소식 심의 주의 배포 최종 송부 "
    "원본 진단 유의"
)
_OF_FILES = re.compile("|".join(_FILE_WORDS.split()))
_FOLD = re.compile(r"\s+")


def is_name_like(cell: str, *, strict: bool) -> bool:
    """A cell that could be a name. `strict`: by itself, without a heading that says so."""
    word = _FOLD.sub("", cell)
    if not strict:
        return bool(_CELL.fullmatch(word) or _LATIN.fullmatch(cell.strip())) and not _NO_NAME.fullmatch(word)
    whole = len(word) == 3 and word[-1] not in _PLACE_ENDS  # noqa: PLR2004 - most Korean names
    return whole and bool(_CELL.fullmatch(word)) and not _NO_NAME.fullmatch(word)


def in_file_name(stem: str) -> int:
    """How many of its words could be a person's name: 신청서_홍길동(1)."""
    words = (_HONORIFIC.sub("", word) for word in _WORD.findall(unicodedata.normalize("NFC", stem)))
    return sum(is_name_like(word, strict=True) and not _OF_FILES.match(word) for word in words)


def labelled(text: str) -> Iterator[tuple[int, int]]:
    """성명: 홍길동"""
    for match in _LABELLED.finditer(text):
        if not is_title(match["name"]) and not _NO_NAME.fullmatch(match["name"]):
            yield match.span("name")


def introduced(text: str) -> Iterator[tuple[int, int]]:
    """저는 홍길동입니다, 홍길동 드림: whoever writes, by her own name."""
    for match in _INTRODUCED.finditer(text):
        if not is_title(match["name"]) and not _NO_NAME.fullmatch(match["name"]):
            yield match.span("name")
    for match in _SIGNED.finditer(text):
        yield match.span("name")


def before(text: str, at: int) -> tuple[int, int] | None:
    """A name that stands right before a number at `at`."""
    match = _BEFORE_NUMBER.search(text, max(0, at - 12), at)
    if match is None or is_title(match["name"]) or _NO_NAME.fullmatch(match["name"]):
        return None
    return match.span("name")


def beside(text: str, numbers: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Names that stand right before one of these, wherever it stands."""
    for number in numbers:
        for match in re.finditer(re.escape(number), text):
            if span := before(text, match.start()):
                yield span


def is_author(words: str) -> bool:
    """Of a file's properties: whoever wrote it, not the program or the office."""
    word = _FOLD.sub("", words)
    return bool(_CELL.fullmatch(word)) and not _NO_NAME.fullmatch(word) and not is_title(word)
