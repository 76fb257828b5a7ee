"""What reveals, exports, erases or changes rights wants a fresh proof of who does it; every other deed says here why not."""

import pytest
from sqlalchemy import update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import FRESH, POLICY
from lawsuit_hub.features.identity.models import SignIn
from tests.rules.doors import DOORS, TURNED_AWAY
from tests.rules.scene import PERSONAS, VISITOR, make_scene
from tests.rules.test_doors import SAFE, Browser, address, calls
from tests.world import World

pytestmark = pytest.mark.pages

UNAUTHORIZED = 401

# A permission whose deed does one of the four, and which.
WHY = {
    Permission.PERSON_REVEAL: "opens a value",
    Permission.DOCUMENT_OPEN: "opens what somebody handed in",
    Permission.PERSON_BAR: "takes a place in a group away, or gives it back",
    Permission.PERSON_RENUMBER: "changes whose telephone opens her account",
    Permission.TASK_CLOSE: "one outcome erases a person",
    Permission.PERSON_ERASE: "erases a person",
    Permission.GROUP_MERGE: "shows members of one group to those of another",
    Permission.ROOM_DRILL: "takes every right to enter a group's rooms",
    Permission.SURVEY_OPEN: "writes to everybody it asks, and its words are fast from then on",
    Permission.MAILING_SEND: "writes to everybody at once",
    Permission.MAILING_APPROVE: "lets it be written to everybody",
    Permission.LAWYER_ASSIGN: "gives a lawyer the people of a group",
    Permission.ROSTER_EXPORT: "takes people out as a file",
    Permission.ROSTER_APPROVE: "lets a large file of people go out",
    Permission.EXHIBIT_LOOK: "opens what somebody handed in",
    Permission.EXHIBIT_PACK: "takes people's papers out as a file",
    Permission.EXHIBIT_APPROVE: "lets a large file of papers go out",
    Permission.COST_DECIDE: "grants money of the house",
    Permission.COST_OPEN: "opens an account and what was handed in",
    Permission.COST_PAY: "takes account numbers out as a file",
    Permission.FINDING_PUBLISH: "tells everybody, for good",
    Permission.FINDING_EXPORT: "takes answers out as a file",
    Permission.PUBLISH_RELEASE: "lets what could be somebody's go out to everybody",
    Permission.DESTRUCTION_APPROVE: "lets people be erased",
    Permission.DESTRUCTION_READ: "takes the register of destruction out as a file",
    Permission.GRANTS_READ: "takes the register of rights out as a file",
    Permission.OWN_FACTORS: "changes what an account is opened with",
    Permission.ACCOUNT_MANAGE: "gives and takes rights",
    Permission.WEBHOOK_MANAGE: "says to whom outside the house tells, and shows the secret that proves it",
    Permission.OWN_PASSKEYS: "changes what she signs in with",
    Permission.OWN_ERASE: "erases herself",
    Permission.OWN_COPY: "takes out all that is kept of her",
    Permission.MANDATE_SIGN: "makes somebody her agent in court",
}
# A permission with a deed that does none of them.
WHY_NOT = {
    Permission.SESSION_END: "ends something",
    Permission.SITE_READ: "asks the chatbot, which answers what is public",
    Permission.INVITE_ENTER: "a right by its link; nobody's data is shown",
    Permission.REGISTRATION_WRITE: "before there is an account",
    Permission.MEMBER_SIGN_IN: "is a proof itself",
    Permission.STAFF_SIGN_IN: "is a proof itself",
    Permission.REPORT_TAKE: "a machine's word about a message; shows nobody",
    Permission.MESSAGE_MANAGE: "sends what was owed anyway; shows references",
    Permission.OWN_WRITE: "what she can take back: consents, wishes, leaving",
    Permission.INVITE_MAKE: "her own way into her own room",
    Permission.ROOM_USE: "words among neighbours under aliases; leaving can be taken back",
    Permission.ROOM_MODERATE: "opens a room with a reason, nobody's identity; what it takes away stays for the desk",
    Permission.ROOM_COUNSEL: "a lawyer's words in her own group's room",
    Permission.OWN_ACCOUNT: "keeps or ends her own sessions",
    Permission.PERSON_READ: "finds a reference by a whole value, opens nothing",
    Permission.PERSON_VERIFY: "a check that can be taken back",
    Permission.LANDLORD_DECIDE: "which group; nobody is opened",
    Permission.GROUP_MANAGE: "a stage",
    Permission.MANDATE_MANAGE: "words of a paper, and papers that somebody saw; she reads it and can end it",
    Permission.MANDATE_VERIFY: "looks whether a file is one of ours; tells nothing that is not in it",
    Permission.COURSE_MANAGE: "stages, days and how somebody stands; all can be put right",
    Permission.CHANNEL_MANAGE: "says what was done in the channel, and who follows it",
    Permission.SURVEY_ANSWER: "her own answer, without her name",
    Permission.SURVEY_MANAGE: "drafts, days, an end; whose an answer is nobody can read",
    Permission.MAILING_PREPARE: "a draft, a pause, a stop: nothing goes out by it",
    Permission.NEWS_WRITE: "words to a group, checked for names; can be corrected and withdrawn",
    Permission.NEWS_RELEASE: "words of a lawyer; can be withdrawn",
    Permission.BALLOT_MAKE: "asks a group something; opens nobody, and votes are read by nobody",
    Permission.FAQ_WRITE: "words for everybody; what they said before stays",
    Permission.PUBLISH_PREPARE: "files that are read through and wait for a second person",
    Permission.LIBRARY_MANAGE: "manuals for everybody, behind the same gate; can be withdrawn",
    Permission.MEETING_JOIN: "a seat under an alias, a question under no name; can be given back",
    Permission.MEETING_MANAGE: "meetings, aliases and numbers; opens nobody",
    Permission.ORGANISATION_MANAGE: "organisations by name; writes a contact, opens none",
    Permission.QUESTION_ASK: "words without a person, by anybody; can be taken back",
    Permission.QUESTION_ANSWER: "words without a person; can be hidden and corrected",
    Permission.SUGGESTION_SEND: "words without a person, by anybody; can be taken back",
    Permission.SUGGESTION_HANDLE: "words without a person; can be moved, taken from the page and put right",
    Permission.EXHIBIT_MANAGE: "lists and numbers; opens nobody",
    Permission.COST_CHECK: "a first word, which grants nothing without a second",
    Permission.COST_MANAGE: "rules that a second person puts into force",
    Permission.ROOM_MANAGE: "a room and its links",
    Permission.RESPONSES_IMPORT: "takes in, not out",
    Permission.OVERSIGHT_SIGN: "the officer's word",
    Permission.OVERSIGHT_SCAN: "looks through the trail again",
    Permission.BREACH_HANDLE: "references and notices, no values",
    Permission.VAULT_INSPECT: "signed checkpoints: nobody is in them",
    Permission.REQUEST_ANSWER: "an answer to a person's wish",
    Permission.REQUEST_TAKE: "notes a wish; erasing waits for the officer's approval",
}


def test_every_permission_with_a_deed_says_whether_it_wants_a_proof_and_why(world: World) -> None:
    app = world.app()
    deeds = {app.view_functions[call.rule.endpoint].permission for call in calls(app) if call.method not in SAFE}  # type: ignore[attr-defined]
    untold = sorted(str(one) for one in deeds - set(WHY) - set(WHY_NOT))
    assert not untold, f"say in {__name__} whether it reveals, exports, erases or changes rights: {', '.join(untold)}"
    assert set(WHY) == FRESH, "access/policy.py: FRESH and the reasons here name the same permissions"
    assert not set(WHY) & set(WHY_NOT)
    assert set(POLICY) >= FRESH


def test_every_such_view_is_refused_to_whoever_proved_herself_too_long_ago(world: World) -> None:
    scene = make_scene(world)
    browsers = {persona: Browser(scene, persona) for persona in PERSONAS if persona != VISITOR}
    with world.as_system() as work:
        work.db.execute(update(SignIn).values(proved_at=work.now.replace(year=work.now.year - 1)))
    wrong, asked = [], 0
    for call in calls(scene.app):
        permission = scene.app.view_functions[call.rule.endpoint].permission  # type: ignore[attr-defined]
        if call.method in SAFE or permission not in FRESH:
            continue
        for persona, browser in browsers.items():
            if DOORS[call.name][persona] == TURNED_AWAY:
                continue
            sent = {"csrf_token": browser.token}
            with browser.client.open(address(scene, call.rule), method=call.method, data=sent) as answer:
                asked += 1
                if answer.status_code != UNAUTHORIZED:
                    wrong.append(f"{call.name} as {persona}: {answer.status_code}")
    assert not wrong, "\n" + "\n".join(wrong)
    assert asked > 20
