"""A telephone number as carriers want it: the country, and the digits that are dialled there."""

import phonenumbers

HOME = "82"


def digits_of(e164: str) -> tuple[str, str]:
    """("82", "01012345678"), or the country and number of a foreign one."""
    number = phonenumbers.parse(e164)
    national = str(number.national_number)
    return (HOME, f"0{national}") if number.country_code == int(HOME) else (str(number.country_code), national)
