"""Invented towns of landlords, and answers about them as people write: with typos, titles, Hanja, Latin letters, half an address.

Harder than life in what tells landlords apart: several of one name, names one letter apart, two landlords in one house.
"""

import csv
import io
import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.people import HEADER
from lawsuit_hub.values.refused import BadNumber
from lawsuit_hub.values.registration_numbers import BusinessNumber

SURNAMES = "김김김김이이이박박최정강조윤장임림한오서신권황안송류유홍전고문손양배백허남심노라나리맹위석육기연"
SYLLABLES = "가경광규기나남덕도동라란률리미민범병상서석선성수순숙승식신아연영옥용우원유윤은의인자재정종주준지진찬철춘태하한해현혜호화환효훈희"
FIRMS = ("대성", "한빛", "미래", "강서", "로얄", "우리", "스타", "에이치앤디", "서광", "동방", "하나로", "청솔")
TRADES = ("하우징", "주택개발", "임대", "자산개발", "부동산투자", "파트너스", "하우스", "산업")
ROADS = (
    "화곡로",
    "강서로",
    "공항대로",
    "방화대로",
    "양천로",
    "곰달래로",
    "까치산로",
    "월정로",
    "등촌로",
    "초록마을로",
    "우장산로",
)
DONGS = ("화곡동", "등촌동", "방화동", "공항동", "마곡동", "내발산동", "염창동", "가양동")
HOUSES = (
    "은하빌라",
    "그린빌라",
    "푸른마을",
    "더샵빌",
    "하늘채",
    "해피하임",
    "골드캐슬",
    "대성빌",
    "참좋은집",
    "스카이뷰",
)
HANJA = dict(zip(
    "김이박최정강조윤장임한오서신권황안송유홍전고문손양배백허남심동수영철호민성진희경미순옥기용우석광선주정상준현태",
    "金李朴崔鄭姜趙尹張林韓吳徐申權黃安宋柳洪全高文孫梁裵白許南沈東秀英哲浩民成鎭姬京美順玉基龍宇錫光善珠正相俊賢泰",
    strict=False,
))  # fmt: skip
LATIN_SURNAMES = {
    "이": "Lee",
    "박": "Park",
    "최": "Choi",
    "임": "Lim",
    "유": "Yoo",
    "류": "Ryu",
    "오": "Oh",
    "노": "Noh",
    "안": "Ahn",
}
_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i",
)  # fmt: skip
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t",
    "p", "t",
)  # fmt: skip
SOUND_LAW = {"류": "유", "림": "임", "리": "이", "라": "나", "률": "율", "유": "류", "임": "림", "이": "리", "나": "라"}
PER_LANDLORD = 13


@dataclass
class House:
    road: str
    number: str
    dong: str
    lot: str
    name: str


@dataclass
class Owner:
    key: str
    name: str
    firm: bool
    birth: date
    number: str
    houses: list[House] = field(default_factory=list)


@dataclass
class Rates:
    """How often a row is written so; the rest is written as the contract says."""

    typo: float = 0.04
    swapped: float = 0.01
    sound_law: float = 0.02
    hanja: float = 0.01
    latin: float = 0.015
    lot: float = 0.04
    both: float = 0.10
    birth: float = 0.55
    number: float = 0.50
    wrong_number: float = 0.03
    wrong_birth: float = 0.001


class Town:
    """Everything from one seed."""

    def __init__(self, seed: int, rows: int, rates: Rates | None = None) -> None:
        self.draw = random.Random(seed)
        self.rates = rates or Rates()
        self.rows = rows
        self.owners = [self._owner(number) for number in range(max(6, rows // PER_LANDLORD))]
        self._make_it_hard()
        for owner in self.owners:
            owner.houses += [self._house() for _ in range(self.draw.choice((1, 1, 2, 2, 3, 4)))]
        for one, other in zip(self.owners[::9], self.owners[4::9], strict=False):
            if one.name != other.name:  # of one name in one house nobody could tell them apart
                other.houses.append(one.houses[0])

    def sheet(self) -> tuple[bytes, dict[str, dict[str, object]]]:
        out, truth = io.StringIO(), {}
        writer = csv.writer(out)
        writer.writerow(HEADER)
        weights = [1 / (place + 3) for place in range(len(self.owners))]
        for number in range(1, self.rows + 1):
            owner = self.draw.choices(self.owners, weights)[0]
            writer.writerow(self._row(number, owner))
            truth[str(number)] = {"landlord": owner.key, "expect": "register"}
        return out.getvalue().encode(), truth

    def _owner(self, number: int) -> Owner:
        firm = self.draw.random() < 0.3
        name = self.draw.choice(FIRMS) + self.draw.choice(TRADES) if firm else self._person()
        born = date(1945, 1, 1) + timedelta(days=self.draw.randrange(18_000))
        return Owner(f"T{number:03}", name, firm, born, self._business())

    def _person(self) -> str:
        return self.draw.choice(SURNAMES) + "".join(self.draw.sample(SYLLABLES, 2))

    def _business(self) -> str:
        while True:
            digits = "".join(self.draw.choices("0123456789", k=10))
            try:
                return BusinessNumber.parse("1" + digits[1:]).digits
            except BadNumber:
                continue

    def _make_it_hard(self) -> None:
        people = [owner for owner in self.owners if not owner.firm]
        for group in (people[0:12:4], people[1:9:4]):
            for owner in group:
                owner.name = group[0].name
        for one, other in zip(people[2::11], people[5::11], strict=False):
            other.name = one.name[0] + one.name[1] + self.draw.choice(SYLLABLES)
        for one, other in zip(people[3::13], people[6::13], strict=False):
            other.name = self._misspelt(one.name)

    def _house(self) -> House:
        number = str(self.draw.randrange(1, 400)) + self.draw.choice(("", "", f"-{self.draw.randrange(1, 30)}"))
        lane = self.draw.choice(("", f"{self.draw.randrange(1, 70)}길"))
        lot = f"{self.draw.randrange(1, 1200)}-{self.draw.randrange(1, 60)}"
        return House(self.draw.choice(ROADS) + lane, number, self.draw.choice(DONGS), lot, self.draw.choice(HOUSES))

    def _row(self, number: int, owner: Owner) -> list[str]:
        draw = self.draw
        contract = date(2019, 1, 1) + timedelta(days=draw.randrange(1700))
        return [
            f"2024/0{1 + number // 300 % 8}/{1 + number % 28:02} {1 + number % 12}:{number % 60:02}:{number // 60 % 60:02} 오전 GMT+9",
            "동의합니다", self._person(), f"010-0{number // 10_000:03}-{number % 10_000:04}", f"user{number}@example.com",
            self._address(draw.choice(owner.houses)), "법인" if owner.firm else "개인", self._written(owner), self._number(owner),
            f"{draw.randrange(80, 400)},000,000", contract.isoformat(), "", "", "", "보증금 미반환",
            draw.choice(("예, 참여하겠습니다", "아니오")), "",
        ]  # fmt: skip

    def _number(self, owner: Owner) -> str:
        draw, rates = self.draw, self.rates
        if owner.firm:
            if draw.random() > rates.number:
                return ""
            digits = owner.number
            if draw.random() < rates.wrong_number:
                digits = digits[:6] + str((int(digits[6]) + 1) % 10) + digits[7:]
            return draw.choice((digits, f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"))
        if draw.random() > rates.birth:
            return ""
        born = owner.birth
        if draw.random() < rates.wrong_birth:
            born += timedelta(days=draw.choice((1, 10, 365)))
        style = draw.choice(("%Y-%m-%d", "%Y%m%d", "%y%m%d", "%Y.%m.%d", "%y.%m.%d", "%Y년 %m월 %d일"))
        return born.strftime(style)

    def _address(self, house: House) -> str:
        draw = self.draw
        city = draw.choice(("서울특별시 강서구 ", "서울시 강서구 ", "서울 강서구 ", "강서구 ", "서울강서구 "))
        flat = f"{draw.randrange(1, 7)}0{draw.randrange(1, 7)}호"
        road, lot = f"{house.road} {house.number}", f"{house.dong} {house.lot}"
        chance = draw.random()
        if chance < self.rates.lot:
            return city + draw.choice((f"{lot} {house.name} {flat}", f"{lot}번지 {flat}"))
        if chance < self.rates.lot + self.rates.both:
            return city + draw.choice((f"{road}, {flat} ({lot}, {house.name})", f"{lot} {flat} ({road})"))
        shapes = (
            f"{road} {flat}",
            f"{road}, {flat} ({house.dong}, {house.name})",
            f"{road} {house.name} {flat}",
            f"{house.road}{house.number} {flat}",
            f"{house.dong} {road} {flat}",
        )
        return city + draw.choice(shapes)

    def _written(self, owner: Owner) -> str:
        return self._firm(owner.name) if owner.firm else self._dressed(self._spelt(owner.name))

    def _firm(self, name: str) -> str:
        if self.draw.random() < self.rates.typo:
            name = self._misspelt(name)
        head = self._person()
        place = self.draw.randrange(1, len(name))
        shapes = (
            name, f"(주){name}", f"㈜ {name}", f"{name}㈜", f"주식회사 {name}", f"{name} 주식회사", f"{name}(주) 대표 {head}", f"( 주 ) {name}",
            f"주식회사{name}", f"{name[:place]} {name[place:]}", f"유한회사 {name}", f"{name[:2]}(주){name[2:]}",
        )  # fmt: skip
        return self.draw.choice(shapes)

    def _spelt(self, name: str) -> str:
        rates = self.rates
        ways: list[tuple[float, Callable[[str], str]]] = [
            (rates.typo, self._misspelt), (rates.swapped, self._swapped), (rates.sound_law, self._by_sound_law),
            (rates.hanja, self._in_hanja), (rates.latin, self._in_latin),
        ]  # fmt: skip
        chance = self.draw.random()
        for rate, way in ways:
            if chance < rate:
                return way(name)
            chance -= rate
        return name

    def _dressed(self, name: str) -> str:
        if not "가" <= name[0] <= "힣":
            return name
        shapes = (
            name, name, name, name, f"{name[0]} {name[1:]}", f" {name}", f"{name} 씨", f"{name}씨", f"{name}님", f"{name} 사장님", f"{name}사장",
            f"{name}(임대인)", f"{name} (집주인)", f"임대인 {name}", " ".join(name),
        )  # fmt: skip
        return self.draw.choice(shapes)

    def _misspelt(self, name: str) -> str:
        """One letter of one syllable another, or a final consonant gone or come."""
        place = self.draw.randrange(len(name))
        initial, rest = divmod(ord(name[place]) - 0xAC00, 588)
        vowel, final = divmod(rest, 28)
        which = self.draw.randrange(3)
        if which == 0:
            initial = (initial + self.draw.randrange(1, 19)) % 19
        elif which == 1:
            vowel = (vowel + self.draw.randrange(1, 21)) % 21
        else:
            final = 0 if final else self.draw.choice((1, 4, 8, 16, 21))
        return name[:place] + chr(0xAC00 + initial * 588 + vowel * 28 + final) + name[place + 1 :]

    def _swapped(self, name: str) -> str:
        place = self.draw.randrange(len(name) - 1)
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]

    def _by_sound_law(self, name: str) -> str:
        return SOUND_LAW.get(name[0], name[0]) + "".join(
            SOUND_LAW[one] if one in "률리라" and self.draw.random() < 0.5 else one for one in name[1:]
        )

    def _in_hanja(self, name: str) -> str:
        return "".join(HANJA[one] for one in name) if set(name) <= HANJA.keys() else name

    def _in_latin(self, name: str) -> str:
        surname = LATIN_SURNAMES.get(name[0], romanised(name[0]).capitalize())
        given = [romanised(one) for one in name[1:]]
        shapes = (
            f"{surname} {''.join(given).capitalize()}", f"{surname} {'-'.join(given).capitalize()}",
            f"{surname} {' '.join(given)}".upper(), f"{''.join(given).capitalize()} {surname}",
        )  # fmt: skip
        return self.draw.choice(shapes)


def romanised(syllable: str) -> str:
    initial, rest = divmod(ord(unicodedata.normalize("NFC", syllable)) - 0xAC00, 588)
    return _INITIALS[initial] + _VOWELS[rest // 28] + _FINALS[rest % 28]
