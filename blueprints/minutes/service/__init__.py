"""What is done with minutes; one verb, one transaction, one journal line."""

from blueprints.minutes.service.confirming import confirm, correct
from blueprints.minutes.service.told import (
    SpeechDraft,
    TaskDraft,
    add_follow_up,
    add_speech,
    drop_follow_up,
    drop_speech,
    edit_follow_up,
    edit_speech,
    give_reason,
    leave_decided,
)
from blueprints.minutes.service.writing import draft, write_section

__all__ = [
    "SpeechDraft",
    "TaskDraft",
    "add_follow_up",
    "add_speech",
    "confirm",
    "correct",
    "draft",
    "drop_follow_up",
    "drop_speech",
    "edit_follow_up",
    "edit_speech",
    "give_reason",
    "leave_decided",
    "write_section",
]
