"""Takes one group of the demo through the whole way and says in plain sentences what was done and where to look."""

import json
from dataclasses import dataclass
from typing import Any

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.counters import COUNTERS
from lawsuit_hub.demo import manuals, support
from lawsuit_hub.demo.ballot import hold_ballots
from lawsuit_hub.demo.board import fill_board
from lawsuit_hub.demo.carried import carry
from lawsuit_hub.demo.found import tell_findings
from lawsuit_hub.demo.gatherings import fill_meetings
from lawsuit_hub.demo.life import (
    FOLDER,
    SAMPLE,
    account,
    confirm,
    enter_room,
    gather_others,
    group_members,
    import_sample,
    is_active,
    largest_group,
    make_roster,
    make_staff,
    note_members,
    prepare_group,
    second_caseworker,
)
from lawsuit_hub.demo.public import mirror, write_public
from lawsuit_hub.demo.survey import announce_results, open_small
from lawsuit_hub.demo.voices import raise_voices
from lawsuit_hub.features.lawsuits import cards
from lawsuit_hub.features.lawsuits.types import GroupLine
from lawsuit_hub.features.statistics import public as public_numbers
from lawsuit_hub.infra.files import write_private
from lawsuit_hub.instance import Instance
from lawsuit_hub.settings import REPOSITORY, Settings
from lawsuit_hub.worker import deliver

LEFT_WAITING = 2  # members of the group whom the visitor can take through herself


@dataclass
class Done:
    """What the story says."""

    rows: dict[str, int]
    accounts: list[dict[str, Any]]
    group: GroupLine
    shown: int
    entered: bool
    roster_rows: int


def tell(instance: Instance) -> str:
    works = instance.works
    staff = make_staff(works)
    write_public(works, account(works, staff, Role.CASEWORKER))
    mirror(works, account(works, staff, Role.CASEWORKER))
    rows = import_sample(works)
    group = largest_group(works)
    everyone = sorted(group_members(works, group), key=str)
    confirm(works, everyone[:-LEFT_WAITING])
    prepare_group(works, staff, group.id, everyone[:-LEFT_WAITING])
    gather_others(works, staff, group)
    group = largest_group(works)
    first, *others = (one for one in everyone if is_active(works, one))
    hold_ballots(works, account(works, staff, Role.CASEWORKER), group, [first, *others])
    open_small(works, account(works, staff, Role.CASEWORKER))
    with works.open(Actor(Role.MEMBER, first), read_only=True) as work:
        page = cards.own_group(work, first)
    entered = enter_room(works, first)
    fill_board(works, account(works, staff, Role.CASEWORKER), first)
    raise_voices(works, account(works, staff, Role.CASEWORKER))
    support.give(
        works, account(works, staff, Role.CASEWORKER), second_caseworker(works, staff), [first, *others[: support.MORE]]
    )
    tell_findings(works, account(works, staff, Role.CASEWORKER))
    carry(works, account(works, staff, Role.CASEWORKER))
    deliver(instance)
    places = fill_meetings(works, account(works, staff, Role.CASEWORKER), first)
    announce_results(works, account(works, staff, Role.CASEWORKER), places["meeting"])
    with works.open(SYSTEM) as work:
        public_numbers.move_today(work, COUNTERS)
    roster_rows = make_roster(works, staff, group)
    manuals.fill(works, account(works, staff, Role.CASEWORKER))
    accounts = note_members(works, staff, everyone, group)
    write_private(FOLDER / "accounts.json", json.dumps(accounts, ensure_ascii=False, indent=1).encode())
    shown = len(page.cards) if page else 0
    return words(Done(rows, accounts, group, shown, entered, roster_rows), instance.settings)


def words(done: Done, settings: Settings) -> str:
    rows = ", ".join(f"{count} {outcome}" for outcome, count in sorted(done.rows.items()))
    base = settings.public_base_url
    member = next(one for one in done.accounts if one["role"] == "member")
    roster = "is there already" if done.roster_rows < 0 else f"was written with {done.roster_rows} people"
    return f"""\
The demo instance is {FOLDER}. Everybody in it is invented.

1. The sample form answers ({SAMPLE.relative_to(REPOSITORY)}) were read: {rows}.
2. Group {done.group.code} ({done.group.area}) has {done.group.members} active members; {done.group.pending} wait for confirmation.
3. A member of it sees {done.shown} masked cards of others, and {"entered" if done.entered else "had entered"} the room by a private invite.
4. The lawyer's roster {roster}: {FOLDER / "roster.xlsx"}
   Its password is in {FOLDER / "roster.password"}
5. The question board at {base}/questions has one answer; two more questions wait at {base}/desk/questions.
6. Suggestions of the form are gathered under two topics at {base}/suggestions; the others wait at {base}/desk/suggestions.
7. One meeting is to come and one is over, with minutes and what is still to be done: {base}/meetings, {base}/desk/meetings.
8. A dossier with one of them went out, at {base}/dossiers; another waits at {base}/desk/dossiers.

Look for yourself:
  member      {base}/login        telephone {member["phone"]}; the six-digit code arrives in {FOLDER / "outbox.jsonl"}
  caseworker  {base}/staff/login  accounts, passwords and second factors are in {FOLDER / "accounts.json"}
  lawyer      {base}/staff/login  likewise
  newcomer    {base}/register     with any number that begins with 010-0
  anybody     {base}/library      two invented manuals, with their versions
  anybody     {base}/numbers      what has moved so far; {base}/costs rules of the litigation-cost support and how much of it is spent
  anybody     {base}/surveys      a survey that is over, with its results and the report
  anybody     {base}/notices      notices; {base}/programmes all support, {base}/faq questions and the chatbot
  member      {base}/my/ballots   a secret ballot of her group that waits for her vote, and one that is over with its list of receipts
  member      {base}/my/costs     litigation-cost support, granted, with its letter; others wait at {base}/desk/costs
  caseworker  {base}/desk/costs/payments a list for the finance office ({FOLDER / "payments.xlsx"}, its password beside it)
  caseworker  {base}/desk/notices write one; {base}/desk/channel what to post, {base}/desk/mailings to many, {base}/desk/messages what was not sent"""
