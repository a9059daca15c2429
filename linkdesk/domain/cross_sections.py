"""What the measures of a typical cross-section come to: its outline and layers, or in words why they cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.design import CrossSection
from linkdesk.domain.design_words import CrossSectionKind as Kind

_APART = Decimal("0.02")  # m: a typed width may differ by so much from the one that follows from height and slope
DOUBTFUL = "待核实"        # begins the note of a section whose measures nobody has confirmed
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer from the top down, in metres."""

    label: str
    thickness: Decimal


@dataclass(frozen=True, slots=True)
class Profile:
    """A section that can be drawn, in metres; `slope` is horizontal to vertical (1 : m), a soil profile has layers only."""

    top: Decimal
    bottom: Decimal
    height: Decimal
    slope: Decimal
    layers: tuple[Layer, ...] = ()


def profile(section: CrossSection) -> Profile | None:
    """The profile of a section; None while it has faults."""
    if any(True for _ in _faults(section)):
        return None
    layers = tuple(layer for layer in _layers(section) if layer.thickness)
    if section.kind is Kind.SOIL_LAYER:
        return Profile(_ZERO, _ZERO, _depth(section), _ZERO, layers)
    bottom, slope = _bottom(section), _slope(section)
    return Profile(section.top_width, bottom, section.height, slope, layers)


def faults(section: CrossSection) -> tuple[str, ...]:
    """Why a section cannot be drawn, each a sentence that says what to correct; none when it can."""
    return tuple(_faults(section))


def doubtful(section: CrossSection) -> bool:
    """Whether its measures are somebody else's, which nobody has confirmed here."""
    return section.note.startswith(DOUBTFUL)


def called(section: CrossSection) -> str:
    """What a section is called: its own name, else its kind."""
    return section.name.strip() or f"{section.kind}断面"


def _faults(section: CrossSection) -> Iterator[str]:
    if section.kind is Kind.SOIL_LAYER:
        yield from _soil_faults(section)
        return
    missing = [label for label, value in (("顶宽", section.top_width), ("高度", section.height)) if value is None]
    if section.bottom_width is None and section.side_slope is None:
        missing.append("底宽或者边坡系数")
    if missing:
        yield f"还没有填写{'、'.join(missing)}，画不出断面。请填写后再看。"
        return
    zero = [label for label, value in (("顶宽", section.top_width), ("高度", section.height)) if not value]
    if zero and not (zero == ["顶宽"] and section.kind is Kind.RIDGE):
        yield f"{'、'.join(zero)}为 0，画不出断面。请填写实际尺寸。"
        return
    yield from _shape_faults(section)
    yield from _layer_faults(section)


def _shape_faults(section: CrossSection) -> Iterator[str]:
    bottom = _bottom(section)
    if section.kind is Kind.DITCH:
        if bottom < 0:
            yield f"按沟深和边坡系数，两侧边坡在沟底以上就相交了（底宽为 {bottom:f} m）。请减小沟深、边坡系数或者加大顶宽。"
        elif bottom > section.top_width:
            yield "沟底比沟口宽，不能施工。请核对顶宽和底宽是否填反。"
    elif bottom < section.top_width:
        yield f"底宽小于顶宽，{section.kind}上大下小，立不住。请核对顶宽和底宽是否填反。"
    if section.bottom_width is not None and section.side_slope is not None:
        follows = _follows(section)
        if follows >= 0 and abs(section.bottom_width - follows) > _APART:
            yield (f"底宽填的是 {section.bottom_width.normalize():f} m，按顶宽、高度和边坡系数应为 {follows.normalize():f} m，"
                   "两者对不上。请改正其中一项，或者只填一项。")


def _layer_faults(section: CrossSection) -> Iterator[str]:
    if section.kind is Kind.ROAD and sum(map(_thickness, _layers(section)), _ZERO) > section.height:
        yield "面层和垫层的厚度之和大于路基高度，画不出断面。请核对三项尺寸。"
    if section.kind is Kind.DITCH and (section.lining or _ZERO) * 2 >= section.top_width * 4:
        yield "衬砌厚度超过沟口宽度，不合常理，没有绘制。请核对单位是否为米。"


def _soil_faults(section: CrossSection) -> Iterator[str]:
    if section.height is None and section.surface is None:
        yield "还没有填写土层总厚（高度）或者耕作层厚度（面层厚度），画不出断面。请填写后再看。"
    elif not _depth(section):
        yield "土层厚度为 0，画不出断面。请填写实际尺寸。"
    elif (section.surface or _ZERO) + (section.foundation or _ZERO) > _depth(section):
        yield "耕作层和心土层的厚度之和大于土层总厚，画不出断面。请核对三项尺寸。"


def _thickness(layer: Layer) -> Decimal:
    return layer.thickness


def _depth(section: CrossSection) -> Decimal:
    if section.height is not None:
        return section.height
    return (section.surface or _ZERO) + (section.foundation or _ZERO)


def _layers(section: CrossSection) -> tuple[Layer, ...]:
    surface, below = section.surface or _ZERO, section.foundation or _ZERO
    if section.kind is Kind.ROAD:
        return Layer("面层", surface), Layer("垫层", below)
    if section.kind is Kind.DITCH:
        return Layer("衬砌", section.lining or _ZERO), Layer("垫层", below)
    if section.kind is not Kind.SOIL_LAYER:
        return ()
    rest = _depth(section) - surface - below
    return Layer("耕作层", surface), Layer("心土层", below), Layer("底土层" if below else "心土层" if surface else "土层", rest)


def _follows(section: CrossSection) -> Decimal:
    """The bottom width that follows from top width, height and slope: a ditch becomes narrower, a bank wider."""
    sign = -2 if section.kind is Kind.DITCH else 2
    return section.top_width + sign * section.side_slope * section.height


def _bottom(section: CrossSection) -> Decimal:
    return section.bottom_width if section.bottom_width is not None else _follows(section)


def _slope(section: CrossSection) -> Decimal:
    if section.side_slope is not None:
        return section.side_slope
    return abs(_bottom(section) - section.top_width) / 2 / section.height
