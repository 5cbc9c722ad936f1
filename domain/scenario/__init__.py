"""Scenarios (试算): one JSON object asks, one answers; the same decisions as in a real meeting."""

from domain.scenario.evaluate import DECISIONS, evaluate, evaluate_text
from domain.scenario.reading import Impossible

__all__ = ["DECISIONS", "Impossible", "evaluate", "evaluate_text"]
