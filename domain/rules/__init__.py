"""Whose rules apply: one TOML file a profile, read with care, silent fields filled from the next source."""

from domain.rules.model import MeetingKind, Profile, Rule, attendee_scope
from domain.rules.names import Base, Method, Office, Period, ProfileKind, Roll, Verify
from domain.rules.parts import Followup, Frequency, Threshold
from domain.rules.profiles import kinds, load_profile, rule
from domain.rules.reading import RuleFileError

__all__ = [
    "Base",
    "Followup",
    "Frequency",
    "MeetingKind",
    "Method",
    "Office",
    "Period",
    "Profile",
    "ProfileKind",
    "Roll",
    "Rule",
    "RuleFileError",
    "Threshold",
    "Verify",
    "attendee_scope",
    "kinds",
    "load_profile",
    "rule",
]
