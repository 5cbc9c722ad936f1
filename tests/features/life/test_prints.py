"""What an outline's print makes of the lines that were typed: its own chapters, and everything else word for word."""

import pytest

from blueprints.life.prints import _parted


def whole(text: str) -> str:
    """Every word that the print has, in its order."""
    opening, problems, causes, measures = _parted(text)
    items = [words for one in problems for words in (one.title, *one.text)]
    return "".join((*opening, *items, *causes, *measures))


def test_the_usual_three_chapters_are_told_apart() -> None:
    problems_typed = "一、存在问题\n1.走访少。\n一年只走访两户。"
    text = f"前言。\n{problems_typed}\n二、原因剖析\n1.作风不实。\n三、整改措施\n（一）每周走访一户。"
    opening, problems, causes, measures = _parted(text)
    assert opening == ("前言。",)
    assert [(one.title, one.text) for one in problems] == [("走访少", ("一年只走访两户。",))]
    assert (causes, measures) == (("作风不实。",), ("每周走访一户。",))


@pytest.mark.parametrize(
    "line", ["3.5万元党费没有及时公示", "2026.5月没有开展党课", "一、二季度没有按期解决群众反映的问题，拖了两个月"]
)
def test_figures_and_sentences_stay_as_they_were_written(line: str) -> None:
    assert line in whole(f"一、存在问题\n1.学习少\n{line}")


def test_headings_of_the_writer_s_own_are_kept() -> None:
    text = "一、理论学习方面的问题\n学得少\n二、联系群众方面的问题\n走得少"
    assert "联系群众方面的问题" in whole(text)
    assert "走得少" in whole(text)
