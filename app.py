"""The composition root: `create_app` puts everything together, `main` is the `yishi` command line."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import click
from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from blueprints.shared import attempts, errors, htmx, words
from blueprints.shared import db as database
from blueprints.shared.server import settings_or_exit
from blueprints.shared.settings import Settings
from blueprints.shared.squeeze import squeeze

HERE = Path(__file__).parent

#: The features, bottom first; each brings a `blueprint` and an `install(app)`.
FEATURES = (
    "accounts",
    "proof",
    "members",
    "rules",
    "meetings",
    "polls",
    "elections",
    "minutes",
    "documents",
    "papers",
    "consultation",
    "life",
    "reviews",
    "archive",
    "exchange",
    "live",
    "rehearsal",
)


class Number(IntegerConverter):
    """A number in an address, as far as databases count; a larger one is no address at all."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**31 - 1)


def create_app(settings: Settings | None = None) -> Flask:
    """A ready app for these settings, else for those of the environment; the database must be migrated."""
    settings = settings or Settings.from_env()
    app = Flask("yishi", root_path=str(HERE), static_folder="static", template_folder="templates")
    _configure(app, settings)
    _extend(app)
    app.url_map.converters["int"] = Number
    for feature in FEATURES:
        import_module(f"blueprints.{feature}").install(app)
    errors.install(app)
    app.after_request(squeeze)
    app.after_request(lambda response: htmx.headers(response, settings.secure))
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.extensions["settings"] = settings
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        # A database error in the log must not carry names and numbers.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        MAX_CONTENT_LENGTH=settings.upload_mb * 1024 * 1024,
        # A page of the console stays open for the whole meeting: its forms must not expire under the secretary.
        WTF_CSRF_TIME_LIMIT=None,
        # WTForms' own sentences come in Chinese (Form.Meta.locales), which Flask-WTF would keep from it without Babel.
        WTF_I18N_ENABLED=False,
        SESSION_COOKIE_NAME="yishi",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        PERMANENT_SESSION_LIFETIME=timedelta(days=90),
        SESSION_REFRESH_EACH_REQUEST=False,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=1),
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies, settings.proxies)  # type: ignore[method-assign]


def _extend(app: Flask) -> None:
    database.db.init_app(app)
    with app.app_context():
        database.listen(database.db.engine)
    Migrate(app, database.db, directory=str(HERE / "migrations"), render_as_batch=True)
    CSRFProtect(app)
    Htmx(app)
    attempts.install(app)
    words.install(app)


@click.group()
@click.pass_context
def main(context: click.Context) -> None:
    """Yishi 议事: meetings of a community Party organisation, from the notice to the signed minutes."""
    context.obj = lambda settings=None: create_app(settings or settings_or_exit())


for _feature in ("shared", "accounts", "members", "rules", "documents", "archive", "rehearsal"):
    import_module(f"blueprints.{_feature}.commands").install(main)

if __name__ == "__main__":
    main()
