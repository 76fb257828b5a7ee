"""The refusals of the values: each names a fact and never holds what was typed."""


class BadValue(ValueError):
    """What was typed is not a value of its kind; the message is a constant."""

    fact = "not a value of this kind"

    def __init__(self) -> None:
        super().__init__(self.fact)


class BadPhone(BadValue):
    fact = "not a telephone number of the expected kind"


class BadName(BadValue):
    fact = "not a name"


class BadEmail(BadValue):
    fact = "not an e-mail address"


class BadWon(BadValue):
    fact = "not an amount of money in the expected range"


class BadDate(BadValue):
    fact = "not a date"


class BadTime(BadValue):
    fact = "not a time of day"


class BadAddress(BadValue):
    fact = "not an address"


class BadNumber(BadValue):
    fact = "not a registration number"


class BadNetwork(BadValue):
    """`why`: shape, bits, everywhere or many."""

    fact = "not a list of networks"

    def __init__(self, why: str = "shape") -> None:
        super().__init__()
        self.why = why


class BadChannelUrl(BadValue):
    """`why`: host, shape, or other (a post of another channel)."""

    fact = "not an address of a KakaoTalk channel or of its post"

    def __init__(self, why: str = "shape") -> None:
        super().__init__()
        self.why = why


class BadWebhookUrl(BadValue):
    """`why`: shape, scheme, port or inside."""

    fact = "not an address that may be posted to"

    def __init__(self, why: str = "shape") -> None:
        super().__init__()
        self.why = why


class BadCaseNumber(BadValue):
    fact = "not the number of a court case"
