"""Who may watch the count (监票人): whoever stands for election may not."""

from collections.abc import Iterable

from domain.words import Refusal, listed


def refuse_tellers(tellers: Iterable[str], candidates: Iterable[str], office: str = "监票人") -> None:
    """Refuse candidates among those who watch the count (基层组织选举工作条例); `office` is what those are called."""
    standing = {name.strip() for name in candidates}
    both = [name.strip() for name in tellers if name.strip() in standing]
    if both:
        raise Refusal(f"{listed(both)}是候选人，不能担任{office}，请改由不是候选人的党员担任", "tellers")
