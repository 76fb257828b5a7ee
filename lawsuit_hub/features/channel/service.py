"""The door to the KakaoTalk channel: the names that others call. What stands behind each is in its own module."""

from lawsuit_hub.features.channel.following import among, count, followers, for_copy, mark, own, say, tell
from lawsuit_hub.features.channel.mirroring import done, ended, not_needed, one, overdue, published, waiting, withdrawn

__all__ = [
    "among",
    "count",
    "done",
    "ended",
    "followers",
    "for_copy",
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
