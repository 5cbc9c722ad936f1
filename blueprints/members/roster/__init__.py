"""党员名册 as files: read one with all that is wrong about it, write template and export. No database."""

import os

# A stranger's workbook is read by Python's own parser; lxml, which Word files bring along, would take its place.
os.environ.setdefault("OPENPYXL_LXML", "False")


from .cells import OFFICES
from .kinds import REFUSING, WARNING
from .preview import Fault, Ignored, KnownMember, NotARoster, Preview, RosterValues, Row
from .reader import read_roster
from .template import write_roster, write_template
from .whole import group_key

__all__ = [
    "OFFICES",
    "REFUSING",
    "WARNING",
    "Fault",
    "Ignored",
    "KnownMember",
    "NotARoster",
    "Preview",
    "RosterValues",
    "Row",
    "group_key",
    "read_roster",
    "write_roster",
    "write_template",
]
