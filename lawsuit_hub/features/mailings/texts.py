"""What mailings say. A telephone may be seen by others: no word of fraud, no title of a notice; of the channel the name it has."""

from collections.abc import Mapping

from lawsuit_hub.features.mailings.types import Kind
from lawsuit_hub.settings import Settings

TEXTS: Mapping[Kind, str] = {
    Kind.CHANNEL: "[{site}] 카카오톡에서 '{name}' 채널을 추가하시면 새 소식을 받으실 수 있습니다. {channel} QR 코드: {url}/channel",
    Kind.NOTICE: "[{site}] 새 공지가 있습니다. {url}/notices/{number}",
}
# What a channel's name must not say on a telephone that others see.
TELLING = ("사기", "피해", "전세", "소송")


def values(settings: Settings, *, notice: int | None) -> dict[str, str]:
    return {
        "site": settings.site_name,
        "url": settings.url_for(members=True),
        "name": settings.channel_name,
        "channel": settings.channel_url,
        "number": "" if notice is None else str(notice),
    }


def written(settings: Settings, kind: Kind, *, notice: int | None) -> str:
    return TEXTS[kind].format(**values(settings, notice=notice))


def tells(settings: Settings, kind: Kind) -> bool:
    """Whether the channel's own name says what the person registered for."""
    return kind is Kind.CHANNEL and any(word in settings.channel_name for word in TELLING)
