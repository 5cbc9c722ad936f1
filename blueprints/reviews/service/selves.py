"""自评、述职: what everybody says of themself, from the phone or typed in from paper."""

from blueprints.reviews import queries
from blueprints.reviews.models import Reviewed
from blueprints.reviews.service.planning import open_review
from blueprints.shared.journal import Act, verb
from domain.review import Subject
from domain.words import Refusal

#: Longer than any is read aloud.
LONGEST = 5000


@verb("reviewed.written")
def write_self(act: Act, reviewed_id: int, text: str, on_paper: bool) -> Reviewed:
    """Hand in what the person says of themself, in place of what they handed in before.

    `on_paper` where somebody else typed it in from the signed paper. Refusal once the grades are fixed, without a
    word, and for who takes no part.
    """
    row = queries.reviewed(reviewed_id)
    found = open_review(row.review_id)
    zh = Subject(found.subject).self_zh
    if not row.takes_part:
        raise Refusal(f"{row.reason}。")
    if not text:
        raise Refusal(f"请填写{zh}。", "text")
    if len(text) > LONGEST:
        raise Refusal(f"{zh}有{len(text)}个字，请减到{LONGEST}个字以内。", "text")
    row.self_review, row.written_at, row.on_paper = text, act.at, on_paper
    return row
