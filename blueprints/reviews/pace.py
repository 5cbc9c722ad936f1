"""How fast objections may come in by the open link: a neighbourhood behind one address, but no machine."""

from limits import RateLimitItemPerMinute

from blueprints.shared import attempts

#: One address; a building shares one.
PER_ADDRESS = RateLimitItemPerMinute(20, 10)
#: One posting, whoever sends.
PER_POSTING = RateLimitItemPerMinute(200, 10)


def pace(address: str, review_id: int) -> None:
    """Count one form; 429 when too many came. The address is held in memory for ten minutes and written nowhere."""
    attempts.pace("objections", {f"address:{address}": PER_ADDRESS, f"posting:{review_id}": PER_POSTING})
