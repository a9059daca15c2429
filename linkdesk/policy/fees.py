"""Reads a fee schedule from its file."""

from __future__ import annotations

from linkdesk.domain.fee_schedule import FeeSchedule


def read_schedule(text: str, source: str) -> FeeSchedule:
    """A schedule from TOML text; KnownError names what does not fit."""
    raise NotImplementedError(source)
