"""Addresses of KakaoTalk group rooms: https://open.kakao.com/o/g…, nothing else."""

import re
from urllib.parse import urlsplit

from lawsuit_hub.features.lawsuits.types import BadRoomUrl

# Codes seen in public are g and 5 to 11 letters or digits; s… is a one-to-one chat (observed 2024-2026, not documented by Kakao).
_GROUP_ROOM = re.compile(r"/o/g[A-Za-z0-9]{5,11}")
_LONGEST_CODE = 20


def clean_room_url(text: str) -> str:
    """Raises BadRoomUrl: host (not https://open.kakao.com), private_chat (1:1 or profile), shape."""
    url = text.strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadRoomUrl("shape") from None
    if parts.scheme != "https" or parts.hostname != "open.kakao.com" or parts.username or parts.password or port:
        raise BadRoomUrl("host")
    if parts.path.startswith(("/o/s", "/me/")):
        raise BadRoomUrl("private_chat")
    if url != f"https://open.kakao.com{parts.path}" or not _GROUP_ROOM.fullmatch(parts.path):
        raise BadRoomUrl("shape")
    return url


def clean_room_code(text: str) -> str:
    """The participation code, as the host set it: letters and digits, four to twenty. Raises BadRoomUrl("code")."""
    code = text.strip()
    if not re.fullmatch(rf"[A-Za-z0-9]{{4,{_LONGEST_CODE}}}", code):
        raise BadRoomUrl("code")
    return code
