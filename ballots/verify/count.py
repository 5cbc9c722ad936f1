"""The count of a published vote: made again from the opened lists, and decided again by the published rule."""

from collections import Counter

from ballots.bundle import INVALID, Broken, Published, same
from domain.grade import Grade
from domain.paper import LONGEST_NAME, Tally, plain_name, renamed, tallied
from domain.settled import Verdict, decide, on_paper
from domain.words import Refusal


def lines(published: Published) -> str:
    """I1 and I3: each line of the paper has one mark of every ballot, and the same ballots are void in all of them."""
    *marks, _ = published.opened
    if len(marks) != len(published.case.paper.lines):
        raise Broken(f"票面有{len(published.case.paper.lines)}项，开出的是{len(marks)}项，不一致。")
    for number, line in enumerate(marks, 1):
        if len(line) != published.box_count:
            raise Broken(f"第{number}项开出{len(line)}张，票箱中有{published.box_count}张，不一致。")
    if len({line.count(INVALID) for line in marks}) > 1:
        raise Broken("各项开出的无效票张数不同。")
    _refuse_best(published)
    return f"票面共{len(marks)}项，每项都开出{published.box_count}张"


def _refuse_best(published: Published) -> None:
    """Where a ballot with too many best grades is void, those that count cannot hold more than they may together."""
    limit, marks = published.case.paper.best_limit, published.opened[:-1]
    best = sum(line.count(Grade.FIRST) for line in marks)
    if limit is not None and best > limit * (published.box_count - marks[0].count(INVALID)):
        raise Broken(f"开出的“{published.case.paper.grades[0]}”{best}票，多于有效票可以评的票数。")


def written(published: Published) -> str:
    """Names stand only where the paper lets them, and no more of them than ballots of this paper can hold."""
    names = [plain_name(name) for name in published.opened[-1]]
    paper, counted = published.case.paper, counted_again(published)
    if names and not paper.write_ins:
        raise Broken("票面不能另选他人，却开出了另选的姓名。")
    known = {plain_name(line) for line in paper.lines}
    if any(not name or len(name) > LONGEST_NAME or name in known for name in names):
        raise Broken("另选的姓名中有空白的、过长的，或者已经是候选人的。")
    if any(number > counted.valid for _, number in counted.written):
        raise Broken("有人被另选的票数多于有效票数。")
    _refuse_too_many(published, len(names), counted)
    return f"另选他人共{len(names)}票，没有超过不赞成的票数和应选名额" if names else "没有另选他人"


def _refuse_too_many(published: Published, names: int, counted: Tally) -> None:
    if names > sum(votes.against for votes in counted.lines):
        raise Broken("另选的人次多于不赞成的票数。")
    chosen = names + sum(votes.in_favour for votes in counted.lines)
    if chosen > published.case.paper.most * counted.valid:
        raise Broken("赞成和另选的人次合计，多于有效票可以选的人次。")


def counted_again(published: Published) -> Tally:
    """The tally that the opened lists give."""
    *marks, names = published.opened
    invalid = marks[0].count(INVALID)
    return tallied(published.case.paper, marks, Counter(map(plain_name, names)), len(marks[0]) - invalid, invalid)


def recount(published: Published) -> str:
    """The published tally is that of the opened lists."""
    counted = counted_again(published)
    if not same(counted.to_json(), published.tally):
        raise Broken("由开出的票重新计算的票数与公布的票数不一致。")
    return f"重新计票与公布的一致：有效票{counted.valid}张，无效票{counted.invalid}张，合计{counted.total}张"


def names_read(published: Published) -> str:
    """The tellers read only names that were written."""
    known = {name for name, _ in counted_again(published).written}
    if any(name not in known or not isinstance(meant, str) for name, meant in published.names_read.items()):
        raise Broken("认定的另选姓名中，有的并没有人写过。")
    return (
        f"认定另选他人的姓名{len(published.names_read)}处，都是票上写过的"
        if published.names_read
        else "没有改动另选的姓名"
    )


def verdict(published: Published) -> str:
    """The published rule, roll and recount give the published verdict; a rehearsal needs none."""
    if published.verdict is None:
        if published.rehearsal:
            return "这是试投，不产生结果"
        raise Broken("文件中没有表决结果。")
    decided = _decided(published)
    if not same(decided.to_json(), published.verdict):
        raise Broken("按公布的规则和票数重新得出的结果，与公布的结果不一致。")
    return f"按公布的规则重新得出的结果与宣布的一致：{decided.sentence}"


def _decided(published: Published) -> Verdict:
    try:
        return on_paper(decide(published.case, renamed(counted_again(published), published.names_read)))
    except Refusal as error:
        raise Broken(f"按公布的数字不能得出结果：{error.sentence.rstrip('。')}。") from None
    except ValueError:
        raise Broken("按公布的数字不能得出结果。") from None
