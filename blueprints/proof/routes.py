"""Signing, filing scans, and looking a code up."""

from typing import Any

from flask import Blueprint, Flask, abort, g, request, url_for
from werkzeug.routing import BaseConverter, ValidationError

from blueprints.proof import queries, service, views
from blueprints.proof.forms import CopyForm, DropForm, SignForm
from blueprints.proof.pages import VerifyPage
from blueprints.proof.subjects import Subject, subject
from blueprints.shared import scans
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.permissions import Permission, may, public
from domain.proof import number_of, written
from domain.words import Refusal

blueprint = Blueprint("proof", __name__)


class Code(BaseConverter):
    """A 核验码 in an address; the view gets its number."""

    def to_python(self, value: str) -> int:
        """The number of the code; what is none is no address of ours."""
        number = number_of(value)
        if number is None:
            raise ValidationError
        return number

    def to_url(self, value: int | str) -> str:
        """The code as people write it, from its number or from itself."""
        return value if isinstance(value, str) else written(value)


def install_converter(app: Flask) -> None:
    """Addresses may hold codes."""
    app.url_map.converters["code"] = Code


@blueprint.route("/proof/<code:proof_code>")
@may(Permission.SEE_MINUTES, of="proof_code")
def signing(proof_code: int) -> Any:
    """Who has signed the record, and its scans."""
    return _signing(_of(proof_code), CopyForm(formdata=None))


def _of(number: int) -> Subject:
    return queries.by_code(number) or abort(404)


def _signing(found: Subject, copy: CopyForm, **failed: dict[int, DropForm]) -> Any:
    shown = views.signing_page(found, g.scope.organisation_id, copy, **failed)
    return page("proof/signing.html", shown, 422 if failed or copy.is_submitted() else 200)


def _to_signing(found: Subject, anchor: str) -> Any:
    return went(url_for("proof.signing", proof_code=views.head_of(found).code, _anchor=anchor))


@blueprint.route("/signatures/<int:signature_id>/drop")
@may(Permission.SEE_MINUTES, of="signature_id")
def signature(signature_id: int) -> Any:
    """The signature stands in the list of its record."""
    return _to_signing(subject(queries.signature_row(signature_id).sha256) or abort(404), "drawn")


@blueprint.route("/signatures/<int:signature_id>/drop", methods=["POST"])
@may(Permission.COLLECT_SIGNATURES, of="signature_id")
def drop_signature(signature_id: int) -> Any:
    """Declare a signature void, so that the person may sign anew."""
    form, found = DropForm(), subject(queries.signature_row(signature_id).sha256) or abort(404)
    if form.carry_out(lambda: service.drop_signature(act(), signature_id, form.reason.data or "")):
        return _to_signing(found, "drawn")
    return _signing(found, CopyForm(formdata=None), voiding={signature_id: form})


@blueprint.route("/proof/<code:proof_code>/signatures/<int:place>", methods=["GET", "POST"])
@may(Permission.COLLECT_SIGNATURES, of="proof_code")
def sign(proof_code: int, place: int) -> Any:
    """The field to draw in, for who stands at that place of the list."""
    form, found = SignForm(), _of(proof_code)
    if form.carry_out(lambda: service.sign(act(), proof_code, place, form.strokes.data or "")):
        return went(url_for("proof.signing", proof_code=proof_code))
    try:
        signer = service.signer_at(found, place)
    except Refusal:
        abort(404)
    return page("proof/draw.html", views.draw_page(found, g.scope.organisation_id, place, signer, form), form.status)


@blueprint.route("/proof/<code:proof_code>/copies", methods=["GET", "POST"])
@may(Permission.COLLECT_SIGNATURES, of="proof_code")
def add_copy(proof_code: int) -> Any:
    """One more scan; a browser that asks again for the address of a refused one finds them with the signatures."""
    if request.method == "GET":
        return _to_signing(_of(proof_code), "copies")
    form, upload = CopyForm(), request.files.get("file")
    name, content = (upload.filename or "", upload.read()) if upload else ("", b"")
    if form.carry_out(lambda: service.add_copy(act(), proof_code, name, content)):
        return went(url_for("proof.signing", proof_code=proof_code, _anchor="copies"))
    return _signing(_of(proof_code), form)


@blueprint.route("/signed-copies/<int:signed_copy_id>")
@may(Permission.SEE_MINUTES, of="signed_copy_id")
def signed_copy(signed_copy_id: int) -> Any:
    """The scan itself."""
    found = queries.copy(signed_copy_id)
    return scans.shown(found.content, found.filename)


@blueprint.route("/signed-copies/<int:signed_copy_id>/drop")
@may(Permission.SEE_MINUTES, of="signed_copy_id")
def copy_of(signed_copy_id: int) -> Any:
    """The scan stands in the list of its record."""
    return _to_signing(subject(queries.copy(signed_copy_id).sha256) or abort(404), "copies")


@blueprint.route("/signed-copies/<int:signed_copy_id>/drop", methods=["POST"])
@may(Permission.COLLECT_SIGNATURES, of="signed_copy_id")
def drop_copy(signed_copy_id: int) -> Any:
    """Put a wrong scan aside."""
    form, found = DropForm(), subject(queries.copy(signed_copy_id).sha256) or abort(404)
    if form.carry_out(lambda: service.drop_copy(act(), signed_copy_id, form.reason.data or "")):
        return _to_signing(found, "copies")
    return _signing(found, CopyForm(formdata=None), dropping={signed_copy_id: form})


@blueprint.route("/verify")
@public
def look_up() -> Any:
    """Where a code is typed; with one in the address, on to its page."""
    typed = request.args.get("code", "")[:40]
    number = number_of(typed)
    if number is not None:
        return went(url_for("proof.verify", proof_code=number))
    return page("proof/verify.html", VerifyPage(typed, None, None, bool(typed)), 404 if typed else 200)


@blueprint.route("/verify/<code:proof_code>")
@public
def verify(proof_code: int) -> Any:
    """What the record of that code is, and whether the hash that came along is the one on file; nothing else."""
    found, sent = queries.by_code(proof_code), request.args.get("sha256", "").strip().lower()
    if found is None:
        return page("proof/verify.html", VerifyPage(written(proof_code), None, None, True), 404)
    same = sent == found.sha256 if sent else None
    return page("proof/verify.html", VerifyPage(written(proof_code), views.head_of(found), same))
