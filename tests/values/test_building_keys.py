"""One house under its road and its lot."""

import pytest

from lawsuit_hub.values.address import Address
from lawsuit_hub.values.building_keys import building_keys

ROAD, LOT = "서울|강서구|화곡로|12-3", "서울|강서구|화곡동|1012-3"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("서울특별시 강서구 화곡로 12-3, 504호 (화곡동 1012-3, 라온하우스)", (ROAD, LOT)),
        ("강서구 화곡1동 1012-3번지 라온하우스 302호 (화곡로 12-3)", (LOT, ROAD)),
        ("서울강서구화곡로12-3 302호", (ROAD,)),
        ("서울 강서구 화곡로 12-3, 504호 (화곡동, 라온하우스 101동)", (ROAD,)),
        ("서울 강서구 어딘가", ()),
    ],
)
def test_an_address_tells_every_key_of_its_house(text: str, keys: tuple[str, ...]) -> None:
    assert building_keys(Address.parse(text), "서울") == keys
