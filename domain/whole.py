"""Whole numbers as people type them: what cannot be counted is refused by a sentence that names its field."""

from domain.words import Refusal


def whole(number: object, what: str, field: str, least: int = 0) -> int:
    """`number` itself when it is a whole number from `least`; Refusal otherwise, saying `what` it is in Chinese."""
    if not isinstance(number, int) or isinstance(number, bool):
        raise Refusal(f"{what}应当是整数，请核对", field)
    if number < least:
        raise Refusal(f"{what}不能少于{least}，现在是{number}，请核对", field)
    return number
