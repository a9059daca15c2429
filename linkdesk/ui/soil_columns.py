"""The columns of the soil room: the balance of a plot in one row, and its net new farmland."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import SoilLine, soil_balance
from linkdesk.domain.farmland_gain import FarmlandGain
from linkdesk.domain.grouping import grouped
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Severity
from linkdesk.ui.columns import Column, ordered, text_key

Mark = tuple[Severity, str]
_EARTH, _TOPSOIL, _RUBBLE = SoilMaterial.EARTH, SoilMaterial.TOPSOIL, SoilMaterial.RUBBLE


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """A plot with its lines by material; its id is the plot's."""

    id: str
    code: str
    lines: tuple[SoilLine, ...]

    def of(self, material: SoilMaterial) -> SoilLine:
        """The line of a material."""
        return next(line for line in self.lines if line.material is material)

    @property
    def mark(self) -> Mark | None:
        """What is wrong with it, else what is missing."""
        if wrong := "；".join(line.fault for line in self.lines if line.fault):
            return Severity.ERROR, wrong
        if open_ := "；".join(line.doubt or f"{line.material}待补：{line.missing}" for line in self.lines if line.doubt or line.missing):
            return Severity.WARNING, open_
        short = "、".join(f"{line.material} {printed(line.short, 2)} m³" for line in self.lines if line.short)
        return (Severity.NOTE, f"还缺{short}") if short else None

    @property
    def how(self) -> str:
        """How its volumes came about."""
        said = [volume.how for line in self.lines for volume in (line.found, line.needed) if volume.how]
        return "　".join(filter(None, (f"怎么算的：{'；'.join(said)}" if said else "", self.mark[1] if self.mark else "")))


def balance_lines(dossier: Dossier) -> list[BalanceLine]:
    """The balance plot by plot."""
    found = grouped(soil_balance(dossier).lines, lambda line: line.plot.id)
    return [BalanceLine(id_, lines[0].plot.code, tuple(lines)) for id_, lines in found.items()]


def _volume(name: str, heading: str, material: SoilMaterial, of: Callable[[SoilLine], Decimal | None]) -> Column:
    def value(line: BalanceLine) -> Decimal | None:
        return of(line.of(material))
    return Column(name, heading, lambda line: _text(value(line), 2), lambda line: ordered(value(line)), 71, True, value, 2, "m³")


def _text(value: Decimal | None, decimals: int) -> str:
    return "待补" if value is None else printed(value, decimals)


BALANCE = (
    Column("code", "地块编号", lambda line: line.code, lambda line: text_key(line.code), 84),
    _volume("cut", "挖方", _EARTH, lambda line: line.found.value), _volume("fill", "填方", _EARTH, lambda line: line.needed.value),
    _volume("earth", "土方余缺", _EARTH, lambda line: line.surplus), _volume("earth_after", "调配后", _EARTH, lambda line: line.after),
    _volume("found", "可剥表土", _TOPSOIL, lambda line: line.found.value), _volume("needed", "覆土需要", _TOPSOIL, lambda line: line.needed.value),
    _volume("topsoil", "表土余缺", _TOPSOIL, lambda line: line.surplus), _volume("topsoil_after", "调配后", _TOPSOIL, lambda line: line.after),
    _volume("rubble", "建筑垃圾", _RUBBLE, lambda line: line.found.value), _volume("rubble_left", "未清运", _RUBBLE, lambda line: line.after))


@dataclass(frozen=True, slots=True)
class GainLine:
    """The net new farmland of a plot; its id is the plot's."""

    id: str
    gain: FarmlandGain

    @property
    def remark(self) -> str:
        """What is missing or doubtful."""
        return f"待补：{self.gain.missing}" if self.gain.missing else self.gain.doubt

    @property
    def how(self) -> str:
        """How it came about."""
        said = "；".join(d.how for d in self.gain.deductions if d.how)
        return "　".join(filter(None, (f"怎么算的：{said}" if said else "", self.gain.note, self.remark)))


def _area(name: str, heading: str, of: Callable[[FarmlandGain], Decimal | None], decimals: int = 4) -> Column:
    def value(line: GainLine) -> Decimal | None:
        return of(line.gain)
    figure = value if decimals == 4 else None
    return Column(name, heading, lambda line: _text(value(line), decimals), lambda line: ordered(value(line)), 80, True, figure, decimals, "公顷")


def _taken(name: str, heading: str, at: int) -> Column:
    return _area(name, heading, lambda gain: gain.deductions[at].area)


GAINS = (
    Column("code", "地块编号", lambda line: line.gain.plot.code, lambda line: text_key(line.gain.plot.code), 84),
    _area("scale", "建设规模", lambda gain: gain.scale), _area("reclaimed", "复垦为耕地", lambda gain: gain.reclaimed),
    _taken("ridges", "田埂田坎", 0), _taken("roads", "道路", 1), _taken("ditches", "沟渠", 2), _area("net", "净增耕地", lambda gain: gain.net),
    _area("rate", "增耕率%", lambda gain: gain.rate, 2), _area("planned", "方案新增", lambda gain: gain.planned),
    _area("difference", "差额", lambda gain: gain.difference))
