"""The registers of people: full and probationary members, activists, applicants."""

from flask import Flask

from blueprints.members.routes import blueprint


def install(app: Flask) -> None:
    app.register_blueprint(blueprint)
