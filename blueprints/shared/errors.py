"""Errors as pages with a sentence; none of them needs a session, a user or the database."""

import logging
import secrets
from typing import Any

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from domain.words import Refusal

log = logging.getLogger("yishi")

SENTENCES = {
    400: "请求的内容不完整，请返回上一页刷新后再试。",
    403: "您没有办理这件事的权限。如有疑问，请联系支部书记。",
    404: "没有找到这个页面。地址可能已经失效，或者不对您开放。",
    405: "不能这样打开这个地址，请从页面上的按钮进入。",
    413: "文件太大，请压缩后再上传。",
    429: "尝试次数过多，请稍等一分钟再试。",
    500: "系统出了差错，您刚才的操作没有保存。请稍后再试。",
}


def install(app: Flask) -> None:
    """Answer every error with a page, or with the sentence alone when htmx asked."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def _refused(refusal: Refusal) -> Response:
    return _answer(422, refusal.sentence)


def _stale(_error: CSRFError) -> Response:
    return _answer(400, "页面已过期，这次提交没有生效。请返回上一页刷新后再提交一次。")


def _http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    return _answer(error.code, SENTENCES.get(error.code, SENTENCES[400]))


def _broken(error: Exception) -> Response:
    reference = secrets.token_hex(4)
    # The address pattern, not the address: tokens and names must not reach the log.
    log.error("fault %s at %s %s", reference, request.method, request.url_rule, exc_info=error)
    return _answer(500, SENTENCES[500], reference)


def _answer(status: int, sentence: str, reference: str = "") -> Response:
    if request.headers.get("HX-Request"):
        body = render_template("errors/_sentence.html", sentence=sentence, reference=reference)
        return make_response(body, status, {"HX-Retarget": "#notice", "HX-Reswap": "innerHTML"})
    return make_response(
        render_template("errors/page.html", status=status, sentence=sentence, reference=reference), status
    )
