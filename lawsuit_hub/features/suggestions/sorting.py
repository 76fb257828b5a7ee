"""What a suggestion is about, guessed by its words; a caseworker puts it right. Pure; knows nobody."""

from lawsuit_hub.features.suggestions.types import Category

# In this order: what is more particular comes first.
_WORDS: tuple[tuple[Category, tuple[str, ...]], ...] = (
    (Category.AUCTION, ("경매", "공매", "배당", "낙찰", "우선매수", "유찰")),
    (Category.LAWSUIT, ("소송", "변호사", "인지대", "송달료", "지급명령", "법률비용", "판결")),
    (Category.COUNSELLING, ("상담", "심리", "우울", "정신", "트라우마")),
    (Category.PUNISHMENT, ("처벌", "수사", "구속", "형량", "고소", "경찰", "검찰", "은닉", "몰수")),
    (Category.BUILDING, ("누수", "승강기", "엘리베이터", "관리비", "수리", "유지보수", "건물 관리", "단전", "단수")),
    (Category.LOANS, ("이자", "대출", "대환", "연체", "신용", "상환")),
    (Category.RELIEF, ("특별법", "구제", "피해자 결정", "인정", "선구제", "보상", "소득기준", "소득 기준")),
    (Category.HOUSING, ("이사", "임대주택", "긴급주거", "거주", "퇴거", "전세임대", "매입")),
    (Category.PREVENTION, ("보증보험", "중개사", "예방", "계약서", "등기부", "확정일자", "대항력", "전입신고", "신탁")),
    (Category.PROCEDURE, ("서류", "절차", "신청", "접수", "안내", "기다", "처리", "행정", "창구")),
)


def category_of(text: str) -> Category:
    scored = [(sum(text.count(word) for word in words), -place) for place, (_one, words) in enumerate(_WORDS)]
    best, place = max(scored)
    return _WORDS[-place][0] if best else Category.OTHER
