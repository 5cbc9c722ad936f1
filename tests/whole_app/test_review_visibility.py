"""Who sees which words of a review, over every address and print: held to docs/reviews.md, cell by cell."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from blueprints.documents import routes as documents
from blueprints.documents.press import render_html
from blueprints.reviews.models import Objection, Review, Reviewed
from blueprints.shared.db import db, writing
from tests.whole_app.test_visibility import COLUMNS
from tests.whole_app.world import PARAMETER, Phone, World, names

DOC = Path(__file__).parents[2] / "docs" / "reviews.md"

#: The document's rows → what tests/features/reviews/make_review.py wrote there and nowhere else.
WORDS = {
    "本人的自评": "欧阳明的自评",
    "本人的评定意见": "欧阳明：合格",
    "评为不合格的人": "陈桂兰：不合格",
    "异议": "这项异议还没有处理",
}

#: The document's states → what the review's row says then.
STATES: dict[str, dict[str, str]] = {
    "会议进行中": {"fixed_on": "", "posted_on": "", "posted_until": ""},
    "公示期间": {"fixed_on": "2026-11-29", "posted_on": "2026-11-29", "posted_until": "2999-12-31"},
    "公示期满": {"fixed_on": "2020-11-29", "posted_on": "2020-11-29", "posted_until": "2020-12-31"},
}


def tables() -> dict[str, dict[str, dict[str, bool]]]:
    """The document's tables by their headline: row → column → whether there is a dot."""
    found: dict[str, dict[str, dict[str, bool]]] = {}
    for part in DOC.read_text(encoding="utf-8").split("\n### ")[1:]:
        head, *lines = part.splitlines()
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
        found[head] = {
            row[0]: dict(zip(rows[0][1:], (cell == "●" for cell in row[1:]), strict=True)) for row in rows[2:]
        }
    return found


@pytest.fixture
def printed_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prints come as the page that would be laid out: their words are what matters here."""

    def words(kind: str, page: object, **_more: object) -> bytes:
        return render_html(kind, page).encode()  # type: ignore[arg-type]

    monkeypatch.setattr(documents, "print_pdf", words)


def everything(world: World, phone: Phone) -> Iterator[str]:
    """The text of every address there is, with the things of the review; its people one by one."""
    held = world.things["review"]
    with world.app.app_context():
        people = list(db.session.scalars(db.select(Reviewed.id)))
    for method, rule in names(world.app):
        parameters = PARAMETER.findall(rule)
        if method == "GET" and all(name in held for name in parameters) and "zip" not in rule:
            for number in people if "reviewed_id" in parameters else [0]:
                filled = {**held, "reviewed_id": number}
                answer = phone.get(PARAMETER.sub(lambda match, of=filled: str(of[match[1]]), rule))  # type: ignore[misc]
                if answer.status_code == 200:
                    source = answer.data.decode("utf-8", "replace")
                    # What stands in a field is an attribute.
                    yield source + re.sub(r"<[^>]+>", "", source)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("state", STATES)
def test_words_reach_whom_the_document_says_and_nobody_else(
    world: World, printed_as_text: None, state: str, column: str
) -> None:
    with world.app.app_context(), writing():
        db.session.execute(update(Review).values(**STATES[state]))
        settled = {"handling": "已核实", "settled_on": "2020-12-01"} if state == "公示期满" else {"settled_on": ""}
        db.session.execute(update(Objection).values(**settled))
    wrong = []
    for person in COLUMNS[column]:
        seen = "".join(everything(world, world.client(person)))
        for row, cells in tables()[state].items():
            if (WORDS[row] in seen) != cells[column]:
                wrong.append(f"{row}: {person}{'看到了' if WORDS[row] in seen else '没有看到'}")
    world.restore()
    assert not wrong
