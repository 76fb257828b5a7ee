"""DOORS: every view and who gets in. A route that is on no list fails `test_doors.py`; add it here with what each persona gets.

The objects in the addresses are the member's or her group's (tests/rules/scene.py), so OUTSIDER, an active member of another
group, and OTHER_LAWYER, whom nobody assigned, meet what is not theirs. Forms are sent empty, with a valid token.
`told` is the list in numbers, and docs/attacks.md holds it.
"""

from collections.abc import Mapping

from lawsuit_hub.access.roles import Role
from tests.rules.scene import (
    ADMIN,
    CASEWORKER,
    LAWYER,
    MEMBER,
    OTHER_LAWYER,
    OUTSIDER,
    PERSONAS,
    PRIVACY_OFFICER,
    VISITOR,
)

TURNED_AWAY = 0  # 403, or for a visitor who only looks: to the sign-in page
OK, FOUND, SEE_OTHER, FORBIDDEN, MISSING, CONFLICT, GONE, UNPROCESSABLE = 200, 302, 303, 403, 404, 409, 410, 422
UNAVAILABLE = 503

Door = Mapping[str, int]


def everybody(status: int) -> Door:
    return dict.fromkeys(PERSONAS, status)


def only(some: Mapping[str, int]) -> Door:
    return {**dict.fromkeys(PERSONAS, TURNED_AWAY), **some}


def members(status: int) -> Door:
    return only({MEMBER: status, OUTSIDER: status})


def senders(status: int) -> Door:
    """Whoever may suggest something: members, and anybody without an account."""
    return only({VISITOR: status, MEMBER: status, OUTSIDER: status})


def desk(status: int) -> Door:
    return only({CASEWORKER: status})


def officer(status: int) -> Door:
    return only({PRIVACY_OFFICER: status})


def overseers(status: int) -> Door:
    """The privacy officer, and an admin where no person is read about."""
    return only({PRIVACY_OFFICER: status, ADMIN: status})


def admin(status: int) -> Door:
    return only({ADMIN: status})


def staff(status: int) -> Door:
    return only(dict.fromkeys((CASEWORKER, LAWYER, OTHER_LAWYER, PRIVACY_OFFICER, ADMIN), status))


def her_lawyer(status: int) -> Door:
    """The lawyer assigned to the group; to another lawyer it does not exist."""
    return only({LAWYER: status, OTHER_LAWYER: MISSING})


def newcomers(status: int, *, known: int = SEE_OTHER) -> Door:
    """Registration and members' sign-in: visitors; a member is led to her own page, staff has no business here."""
    return only({VISITOR: status, MEMBER: known, OUTSIDER: known})


def at_the_staff_door(status: int, *, inside: int | None = None) -> Door:
    """Visitors and staff, no members; `inside` where staff that is signed in gets something else."""
    return {**staff(status if inside is None else inside), VISITOR: status}


DOORS: dict[str, Door] = {
    # Everybody
    "GET home.home": everybody(OK),
    "GET home.privacy": everybody(OK),
    "GET breach_notices.on_the_web": everybody(OK),
    "GET notices.board_page": everybody(OK),
    "GET notices.show": everybody(OK),
    "GET notices.compare": everybody(OK),
    "GET notices.feed": everybody(OK),
    "GET programmes.overview": everybody(OK),
    "GET sitemap.sitemap": everybody(OK),
    # Litigation-cost support: the member's application is granted, and a list of the canary's is the caseworker's
    "GET costs.overview": everybody(OK),
    "GET own_costs.checks": members(OK),
    "POST own_costs.begin": members(SEE_OTHER),
    "GET own_costs.show": only({MEMBER: OK, OUTSIDER: MISSING}),
    "POST own_costs.save": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "POST own_costs.hand_in": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "POST own_costs.remove": only({MEMBER: CONFLICT, OUTSIDER: MISSING}),
    "POST own_costs.withdraw": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "POST own_costs.account": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "POST own_costs.appeal": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "POST own_costs.fetch": only({MEMBER: OK, OUTSIDER: MISSING}),
    "GET desk_costs.listed": desk(OK),
    "GET desk_costs.show": desk(OK),
    "POST desk_costs.ask": desk(UNPROCESSABLE),
    "POST desk_costs.check": desk(UNPROCESSABLE),
    "POST desk_costs.decide": desk(UNPROCESSABLE),
    "POST desk_costs.appeal": desk(UNPROCESSABLE),
    "POST desk_costs.open_": desk(UNPROCESSABLE),
    "GET desk_costs.picture": desk(OK),
    "POST desk_costs.returned": desk(UNPROCESSABLE),
    "GET cost_money.new": desk(OK),
    "POST cost_money.write": desk(UNPROCESSABLE),
    "GET cost_money.show": desk(OK),
    "GET cost_money.edit": desk(OK),
    "POST cost_money.revise": desk(UNPROCESSABLE),
    "POST cost_money.force": desk(UNPROCESSABLE),
    "POST cost_money.budget": desk(UNPROCESSABLE),
    "GET cost_money.payments": desk(OK),
    "POST cost_money.make": desk(UNPROCESSABLE),
    "GET cost_money.batch": desk(OK),
    "GET cost_money.file": desk(OK),
    "POST cost_money.results": desk(UNPROCESSABLE),
    "POST cost_money.call_off": desk(UNPROCESSABLE),
    # The board and the overview at the desk
    "GET desk_notices.listed": desk(OK),
    "GET desk_notices.new": desk(OK),
    "POST desk_notices.write": desk(UNPROCESSABLE),
    "GET desk_notices.show": desk(OK),
    "GET desk_notices.edit": desk(OK),
    "POST desk_notices.revise": desk(UNPROCESSABLE),
    "POST desk_notices.ask": desk(UNPROCESSABLE),
    "POST desk_notices.publish": desk(UNPROCESSABLE),
    "POST desk_notices.call_off": desk(UNPROCESSABLE),
    "POST desk_notices.discard": desk(UNPROCESSABLE),
    "POST desk_notices.pin": desk(SEE_OTHER),
    "POST desk_notices.archive": desk(UNPROCESSABLE),
    "POST desk_notices.bring_back": desk(SEE_OTHER),
    "POST desk_notices.withdraw": desk(UNPROCESSABLE),
    "POST notice_files.add": desk(UNPROCESSABLE),
    "POST notice_files.remove": desk(MISSING),  # it hangs on something else
    "GET desk_programmes.listed": desk(OK),
    "GET desk_programmes.new": desk(OK),
    "POST desk_programmes.write": desk(UNPROCESSABLE),
    "GET desk_programmes.show": desk(OK),
    "GET desk_programmes.edit": desk(OK),
    "POST desk_programmes.revise": desk(UNPROCESSABLE),
    "POST desk_programmes.ask": desk(UNPROCESSABLE),
    "POST desk_programmes.publish": desk(UNPROCESSABLE),
    "POST desk_programmes.discard": desk(UNPROCESSABLE),
    "POST desk_programmes.end": desk(UNPROCESSABLE),
    "POST desk_programmes.resume": desk(SEE_OTHER),
    "POST desk_programmes.move_up": desk(SEE_OTHER),
    "GET faq.listed": everybody(OK),
    "GET faq.one": everybody(OK),
    "GET faqbot.start": everybody(OK),
    "POST faqbot.ask": everybody(OK),
    **{
        f"{method} skill.skill": everybody(FORBIDDEN) for method in ("POST", "GET", "PUT", "PATCH", "DELETE")
    },  # no secret
    "GET faq_desk.listed": desk(OK),
    "POST faq_desk.try_out": desk(UNPROCESSABLE),
    "GET faq_desk.new": desk(OK),
    "POST faq_desk.write": desk(UNPROCESSABLE),
    "GET faq_desk.edit": desk(OK),
    "POST faq_desk.revise": desk(UNPROCESSABLE),
    "POST faq_desk.retire": desk(UNPROCESSABLE),
    "POST faq_desk.restore": desk(UNPROCESSABLE),
    "GET faqbot_desk.listed": desk(OK),
    "GET faqbot_desk.show": desk(OK),
    "POST faqbot_desk.make_entry": desk(UNPROCESSABLE),
    "POST faqbot_desk.add_variant": desk(UNPROCESSABLE),
    "POST faqbot_desk.set_aside": desk(SEE_OTHER),
    "GET language.choose": everybody(SEE_OTHER),
    "GET probes.healthz": everybody(OK),
    "GET probes.readyz": everybody(OK),
    "GET for_machines.robots": everybody(OK),
    "GET for_machines.security": everybody(OK),
    "POST session.logout": everybody(SEE_OTHER),
    # An invite: anybody sees the same page, only whom it was made for gets in
    "GET invites.show": everybody(OK),
    "POST invites.enter": {**everybody(GONE), MEMBER: OK},
    "GET invite_codes.show": members(OK),
    "POST invite_codes.enter": members(UNPROCESSABLE),
    # A calendar by its secret address: the right lies in the address
    "GET calendar.read": everybody(OK),
    # A carrier's reports: the right lies in the secret, and this instance has none
    "POST reports.take": everybody(MISSING),
    "POST reports.take_by_address": everybody(MISSING),
    "GET desk_messages.show": desk(OK),
    "POST desk_messages.send_again": desk(MISSING),
    "POST desk_messages.arrived": desk(MISSING),
    "POST desk_messages.retry": desk(MISSING),
    # A file for everybody, by an address that is given out once it is public
    "GET public_files.fetch": everybody(OK),
    "GET staff_files.fetch": desk(OK),
    "GET library.listed": everybody(OK),
    "GET library.one": everybody(OK),
    "GET library.latest": everybody(FOUND),
    "GET library.version": everybody(FOUND),
    "GET desk_library.listed": desk(OK),
    "POST desk_library.add": desk(UNPROCESSABLE),
    "GET desk_library.show": desk(OK),
    "POST desk_library.correct": desk(UNPROCESSABLE),
    "POST desk_library.add_version": desk(UNPROCESSABLE),
    "POST desk_library.ask": desk(CONFLICT),  # it is public
    "POST desk_library.publish": desk(CONFLICT),
    "POST desk_library.withdraw": desk(UNPROCESSABLE),
    "POST desk_library.drop": desk(CONFLICT),
    "GET desk.releases": desk(OK),
    "GET desk.release": desk(OK),
    "POST desk.give_release": desk(UNPROCESSABLE),
    "POST desk.refuse_release": desk(UNPROCESSABLE),
    # Registration
    "GET register.start": newcomers(OK),
    "GET register.show_consents": newcomers(OK),
    "POST register.take_consents": newcomers(UNPROCESSABLE),
    "GET register.show": newcomers(SEE_OTHER),
    "POST register.take": newcomers(UNPROCESSABLE),
    "GET register_code.show": newcomers(SEE_OTHER),
    "POST register_code.prove": newcomers(SEE_OTHER),
    "POST register_code.again": newcomers(SEE_OTHER),
    "GET register.check": newcomers(SEE_OTHER),
    "POST register.finish": newcomers(OK),
    "GET register.saved": newcomers(SEE_OTHER),
    "POST register.drop": newcomers(SEE_OTHER),
    "GET register.known": members(OK),
    # Members' sign-in and confirming
    "GET registration.login": newcomers(OK),
    "POST registration.send_code": newcomers(UNPROCESSABLE, known=UNPROCESSABLE),
    "GET registration.login_code": newcomers(SEE_OTHER),
    "POST registration.check_code": newcomers(SEE_OTHER),
    "POST registration.send_again": newcomers(SEE_OTHER),
    "POST login_passkey.options": newcomers(OK, known=OK),
    "POST login_passkey.answer": newcomers(UNPROCESSABLE, known=UNPROCESSABLE),
    "GET registration.confirm": members(SEE_OTHER),
    "POST registration.take_confirmation": members(SEE_OTHER),
    # A member's own pages
    "GET my.my": members(OK),
    "GET breach_notices.mine": members(OK),
    "GET own_messages.show": members(OK),
    "POST own_messages.save": members(SEE_OTHER),
    "GET my.consents": members(OK),
    "POST my.change_consent": members(CONFLICT),
    "POST my.invite": members(SEE_OTHER),
    "GET my.leaving": members(OK),
    "POST my.leave": members(SEE_OTHER),
    "POST my.rejoin": members(SEE_OTHER),
    "GET own_case.show": members(OK),
    "GET own_money.show": members(OK),
    "POST own_money.save": members(UNPROCESSABLE),
    "GET own_mandate.show": members(OK),
    "POST own_mandate.sign": only({MEMBER: UNPROCESSABLE, OUTSIDER: SEE_OTHER}),  # the outsider's group has no lawyer
    "GET own_mandate.blank": only({MEMBER: OK, OUTSIDER: SEE_OTHER}),
    "POST own_mandate.hand_in": members(UNPROCESSABLE),
    "POST own_mandate.refuse": members(SEE_OTHER),
    "GET own_mandate.ending": only({MEMBER: OK, OUTSIDER: SEE_OTHER}),
    "POST own_mandate.end": members(SEE_OTHER),
    "POST own_mandate.fetch": members(GONE),
    "POST mandate_passkey.ready": members(SEE_OTHER),
    "POST mandate_passkey.options": only({MEMBER: UNPROCESSABLE, OUTSIDER: OK}),  # her script is led back
    "POST mandate_passkey.confirm": only({MEMBER: UNPROCESSABLE, OUTSIDER: OK}),
    "GET own_address.show": members(OK),
    "POST own_address.save": members(UNPROCESSABLE),
    "GET own_case.download": members(OK),
    "GET own_case.download_one": only({MEMBER: OK, OUTSIDER: MISSING}),
    "GET numbers.shown": everybody(OK),
    "GET own_ballots.show": members(OK),
    "GET own_ballots.one": only({MEMBER: OK, OUTSIDER: MISSING}),
    "POST own_ballots.vote": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "GET own_questions.show": members(OK),
    "POST own_questions.ask": members(UNPROCESSABLE),
    "POST own_questions.take_back": only({MEMBER: SEE_OTHER, OUTSIDER: MISSING}),
    "POST own_questions.read": only({MEMBER: SEE_OTHER, OUTSIDER: MISSING}),
    "POST own_case.new_address": members(OK),
    "POST own_case.end_address": members(SEE_OTHER),
    "POST own_case.pause": members(SEE_OTHER),
    "POST own_case.come_back": members(SEE_OTHER),
    "GET my.withdrawal": members(OK),
    "POST my.withdraw": members(SEE_OTHER),
    "POST my.stay": members(SEE_OTHER),
    # Her group's room: nothing in its addresses is anybody else's; the outsider's own room has no such message
    "GET room.show": members(OK),
    "POST room.enter": members(SEE_OTHER),
    "POST room.post": members(UNPROCESSABLE),
    "GET room.news": only({MEMBER: OK, OUTSIDER: FORBIDDEN}),  # she has not come into hers
    "GET room.stream": only(
        {MEMBER: UNAVAILABLE, OUTSIDER: FORBIDDEN}
    ),  # this server has none: the page asks again and again
    "POST room.read": members(SEE_OTHER),
    "GET room.message": only({MEMBER: OK, OUTSIDER: MISSING}),
    "POST room.report": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "POST room.hide": only({MEMBER: SEE_OTHER, OUTSIDER: MISSING}),
    "POST room.show_hidden": members(SEE_OTHER),
    "POST room.step_out": members(SEE_OTHER),
    "GET desk_room.show": desk(OK),
    "POST desk_room.open_room": desk(UNPROCESSABLE),
    "POST desk_room.post": desk(UNPROCESSABLE),
    "GET desk_room.news": desk(OK),
    "GET desk_room.message": desk(OK),
    "POST desk_room.remove": desk(UNPROCESSABLE),
    "POST desk_room.pause": desk(UNPROCESSABLE),
    "POST desk_room.pin": desk(SEE_OTHER),
    "POST desk_room.unpin": desk(SEE_OTHER),
    "GET desk_room.member": desk(OK),
    "POST desk_room.take_out": desk(UNPROCESSABLE),
    "POST desk_room.let_in": desk(UNPROCESSABLE),
    "POST desk_room.settle": desk(SEE_OTHER),
    "GET counsel_room.show": her_lawyer(OK),
    "POST counsel_room.post": her_lawyer(UNPROCESSABLE),
    "GET counsel_room.news": her_lawyer(OK),
    # Her passkeys; the one in the address is the member's
    "GET my_passkeys.listed": members(OK),
    "POST my_passkeys.ready": members(SEE_OTHER),
    "POST my_passkeys.options": members(OK),
    "POST my_passkeys.add": members(UNPROCESSABLE),
    "GET my_passkeys.one": only({MEMBER: OK, OUTSIDER: MISSING}),
    "POST my_passkeys.label": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "POST my_passkeys.remove": only({MEMBER: SEE_OTHER, OUTSIDER: MISSING}),
    # What she may ask about her own data
    "GET rights.record": members(OK),
    "GET rights.stopping": members(OK),
    "POST rights.stop": members(SEE_OTHER),
    "POST rights.resume": members(SEE_OTHER),
    "GET rights.correcting": members(OK),
    "POST rights.correct": members(UNPROCESSABLE),
    "GET rights.objecting": members(OK),
    "POST rights.object_to": members(UNPROCESSABLE),
    "GET rights.request_": only({MEMBER: OK, OUTSIDER: MISSING}),
    "POST rights.object_to_answer": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "GET copies.show": members(OK),
    "POST copies.ask": members(SEE_OTHER),
    "POST copies.fetch": members(GONE),  # nothing waits in this browser
    # What she hands in to be verified; the document in the address is the member's
    "GET documents.mine": members(OK),
    "POST documents.hand_in": members(UNPROCESSABLE),
    "POST documents.remove": only({MEMBER: SEE_OTHER, OUTSIDER: MISSING}),
    "POST documents.declare": members(UNPROCESSABLE),
    # Her papers for the suit
    "GET own_papers.show": members(OK),
    "GET own_papers.one": members(OK),
    "POST own_papers.hand_in": members(UNPROCESSABLE),
    "POST own_papers.remove": only({MEMBER: MISSING, OUTSIDER: MISSING}),  # the line before took it away
    # Her number, and where she is signed in
    "GET telephones.show": members(OK),
    "POST telephones.take": members(SEE_OTHER),
    "POST telephones.again": members(SEE_OTHER),
    "POST telephones.stop": members(SEE_OTHER),
    "GET own_sessions.show": members(OK),
    "POST own_sessions.end_one": members(SEE_OTHER),
    "POST own_sessions.end_others": members(SEE_OTHER),
    # Whoever answers
    "GET requests.board": only({PRIVACY_OFFICER: OK}),
    "GET requests.one": only({PRIVACY_OFFICER: OK, CASEWORKER: OK}),
    "POST requests.answer": only({PRIVACY_OFFICER: UNPROCESSABLE, CASEWORKER: UNPROCESSABLE}),
    "POST requests.look": desk(UNPROCESSABLE),
    "GET requests.nothing_to_look_at": desk(SEE_OTHER),
    "GET requests.taking_down": desk(OK),
    "POST requests.take_down": desk(UNPROCESSABLE),
    # Staff's sign-in and own accounts
    "GET identity.staff_login": at_the_staff_door(OK, inside=FOUND),
    "POST identity.staff_enter": at_the_staff_door(UNPROCESSABLE),
    "GET identity.enrolment": at_the_staff_door(OK),
    "POST identity.enrol": at_the_staff_door(UNPROCESSABLE),
    "GET identity.first_steps": at_the_staff_door(FOUND),
    "POST identity.first_password": at_the_staff_door(UNPROCESSABLE),
    "POST identity.first_factor": at_the_staff_door(SEE_OTHER),
    "GET identity.staff_home": staff(OK),
    "POST identity.stay": staff(SEE_OTHER),
    "GET staff_passkeys.step": at_the_staff_door(FOUND),
    "POST staff_passkeys.step_options": at_the_staff_door(UNPROCESSABLE),
    "POST staff_passkeys.finish_step": at_the_staff_door(UNPROCESSABLE),
    "POST staff_passkeys.first_options": at_the_staff_door(UNPROCESSABLE),
    "POST staff_passkeys.first_passkey": at_the_staff_door(UNPROCESSABLE),
    "GET staff_passkeys.listed": staff(OK),
    "POST proof.options": staff(UNPROCESSABLE),  # nobody here has a passkey
    "POST proof.answer": staff(UNPROCESSABLE),
    "POST staff_passkeys.ready": staff(SEE_OTHER),
    "POST staff_passkeys.options": staff(OK),
    "POST staff_passkeys.add": staff(UNPROCESSABLE),
    "GET staff_passkeys.one": staff(MISSING),
    "POST staff_passkeys.label": staff(MISSING),
    "POST staff_passkeys.remove": staff(MISSING),
    "GET account.sessions": staff(OK),
    "POST account.end_session": staff(SEE_OTHER),  # none is named: nothing ends
    "POST account.end_others": staff(SEE_OTHER),
    "POST account.call_mine": staff(SEE_OTHER),
    "POST account.make_recovery_codes": staff(OK),
    "GET own_factors.password": staff(OK),
    "POST own_factors.set_password": staff(UNPROCESSABLE),
    "GET own_factors.app": staff(OK),
    "POST own_factors.begin_app": staff(OK),
    "POST own_factors.confirm_app": staff(SEE_OTHER),  # its page was never opened
    # The desk
    "GET desk.today": desk(OK),
    "GET desk.waiting": desk(OK),
    "GET desk.all_groups": desk(OK),
    "GET desk.group": desk(OK),
    "POST desk.set_room": desk(UNPROCESSABLE),
    "POST desk.assign_lawyer": desk(UNPROCESSABLE),
    "POST desk.end_assignment": desk(UNPROCESSABLE),
    "GET desk.rooms": desk(OK),
    "POST desk.set_chat": desk(UNPROCESSABLE),
    "POST desk.set_capacity": desk(UNPROCESSABLE),
    "POST desk.take_host": desk(SEE_OTHER),
    "POST desk.check_chat": desk(SEE_OTHER),
    "POST desk.tick": desk(SEE_OTHER),
    "GET desk.invites": desk(OK),
    "POST desk.send_invites": desk(CONFLICT),  # the form names no preview
    "POST desk.chosen": desk(UNPROCESSABLE),
    "GET desk.drill": desk(OK),
    "POST desk.begin_drill": desk(UNPROCESSABLE),
    "POST desk.revoke_invites": desk(SEE_OTHER),
    "GET desk.landlord_network": desk(OK),
    "POST desk.link_landlords": desk(UNPROCESSABLE),
    "POST desk.unlink_landlords": desk(UNPROCESSABLE),
    "GET desk.search": desk(OK),
    "GET desk.wanted_people": desk(OK),
    "POST desk.keep_filter": desk(UNPROCESSABLE),
    "POST desk.drop_filter": desk(SEE_OTHER),
    "POST desk.preview_bulk": desk(UNPROCESSABLE),  # the form carries no filter
    "POST desk.send_bulk": desk(UNPROCESSABLE),
    "GET desk.counted": desk(OK),
    "GET desk.counted_file": desk(OK),
    "POST desk.found": desk(UNPROCESSABLE),
    "GET desk.case": desk(OK),
    "GET desk.nothing_to_open": desk(SEE_OTHER),
    "POST desk.reveal": desk(UNPROCESSABLE),
    "POST desk.check_lease": desk(UNPROCESSABLE),
    "GET desk.lease": desk(OK),
    "POST desk.take_down_relation": desk(UNPROCESSABLE),
    "GET desk.removal": desk(OK),
    "POST desk.ask_removal": desk(UNPROCESSABLE),
    "POST desk.decide_removal": desk(UNPROCESSABLE),
    "POST desk.look": desk(UNPROCESSABLE),
    "GET desk.no_documents_without_a_reason": desk(SEE_OTHER),
    "GET desk.viewer": desk(OK),
    "GET desk.picture": desk(OK),
    "POST desk.mark": desk(UNPROCESSABLE),
    "POST desk.take_back_check": desk(UNPROCESSABLE),
    "POST desk.open_answer": desk(UNPROCESSABLE),
    "POST desk.close_task": desk(UNPROCESSABLE),
    "GET desk.number": desk(OK),
    "POST desk.change_number": desk(UNPROCESSABLE),
    "POST desk.stop_change": desk(CONFLICT),  # nothing waits
    "GET desk.queue": desk(OK),
    "GET desk.person": desk(CONFLICT),  # the canary's landlord is certain: nothing to decide
    "POST desk.decide": desk(CONFLICT),
    "GET desk.building": desk(CONFLICT),  # the same
    "POST desk.preview_building": desk(CONFLICT),
    "POST desk.decide_building": desk(CONFLICT),
    "GET desk.apart": desk(OK),
    "GET desk.apart_pair": desk(OK),
    "POST desk.take_back_apart": desk(UNPROCESSABLE),
    "GET desk.look_at_merge": desk(OK),
    "POST desk.merge_groups": desk(UNPROCESSABLE),
    "GET desk.look_at_split": desk(OK),
    "POST desk.preview_split": desk(UNPROCESSABLE),
    "POST desk.split_group": desk(UNPROCESSABLE),
    "GET desk.changes": desk(OK),
    "GET desk.change": desk(OK),
    "POST desk.undo_change": desk(UNPROCESSABLE),
    "GET desk.merge": desk(OK),
    "POST desk.decide_merge": desk(UNPROCESSABLE),
    # A second person's word about large rosters
    "GET roster_approvals.listed": desk(OK),
    "GET roster_approvals.shown": desk(OK),
    "POST roster_approvals.decide": desk(UNPROCESSABLE),
    # The course of a case: its caseworker, and its lawyer
    "GET money.show": {**her_lawyer(OK), CASEWORKER: OK},
    "POST money.plan": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST money.figures": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    # Exhibits: the same two; looking is the caseworker's who looks, an archive is the lawyer's who asked
    "GET exhibits.show": {**her_lawyer(OK), CASEWORKER: OK},
    "POST exhibits.change_list": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST exhibits.add_common": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST exhibits.remove_common": {**her_lawyer(MISSING), CASEWORKER: SEE_OTHER},  # the caseworker took it away
    "POST exhibits.fix": {**her_lawyer(SEE_OTHER), CASEWORKER: SEE_OTHER},
    "GET exhibits.numbers": {**her_lawyer(OK), CASEWORKER: OK},
    "POST exhibits.look": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "GET exhibits.papers": {**her_lawyer(MISSING), CASEWORKER: OK},
    "GET exhibits.picture": {**her_lawyer(MISSING), CASEWORKER: OK},
    "POST exhibits.check": {**her_lawyer(MISSING), CASEWORKER: UNPROCESSABLE},
    "POST exhibits.ask": her_lawyer(UNPROCESSABLE),
    "GET exhibits.archive": her_lawyer(OK),
    "POST exhibits.take": her_lawyer(UNPROCESSABLE),
    "POST exhibits.answer": desk(UNPROCESSABLE),
    # Mandates: the same
    "GET mandates.show": {**her_lawyer(OK), CASEWORKER: OK},
    "POST mandates.write": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST mandates.confirm": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST mandates.resign": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST mandates.remind": {**her_lawyer(SEE_OTHER), CASEWORKER: SEE_OTHER},
    "POST mandates.electronic": {**her_lawyer(SEE_OTHER), CASEWORKER: TURNED_AWAY},  # a matter of the firm
    "GET mandates.blank": {**her_lawyer(OK), CASEWORKER: OK},
    "POST mandates.verify": {**her_lawyer(OK), CASEWORKER: OK},
    "GET course.show": {**her_lawyer(OK), CASEWORKER: OK},
    "POST course.take": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST course.correct": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST course.set_states": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST course.add_deadline": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST course.end_deadline": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    # Days in court and the case file: the same two; news is a lawyer's, its release the desk's
    "GET hearings.show": {**her_lawyer(OK), CASEWORKER: OK},
    "POST hearings.add": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST hearings.change": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST hearings.cancel": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "GET ballots.show": {**her_lawyer(OK), CASEWORKER: OK},
    "GET ballots.one": {**her_lawyer(OK), CASEWORKER: OK},
    "POST ballots.make": desk(UNPROCESSABLE),
    "POST ballots.cancel": desk(UNPROCESSABLE),
    "GET briefings.show": {**her_lawyer(OK), CASEWORKER: OK},
    "POST briefings.add_filing": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST briefings.correct_filing": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST briefings.withdraw_filing": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST briefings.set_rule": desk(UNPROCESSABLE),
    "GET news.new": her_lawyer(OK),
    "POST news.write": her_lawyer(UNPROCESSABLE),
    "GET news.show": {**her_lawyer(OK), CASEWORKER: OK},
    "POST news.revise": her_lawyer(UNPROCESSABLE),
    "POST news.mask": her_lawyer(UNPROCESSABLE),
    "POST news.publish": her_lawyer(UNPROCESSABLE),
    "POST news.release": desk(UNPROCESSABLE),
    "POST news.give_back": desk(UNPROCESSABLE),
    "POST news.withdraw": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "GET questions.show": {**her_lawyer(OK), CASEWORKER: OK},
    "POST questions.answer": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST questions.join": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    "POST questions.withdraw": {**her_lawyer(UNPROCESSABLE), CASEWORKER: UNPROCESSABLE},
    # The question board: anybody reads and asks; what waits for a look, and what is private, is there for its asker alone
    "GET board.listed": everybody(OK),
    "GET board.ask": only({VISITOR: OK, MEMBER: OK, OUTSIDER: OK}),
    "POST board.send": only({VISITOR: UNPROCESSABLE, MEMBER: UNPROCESSABLE, OUTSIDER: UNPROCESSABLE}),
    "POST board.near_ones": only({VISITOR: OK, MEMBER: OK, OUTSIDER: OK}),
    "GET board.show": {**everybody(MISSING), MEMBER: OK},
    "POST board.helpful": only({VISITOR: MISSING, OUTSIDER: MISSING, MEMBER: SEE_OTHER}),
    "GET own_board.listed": members(OK),
    "POST own_board.more": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "POST own_board.close": only({MEMBER: SEE_OTHER, OUTSIDER: MISSING}),
    "POST own_board.withdraw": only({MEMBER: SEE_OTHER, OUTSIDER: MISSING}),
    # Suggestions: topics are for everybody, a suggestion for who wrote it; the desk sees none of its writer
    "GET suggestions.listed": everybody(OK),
    "GET suggestions.show": everybody(OK),
    "GET suggestions.new": senders(OK),
    "POST suggestions.send": senders(UNPROCESSABLE),
    "POST suggestions.support": senders(SEE_OTHER),
    "GET own_suggestions.listed": members(OK),
    "POST own_suggestions.withdraw": only({MEMBER: SEE_OTHER, OUTSIDER: MISSING}),
    "POST own_suggestions.consent": only({MEMBER: SEE_OTHER, OUTSIDER: MISSING}),
    "GET own_suggestions.receipt": senders(OK),
    "POST own_suggestions.open_receipt": senders(UNPROCESSABLE),
    "POST own_suggestions.withdraw_by_code": senders(UNPROCESSABLE),
    "POST own_suggestions.consent_by_code": senders(UNPROCESSABLE),
    "GET desk_suggestions.listed": desk(OK),
    "GET desk_suggestions.show": desk(OK),
    "POST desk_suggestions.gather": desk(UNPROCESSABLE),
    "POST desk_suggestions.sort": desk(UNPROCESSABLE),
    "POST desk_suggestions.look": desk(UNPROCESSABLE),
    "POST desk_suggestions.unquote": desk(UNPROCESSABLE),
    "POST desk_suggestions.put_aside": desk(UNPROCESSABLE),
    "POST desk_suggestions.bring_back": desk(UNPROCESSABLE),
    "GET desk_topics.listed": desk(OK),
    "GET desk_topics.new": desk(OK),
    "POST desk_topics.make": desk(UNPROCESSABLE),
    "GET desk_topics.show": desk(OK),
    "POST desk_topics.reword": desk(UNPROCESSABLE),
    "POST desk_topics.step": desk(UNPROCESSABLE),
    "POST desk_topics.remove_step": desk(UNPROCESSABLE),
    "POST desk_topics.move": desk(UNPROCESSABLE),
    "POST desk_topics.join": desk(UNPROCESSABLE),
    "POST desk_topics.ask": desk(UNPROCESSABLE),
    "POST desk_topics.publish": desk(UNPROCESSABLE),
    "POST desk_topics.withdraw": desk(UNPROCESSABLE),
    "POST topic_files.add": desk(UNPROCESSABLE),
    "POST topic_files.remove": desk(MISSING),  # it hangs on something else
    "GET desk_board.listed": desk(OK),
    "GET desk_board.show": desk(OK),
    "POST desk_board.take": desk(SEE_OTHER),
    "POST desk_board.let_go": desk(SEE_OTHER),
    "POST desk_board.answer": desk(UNPROCESSABLE),
    "POST desk_board.correct": desk(UNPROCESSABLE),
    "POST desk_board.join": desk(UNPROCESSABLE),
    "POST desk_board.close": desk(UNPROCESSABLE),
    "POST desk_board.let_on": desk(UNPROCESSABLE),
    "POST desk_board.hide": desk(UNPROCESSABLE),
    "POST desk_board.unhide": desk(UNPROCESSABLE),
    "POST desk_board.make_faq": desk(UNPROCESSABLE),
    "POST desk_board.asker": desk(UNPROCESSABLE),
    # Files of answers
    "GET responses.uploads": desk(OK),
    "POST responses.receive": desk(UNPROCESSABLE),
    "GET responses.show": desk(OK),
    "POST responses.choose": desk(SEE_OTHER),  # it is over: back to its report
    "POST responses.cancel": desk(SEE_OTHER),
    "GET responses.report": desk(OK),
    # The privacy officer
    "GET oversight.today": officer(OK),
    "GET destruction.overview": officer(OK),
    "POST destruction.approve": officer(CONFLICT),  # she asked for nothing
    "POST destruction.approve_list": officer(CONFLICT),  # nothing is due
    "POST destruction.register_file": officer(OK),
    "GET oversight.review": officer(OK),
    "POST oversight.sign": officer(UNPROCESSABLE),
    "GET oversight.signed": officer(OK),
    "GET oversight.patterns_found": officer(OK),
    "POST oversight.look_again": officer(SEE_OTHER),
    "GET oversight.pattern": officer(OK),
    "POST oversight.judge": officer(UNPROCESSABLE),
    "GET oversight.breaches_listed": officer(OK),
    "GET oversight.new_breach": officer(OK),
    "POST oversight.open_breach": officer(UNPROCESSABLE),
    "GET oversight.breach": officer(OK),
    "GET oversight.touched": officer(OK),
    "GET oversight.report": officer(OK),
    "POST oversight.add_people": officer(UNPROCESSABLE),
    "POST oversight.clear_people": officer(CONFLICT),  # they were told: the list stays
    "POST oversight.write_notice": officer(CONFLICT),
    "POST oversight.send": officer(UNPROCESSABLE),
    "POST oversight.publish": officer(SEE_OTHER),
    "POST oversight.reported": officer(SEE_OTHER),
    "POST oversight.close_breach": officer(UNPROCESSABLE),
    "GET oversight.accesses": officer(OK),
    "GET oversight.rights": overseers(OK),
    "GET oversight.encrypted": overseers(OK),
    "GET oversight.trail_state": overseers(OK),
    "POST oversight.check_trail": officer(SEE_OTHER),
    "POST oversight.take_checkpoints": overseers(OK),
    "POST oversight.rights_file": overseers(OK),
    # Whoever manages accounts
    "GET channel.shown": everybody(OK),
    "POST channel.say": members(SEE_OTHER),
    "GET channel_desk.listed": desk(OK),
    "GET channel_desk.one": desk(OK),
    "POST channel_desk.mirrored": desk(UNPROCESSABLE),
    "POST channel_desk.not_needed": desk(UNPROCESSABLE),
    "GET channel_desk.picture": desk(OK),
    "GET channel_desk.marking": desk(OK),
    "POST channel_desk.mark": desk(UNPROCESSABLE),
    "GET mailings.listed": desk(OK),
    "GET mailings.new": desk(OK),
    "POST mailings.make": desk(UNPROCESSABLE),
    "GET mailings.one": desk(OK),
    "GET mailings.progress": desk(OK),
    "POST mailings.confirm": desk(UNPROCESSABLE),
    "POST mailings.approve": desk(CONFLICT),
    "POST mailings.pause": desk(CONFLICT),
    "POST mailings.go_on": desk(CONFLICT),
    "POST mailings.stop": desk(CONFLICT),
    # Surveys: the member's group is asked, the outsider's is not
    "GET surveys.listed": everybody(OK),
    "GET surveys.show": everybody(OK),
    "GET surveys.answer": only({MEMBER: OK, OUTSIDER: MISSING}),
    "POST surveys.take": only({MEMBER: MISSING, OUTSIDER: MISSING}),  # of no page
    "GET surveys.check": only({MEMBER: OK, OUTSIDER: MISSING}),
    "POST surveys.send": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "GET survey_codes.ask": only({MEMBER: OK, OUTSIDER: MISSING}),
    "POST survey_codes.make": only({MEMBER: OK, OUTSIDER: MISSING}),
    "POST survey_codes.resume": only({MEMBER: UNPROCESSABLE, OUTSIDER: MISSING}),
    "GET desk_surveys.listed": desk(OK),
    "POST desk_surveys.make": desk(SEE_OTHER),
    "GET desk_surveys.show": desk(OK),
    "GET desk_surveys.preview": desk(OK),
    "POST desk_surveys.count": desk(UNPROCESSABLE),
    "POST desk_surveys.open_": desk(UNPROCESSABLE),
    "POST desk_surveys.extend": desk(UNPROCESSABLE),
    "POST desk_surveys.close": desk(UNPROCESSABLE),
    "POST desk_surveys.present": desk(CONFLICT),
    "POST desk_surveys.announce": desk(SEE_OTHER),
    "POST desk_surveys.copy": desk(SEE_OTHER),
    "POST desk_surveys.remove": desk(CONFLICT),
    "POST survey_builder.name": desk(UNPROCESSABLE),
    "POST survey_builder.add_area": desk(UNPROCESSABLE),
    "GET survey_builder.area": desk(OK),
    "POST survey_builder.change_area": desk(UNPROCESSABLE),
    "GET survey_builder.new": desk(OK),
    "POST survey_builder.add": desk(UNPROCESSABLE),
    "GET survey_builder.question": desk(OK),
    "POST survey_builder.change": desk(UNPROCESSABLE),
    "GET findings.show": everybody(MISSING),  # nothing of it is published
    "GET findings.sheet": everybody(MISSING),
    "GET findings.pdf": everybody(MISSING),
    "GET findings.hwpx": everybody(MISSING),
    "GET desk_findings.show": desk(OK),
    "POST desk_findings.pair": desk(UNPROCESSABLE),
    "POST desk_findings.unpair": desk(SEE_OTHER),
    "POST desk_findings.voice": desk(UNPROCESSABLE),
    "POST desk_findings.unvoice": desk(SEE_OTHER),
    "GET desk_findings.texts": desk(CONFLICT),  # it is not over
    "POST desk_findings.quote": desk(CONFLICT),
    "POST desk_findings.mark": desk(SEE_OTHER),
    "POST desk_findings.publish": desk(CONFLICT),
    "POST desk_findings.export": desk(UNPROCESSABLE),
    "GET accounts.listed": admin(OK),
    "GET accounts.new": admin(OK),
    "POST accounts.make": admin(UNPROCESSABLE),
    "GET accounts.one": admin(OK),
    "GET accounts.rights": admin(OK),
    "POST accounts.change": admin(UNPROCESSABLE),
    "GET accounts.inviting": admin(OK),
    "POST accounts.invite": admin(UNPROCESSABLE),
    "GET accounts.sessions": admin(OK),
    "POST accounts.end_sessions": admin(UNPROCESSABLE),
    "GET accounts.closing": admin(OK),
    "POST accounts.close": admin(UNPROCESSABLE),
    "GET webhooks.listed": admin(OK),
    "GET webhooks.new": admin(OK),
    "POST webhooks.make": admin(UNPROCESSABLE),
    "GET webhooks.one": admin(OK),
    "GET webhooks.changing": admin(OK),
    "POST webhooks.change": admin(UNPROCESSABLE),
    "POST webhooks.switch": admin(SEE_OTHER),
    "POST webhooks.ping": admin(SEE_OTHER),
    "GET webhooks.asking": admin(OK),
    "POST webhooks.pressed": admin(UNPROCESSABLE),
    "GET roles.table": overseers(OK),
    # Counsel
    "GET rosters.groups": only({LAWYER: OK, OTHER_LAWYER: OK}),
    "GET rosters.group": her_lawyer(OK),
    "GET rosters.export_form": her_lawyer(OK),
    # A firm's templates: both lawyers are of one firm
    "GET roster_templates.show": only({LAWYER: OK, OTHER_LAWYER: OK}),
    "POST roster_templates.save": only({LAWYER: UNPROCESSABLE, OTHER_LAWYER: UNPROCESSABLE}),
    "POST roster_templates.try_out": only({LAWYER: UNPROCESSABLE, OTHER_LAWYER: UNPROCESSABLE}),
    "GET roster_templates.version": only({LAWYER: OK, OTHER_LAWYER: OK}),
    "GET roster_templates.look_at": only({LAWYER: OK, OTHER_LAWYER: OK}),
    "POST roster_templates.put_back": only({LAWYER: UNPROCESSABLE, OTHER_LAWYER: UNPROCESSABLE}),
    "POST rosters.export": her_lawyer(UNPROCESSABLE),
    "POST rosters.fetch": her_lawyer(OK),
    "POST rosters.removed": her_lawyer(SEE_OTHER),
    "POST rosters.cancel": her_lawyer(GONE),
    "GET roster_key.show": only({LAWYER: OK, OTHER_LAWYER: OK}),
    "POST roster_key.keep": only({LAWYER: UNPROCESSABLE, OTHER_LAWYER: UNPROCESSABLE}),
    "POST roster_key.drop": only({LAWYER: SEE_OTHER, OTHER_LAWYER: SEE_OTHER}),
}

# The same role with her own in the address and with another's.
OWN_AND_ANOTHERS = {Role.MEMBER: (MEMBER, OUTSIDER), Role.LAWYER: (LAWYER, OTHER_LAWYER)}
NOT_THEIRS = {TURNED_AWAY, MISSING, GONE}


def told(of_somebody: int) -> str:
    """`of_somebody`: how many of the doors name a person's or a group's own thing in their address."""
    looks, cells = sum(name.startswith("GET") for name in DOORS), len(DOORS) * len(PERSONAS)
    opened = sum(status != TURNED_AWAY for door in DOORS.values() for status in door.values())
    return (
        f"{len(DOORS)} doors ({looks} looks, {len(DOORS) - looks} deeds), {len(set(Role) - {Role.SYSTEM})} roles as {len(PERSONAS)} personas: "
        f"{cells} cells, {opened} let in, {cells - opened} turn away; {of_somebody} doors of somebody's own, each as own and as another's"
    )
