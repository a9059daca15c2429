"""The columns of the quality room: every verdict in a row."""

from __future__ import annotations

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.measure_lines import MeasureLine
from linkdesk.domain.quality_verdicts import QualityStanding, Verdict, class_name_of
from linkdesk.domain.words import Severity
from linkdesk.ui.columns import Column, text_key

MARKS = {QualityStanding.FAILED: Severity.ERROR, QualityStanding.TO_JUDGE: Severity.WARNING, QualityStanding.NO_STANDARD: Severity.NOTE}


class VerdictLine:
    """A verdict as a row of a table."""

    def __init__(self, dossier: Dossier, verdict: Verdict) -> None:
        self.verdict, self.plot_id, self.code = verdict, verdict.plot.id, verdict.plot.code
        self.measurement_id = verdict.measurement.id if verdict.measurement else ""
        self.id = self.measurement_id or f"{self.plot_id}/{verdict.indicator}"
        self.land_class = class_name_of(dossier, verdict.plot)
        self.indicator, self.standing = verdict.indicator, str(verdict.standing)
        self.target = verdict.target.text if verdict.target else ""
        self.measured = verdict.measured

    @property
    def mark(self) -> tuple[Severity, str] | None:
        """The mark of its row, with why."""
        return (MARKS[self.verdict.standing], self.verdict.says) if self.verdict.standing in MARKS else None

    @property
    def sample(self) -> str:
        """Sample, laboratory and day."""
        m = self.verdict.measurement
        day = shown(fields_of(MeasureLine)["sampled_on"], m.sampled_on) if m else ""
        return " ".join(filter(None, (m.sample_number, m.laboratory, day))) if m else ""

    @property
    def how(self) -> str:
        """The verdict in words, the standard, and what to know of it."""
        note = self.verdict.target.note if self.verdict.target else ""
        return "　".join(filter(None, (self.verdict.says, self.verdict.source, note)))


def _column(name: str, heading: str, width: int) -> Column:
    return Column(name, heading, lambda line: getattr(line, name), lambda line: text_key(getattr(line, name)), width)


VERDICTS = (_column("code", "地块编号", 110), _column("land_class", "地类", 70), _column("indicator", "指标", 110), _column("target", "要求", 170),
            _column("measured", "实测", 170), _column("standing", "判定", 76), _column("sample", "样品、检测单位、日期", 220))
