"""Who sees which words of a life meeting, over every address and print: held to docs/visibility.md, cell by cell."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from blueprints.consultation.models import Collection, Subject
from blueprints.documents import routes as documents
from blueprints.documents.press import render_html
from blueprints.life.models import Outline
from blueprints.shared.db import db, writing
from tests.whole_app.world import PARAMETER, Phone, World, names

DOC = Path(__file__).parents[2] / "docs" / "visibility.md"

#: The document's columns → the people of the world that they stand for.
COLUMNS = {
    "书记": ("branch_secretary",),
    "主持人": ("chair",),
    "记录人": ("recorder",),
    "本人": ("member",),
    "其他": ("probationary",),
    "上级": ("superior",),
    "外人": ("other_secretary", "outsider", "stranger", "nobody"),
}

#: The document's rows → what tests/features/life/make_life.py wrote there and nowhere else.
WORDS = {
    "对班子的意见": "第0条意见",
    "对本人的意见": "第3条意见",
    "处理意见": "转物业办理",
    "会前学习": "学习内容是党章总纲",
    "谈话内容（主持人与本人）": "联系群众少。",
    "班子对照检查材料": "班子走访不经常",
    "本人的发言提纲": "走访少。",
    "会上的自我批评": "学习不够深入",
    "会上的批评意见": "多走访。",
    "上级点评": "准备充分。",
    "整改问题": "报修答复慢",
    "整改进展": "已答复三户",
}

#: What depends on the collection's state.
OPINIONS = ("对班子的意见", "对本人的意见", "处理意见")

STATES = {"open": "征求中", "closed": "已截止", "released": "已反馈"}


def tables() -> dict[str, dict[str, dict[str, bool]]]:
    """The document's tables by their headline: row → column → whether there is a dot."""
    found: dict[str, dict[str, dict[str, bool]]] = {}
    for part in DOC.read_text(encoding="utf-8").split("\n## ")[1:]:
        head, *lines = part.splitlines()
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
        columns = rows[0][1:]
        found[head] = {row[0]: dict(zip(columns, (cell == "●" for cell in row[1:]), strict=True)) for row in rows[2:]}
    return found


def table(state: str) -> dict[str, dict[str, bool]]:
    """What must hold in that state: its own table and the one for every state."""
    found = tables()
    own = next(rows for head, rows in found.items() if STATES[state] in head)
    return own | found["Whatever the collection's state"]


@pytest.fixture
def printed_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prints come as the page that would be laid out: their words are what matters here."""

    def words(kind: str, page: object, **_more: object) -> bytes:
        return render_html(kind, page).encode()  # type: ignore[arg-type]

    monkeypatch.setattr(documents, "print_pdf", words)


#: Where opinions could show; the other addresses do not ask the collection for its state.
OF_OPINIONS = (
    "/collections",
    "/subjects",
    "/opinion-forms",
    "/lives",
    "/meetings",
    "/my-meetings",
    "/papers",
    "/outlines",
)


def everything(world: World, phone: Phone, state: str) -> Iterator[str]:
    """The text of every address there is, with the things of the life meeting."""
    held = world.things["life"]
    with world.app.app_context():
        several = {"outline_id": all_of(Outline), "subject_id": all_of(Subject)}
    for method, rule in names(world.app):
        parameters = PARAMETER.findall(rule)
        if state != "released" and not rule.startswith(OF_OPINIONS):
            continue
        if method == "GET" and all(name in held for name in parameters) and "zip" not in rule:
            varied = next((name for name in parameters if name in several), None)
            for number in several[varied] if varied else [None]:
                filled = {**held, varied: number} if varied else held
                answer = phone.get(PARAMETER.sub(lambda match, of=filled: str(of[match[1]]), rule))  # type: ignore[misc]
                if answer.status_code == 200:
                    yield re.sub(r"<[^>]+>", "", answer.data.decode("utf-8", "replace"))


def all_of(model: type[Outline] | type[Subject]) -> list[int]:
    """The numbers of all of them."""
    return list(db.session.scalars(select(model.id)))


#: Strangers meet the same wall in every state (tests/whole_app/test_access.py): once is enough for them.
CELLS = [(state, column) for state in STATES for column in COLUMNS if column != "外人" or state == "released"]


@pytest.mark.parametrize(("state", "column"), CELLS)
def test_words_reach_whom_the_document_says_and_nobody_else(
    world: World, printed_as_text: None, state: str, column: str
) -> None:
    with world.app.app_context(), writing():
        db.session.execute(update(Collection).values(state=state, scrubbed=state != "open"))
    wrong = []
    for person in COLUMNS[column]:
        seen = "".join(everything(world, world.client(person), state))
        for row, cells in table(state).items():
            if state != "released" and row not in OPINIONS:
                continue
            if (WORDS[row] in seen) != cells[column]:
                wrong.append(f"{row}: {person}{'看到了' if WORDS[row] in seen else '没有看到'}")
    world.restore()
    assert not wrong


def test_the_document_tells_of_every_kind_of_words() -> None:
    told = {row for rows in tables().values() for row in rows}
    assert told == set(WORDS)
