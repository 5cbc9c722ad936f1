"""The addresses of the minutes: versions, their texts, and what else is told."""

from blueprints.minutes.routes import told, versions, writing
from blueprints.minutes.routes.build import blueprint

__all__ = ["blueprint", "told", "versions", "writing"]
