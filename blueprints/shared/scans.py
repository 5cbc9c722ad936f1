"""Scans and papers that people upload: PDFs and pictures, judged by their first bytes, shown and never run."""

from flask import Response, make_response

from domain.words import Refusal

#: What a file begins with → what it is; whatever its name says.
_KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}

#: What a file field offers to pick.
ACCEPTED = "application/pdf,image/jpeg,image/png"


def media_type(content: bytes) -> str | None:
    """The media type of a PDF or picture; None for anything else."""
    return next((kind for magic, kind in _KINDS.items() if content.startswith(magic)), None)


def refuse_other(content: bytes) -> None:
    """Refusal, beside the field `file`, for nothing and for what is neither a PDF nor a picture."""
    if not content:
        raise Refusal("请先选择要上传的文件。", "file")
    if media_type(content) is None:
        raise Refusal("请上传PDF文件或者照片（JPG、PNG）。Word文件请先另存为PDF。", "file")


def shown(content: bytes, filename: str) -> Response:
    """The answer that shows the file: whatever is in it, nothing of it runs or loads anything."""
    response = make_response(content)
    response.headers["Content-Type"] = media_type(content) or "application/octet-stream"
    response.headers.set("Content-Disposition", "inline", filename=filename)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
