"""The addresses of meetings: the list, planning, notice, hall and floor."""

from flask import Blueprint

from blueprints.meetings.routes import calendar, called, floor, hall, items, notice, planning

blueprint = Blueprint("meetings", __name__)

for part in (calendar, planning, called, items, notice, hall, floor):
    part.register(blueprint)
