"""The addresses of rules: who says what, what is picked, what is calculated, what is written by the organisation."""

from blueprints.rules.routes import kind, local, overview, trying
from blueprints.rules.routes.shelf import blueprint

__all__ = ["blueprint", "kind", "local", "overview", "trying"]
