"""试算: numbers typed into a form, the sentence before the meeting."""

from blueprints.rules.trying.parts import Trial
from blueprints.rules.trying.trial import asks_of, trial

__all__ = ["Trial", "asks_of", "trial"]
