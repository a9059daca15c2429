"""The wills of households counted village by village: who agrees to demolition and reclamation, who has signed all forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import by_village
from linkdesk.domain.household import Household, consents
from linkdesk.domain.quantities import HUNDRED
from linkdesk.domain.wills import is_documented


@dataclass(frozen=True, slots=True)
class VillageWills:
    """How the households of a village answered; `documented` have all three wills dated and signed."""

    village: str
    households: int
    agree: int
    against: int
    documented: int

    @property
    def id(self) -> str:
        """A line for each village: its name tells it apart."""
        return self.village

    @property
    def open(self) -> int:
        """Households that have not answered."""
        return self.households - self.agree - self.against

    @property
    def share(self) -> Decimal | None:
        """Those who agree, in % of all; None where there is nobody."""
        return Decimal(self.agree) * HUNDRED / self.households if self.households else None


def village_wills(dossier: Dossier) -> tuple[VillageWills, ...]:
    """The counts of every village with households taken in, in the order of the households."""
    return tuple(_counted(village, of) for village, of in by_village(dossier).items())


def _counted(village: str, of: Iterable[Household]) -> VillageWills:
    answers = [consents(h) for h in of]
    return VillageWills(village or "未填行政村", len(of), answers.count(True), answers.count(False), sum(map(is_documented, of)))


def whole(counts: Iterable[VillageWills]) -> VillageWills:
    """All villages together."""
    every = tuple(counts)
    return VillageWills("合计", *(sum(getattr(c, name) for c in every) for name in ("households", "agree", "against", "documented")))
