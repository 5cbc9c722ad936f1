"""A browser without a screen: opens pages, fills their forms and sends them, over real HTTP."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import uuid4


class Failed(Exception):  # noqa: N818 - what a step has, not what a program has
    """A step was not as it must be; the text says which and what was seen."""


@dataclass
class Sheet:
    """A form as it stands on a page: where it goes and what it would send."""

    action: str
    values: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Collects the forms and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Sheet] = []
        self.words: list[str] = []
        self.inside: Sheet | None = None
        self.select, self.area = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Forms and their fields."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = Sheet(given.get("action", ""))
            self.forms.append(self.inside)
        elif self.inside is not None:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        values = self.inside.values if self.inside else {}
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "input" and name and kind not in ("file", "submit"):
            if kind not in ("radio", "checkbox") or "checked" in given:
                values[name] = given.get("value", "on" if kind == "checkbox" else "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in given or self.select not in values):
            values[self.select] = given.get("value", "")
        elif tag == "textarea":
            self.area, values[name] = name, ""

    def handle_endtag(self, tag: str) -> None:
        """A form, a list or a text ends."""
        if tag == "form":
            self.inside = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        """Words, and what stands in a text field."""
        if self.area and self.inside is not None:
            self.inside.values[self.area] += data
        else:
            self.words.append(data.strip())


@dataclass(frozen=True)
class Answer:
    """What came back: status, the address it came from, its bytes."""

    status: int
    url: str
    body: bytes

    @property
    def path(self) -> str:
        """The address without the server."""
        return urlsplit(self.url).path

    @property
    def text(self) -> str:
        """What can be read on the page."""
        return " ".join(word for word in self._read.words if word)

    def form(self, ending: str) -> Sheet:
        """The form whose action ends so; a page without it is a failed step."""
        for sheet in self._read.forms:
            if urlsplit(urljoin(self.url, sheet.action)).path.endswith(ending):
                return sheet
        raise Failed(f"{self.path} 页面上没有“{ending}”这个按钮或表单")

    def forms(self, ending: str) -> list[Sheet]:
        """Every form whose action ends so."""
        sheets = self._read.forms
        return [one for one in sheets if urlsplit(urljoin(self.url, one.action)).path.endswith(ending)]

    def json(self) -> Any:
        """The answer as data."""
        return json.loads(self.body)

    @cached_property
    def _read(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.body.decode("utf-8", "replace"))
        return reader


class Phone:
    """One device with its own cookies."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), urllib.request.ProxyHandler({})
        )

    def get(self, path: str, expect: int = 200) -> Answer:
        """Open an address; another status than expected fails the step."""
        return self._send(urllib.request.Request(urljoin(self.base, path)), expect)

    def post(self, page: Answer, ending: str, expect: int = 200, **values: object) -> Answer:
        """Fill the page's form whose action ends so and send it; a list ticks several boxes; redirects are followed."""
        return self.send(page, page.form(ending), expect, **values)

    def send(self, page: Answer, sheet: Sheet, expect: int = 200, **values: object) -> Answer:
        """Fill this very form of the page and send it."""
        data = urlencode({**sheet.values, **values}, doseq=True).encode()
        return self._send(urllib.request.Request(urljoin(page.url, sheet.action), data), expect)

    def lock_paper(self, path: str) -> Answer:
        """定稿: the second button of a document's form, which keeps what stands in it and locks it."""
        page = self.get(path)
        return self.send(page, Sheet(f"{path}/confirm", page.form(path).values))

    def upload(self, page: Answer, ending: str, name: str, filename: str, content: bytes, **values: object) -> Answer:
        """Send a form with one file."""
        sheet, mark = page.form(ending), uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in {**sheet.values, **values}.items()
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
        body = "".join(parts).encode() + head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        request = urllib.request.Request(urljoin(page.url, sheet.action), body)
        request.add_header("Content-Type", f"multipart/form-data; boundary={mark}")
        return self._send(request, 200)

    def _send(self, request: urllib.request.Request, expect: int) -> Answer:
        try:
            with self.opener.open(request, timeout=60) as found:
                answer = Answer(found.status, found.url, found.read())
        except urllib.error.HTTPError as error:
            answer = Answer(error.code, request.full_url, error.read())
        if answer.status != expect:
            where = f"{request.get_method()} {urlsplit(request.full_url).path}"
            raise Failed(f"{where} 返回{answer.status}，应为{expect}：{answer.text[:300]}")
        return answer
