"""The addresses of accounts: getting in, and the tree of organisations."""

from blueprints.accounts.routes import entry, organisations
from blueprints.accounts.routes.shelf import blueprint

__all__ = ["blueprint", "entry", "organisations"]
