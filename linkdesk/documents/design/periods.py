"""The periods in which money is spent: quarters, or years where there are many, that the works of the schedule fall into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning import ScheduleTask
from linkdesk.domain.quantities import rounded

_WORKS = ("拆除", "复垦", "施工", "清运", "平整")  # words of the tasks for which the budget is spent
_QUARTERS_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Period:
    """A period with how many days of works fall into it."""

    label: str
    days: int


def periods(dossier: Dossier) -> tuple[Period, ...]:
    """The periods in order, those without a day of works left out; none while no work has both its days."""
    dated = [task for task in dossier.schedule if task.begins_on and task.ends_on and task.begins_on <= task.ends_on]
    tasks = [task for task in dated if any(word in task.name for word in _WORKS) and "设计" not in task.name] or dated
    quarters = _counted(tasks, lambda day: f"{day.year}年第{'一二三四'[(day.month - 1) // 3]}季度")
    return quarters if len(quarters) <= _QUARTERS_AT_MOST else _counted(tasks, lambda day: f"{day.year}年")


def _counted(tasks: Sequence[ScheduleTask], called: Callable[[date], str]) -> tuple[Period, ...]:
    days: dict[str, int] = {}
    for day in sorted(day for task in tasks for day in _days(task)):
        days[called(day)] = days.get(called(day), 0) + 1
    return tuple(Period(label, count) for label, count in days.items())


def _days(task: ScheduleTask) -> Iterator[date]:
    return (task.begins_on + timedelta(days=at) for at in range((task.ends_on - task.begins_on).days + 1))


def split(amount: Decimal, weights: Sequence[Decimal | int]) -> list[Decimal]:
    """An amount as shares of 0.01 by weights, which together are the amount."""
    whole, before, so_far = sum(weights), Decimal(0), Decimal(0)
    shares = []
    for weight in weights:
        so_far += weight
        upto = rounded(amount * so_far / whole, 2)
        shares.append(upto - before)
        before = upto
    return shares
