"""Every computed figure by its one name: label, unit, decimals and a pure function of the dossier.

Leaf figures (a plot, a household, an amount) are rounded half up once; every total is the sum of its printed leaves.
A new figure goes into the module of what it is about, as a function under `@named`.
"""

from linkdesk.domain.figures import households, land, rewards, settlement  # each registers its figures
from linkdesk.domain.figures.households import listed
from linkdesk.domain.figures.land import in_mu, plot_area
from linkdesk.domain.figures.register import Computed, figure, named, names

__all__ = ["Computed", "figure", "households", "in_mu", "land", "listed", "named", "names", "plot_area", "rewards", "settlement"]
