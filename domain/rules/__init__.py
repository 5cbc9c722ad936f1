"""Whose rules apply: one TOML file a profile, read with care, silent fields filled from the next source."""

from domain.rules.conflicts import Conflict, Option, conflicts, conflicts_of
from domain.rules.gaps import Gap, gaps
from domain.rules.model import MeetingKind, Profile, Rule, attendee_scope
from domain.rules.names import Base, Duty, Family, Method, Nomination, Office, Period, ProfileKind, Roll, Verify
from domain.rules.parts import Followup, Frequency, Threshold
from domain.rules.profiles import load_profile, profiles
from domain.rules.reading import RuleFileError
from domain.rules.sources import kind_of, kinds, rule, rules_of
from domain.rules.special import Demand, ElectionTerms, GradingTerms, Urgency

__all__ = [
    "Base",
    "Conflict",
    "Demand",
    "Duty",
    "ElectionTerms",
    "Family",
    "Followup",
    "Frequency",
    "Gap",
    "GradingTerms",
    "MeetingKind",
    "Method",
    "Nomination",
    "Office",
    "Option",
    "Period",
    "Profile",
    "ProfileKind",
    "Roll",
    "Rule",
    "RuleFileError",
    "Threshold",
    "Urgency",
    "Verify",
    "attendee_scope",
    "conflicts",
    "conflicts_of",
    "gaps",
    "kind_of",
    "kinds",
    "load_profile",
    "profiles",
    "rule",
    "rules_of",
]
