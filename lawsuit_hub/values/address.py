"""An address as written, and the key of its building. Knows nothing of masking or maps."""

import re
from dataclasses import dataclass
from typing import Self

from lawsuit_hub.values.address_reading import province_of, read_address
from lawsuit_hub.values.refused import BadAddress
from lawsuit_hub.values.text import clean

_LONGEST_ADDRESS = 300
_NUMBERED_DONG = re.compile(r"(?<=[가-힣])제?[0-9.·]+(?=동$)")
_LEGAL_DONGS_WITH_NUMBERS = frozenset({"상도1동"})


@dataclass(frozen=True, slots=True, order=True, repr=False)
class Address:
    """Parts that were not recognised are empty; the province is short (서울) and empty where it was not written."""

    text: str
    province: str = ""
    district: str = ""
    city_district: str = ""
    township: str = ""
    road: str = ""
    dong: str = ""
    number: str = ""

    def __repr__(self) -> str:
        return "<address>"

    @classmethod
    def parse(cls, text: str) -> Self:
        cleaned = clean(text)
        if len(cleaned) > _LONGEST_ADDRESS or not any(char.isalpha() for char in cleaned):
            raise BadAddress
        parts = read_address(cleaned)
        return cls(
            text=cleaned,
            province=parts.province,
            district=parts.district,
            city_district=parts.city_district,
            township=parts.township,
            road=parts.road,
            dong=parts.dong,
            number=parts.number,
        )

    def building(self, home_province: str) -> str | None:
        """The same for every spelling of one building; None where province, street or number stay unknown."""
        province = province_of(self.province, self.district, home_province)
        if not province or not (self.district or province == "세종") or not self.number:
            return None
        if self.road:
            return f"{province}|{self.district}|{self.road.casefold()}|{self.number}"
        if self.dong:
            district = f"{self.district} {self.city_district}".strip()
            place = f"{self.township} {_legal_dong(self.dong)}".strip()
            return f"{province}|{district}|{place}|{self.number}"
        return None


def _legal_dong(dong: str) -> str:
    """Lots are counted by legal dong; people write the administrative one (화곡1동), which only adds a number."""
    return dong if dong in _LEGAL_DONGS_WITH_NUMBERS else _NUMBERED_DONG.sub("", dong)
