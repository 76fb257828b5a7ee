"""Every page, as everybody who may open it: axe finds nothing, nothing scrolls sideways, the title names nobody."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from lawsuit_hub.features.desk.types import Pile
from tests.axe import DESKTOP, HEIGHT, complaints
from tests.browser import Complaints, context_of
from tests.e2e.conftest import STILL, Elsewhere, Site, carry_cookies
from tests.e2e.story import LANDLORD, PEOPLE

PageOf = Callable[..., Page]
SEND = "main button[type=submit]"

STOPS: dict[str, tuple[str, ...]] = {
    "visitor": (
        "/",
        "/numbers",
        "/privacy",
        "/breach-notices",
        "/notices",
        "/notices?q=소송",
        "/notices?q=zzz",
        "/notices?archive=1",
        "/notices/{notice_no}",
        "/notices/{notice_no}/changes",
        "/programmes",
        "/programmes?decision=decided&wishes=suit",
        "/costs",
        "/channel",
        "/library",
        "/library/{manual}",
        "/faq",
        "/faq/{faq}",
        "/faq?q=zzz",
        "/faq/ask",
        "/questions",
        "/questions?q=경매",
        "/questions?q=zzz",
        "/questions/ask",
        "/questions/{answered_question}",
        "/suggestions",
        "/suggestions?q=zzz",
        "/suggestions/new",
        "/suggestions/receipt",
        "/suggestions/{topic_no}",
        "/meetings",
        "/meetings/{meeting}",
        "/meetings/{meeting}/agenda",
        "/meetings/{over_meeting}",
        "/meetings/receipt",
        "/surveys",
        "/surveys/{ended_survey}",
        "/surveys/{gone_survey}",
        "/surveys/{found}/results",
        "/surveys/{found}/results?as=tables",
        "/dossiers",
        "/dossiers/{dossier_no}",
        "/register",
        "/login",
        "/staff/login",
        "/i/{void}",
        "/nowhere",
        "/staff/enrol/{void}",
    ),
    "member": (
        "/my",
        "/channel",
        "/my/record",
        "/my/record?what=messages",
        "/my/record/copy",
        "/my/record/correct",
        "/my/record/object",
        "/my/record/requests/{refused}",
        "/my/case",
        "/my/case/questions",
        "/my/ballots",
        "/my/ballots/{open_ballot}",
        "/my/ballots/{ended_ballot}",
        "/questions/ask",
        "/questions/mine",
        "/surveys",
        "/surveys/{survey}",
        "/surveys/{survey}/answer",
        "/surveys/{survey}/answer?page=5",
        "/surveys/{survey}/check",
        "/surveys/{survey}/code",
        "/questions/{looked_question}",
        "/suggestions/new",
        "/suggestions/mine",
        "/suggestions/{topic_no}",
        "/my/meetings",
        "/meetings/{meeting}",
        "/meetings/{meeting}/mine",
        "/my/money",
        "/my/mandate",
        "/my/mandate/end",
        "/my/address",
        "/my/costs",
        "/my/costs/{granted_cost}",
        "/my/messages",
        "/my/enter",
        "/my/consents",
        "/my/passkeys",
        "/my/documents",
        "/my/papers",
        "/my/papers/register",
        "/my/phone",
        "/my/sessions",
        "/my/leave",
        "/my/withdraw",
        "/register/known",
        "/desk",
    ),
    "second": ("/my/costs/{draft_cost}", "/my/mandate", "/my", "/my/breach-notices"),
    "third": ("/my", "/my/record", "/my/record/stop"),
    "unverified": ("/my", "/my/record", "/my/record/stop", "/my/consents"),
    "pending": ("/my",),
    "alone": ("/my",),
    "changed": ("/my",),
    "withdrawing": ("/my", "/my/withdraw"),
    "unconfirmed": ("/confirm", "/my"),
    "caseworker": (
        "/desk",
        *(f"/desk/waiting/{pile.value}" for pile in Pile),
        "/desk/messages",
        "/desk/channel",
        "/desk/channel/{mirror}",
        "/desk/channel/{posted}",
        "/desk/channel/followers",
        "/desk/surveys",
        "/desk/surveys/{survey}",
        "/desk/surveys/{ended_survey}",
        "/desk/surveys/{gone_survey}/findings",
        "/desk/surveys/{found}/findings",
        "/desk/surveys/{found}/findings/texts/say",
        "/desk/surveys/{survey_draft}",
        "/desk/surveys/{survey_draft}/preview?page=8",
        "/desk/surveys/{survey_draft}/areas/1",
        "/desk/surveys/{survey_draft}/areas/1/new",
        "/desk/surveys/{survey_draft}/questions/plan",
        "/desk/mailings",
        "/desk/mailings/new",
        "/desk/mailings/{mailing}",
        "/desk/mailings/{paused}",
        "/desk/notices",
        "/desk/notices/new",
        "/desk/notices/{notice_no}",
        "/desk/notices/{draft_no}",
        "/desk/notices/{notice_no}/edit",
        "/desk/programmes",
        "/desk/programmes/new",
        "/desk/programmes/{programme_no}",
        "/desk/programmes/{programme_no}/edit",
        "/desk/groups",
        "/desk/groups/{group}",
        "/desk/groups/{group}/network",
        "/desk/groups/{group}/rooms",
        "/desk/groups/{group}/invites",
        "/desk/groups/{group}/drill",
        "/course/{group}",
        "/mandates/{group}",
        "/course/{group}/hearings",
        "/briefings/{group}",
        "/briefings/{group}/questions",
        "/ballots/{group}",
        "/ballots/{group}/{ended_ballot}",
        "/desk/questions",
        "/desk/questions?pick=answered",
        "/desk/questions/{answered_question}",
        "/desk/questions/{looked_question}",
        "/desk/questions/{private_question}",
        "/desk/suggestions",
        "/desk/suggestions?pick=aside",
        "/desk/suggestions/{suggested}",
        "/desk/suggestions/topics",
        "/desk/suggestions/topics/new?of={suggested}",
        "/desk/suggestions/topics/{topic_no}",
        "/desk/meetings",
        "/desk/meetings/new",
        "/desk/meetings/{meeting}",
        "/desk/meetings/{over_meeting}",
        "/desk/meetings/{meeting}/edit",
        "/desk/meetings/{meeting}/questions",
        "/desk/meetings/{over_meeting}/minutes",
        "/desk/meetings/{over_meeting}/report",
        "/desk/meetings/{over_meeting}/door",
        "/desk/organisations",
        "/desk/organisations/{organisation}",
        "/desk/dossiers",
        "/desk/dossiers/new",
        "/desk/dossiers/{dossier_no}",
        "/desk/dossiers/{dossier_no}/edit",
        "/desk/dossiers/{dossier_no}/topics/{topic_no}",
        "/desk/dossiers/recipients",
        "/desk/dossiers/recipients/{dossier_recipient}",
        "/money/{group}",
        "/exhibits/{group}",
        "/exhibits/{group}/numbers",
        "/desk/people",
        "/desk/list",
        "/desk/list?step=lease",
        "/desk/people/{member}",
        "/desk/people/{member}/request",
        "/desk/people/{member}/phone",
        "/desk/exports",
        "/desk/costs",
        "/desk/costs?pick=granted",
        "/desk/costs/{submitted_cost}",
        "/desk/costs/{checked_cost}",
        "/desk/costs/{granted_cost}",
        "/desk/costs/programmes/new",
        "/desk/costs/programmes/{cost_programme}",
        "/desk/costs/programmes/{cost_programme}/edit",
        "/desk/costs/payments",
        "/desk/costs/payments/{payment_list}",
        "/desk/library",
        "/desk/library/{manual}",
        "/desk/releases",
        "/desk/releases/{release}",
        "/desk/faq",
        "/desk/faq/new",
        "/desk/faq/entries/{faq}",
        "/desk/faq/unanswered",
        "/desk/faq/unanswered/{utterance}",
        "/desk/statistics",
        "/staff/sessions",
        "/desk/people/{third}",
        "/desk/requests/{correct}",
        "/desk/people/{unverified}",
        "/desk/people/{changed}",
        "/desk/people/{withdrawing}",
        "/desk/review",
        "/desk/review/{pending}",
        "/desk/review/{pending}/building",
        "/desk/people/{unverified}/lease",
        "/desk/people/{member}/removal",
        "/desk/groups/{group}/room",
        "/desk/review/merge/{merge}",
        "/desk/apart",
        "/desk/changes",
        "/desk/groups/{group}/merge",
        "/desk/groups/{group}/split",
        "/desk/responses",
        "/desk/responses/{done}",
        "/desk/responses/{done}?outcome=rejected",
        "/desk/responses/{asking}",
        "/desk/responses/{failed}",
        "/desk/responses/{waiting}",
        "/staff",
        "/staff/passkeys",
        "/staff/password",
        "/staff/app",
        "/counsel",
    ),
    "lawyer": (
        "/counsel",
        "/counsel/key",
        "/counsel/groups/{group}",
        "/counsel/groups/{group}/export",
        "/counsel/groups/{group}/export?purpose=addresses",
        "/counsel/groups/{group}/export?purpose=labels",
        "/counsel/templates/complaint",
        "/counsel/templates/complaint/0",
        "/counsel/groups/{group}/room",
        "/course/{group}",
        "/mandates/{group}",
        "/course/{group}/hearings",
        "/briefings/{group}",
        "/briefings/{group}/questions",
        "/briefings/{group}/news",
        "/ballots/{group}",
        "/ballots/{group}/{ended_ballot}",
        "/money/{group}",
        "/exhibits/{group}",
        "/exhibits/{group}/numbers",
        "/counsel/groups/GS-9999",
    ),
    "privacy_officer": (
        "/staff",
        "/officer/requests",
        "/officer/requests?pick=all",
        "/officer/requests?pick=overdue",
        "/officer/requests/{refused}",
        "/officer/requests/{objection}",
        "/officer",
        "/officer/reviews",
        "/officer/reviews/{review}",
        "/officer/patterns",
        "/officer/patterns/{find}",
        "/officer/breaches",
        "/officer/breaches/new",
        "/officer/breaches/{breach}",
        "/officer/breaches/{told}",
        "/officer/breaches/{told}/people",
        "/officer/breaches/{told}/report",
        "/officer/accesses",
        "/officer/grants",
        "/officer/inventory",
        "/officer/destruction",
        "/officer/audit",
    ),
    "admin": (
        "/staff",
        "/officer/grants",
        "/officer/inventory",
        "/officer/audit",
        "/admin/accounts",
        "/admin/accounts/new",
        "/admin/accounts/{account}",
        "/admin/accounts/{account}/rights",
        "/admin/accounts/{account}/close",
        "/admin/roles",
        "/admin/webhooks",
        "/admin/webhooks/new",
        "/admin/webhooks/{receiver}",
        "/admin/webhooks/{receiver}/change",
        "/admin/webhooks/{receiver}/remove",
    ),
}
EVERY_STOP = [(who, path) for who, paths in STOPS.items() for path in paths]

# Not pages, or looked at in a state of their own further down, or in the tests of the feature.
NOT_HERE = {
    "requests.nothing_to_look_at",  # leads back to the request
    "static",
    "skill.skill",  # answers KakaoTalk in JSON, whatever the method
    "probes.healthz",
    "probes.readyz",
    "mailings.progress",  # asked by the bar of another page
    "channel_desk.picture",  # not a page, as the next two
    "notices.feed",
    "sitemap.sitemap",
    "for_machines.robots",
    "for_machines.security",
    "language.choose",
    "responses.report",  # a file
    "findings.sheet",  # files, as the next two
    "findings.pdf",
    "findings.hwpx",
    "desk.counted_file",  # a file
    "desk_costs.picture",  # not a page
    "cost_money.file",  # a file
    "public_files.fetch",  # a file, as the next; and what leads to one
    "staff_files.fetch",
    "dossiers.fetch",  # a file, as the next two
    "dossier_files.fetch",
    "dossier_files.preview",
    "library.latest",
    "library.version",
    "own_case.download",  # as the next
    "own_case.download_one",
    "own_mandate.blank",  # a file, as the next two
    "mandates.blank",
    "roster_templates.look_at",
    "news.show",  # from a letter alone: tests/features/briefings
    "calendar.read",
    "meetings.calendar",  # a file, as the next two
    "own_meetings.calendar",
    "meeting_minutes.report_file",
    "meeting_door.scanned",  # from a scanned picture alone: tests/features/meetings/test_pages.py
    "room.stream",  # not pages: tests/features/rooms, as the next three
    "room.news",
    "desk_room.news",
    "counsel_room.news",
    "room.show",  # of who has no open chat: as the next three
    "room.message",  # tests/features/rooms/test_in_a_browser.py, as the next two
    "desk_room.message",
    "desk_room.member",
    "desk.picture",  # not a page
    "desk.no_documents_without_a_reason",  # leads back
    "desk.viewer",  # tests/e2e/test_documents.py
    "exhibits.papers",  # tests/features/exhibits/test_pages.py, as the next
    "exhibits.archive",
    "exhibits.picture",  # not a page
    "desk.change",  # tests/features/desk/test_regrouping_look.py, as the next
    "desk.apart_pair",
    "desk.nothing_to_open",  # leads back to the case file
    "registration.login_code",
    "register.show",
    "register.show_consents",
    "register.check",
    "register.saved",
    "register_code.show",
    "accounts.inviting",  # the same page as closing
    "accounts.sessions",
    "roster_approvals.shown",  # tests/features/rosters/test_approval_pages.py
    "my_passkeys.one",  # tests/e2e/test_passkeys.py, as the next two
    "staff_passkeys.one",
    "staff_passkeys.step",
    "identity.first_steps",  # tests/features/identity/test_look.py
}


def look(site: Site, page: Page) -> None:
    wrong = complaints(page)
    personal = (LANDLORD, *(name for name, _, _ in PEOPLE))
    wrong += [f"the title names somebody: {page.title()}" for word in personal if word in page.title()]
    wrong += [
        f"a name of the machine's: {word}" for word in re.findall(r"\b[a-z]+:[a-z][a-z-]+", page.inner_text("main"))
    ]
    assert not wrong, "\n".join([page.url.removeprefix(site.base), *wrong])


class Reader:
    """One tab of one browser for each who looks: letters and styles are there, like anybody's on her second page."""

    def __init__(self, browser: Browser, site: Site, who: str) -> None:
        self.context = context_of(browser, **STILL)
        self.page = self.context.new_page()
        self.page.add_init_script(AXE_SCRIPT)
        self.complaints, self.elsewhere = Complaints(), Elsewhere(site.base)
        self.complaints.watch(self.page)
        self.elsewhere.watch(self.page)
        carry_cookies(site.client(who), self.page, site.base)

    def open(self, address: str) -> Page:
        self.page.set_viewport_size({"width": DESKTOP, "height": HEIGHT})
        self.page.goto(address)
        return self.page

    def refuse_complaints(self) -> None:
        seen = [*self.complaints.seen, *self.elsewhere.seen]
        self.complaints.seen.clear()
        self.elsewhere.seen.clear()
        assert not seen, "the browser complained: " + "; ".join(seen)


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Site) -> Iterator[Callable[[str], Reader]]:
    kept: dict[str, Reader] = {}

    def of(who: str) -> Reader:
        if who not in kept:
            kept[who] = Reader(browser, site, who)
        return kept[who]

    yield of
    for one in kept.values():
        one.context.close()


@pytest.mark.parametrize(("who", "path"), EVERY_STOP)
def test_a_page_is_fit_for_everybody(site: Site, reader: Callable[[str], Reader], who: str, path: str) -> None:
    looks = reader(who)
    look(site, looks.open(site.address(path)))
    looks.refuse_complaints()


def test_no_page_is_left_out(site: Site) -> None:
    adapter = site.app.url_map.bind("localhost")
    seen = set(NOT_HERE)
    for _who, path in EVERY_STOP:
        try:
            address = path.format(**site.story.names).partition("?")[0]
            seen.add(adapter.match(address, method="GET")[0])
        except (NotFound, MethodNotAllowed, RequestRedirect):
            continue
    pages = {rule.endpoint for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - seen == set()
    assert set(NOT_HERE) <= pages


def test_a_font_is_fetched_once(site: Site) -> None:
    with site.app.test_client().get("/static/fonts/pretendard/PretendardVariable.subset.0.woff2") as answer:
        assert answer.status_code == 200 and answer.cache_control.immutable and answer.cache_control.max_age
        assert "Cookie" not in answer.vary, "whoever signs in fetches every letter again"
