"""How fast opinions may come in by the open link: a whole residents' meeting behind one address, but no machine."""

from limits import RateLimitItemPerMinute

from blueprints.shared import attempts

#: One address; a hall shares one.
PER_ADDRESS = RateLimitItemPerMinute(120, 10)
#: One collection, whoever sends.
PER_COLLECTION = RateLimitItemPerMinute(600, 10)


def pace(address: str, collection_id: int) -> None:
    """Count one form; 429 when too many came. The address is held in memory for ten minutes and written nowhere."""
    attempts.pace("opinions", {f"address:{address}": PER_ADDRESS, f"collection:{collection_id}": PER_COLLECTION})
