from flask import Flask

from blueprints.meetings.routes import blueprint


def install(app: Flask) -> None:
    app.register_blueprint(blueprint)
