"""Entering what happened: what each kind of entry needs, whether it can be entered, what it leads to, and what it costs."""

from linkdesk.domain.recording.entry import ENTERED, Entry, Needs, lacking, needs
from linkdesk.domain.recording.judging import Judged, judged, refuse_correction

__all__ = ["ENTERED", "Entry", "Judged", "Needs", "judged", "lacking", "needs", "refuse_correction"]
