"""What anybody reads of dossiers: where topics were carried, under which number, and what came back."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.dossiers import showing
from lawsuit_hub.features.dossiers.file_routes import sent
from lawsuit_hub.features.dossiers.sending import ANSWER
from lawsuit_hub.features.dossiers.types import Altered, Form, NoSuchDossier, TakenBack, Unmarked
from lawsuit_hub.features.publishing import routes as public_files
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing import words as gate_words
from lawsuit_hub.features.publishing.types import Holder
from lawsuit_hub.features.suggestions import words as suggestion_words
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("dossiers", __name__, template_folder="templates")

NOT_FOUND, CONFLICT, GONE = 404, 409, 410


@pages.get("/dossiers")
@allow(Permission.SITE_READ)
def listed() -> ResponseReturnValue:
    return render_template("dossiers/list.html", dossiers=showing.listed(g.work))


@pages.get("/dossiers/<int(max=2147483647):dossier_no>")
@allow(Permission.SITE_READ)
def show(dossier_no: int) -> ResponseReturnValue:
    one = showing.one(g.work, dossier_no)
    files = {each.number: publishing.of(g.work, Holder(ANSWER, each.id)) for each in one.answers}
    return render_template(
        "dossiers/dossier.html",
        one=one,
        files=files,
        address=public_files.address,
        suggestion_words=suggestion_words,
        gate_words=gate_words,
    )


@pages.get("/dossiers/<int(max=2147483647):dossier_no>/file.<any(pdf, hwpx):paper_form>")
@allow(Permission.SITE_READ)
def fetch(dossier_no: int, paper_form: str) -> ResponseReturnValue:
    return sent(showing.fetched(g.work, dossier_no, Form(paper_form)), f"dossier-{dossier_no}", Form(paper_form))


answer_with(pages, (NoSuchDossier,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Altered,), "dossiers/stale.html", CONFLICT)
answer_with(pages, (TakenBack,), "dossiers/taken_back.html", GONE)
answer_with(pages, (Unmarked,), "dossiers/unmarked.html", GONE)
