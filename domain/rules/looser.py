"""Where a rule asks for less than the Party's or the state's own rule of its kind (低于规定)."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from domain.rules.model import Rule
from domain.rules.names import Base
from domain.rules.parts import Threshold
from domain.words import listed

#: Bases of those who came; a base of all who are called asks for more.
_PRESENT = frozenset({Base.attendees_present, Base.electors_present, Base.voters_participating})


def looser(own: Rule, lawful: Iterable[Rule]) -> tuple[str, ...]:
    """A sentence for each demand of `own` that asks for less than these; where either is silent there is none."""
    return tuple(sentence for source in lawful for sentence in _against(own, source))


def _against(own: Rule, lawful: Rule) -> Iterator[str]:
    quorum, adoption = _hardest(own.quorum, own.quorum_also), _hardest(own.adoption, own.adoption_also)
    yield from _threshold("法定人数", quorum, _counterpart(quorum, lawful), lawful)
    yield from _threshold("通过比例", adoption, lawful.adoption, lawful)
    for name, words in _DAYS.items():
        yield from _days(words, getattr(own, name), getattr(lawful, name), lawful)
    yield from _secrecy(own, lawful)
    yield from _often(own, lawful)


_DAYS = {"notice_days": "提前通知", "superior_notice_days": "提前报告上级", "agenda_notice_days": "提前通报议题"}


def _hardest(first: Threshold | None, also: tuple[Threshold, ...]) -> Threshold | None:
    """Of all that must hold (从严), what asks for the most: of all who are called before of those who came."""
    asked = [each for each in (first, *also) if each is not None]
    return max(asked, key=lambda one: (one.base not in _PRESENT, _rank(one)), default=None)


def _counterpart(own: Threshold | None, lawful: Rule) -> Threshold | None:
    """What the law asks of the same body, where it asks another share of each way of taking part."""
    same = [variant for variant in lawful.quorum_variants if own and _body(variant.base) == _body(own.base)]
    return same[0] if same else lawful.quorum


def _body(base: Base) -> Base:
    return Base.resident_reps if base is Base.representatives_expected else base


def _threshold(what: str, own: Threshold | None, lawful: Threshold | None, source: Rule) -> Iterator[str]:
    if own is None or lawful is None:
        return
    if _rank(own) < _rank(lawful):
        yield f"{what}为{own.words}，低于{source.citation}的{lawful.words}。"
    elif own.base in _PRESENT and lawful.base not in _PRESENT:
        yield f"{what}以{own.base.zh}为基数，{source.citation}以{lawful.base.zh}为基数，要求低于规定。"


def _rank(threshold: Threshold) -> tuple[Fraction, bool]:
    # 超过 asks for more than 以上 of the same fraction.
    return Fraction(threshold.share.num, threshold.share.den), threshold.share.strict


def _days(what: str, own: int | None, lawful: int | None, source: Rule) -> Iterator[str]:
    if own is not None and lawful is not None and own < lawful:
        yield f"{what}{own}天，少于{source.citation}的{lawful}天。"


def _secrecy(own: Rule, lawful: Rule) -> Iterator[str]:
    if lawful.secret_required and own.secret_required is False:
        yield f"没有要求无记名投票，{lawful.citation}规定必须无记名投票。"
    others = [method.zh for method in own.methods if lawful.methods and method not in lawful.methods]
    if others:
        allowed = listed(method.zh for method in lawful.methods)
        yield f"允许{listed(others)}表决，{lawful.citation}规定的方式是{allowed}。"


def _often(own: Rule, lawful: Rule) -> Iterator[str]:
    if own.frequency is None or lawful.frequency is None:
        return
    mine, theirs = own.frequency.a_year, lawful.frequency.a_year
    if mine and mine < theirs:
        yield f"频次为{own.frequency.words}，少于{lawful.citation}的{lawful.frequency.words}。"
