"""What the suite makes once and copies for each test: empty tables, a community, compiled addresses and templates."""

import atexit
import shutil
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Dialect, Engine
from werkzeug.routing import Rule

from blueprints.shared.db import db
from tests import postgres
from tests.make import Community, community

_code: dict[str, bytes] = {}
_rules: dict[tuple[Any, ...], Rule] = {}
_compiled = Rule.compile


class Kept(BytecodeCache):
    """Templates compiled by this process: each test has its own app, and they all have the same templates."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take it from the last app, if it had it."""
        if bucket.key in _code:
            bucket.bytecode_from_string(_code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Leave it for the next app."""
        _code[bucket.key] = bucket.bytecode_to_string()


def _compile(rule: Rule) -> None:
    """Werkzeug's own compiling of an address, done once for all apps that have it: nothing of an app is in it."""
    key = (rule.rule, repr(rule.defaults), rule.is_leaf)
    if key not in _rules:
        _compiled(rule)
        _rules[key] = rule
    else:
        _take_over(rule, _rules[key])


def _take_over(rule: Rule, like: Rule) -> None:
    rule._parts, rule._trace, rule._converters = like._parts, like._trace, like._converters
    rule.arguments = set(like.arguments)
    rule._build = like._build.__func__.__get__(rule, None)
    rule._build_unknown = like._build_unknown.__func__.__get__(rule, None)


def share_what_is_compiled() -> None:
    """From here on apps of this process share compiled addresses; half the time of making one went there."""
    Rule.compile = _compile  # type: ignore[method-assign]


#: By the kind of database the dialect of the first app's engine, and the statements that were compiled for it.
_dialects: dict[str, tuple[Dialect, Any]] = {}


def share_statements(engine: Engine) -> None:
    """Let this app's engine use what was compiled for those before it; only the address of the database differs."""
    dialect, compiled = _dialects.setdefault(engine.dialect.name, (engine.dialect, engine._compiled_cache))
    engine.dialect = engine.pool._dialect = dialect
    engine._compiled_cache = compiled


#: By database and by whether there is a community: what was kept of the first app that was filled that way.
_kept: dict[tuple[str, bool], "Filled"] = {}


@dataclass(frozen=True)
class Filled:
    """A database that is only copied: a file, or the name of a database on the tests' server; and who lives in it."""

    place: str
    house: Community | None


def kept(kind: str, lived_in: bool) -> Filled | None:
    """What was kept of such a database; None until `keep` has been called for one."""
    return _kept.get((kind, lived_in))


def fill(app: Flask, kind: str, lived_in: bool) -> Community | None:
    """Within an app whose database is new: its tables, and on request a community, whose numbers are the answer."""
    found = kept(kind, lived_in)
    if found is None:
        db.create_all()
        house = community() if lived_in else None
        _keep(kind, lived_in, house)
        return house
    if kind == "sqlite":
        shutil.copyfile(found.place, _file())
    return deepcopy(found.house)


def _file() -> str:
    return str(db.engine.url.database)


def _keep(kind: str, lived_in: bool, house: Community | None) -> None:
    db.session.remove()
    db.engine.dispose()
    if kind == "sqlite":
        place = str(_folder() / f"{lived_in}.db")
        shutil.copyfile(_file(), place)
    else:
        place = postgres.copy_of(str(db.engine.url.database))
    _kept[kind, lived_in] = Filled(place, deepcopy(house))


@cache
def _folder() -> Path:
    folder = Path(mkdtemp(prefix="yishi-ready-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
