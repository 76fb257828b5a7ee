"""Kinds of messages to members: what each is about, whether it may be switched off, whether it waits for the morning. Pure.

A new kind of message to victims gets a line here and words in features/letters; a test counts them against each other.
"""

from enum import StrEnum


class Topic(StrEnum):
    """What a member chooses by (/my/messages)."""

    SAFETY = "safety"
    ANSWERS = "answers"
    DECIDE = "decide"
    DAYS = "days"
    COURSE = "course"
    NEWS = "news"


# What cannot be switched off: it protects her registration, answers her, or waits for her own word.
NECESSARY = frozenset({Topic.SAFETY, Topic.ANSWERS, Topic.DECIDE})

TOPICS: dict[str, Topic] = {
    **dict.fromkeys(
        (
            "code", "welcome", "changed_answer", "withdrawal_asked", "breach_notice", "number_change_asked", "number_change_stopped",
            "number_changed", "number_left", "passkey_added", "passkey_removed", "standing_changed", "erased",
        ),
        Topic.SAFETY,
    ),
    **dict.fromkeys(
        (
            "confirm_invitation", "answer_accepted", "answer_refused", "request_answered", "copy_ready", "lease_answered",
            "question_answered", "paper_returned", "invite", "meeting_seat", "meeting_changed", "costs_news",
        ),
        Topic.ANSWERS,
    ),
    **dict.fromkeys(("mandate", "mandate_changed", "counsel_asks", "ballot_open"), Topic.DECIDE),
    **dict.fromkeys(("deadline", "date_changed", "ballot_reminder"), Topic.DAYS),
    **dict.fromkeys(("group_open", "group_changed", "stage", "stage_closed", "ballot_ended", "ballot_cancelled"), Topic.COURSE),
    **dict.fromkeys(("counsel_news", "news", "notice", "channel_invitation", "survey", "survey_reminder", "meeting"), Topic.NEWS),
}  # fmt: skip

# What is sent at night and goes before all others: somebody stands before a page, or the law counts hours. Days of a court that
# are today or tomorrow are told so by who owes them (`urgent`).
CODE = "code"
URGENT = frozenset({CODE, "breach_notice"})

# Whom these are for is not shown where messages are looked through: some of them answer somebody who asked without a name.
# And who is reminded of a survey or a ballot has not taken part in it by then: nobody is to learn that of her, nor how many there are.
REMINDERS = frozenset({"survey_reminder", "ballot_reminder"})
DISCREET = frozenset({"question_answered", "meeting_seat", "meeting_changed", *REMINDERS})


def topic_of(kind: str) -> Topic:
    """News, where nobody has said: what may be switched off is never by mistake what may not."""
    return TOPICS.get(kind, Topic.NEWS)


def may_be_switched_off(kind: str) -> bool:
    return topic_of(kind) not in NECESSARY
