"""The box of a published vote: its ballots, its root, its receipts, and how many came which way."""

from ballots.bundle import Broken, Published
from ballots.formats import receipt_number
from ballots.formats import root as root_of


def sealed_by(published: Published) -> str:
    """A sealed box has a lock that some of its codes opened, a detached one none."""
    lock = published.lock
    if (published.level == "sealed") != (lock is not None):
        raise Broken("票箱的保密方式与是否有开箱码不一致。")
    if lock is None:
        return "票箱没有加密，没有开箱码"
    if not 1 <= lock.needed <= lock.total:
        raise Broken(f"开箱码共{lock.total}个，却需要{lock.needed}个，不可能。")
    return f"票箱加密，开箱码共{lock.total}个，{lock.needed}个可以开箱"


def root(published: Published) -> str:
    """The ballots whose digests are listed are those that the close committed to."""
    digests = published.digests
    if len(set(digests)) != len(digests):
        raise Broken("票箱中有两张票的校验码相同，票被重复计入。")
    if len(digests) != published.box_count:
        raise Broken(f"校验码有{len(digests)}个，封存的票数是{published.box_count}张，不一致。")
    if root_of(bytes.fromhex(digest) for digest in digests) != published.box_root:
        raise Broken("由校验码重新算出的封存码与公布的不一致，票箱中的票被换过。")
    return f"由{len(digests)}张票的校验码重新算出的封存码与公布的一致"


def receipts(published: Published) -> str:
    """Each ballot has the receipt number that follows from it, and no two the same."""
    numbers = sorted(receipt_number(bytes.fromhex(digest)) for digest in published.digests)
    if list(published.receipts) != numbers:
        raise Broken("公布的回执号与票箱中的票不一致，有的被改动、删去或者添加过。")
    if len(set(numbers)) != len(numbers):
        raise Broken("有两张票的回执号相同。")
    return f"{len(numbers)}个回执号都由票箱中的票算出，没有重复"


def ways(published: Published) -> str:
    """I1: whoever voted by phone or booth and whoever returned a paper has one ballot in the box."""
    counts = published.counts
    parts = f"手机{counts.phone}张、投票间{counts.booth}张、收回纸质票{counts.paper_returned}张"
    if counts.cast != published.box_count:
        raise Broken(f"{parts}，合计{counts.cast}张，票箱中有{published.box_count}张，不一致。")
    return f"{parts}，合计{counts.cast}张，等于票箱中的票数"


def roll(published: Published) -> str:
    """I2 and I4: no more papers came back than were given out, no more votes were used than the roll has.

    An election with a surplus can be published: it is void, and the verdict has to say so.
    """
    counts, case = published.counts, published.case
    surplus = counts.paper_returned > counts.paper_issued
    if surplus and not case.paper.elects:
        raise Broken(f"收回纸质票{counts.paper_returned}张，多于发出的{counts.paper_issued}张。")
    if counts.used > counts.voters:
        raise Broken(f"名单上有{counts.voters}人，却用去{counts.used}人的投票权。")
    if counts.voters != case.figures.present_entitled - case.recused:
        raise Broken(f"名单上的{counts.voters}人，不等于实到有表决权的人数减去回避人数。")
    if counts.used != case.issued:
        raise Broken(f"计算结果时发出的票是{case.issued}张，各种方式合计是{counts.used}张，不一致。")
    end = "收回多于发出，结果只能是无效" if surplus else "一人一票"
    return f"名单上{counts.voters}人，发出{counts.used}张（含手机、投票间），收回{counts.cast}张，{end}"
