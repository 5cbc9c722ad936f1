"""Answers made small for phones: gzip, except where the length of an answer must tell nothing."""

import gzip
from functools import lru_cache

from flask import Response, request

#: Smaller than this is not worth a phone's work.
LEAST = 1000
TYPES = ("text/", "application/json", "application/javascript", "image/svg+xml")
#: Pages of the ballot are of one length whatever was chosen; squeezed they would not be.
UNSQUEEZED = (
    *("polls.vote", "polls.cast"),
    *("polls.booth", "polls.booth_choose", "polls.booth_cast"),
    *("polls.by_pass", "polls.pass_choose", "polls.pass_cast"),
)


def squeeze(response: Response) -> Response:
    """The answer gzipped where the asker takes it and it helps."""
    response.vary.add("Accept-Encoding")
    if _fits(response):
        if request.endpoint == "static":
            response.direct_passthrough = False
            body = _file(request.path, response.get_data())
        else:
            body = gzip.compress(response.get_data(), 5, mtime=0)
        response.set_data(body)
        response.headers["Content-Encoding"] = "gzip"
    return response


def _fits(response: Response) -> bool:
    return (
        response.status_code == 200
        and request.endpoint not in UNSQUEEZED
        and (response.content_type or "").startswith(TYPES)
        and "Content-Encoding" not in response.headers
        and request.accept_encodings["gzip"] > 0
        and (response.content_length or 0) >= LEAST
    )


@lru_cache(maxsize=64)
def _file(_path: str, content: bytes) -> bytes:
    """A static file is squeezed once."""
    return gzip.compress(content, 9, mtime=0)
