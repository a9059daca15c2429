"""Who of the sample township goes another way than the others, and the rates they are paid by."""

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.words import AgreementKind

DEMOLISH, RECLAIM = AgreementKind.DEMOLISH, AgreementKind.RECLAIM
SELF, OTHER_WAY, LATE, RECLAIMING = 10_000, 8_000, 5_000, 5_000  # 元/人: two of the pack, two the county put beside them
WELL, SCHOOL, YARD = Decimal("1500.50"), Decimal("12345.67"), Decimal("890.01")


@dataclass
class Cast:
    """Who goes another way than the others, by household id; `all` are those who may have agreements, in their order."""

    all: list[str]
    groups: dict[tuple[str, str], list[str]]
    school: str
    heir: str  # of a family

    def of(self, village, group):
        return self.groups[village, group]

    @property
    def scanned(self):
        return [*self.of("后圪垛村", "四组")[:5], *self.of("上沟村", "二组")[:3]]

    @property
    def reprinted(self):
        return self.of("后圪垛村", "四组")[2]

    @property
    def with_well(self):
        return self.of("上沟村", "一组")[1]

    @property
    def withdrawn(self):
        return self.of("上沟村", "一组")[0]

    @property
    def longer(self):
        """Who has got more time by a supplement, and needs it."""
        return self.of("上沟村", "三组")[0]

    @property
    def late(self):
        return self.of("柳树塬村", "一组")[:5]

    @property
    def organised(self):
        return self.of("柳树塬村", "二组")

    @property
    def bank_fails(self):
        return self.of("柳树塬村", "三组")[0]

    @property
    def unsigned(self):
        return self.of("柳树塬村", "四组")[0]

    @property
    def complains(self):
        return self.of("柳树塬村", "四组")[1]

    @property
    def signing(self):
        return [i for i in (*self.all, self.school) if i != self.unsigned]

    @property
    def working(self):
        return [i for i in self.signing if i != self.withdrawn]
