"""The store: one folder for each workspace, one way to change it (apply), a journal that is the undo, files by their hash.

    with store.connect(folder, clock) as opened:
        seq = opened.apply(change, officer="王敏")
        households = opened.load(Household, project_id=project.id, order="village, group")
        change, outcomes = opened.reverse(seq)
"""

from linkdesk.store.claims import taken
from linkdesk.store.connect import connect
from linkdesk.store.files import Files
from linkdesk.store.journal import Act
from linkdesk.store.names import called, term
from linkdesk.store.outcomes import GONE, Outcome, RowOutcome
from linkdesk.store.past import CONTENT, Past
from linkdesk.store.query import Ids, ids
from linkdesk.store.restore import restore
from linkdesk.store.reverse import Reversal
from linkdesk.store.workspace import Store

__all__ = ["CONTENT", "GONE", "Act", "Files", "Ids", "Outcome", "Past", "Reversal", "RowOutcome", "Store", "called", "connect", "ids",
           "restore", "taken", "term"]
