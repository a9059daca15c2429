"""What a computed figure is: a value with its name, its formula in words and its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.quantities import printed


@dataclass(frozen=True, slots=True)
class Figure:
    """One computed figure; `value` None means that an input is missing (then `missing` says which, in Chinese).

    `value` is already the printed leaf or the sum of printed leaves: it prints the same everywhere.
    """

    name: str
    label: str
    value: Decimal | None
    unit: str = ""
    decimals: int = 0
    formula: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    missing: str = ""

    @property
    def text(self) -> str:
        """The figure as printed, without unit; a missing one prints as a named gap."""
        return f"［待补：{self.missing or self.label}］" if self.value is None else printed(self.value, self.decimals)
