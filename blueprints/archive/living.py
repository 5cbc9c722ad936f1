"""What a life meeting brings into a package: what was prepared for it and what became of it, as prints and files.

Talks 谈心谈话 stay out: they are for the two and the secretary.
"""

from collections.abc import Iterator

from blueprints.consultation import prints as opinions
from blueprints.consultation import queries as consultation
from blueprints.documents.kinds.kind import safe_name
from blueprints.documents.press import print_pdf
from blueprints.life import prints, queries
from blueprints.life.models import Life, Outline, Review
from blueprints.meetings.models import Meeting
from blueprints.members import queries as members
from blueprints.shared import clock
from blueprints.shared.scans import media_type

#: How a file's name ends, by what it is; its own name is a stranger's.
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def files_of(meeting: Meeting) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file; nothing for another meeting."""
    collection, held = consultation.of_meeting(meeting.id), queries.of_meeting(meeting.id)
    if collection and collection.state == "released":
        page = opinions.whole_page(collection, clock.now())
        yield "征求意见汇总表.pdf", print_pdf("opinion_summary", page)
    if held:
        yield from _prepared(held)
        yield from _followed(held)


def _prepared(held: Life) -> Iterator[tuple[str, bytes]]:
    for place, one in enumerate(queries.outline_newest(held.id).values(), 1):
        if one.state == Review.PASSED:
            yield from _outline(one, place)


def _outline(one: Outline, place: int) -> Iterator[tuple[str, bytes]]:
    # Numbered, since namesakes are.
    name = f"发言提纲-{place}-{members.member(one.member_id).name}" if one.member_id else "班子对照检查材料"
    if one.text:
        yield safe_name(name), print_pdf("self_check", prints.self_check_page(one, clock.now()))
    if one.content:
        yield safe_name(name, "附件"), one.content


def _followed(held: Life) -> Iterator[tuple[str, bytes]]:
    if held.problems:
        yield "问题整改清单.pdf", print_pdf("rectification", prints.rectification_page(held, clock.now()))
    for place, one in enumerate(held.problems, 1):
        for step in one.progress:
            if step.content:
                yield f"佐证-第{place}项-{step.id}.{_ENDINGS.get(media_type(step.content) or '', 'bin')}", step.content
