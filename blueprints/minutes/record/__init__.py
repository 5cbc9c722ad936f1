"""The record of a meeting: its one shape, how it is gathered, and how it is read again."""

from blueprints.minutes.record.facts import faults
from blueprints.minutes.record.gather import gather, seed, text_of
from blueprints.minutes.record.shape import SCHEMA, Edition, Record
from blueprints.shared.plain import plain, read

__all__ = ["SCHEMA", "Edition", "Record", "faults", "gather", "plain", "read", "seed", "text_of"]
