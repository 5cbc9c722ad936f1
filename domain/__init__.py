"""The law of the meeting: pure values and decisions; time and numbers are passed in."""
