"""What KakaoTalk's skill server v2.0 takes. As of 2026-11-30, DOMAIN facts of Kakao's guide and third-party tables; where sources differ the
smaller number stands, since too short is shown and too long may not be.

[V] read in a primary text, [V2] in a secondary one, [M+] well known.
"""

OUTPUTS = 3  # [V] 1 to 3 a response
QUICK_REPLIES = 10  # [V]
QUICK_LABEL = 14  # [V2]
TITLE = 50  # [M+] of a text card
CARD_TEXT = 400  # [M+] title and description of a text card together
CARD_BUTTONS = 3  # [M+]
LIST_HEADER = 15  # [V2] 50; older documentation says 15
LIST_ITEMS = 5  # [V]
LIST_TITLE = 36  # [V2] 50, shorter in practice
LIST_LINE = 40  # [V2] 50, shorter in practice
LIST_BUTTONS = 2  # [V]
BUTTON_LABEL = 14  # [V2] 8 where buttons stand side by side, which ours do not
MESSAGE = 200  # our own bound of what a button says for somebody: a question of the FAQ is no longer
