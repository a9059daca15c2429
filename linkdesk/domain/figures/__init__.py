"""Every computed figure by its one name: label, unit, decimals and a pure function of the dossier.

Leaf figures (a plot, a household, an amount) are rounded half up once; every total is the sum of its
printed leaves. A new figure goes into the module of what it is about, as a function under `@named`.
"""

from linkdesk.domain.figure import Figure

# Each of these registers its figures when it is imported.
from linkdesk.domain.figures import (
           acceptance,
           advance,
           carrying,
           comparison,
           cost,
           coverage,
           design_cost,
           earth,
           households,
           land,
           priority,
           rewards,
           settled_surplus,
           settlement,
           special_plan,
           structure,
           surplus,
           trade,
)
from linkdesk.domain.figures.households import by_village, listed, village_of, villages_concerned
from linkdesk.domain.figures.land import as_mu, in_mu, plot_area
from linkdesk.domain.figures.register import Computed, Measure, figure, measure, named, names
from linkdesk.domain.figures.rewards import AGREEMENT_VALUES, REWARD_RATES, reward_rate, standing

__all__ = ["AGREEMENT_VALUES", "REWARD_RATES", "Computed", "Figure", "Measure", "acceptance", "advance", "as_mu", "by_village", "carrying",
           "comparison", "cost", "coverage", "design_cost", "earth", "figure", "households", "in_mu", "land", "listed", "measure",
           "named", "names", "plot_area", "priority", "reward_rate", "rewards", "settled_surplus", "settlement", "special_plan", "standing",
           "structure", "surplus", "trade", "village_of", "villages_concerned"]
