"""What no change may do, whoever asks: each guard looks at a change before it is carried out and raises KnownError."""

from __future__ import annotations

from collections.abc import Callable

from linkdesk.domain.change import Change
from linkdesk.guards.sealed import refuse_changing_sealed
from linkdesk.store import Store

Guard = Callable[[Store, Change], None]
GUARDS: tuple[Guard, ...] = (refuse_changing_sealed,)
