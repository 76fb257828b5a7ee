"""What the heading of a column says that its cells hold, and whether a cell does. Pure."""

import re

from lawsuit_hub.features.publishing import naming
from lawsuit_hub.features.publishing.offices import Offices
from lawsuit_hub.features.publishing.types import ACCOUNT, ADDRESS, BIRTH, EMAIL, NAMES, PHONE, RESIDENT

_LONGEST = 24
_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (RESIDENT, re.compile(r"(주민(등록)?|외국인(등록)?)번호((앞|뒤|뒷)?(번호|[67]?자리))?")),
    (BIRTH, re.compile(r"(생년월일|생일|출생(일|연월일|년월일)?|birth(date|day)?|dateofbirth)")),
    (
        PHONE,
        re.compile(
            r"(연락처|(휴대|집|자택|유선|전화)?(전화|폰)(번호)?|휴대폰(번호)?|핸드폰(번호)?|휴대전화(번호)?|전화번호|h\.?p\.?|mobile|phone|tel)"
        ),
    ),
    (EMAIL, re.compile(r"(이메일|전자우편|메일|e-?mail)(주소)?")),
    (
        ADDRESS,
        re.compile(r"(상세|도로명|지번|현|집|거주|자택|송달|임차|피해|주택|물건)?(지)?주소(지)?|거주지|소재지|address"),
    ),
    (ACCOUNT, re.compile(r"(입금|환급|반환|은행)?계좌(번호)?|account")),
    (
        NAMES,
        re.compile(
            r"(성명|이름|성함|(신청|임차|임대|피해|세입|계약|민원|채권|채무|참석|참가|대리|상담)(인|자)(성?명|이름)?|예금주|세대주|원고|명단|name)"
        ),
    ),
)
_BRACKETED = re.compile(r"[(\[（].*?[)\]）]")
_NOISE = re.compile(r"[\s*·:：_]|번?째|^\d+\.")
_DIGITS = re.compile(r"[0-9]")
_DATE = re.compile(
    r"(19|20)?\d{2}[-./년]?\s?\d{1,2}[-./월]?\s?\d{1,2}일?\.?|\d{4,5}(\.0)?|(19|20)\d{2}-\d\d-\d\d[T ].*"
)
_STREET = re.compile(r"(로|길|동|리|가|읍|면)\s?\d|\d\s?(호|번지)")
_LEAST_PHONE, _LEAST_ACCOUNT, _HALF_A_NUMBER = 8, 9, 6


def heading_of(text: str) -> str:
    """The kind that the cells below it hold; nothing for what is no heading."""
    if len(text) > _LONGEST:
        return ""
    word = _NOISE.sub("", _BRACKETED.sub("", text)).lower()
    return next((kind for kind, pattern in _HEADINGS if pattern.fullmatch(word)), "")


def is_of(kind: str, text: str, offices: Offices) -> bool:
    """Whether a cell under such a heading holds such a thing, and not a dash or an office's own."""
    digits = len(_DIGITS.findall(text))
    if kind == PHONE:
        is_public = digits == _LEAST_PHONE and text.startswith("1")  # 1533-8119
        return digits >= _LEAST_PHONE and "*" not in text and not is_public and not offices.has_number(text)
    if kind == EMAIL:
        return "@" in text and not offices.has_mail(text)
    if kind == BIRTH:
        return bool(_DATE.fullmatch(text.strip()))
    if kind == ADDRESS:
        return bool(_STREET.search(text))
    if kind == ACCOUNT:
        return digits >= _LEAST_ACCOUNT
    if kind == NAMES:
        return naming.is_name_like(text, strict=False) and not heading_of(text)
    return digits >= _HALF_A_NUMBER and "*" not in text
