"""Recognises the parts of a Korean address in free writing. Never raises; what it does not recognise is absent."""

import re
from dataclasses import dataclass

from lawsuit_hub.values.districts import CITY_DISTRICTS, DISTRICTS, SHORT_PROVINCES, provinces_of
from lawsuit_hub.values.text import ascii_digits, plain_dashes

_LONGEST_READ = 400
_TOKENS_BEFORE = 4  # a postal code, a country, a name may stand before the province
_TOKENS_BETWEEN = 3  # between the district and the road
_SHORTEST_GLUED = 3
_BRACKETED = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")
_TOWNSHIP = re.compile(r"[가-힣]{1,6}[읍면](?![가-힣])")
_ROAD = re.compile(
    r"(?P<road>[가-힣A-Za-z0-9·.]{0,19}[가-힣0-9](?:대로|로|길))(?P<branch> ?[0-9]{1,4}(?:번|[가나다라마바사아자차카타파하])?길)?"
    r"(?![가-힣A-Za-z])"
)
_BLOCK = re.compile(r"[가-힣]{1,8}[0-9]가(?![가-힣])")
_DONG = re.compile(r"(?![가나다라마바]동)[가-힣]{1,10}?(?:제?[0-9][0-9.·]{0,6})?(?:동|리)(?:[0-9]가)?(?![가-힣])")
_NUMBER = re.compile(
    r" ?(?P<kind>지하|산)? ?(?P<main>[1-9][0-9]{0,4})(?![0-9])(?: ?- ?(?P<sub>[0-9]{1,4})(?![0-9호동층]))?(?![0-9호층동])"
)
_HANGUL_OR_LATIN = re.compile(r"[가-힣A-Za-z]")
_SPELLINGS = sorted(SHORT_PROVINCES, key=len, reverse=True)
_ALL_DISTRICTS = sorted({name for names in DISTRICTS.values() for name in names}, key=len, reverse=True)
_CITY_OF = {name: city for city, names in CITY_DISTRICTS.items() for name in names if name not in _ALL_DISTRICTS}


@dataclass(frozen=True, slots=True, repr=False)
class AddressParts:
    """Province by its short name; `shown` is what may be shown of the address, as it was written."""

    province: str = ""
    district: str = ""
    city_district: str = ""
    township: str = ""
    road: str = ""
    dong: str = ""
    number: str = ""
    shown: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "<address>"


@dataclass(frozen=True, slots=True, repr=False)
class _Leading:
    province: str
    district: str
    city_district: str
    township: str
    shown: tuple[str, ...]
    rest: str


def read_address(text: str) -> AddressParts:
    line = _one_line(text)
    leading = _leading(line)
    road, dong, number, shown = _street(leading)
    return AddressParts(
        province=leading.province,
        district=leading.district,
        city_district=leading.city_district,
        township=leading.township,
        road=road,
        dong=dong,
        number=number,
        shown=(*leading.shown, shown) if shown else leading.shown,
    )


def _one_line(text: str) -> str:
    line = plain_dashes(ascii_digits(text[:_LONGEST_READ]))
    outside = re.split(r"[(\[]", _BRACKETED.sub(" ", line), maxsplit=1)[0]
    return " ".join(re.sub(r"[,;/|:)\]]", " ", outside).split())


def _leading(line: str) -> _Leading:
    for start in _token_starts(line, _TOKENS_BEFORE):
        found = _administrative(line[start:])
        if found.shown:
            return found
    return _Leading("", "", "", "", (), line)


def _token_starts(line: str, most: int) -> list[int]:
    return [0, *(match.end() for match in re.finditer(" ", line))][:most]


def _administrative(line: str) -> _Leading:
    spelt, province = _province(line)
    shown = [spelt] if spelt else []
    rest = line[len(spelt) :].lstrip()
    spelt, district = _district(rest, province)
    if not shown and not spelt:
        return _Leading("", "", "", "", (), line)
    city_district = ""
    if spelt in _CITY_OF:
        city_district = spelt
    shown += [spelt] if spelt else []
    rest = rest[len(spelt) :].lstrip()
    if inner := _longest_start(rest, CITY_DISTRICTS.get(district, ()), glued=True):
        city_district = inner
        shown.append(inner)
        rest = rest[len(inner) :].lstrip()
    township = match.group() if (match := _TOWNSHIP.match(rest)) else ""
    shown += [township] if township else []
    return _Leading(province, district, city_district, township, tuple(shown), rest[len(township) :].lstrip())


def _province(line: str) -> tuple[str, str]:
    for spelt in _SPELLINGS:
        if not line.startswith(spelt):
            continue
        short, after = SHORT_PROVINCES[spelt], line[len(spelt) :]
        districts = DISTRICTS[short]
        followed = any(after.lstrip().startswith(name) for name in districts)
        # The city of Gwangju in Gyeonggi is written as the metropolis is.
        loose = short != "광주" or spelt == "광주광역시"
        if followed or (loose and (not after or after[0] == " ")):
            return spelt, short
    return "", ""


def _district(rest: str, province: str) -> tuple[str, str]:
    """What is written, and the municipality it means."""
    names = DISTRICTS[province] if province else tuple(_ALL_DISTRICTS)
    if spelt := _longest_start(rest, names, glued=bool(province)):
        return spelt, spelt
    if inner := _longest_start(rest, tuple(_CITY_OF), glued=False):
        city = _CITY_OF[inner]
        return (inner, city) if not province or city in names else ("", "")
    token = rest.partition(" ")[0]
    for name in names if province else ():
        if token == name[:-1] and len(name) >= _SHORTEST_GLUED:
            return token, name
    return "", ""


def _longest_start(rest: str, names: tuple[str, ...], *, glued: bool) -> str:
    found = [name for name in names if rest.startswith(name)]
    whole = [name for name in found if rest[len(name) :][:1] in {"", " "}]
    if not whole:
        whole = [name for name in found if glued or len(name) >= _SHORTEST_GLUED]
    return max(whole, key=len, default="")


def _street(leading: _Leading) -> tuple[str, str, str, str]:
    """Road, dong, number, and the one of them to show; a road wins over a dong before it."""
    rest, dong, lot, dong_spelt = leading.rest, "", "", ""
    for start in _token_starts(rest, _TOKENS_BETWEEN):
        block = _BLOCK.match(rest, start)
        road = None if block else _ROAD.match(rest, start)
        if road and _HANGUL_OR_LATIN.search(road["road"][:-1]):
            number = _number(rest, road.end())
            if number or leading.shown:
                return road.group().replace(" ", ""), dong, number, road.group()
        named = block or (None if dong else _DONG.match(rest, start))
        if named and _is_dong(named.group(), leading):
            lot = _number(rest, named.end())
            if lot or leading.shown:
                dong = dong_spelt = named.group()
        if rest[start : start + 1].isdigit() or lot:
            break
    return "", dong, lot, dong_spelt


def _is_dong(name: str, leading: _Leading) -> bool:
    return not name.endswith("리") or bool(leading.township) or leading.district.endswith(("시", "군"))


def _number(rest: str, start: int) -> str:
    match = _NUMBER.match(rest, start)
    if not match:
        return ""
    sub = int(match["sub"] or 0)
    return f"{match['kind'] or ''}{int(match['main'])}" + (f"-{sub}" if sub else "")


def province_of(province: str, district: str, home_province: str) -> str:
    """The stated province; else the home province where it has such a district; else the only one that has it."""
    if province:
        return province
    having = provinces_of(district)
    home = SHORT_PROVINCES.get(ascii_digits(home_province), "")
    if home in having:
        return home
    return having[0] if len(having) == 1 else ""
