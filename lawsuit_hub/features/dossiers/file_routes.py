"""Files of dossiers at the desk: a preview that says so, and the versions that were frozen, byte by byte."""

import io

from flask import Blueprint, g, send_file
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.dossiers import freezing
from lawsuit_hub.features.dossiers.desk_routes import CONFLICT, NOT_FOUND
from lawsuit_hub.features.dossiers.types import Altered, Form, NoSuchDossier
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.letters import LettersMissing
from lawsuit_hub.infra.paper_hwpx import hwpx_of
from lawsuit_hub.infra.paper_pdf import pdf_of

pages = Blueprint("dossier_files", __name__, template_folder="templates")

MEDIA = {Form.PDF: "application/pdf", Form.HWPX: "application/hwp+zip"}


@pages.get("/desk/dossiers/<int(max=2147483647):dossier_no>/preview.<any(pdf, hwpx):paper_form>")
@allow(Permission.SUGGESTION_HANDLE)
def preview(dossier_no: int, paper_form: str) -> ResponseReturnValue:
    paper = freezing.preview(g.work, dossier_no)
    data = pdf_of(paper) if paper_form == Form.PDF else hwpx_of(paper)
    return sent(data, f"dossier-{dossier_no}-preview", Form(paper_form))


@pages.get(
    "/desk/dossiers/<int(max=2147483647):dossier_no>/versions/<int(max=2147483647):frozen_no>.<any(pdf, hwpx):paper_form>"
)
@allow(Permission.SUGGESTION_HANDLE)
def fetch(dossier_no: int, frozen_no: int, paper_form: str) -> ResponseReturnValue:
    data = freezing.fetched(g.work, dossier_no, frozen_no, Form(paper_form))
    return sent(data, f"dossier-{dossier_no}-{frozen_no}", Form(paper_form))


def sent(data: bytes, name: str, form: Form) -> ResponseReturnValue:
    return send_file(io.BytesIO(data), MEDIA[form], as_attachment=True, download_name=f"{name}.{form.value}")


answer_with(pages, (NoSuchDossier,), "errors/404.html", NOT_FOUND)
answer_with(pages, (LettersMissing, Altered), "dossiers/stale.html", CONFLICT)
