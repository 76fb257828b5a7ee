"""Courts of Korea that a civil suit about a deposit comes to: one table of codes and names. Says nothing about which is competent."""

from dataclasses import dataclass

AS_OF = "2026-11-22"
SOURCE = (
    "각급 법원의 설치와 관할구역에 관한 법률 별표 (well known, not looked up; a missing court is entered as `other`)"
)

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Court:
    code: str
    name: str


def _with_branches(code: str, name: str, *branches: tuple[str, str]) -> tuple[Court, ...]:
    return (Court(code, name), *(Court(f"{code}-{branch}", f"{name} {said}지원") for branch, said in branches))


COURTS: tuple[Court, ...] = (
    Court("seoul-central", "서울중앙지방법원"),
    Court("seoul-east", "서울동부지방법원"),
    Court("seoul-south", "서울남부지방법원"),
    Court("seoul-north", "서울북부지방법원"),
    Court("seoul-west", "서울서부지방법원"),
    *_with_branches("uijeongbu", "의정부지방법원", ("goyang", "고양"), ("namyangju", "남양주")),
    *_with_branches("incheon", "인천지방법원", ("bucheon", "부천")),
    *_with_branches(
        "suwon", "수원지방법원", ("seongnam", "성남"), ("yeoju", "여주"), ("pyeongtaek", "평택"), ("ansan", "안산"), ("anyang", "안양")
    ),
    *_with_branches("chuncheon", "춘천지방법원", ("gangneung", "강릉"), ("wonju", "원주"), ("sokcho", "속초"), ("yeongwol", "영월")),
    *_with_branches(
        "daejeon", "대전지방법원", ("hongseong", "홍성"), ("gongju", "공주"), ("nonsan", "논산"), ("seosan", "서산"), ("cheonan", "천안")
    ),
    *_with_branches("cheongju", "청주지방법원", ("chungju", "충주"), ("jecheon", "제천"), ("yeongdong", "영동")),
    *_with_branches(
        "daegu", "대구지방법원", ("west", "서부"), ("andong", "안동"), ("gyeongju", "경주"), ("pohang", "포항"), ("gimcheon", "김천"),
        ("sangju", "상주"), ("uiseong", "의성"), ("yeongdeok", "영덕"),
    ),
    *_with_branches("busan", "부산지방법원", ("east", "동부"), ("west", "서부")),
    Court("ulsan", "울산지방법원"),
    *_with_branches(
        "changwon", "창원지방법원", ("masan", "마산"), ("tongyeong", "통영"), ("miryang", "밀양"), ("geochang", "거창"), ("jinju", "진주")
    ),
    *_with_branches("gwangju", "광주지방법원", ("mokpo", "목포"), ("jangheung", "장흥"), ("suncheon", "순천"), ("haenam", "해남")),
    *_with_branches("jeonju", "전주지방법원", ("gunsan", "군산"), ("jeongeup", "정읍"), ("namwon", "남원")),
    Court("jeju", "제주지방법원"),
    Court("high-seoul", "서울고등법원"),
    Court("high-daejeon", "대전고등법원"),
    Court("high-daegu", "대구고등법원"),
    Court("high-busan", "부산고등법원"),
    Court("high-gwangju", "광주고등법원"),
    Court("high-suwon", "수원고등법원"),
    Court("supreme", "대법원"),
    Court(OTHER, "그 밖의 법원"),
)  # fmt: skip
BY_CODE = {court.code: court for court in COURTS}
