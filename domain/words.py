"""What the law says in words: the one refusal, and the small turns of phrase its sentences share."""

from collections.abc import Iterable

_DIGITS = "零一二三四五六七八九"


class Refusal(Exception):  # noqa: N818 - the house's word
    """No, because …: a Chinese sentence saying what to do, and the form field it belongs to, if any."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


def listed(names: Iterable[str]) -> str:
    """Join names as Chinese lists them, with 、 between; empty names are left out."""
    return "、".join(name for name in names if name)


def numeral(number: int) -> str:
    """Write 0 to 99 in Chinese numerals (三十一); anything else stays in digits."""
    if not 0 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    head = "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")
