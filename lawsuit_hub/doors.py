"""Fits the capabilities' pages onto the app and tells the floor how a session becomes an actor."""

from collections.abc import Callable

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.accounts import pages as account_pages
from lawsuit_hub.features.ballots import own_routes as own_ballot_pages
from lawsuit_hub.features.ballots import routes as ballot_pages
from lawsuit_hub.features.briefings import news_routes as news_pages
from lawsuit_hub.features.briefings import own_routes as own_question_pages
from lawsuit_hub.features.briefings import question_routes as question_pages
from lawsuit_hub.features.briefings import routes as briefing_pages
from lawsuit_hub.features.channel import desk_routes as channel_desk_pages
from lawsuit_hub.features.channel import routes as channel_pages
from lawsuit_hub.features.claims import routes as money_pages
from lawsuit_hub.features.costs import desk_routes as cost_desk_pages
from lawsuit_hub.features.costs import money_routes as cost_money_pages
from lawsuit_hub.features.costs import own_routes as own_cost_pages
from lawsuit_hub.features.costs import routes as cost_pages
from lawsuit_hub.features.desk import pages as desk_pages
from lawsuit_hub.features.destruction import routes as destruction_pages
from lawsuit_hub.features.documents import routes as document_pages
from lawsuit_hub.features.dossiers import pages as dossier_pages
from lawsuit_hub.features.exhibits import own_routes as own_paper_pages
from lawsuit_hub.features.exhibits import pages as exhibit_pages
from lawsuit_hub.features.faq import desk_routes as faq_desk_pages
from lawsuit_hub.features.faq import routes as faq_pages
from lawsuit_hub.features.faqbot import desk_routes as bot_desk_pages
from lawsuit_hub.features.faqbot import routes as bot_pages
from lawsuit_hub.features.faqbot import skill_routes as skill_pages
from lawsuit_hub.features.findings import desk_routes as desk_finding_pages
from lawsuit_hub.features.findings import routes as finding_pages
from lawsuit_hub.features.home import language_routes as language_pages
from lawsuit_hub.features.home import routes as home_pages
from lawsuit_hub.features.home import sitemap_routes as sitemap_pages
from lawsuit_hub.features.identity import account_routes as staff_account_pages
from lawsuit_hub.features.identity import own_factor_routes as own_factor_pages
from lawsuit_hub.features.identity import passkey_routes as staff_passkey_pages
from lawsuit_hub.features.identity import proof_page
from lawsuit_hub.features.identity import proof_routes as proof_pages
from lawsuit_hub.features.identity import routes as identity_pages
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity import session_routes as session_pages
from lawsuit_hub.features.identity.types import SignedIn
from lawsuit_hub.features.invites import code_routes as code_pages
from lawsuit_hub.features.invites import routes as invite_pages
from lawsuit_hub.features.library import desk_routes as desk_library_pages
from lawsuit_hub.features.library import routes as library_pages
from lawsuit_hub.features.mailings import routes as mailing_pages
from lawsuit_hub.features.mandates import routes as mandate_pages
from lawsuit_hub.features.meetings import pages as meeting_pages
from lawsuit_hub.features.messages import desk_routes as desk_message_pages
from lawsuit_hub.features.messages import own_routes as own_message_pages
from lawsuit_hub.features.messages import report_routes as report_pages
from lawsuit_hub.features.my import address_routes as own_address_pages
from lawsuit_hub.features.my import case_routes as own_case_pages
from lawsuit_hub.features.my import mandate_passkey_routes as mandate_passkey_pages
from lawsuit_hub.features.my import mandate_routes as own_mandate_pages
from lawsuit_hub.features.my import money_routes as own_money_pages
from lawsuit_hub.features.my import passkey_routes as passkey_pages
from lawsuit_hub.features.my import routes as my_pages
from lawsuit_hub.features.my import session_routes as own_session_pages
from lawsuit_hub.features.notices import desk_routes as desk_notice_pages
from lawsuit_hub.features.notices import file_routes as notice_file_pages
from lawsuit_hub.features.notices import routes as notice_pages
from lawsuit_hub.features.oversight import pages as oversight_pages
from lawsuit_hub.features.proceedings import calendar_routes as calendar_pages
from lawsuit_hub.features.proceedings import hearing_routes as hearing_pages
from lawsuit_hub.features.proceedings import routes as course_pages
from lawsuit_hub.features.programmes import desk_routes as desk_programme_pages
from lawsuit_hub.features.programmes import routes as programme_pages
from lawsuit_hub.features.publishing import routes as public_file_pages
from lawsuit_hub.features.publishing import staff_routes as staff_file_pages
from lawsuit_hub.features.questions import desk_routes as desk_board_pages
from lawsuit_hub.features.questions import own_routes as own_board_pages
from lawsuit_hub.features.questions import routes as board_pages
from lawsuit_hub.features.registration import code_routes as phone_proof
from lawsuit_hub.features.registration import passkey_routes as passkey_door
from lawsuit_hub.features.registration import prove_again
from lawsuit_hub.features.registration import routes as member_door
from lawsuit_hub.features.registration import step_routes as registration_pages
from lawsuit_hub.features.responses import routes as response_pages
from lawsuit_hub.features.rights import copy_routes as copy_pages
from lawsuit_hub.features.rights import officer_routes as request_pages
from lawsuit_hub.features.rights import routes as record_pages
from lawsuit_hub.features.rooms import counsel_routes as counsel_room_pages
from lawsuit_hub.features.rooms import desk_routes as desk_room_pages
from lawsuit_hub.features.rooms import live
from lawsuit_hub.features.rooms import routes as room_pages
from lawsuit_hub.features.rosters import pages as roster_pages
from lawsuit_hub.features.statistics import routes as number_pages
from lawsuit_hub.features.suggestions import desk_routes as desk_suggestion_pages
from lawsuit_hub.features.suggestions import file_routes as topic_file_pages
from lawsuit_hub.features.suggestions import own_routes as own_suggestion_pages
from lawsuit_hub.features.suggestions import routes as suggestion_pages
from lawsuit_hub.features.suggestions import topic_routes as topic_pages
from lawsuit_hub.features.surveys import code_routes as survey_code_pages
from lawsuit_hub.features.surveys import desk_routes as desk_survey_pages
from lawsuit_hub.features.surveys import edit_routes as survey_builder_pages
from lawsuit_hub.features.surveys import routes as survey_pages
from lawsuit_hub.features.telephones import routes as telephone_pages
from lawsuit_hub.features.webhooks import routes as webhook_pages
from lawsuit_hub.infra import for_machines, probes
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.infra.work import Works
from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.shelves import SHELVES, topic_papers
from lawsuit_hub.surroundings import around

EVERYWHERE = frozenset(Tier)
PUBLIC = frozenset({Tier.ALL, Tier.PUBLIC})
INNER = frozenset({Tier.ALL, Tier.INNER})
COUNSEL = frozenset({Tier.ALL, Tier.COUNSEL})
STAFF = INNER | COUNSEL
ONE = frozenset({Tier.ALL})  # what a lawyer needs peer keys for: her own listener holds none

# Every capability's pages, and which listeners have them.
PAGES: tuple[tuple[Blueprint, frozenset[Tier]], ...] = (
    (probes.pages, EVERYWHERE),
    (for_machines.pages, EVERYWHERE),
    (language_pages.pages, EVERYWHERE),
    (session_pages.pages, EVERYWHERE),
    (session_pages.front, STAFF - PUBLIC),
    (home_pages.pages, PUBLIC),
    (faq_pages.pages, PUBLIC),
    (number_pages.pages, PUBLIC),
    (sitemap_pages.pages, PUBLIC),
    (notice_pages.pages, PUBLIC),
    (programme_pages.pages, PUBLIC),
    *((one.pages, INNER) for one in (desk_notice_pages, notice_file_pages, desk_programme_pages)),
    (bot_pages.pages, PUBLIC),
    (skill_pages.pages, PUBLIC),
    (faq_desk_pages.pages, INNER),
    (bot_desk_pages.pages, INNER),
    (member_door.pages, PUBLIC),
    (passkey_door.pages, PUBLIC),
    (registration_pages.pages, PUBLIC),
    (phone_proof.pages, PUBLIC),
    (my_pages.pages, PUBLIC),
    (passkey_pages.pages, PUBLIC),
    (record_pages.pages, PUBLIC),
    (copy_pages.pages, PUBLIC),
    (telephone_pages.pages, PUBLIC),
    (document_pages.pages, PUBLIC),
    (own_session_pages.pages, PUBLIC),
    (invite_pages.pages, PUBLIC),
    (code_pages.pages, PUBLIC),
    (own_case_pages.pages, PUBLIC),
    (own_money_pages.pages, PUBLIC),
    (own_paper_pages.pages, PUBLIC),
    (own_mandate_pages.pages, PUBLIC),
    (mandate_passkey_pages.pages, PUBLIC),
    (own_question_pages.pages, PUBLIC),
    (own_address_pages.pages, PUBLIC),
    (own_ballot_pages.pages, PUBLIC),
    (board_pages.pages, PUBLIC),
    (own_board_pages.pages, PUBLIC),
    (desk_board_pages.pages, INNER),
    (survey_pages.pages, PUBLIC),
    (survey_code_pages.pages, PUBLIC),
    (desk_survey_pages.pages, INNER),
    (survey_builder_pages.pages, INNER),
    (cost_pages.pages, PUBLIC),
    (own_cost_pages.pages, PUBLIC),
    (cost_desk_pages.pages, INNER),
    (cost_money_pages.pages, INNER),
    (suggestion_pages.pages, PUBLIC),
    (own_suggestion_pages.pages, PUBLIC),
    (desk_suggestion_pages.pages, INNER),
    (topic_pages.pages, INNER),
    (topic_file_pages.pages, INNER),
    (finding_pages.pages, PUBLIC),
    (desk_finding_pages.pages, INNER),
    *((pages, PUBLIC) for pages in meeting_pages.FOR_PEOPLE),
    *((pages, INNER) for pages in meeting_pages.FOR_STAFF),
    (own_message_pages.pages, PUBLIC),
    (report_pages.pages, PUBLIC),
    (calendar_pages.pages, PUBLIC),
    (channel_pages.pages, PUBLIC),
    (channel_desk_pages.pages, INNER),
    (mailing_pages.pages, INNER),
    (dossier_pages.public, PUBLIC),
    *((pages, INNER) for pages in dossier_pages.desk),
    (public_file_pages.pages, PUBLIC),
    (staff_file_pages.pages, INNER),
    (library_pages.pages, PUBLIC),
    (desk_library_pages.pages, INNER),
    (course_pages.pages, STAFF),
    (hearing_pages.pages, STAFF),
    (money_pages.pages, STAFF),
    (mandate_pages.pages, STAFF),
    (briefing_pages.pages, INNER),
    (news_pages.pages, INNER),
    (question_pages.pages, INNER),
    (ballot_pages.pages, INNER),
    (exhibit_pages.pages, INNER),
    (room_pages.pages, PUBLIC),
    (desk_room_pages.pages, INNER),
    (counsel_room_pages.pages, ONE),
    (identity_pages.pages, STAFF),
    (staff_passkey_pages.pages, STAFF),
    (proof_pages.pages, STAFF),
    (staff_account_pages.pages, STAFF),
    (own_factor_pages.pages, STAFF),
    (response_pages.pages, INNER),
    (request_pages.pages, INNER),
    (desk_pages.pages, INNER),
    (desk_message_pages.pages, INNER),
    (oversight_pages.pages, INNER),
    (oversight_pages.notices, PUBLIC),
    (destruction_pages.pages, INNER),
    (account_pages.pages, INNER),
    (account_pages.roles, INNER),
    (webhook_pages.pages, INNER),
    (roster_pages.pages, COUNSEL),
    (roster_pages.templates, COUNSEL),
    (roster_pages.key, COUNSEL),
    (roster_pages.approvals, INNER),
)


def load_user(works: Works) -> Callable[[str], SignedIn | None]:
    # A progress bar that asks by itself must not keep an idle session alive.
    return lambda session_id: identity.signed_in(
        works,
        session_id,
        touch=request.headers.get("X-Requested-With") != "fetch",
        address=request.remote_addr,
    )


def fit(app: HubApp) -> None:
    for pages, tiers in PAGES:
        if app.hub.tier in tiers:
            app.register_blueprint(pages)
    here = [door for door in ("registration.login", "identity.staff_login") if door in app.view_functions]
    app.members_door, app.staff_door = here[0], here[-1]
    app.ask_proof = ask_proof
    app.streams = live.streams(app.works)
    app.shelves, app.topic_papers = SHELVES, topic_papers
    app.context_processor(lambda: around(app))


def ask_proof() -> ResponseReturnValue | None:
    """Members prove themselves by their telephone, staff by their app."""
    return prove_again.ask() if current_user.role is Role.MEMBER else proof_page.ask()
