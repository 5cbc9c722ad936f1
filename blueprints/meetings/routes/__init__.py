"""The addresses of meetings: planning, notice, hall and floor."""

from flask import Blueprint

from blueprints.meetings.routes import floor, hall, items, notice, planning

blueprint = Blueprint("meetings", __name__)

for part in (planning, items, notice, hall, floor):
    part.register(blueprint)
