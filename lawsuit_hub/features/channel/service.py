"""The door to the KakaoTalk channel: the names that others call. What stands behind each is in its own module."""

from lawsuit_hub.features.channel.following import among, count, followers, mark, own, say, tell
from lawsuit_hub.features.channel.mirroring import done, ended, not_needed, one, overdue, published, waiting, withdrawn

__all__ = [
    "among",
    "count",
    "done",
    "ended",
    "followers",
    "mark",
    "not_needed",
    "one",
    "overdue",
    "own",
    "published",
    "say",
    "tell",
    "waiting",
    "withdrawn",
]
