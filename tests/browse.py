"""Reading pages as people do, and holding every one of them to the rules of the house."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from flask import Flask, g
from html5lib import HTMLParser
from werkzeug.test import TestResponse

from blueprints.accounts.models import Account
from blueprints.shared.db import db

#: What html5lib reports of pages that every browser reads as meant.
TOLERATED = {"expected-doctype-but-got-chars", "unexpected-start-tag-implies-end-tag"}


@dataclass(frozen=True)
class Page:
    """An answer: status, parsed body, and where it leads."""

    status: int
    body: BeautifulSoup
    location: str
    response: TestResponse

    @property
    def text(self) -> str:
        """What can be read on the page, blanks folded."""
        return re.sub(r"\s+", " ", self.body.get_text(" "))

    @property
    def h1(self) -> str:
        """The headline."""
        found = self.body.find("h1")
        assert found is not None, "the page has no h1"
        return found.get_text(strip=True)

    def says(self, words: str) -> bool:
        """Whether the words stand on the page."""
        return words in self.text or words in self.body.get_text("")

    def links(self) -> list[str]:
        """Where the page's links lead."""
        return [str(link["href"]) for link in self.body.find_all("a", href=True)]

    def form(self, action: str | None = None) -> Tag:
        """The first form, or the one whose action ends so."""
        for form in self.body.find_all("form"):
            if action is None and form.get("action", "").endswith("type-size"):
                continue
            if action is None or str(form.get("action", "")).split("?")[0].endswith(action):
                return form
        raise AssertionError(
            f"no form for {action!r} on the page: {[f.get('action') for f in self.body.find_all('form')]}"
        )

    def has_form(self, action: str) -> bool:
        """Whether there is a form whose action ends so."""
        return any(str(f.get("action", "")).split("?")[0].endswith(action) for f in self.body.find_all("form"))


class Browser:
    """A client that checks each page, follows the house's redirects on request, and fills forms as people do."""

    def __init__(self, app: Flask, account_id: int | None = None) -> None:
        self.app = app
        self.client = app.test_client()
        self.last: Page | None = None
        if account_id is not None:
            forget()
            mark = db.session.get_one(Account, account_id).get_id()
            with self.client.session_transaction() as session:
                session["_user_id"] = mark
                session["_fresh"] = True

    def as_(self, account_id: int) -> "Browser":
        """Another phone, on which this account is signed in."""
        return Browser(self.app, account_id)

    def get(self, url: str, status: int = 200, htmx: bool = False, headers: Mapping[str, str] | None = None) -> Page:
        """Open an address and expect the status."""
        sent = dict(headers or {}) | ({"HX-Request": "true"} if htmx else {})
        return self._read(self.client.get(url, headers=sent), status, whole=not htmx)

    def post(self, url: str, status: int = 303, htmx: bool = False, **values: object) -> Page:
        """Send values with the session's CSRF token, without a form."""
        values.setdefault("csrf_token", self.token())
        sent = {"HX-Request": "true"} if htmx else {}
        return self._read(self.client.post(url, data=values, headers=sent), status, whole=not htmx)

    def submit(self, form: Tag, status: int = 303, at: str = "", **values: object) -> Page:
        """Fill a form that stands on a page and send it; fields that are not named keep what they hold."""
        data = {**filled(form), **values}
        enctype = str(form.get("enctype", "application/x-www-form-urlencoded"))
        url = str(form.get("action") or at or (self.last.response.request.path if self.last else ""))
        return self._read(self.client.post(url, data=data, content_type=enctype), status)

    def follow(self, page: Page, status: int = 200) -> Page:
        """Go where the answer leads."""
        assert page.location, "the answer leads nowhere"
        return self.get(page.location, status)

    def token(self) -> str:
        """The CSRF token of this session."""
        page = self.client.get("/me" if self._signed_in() else "/sign-in", follow_redirects=True)
        found = BeautifulSoup(page.data, "lxml").find("input", {"name": "csrf_token"})
        assert isinstance(found, Tag)
        return str(found["value"])

    def _signed_in(self) -> bool:
        with self.client.session_transaction() as session:
            return "_user_id" in session

    def _read(self, response: TestResponse, status: int, whole: bool = True) -> Page:
        forget()
        body = BeautifulSoup(response.get_data(as_text=True) if "html" in (response.content_type or "") else "", "lxml")
        page = Page(response.status_code, body, response.headers.get("Location", ""), response)
        assert response.status_code == status, f"{response.status_code} instead of {status}: {page.text[:600]}"
        if whole and "html" in (response.content_type or "") and status not in (204, 301, 302, 303, 304):
            check_page(response.get_data(as_text=True), body)
        self.last = page
        return page


def forget() -> None:
    """Let nothing of one request reach the next: the suite holds one app context, a server makes one each."""
    for name in list(g):
        g.pop(name)
    db.session.rollback()


def filled(form: Tag) -> dict[str, object]:
    """What a form would send as it stands."""
    data: dict[str, object] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or kind in ("submit", "file") or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
            continue
        data[str(name)] = _value(field)
    return data


def _value(field: Tag) -> str:
    if field.name == "textarea":
        return field.get_text().removeprefix("\n")
    if field.name == "select":
        chosen = field.find("option", selected=True) or field.find("option")
        return str(chosen.get("value", "")) if isinstance(chosen, Tag) else ""
    return str(field.get("value", "on" if field.get("type") == "checkbox" else ""))


def check_page(source: str, body: BeautifulSoup) -> None:
    """What holds on every page of the house."""
    parser = HTMLParser()
    parser.parse(source)
    faults = [(where, code) for where, code, _ in parser.errors if code not in TOLERATED]
    assert not faults, f"the page is not valid HTML: {faults[:3]}: {_around(source, faults[0][0])}"
    assert len(body.find_all("h1")) == 1, f"a page has one h1, this one has {len(body.find_all('h1'))}"
    assert body.title is not None, "a page has a title"
    assert body.title.get_text(strip=True), "the title says something"
    ids = [element["id"] for element in body.find_all(id=True)]
    doubled = {name for name in ids if ids.count(name) > 1}
    assert not doubled, f"ids stand once on a page: {doubled}"
    for field in body.find_all(["input", "textarea", "select"]):
        assert _labelled(field, body), f"every field has a label: {field}"
    for form in body.find_all("form"):
        if form.get("method", "get").lower() == "post":
            assert form.find("input", {"name": "csrf_token"}), f"a form that writes is guarded: {form.get('action')}"
    assert not body.find_all("script", src=False), "no script stands inline"
    assert not body.find_all("style"), "no style stands inline"
    for element in body.find_all(True):
        wrong = [name for name in element.attrs if name == "style" or name.startswith(("on", "hx-on"))]
        assert not wrong, f"no inline {wrong} on {element.name}"


def _around(source: str, where: tuple[int, int]) -> str:
    lines = source.splitlines()
    return " / ".join(lines[max(0, where[0] - 2) : where[0] + 1])[:400]


def _labelled(field: Tag, body: BeautifulSoup) -> bool:
    if field.get("type") in ("hidden", "submit", "button"):
        return True
    named = field.get("aria-label") or field.get("aria-labelledby") or field.find_parent("label")
    return bool(named or (field.get("id") and body.find("label", {"for": field["id"]})))
