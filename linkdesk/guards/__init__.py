"""What no change may do, whoever asks: each guard looks at a change before it is carried out and raises KnownError."""

from __future__ import annotations

from collections.abc import Callable

from linkdesk.domain.change import Change
from linkdesk.guards.acceptances import refuse_wrong_acceptances
from linkdesk.guards.archive import refuse_archive_gaps
from linkdesk.guards.book_years import refuse_wrong_closings
from linkdesk.guards.borne_numbers import refuse_numbers_of_matters
from linkdesk.guards.chain_facts import refuse_switching_chains
from linkdesk.guards.clock import refuse_clock_set_back
from linkdesk.guards.events import refuse_unfit_entries
from linkdesk.guards.land import refuse_sums_beside_their_rows
from linkdesk.guards.letters import refuse_wrong_letters
from linkdesk.guards.lying import refuse_plots_of_another_project
from linkdesk.guards.matters import refuse_wrong_matters
from linkdesk.guards.money import refuse_wrong_money
from linkdesk.guards.notices import refuse_changing_notices
from linkdesk.guards.obligations import refuse_wrong_obligations
from linkdesk.guards.once import refuse_what_there_is_once
from linkdesk.guards.payments import refuse_wrong_payments
from linkdesk.guards.plans import refuse_wrong_versions
from linkdesk.guards.quota import refuse_wrong_quota_entries
from linkdesk.guards.sanctions import refuse_wrong_sanctions
from linkdesk.guards.sealed import refuse_changing_sealed
from linkdesk.guards.secrets import refuse_changing_secrets
from linkdesk.guards.standards import refuse_other_rates_under_a_confirmation
from linkdesk.guards.standing import refuse_second_paper, refuse_taking_away, refuse_voiding_what_was_paid
from linkdesk.guards.trades import refuse_wrong_trades
from linkdesk.guards.work_payments import refuse_wrong_work_payments
from linkdesk.store import Store

Guard = Callable[[Store, Change], None]
GUARDS: tuple[Guard, ...] = (
    refuse_changing_sealed, refuse_changing_notices, refuse_wrong_payments, refuse_changing_secrets, refuse_clock_set_back,
    refuse_unfit_entries, refuse_taking_away, refuse_voiding_what_was_paid, refuse_second_paper,
    refuse_other_rates_under_a_confirmation, refuse_wrong_versions, refuse_sums_beside_their_rows, refuse_plots_of_another_project,
    refuse_wrong_work_payments, refuse_wrong_acceptances, refuse_what_there_is_once, refuse_archive_gaps, refuse_wrong_matters,
    refuse_wrong_letters, refuse_wrong_obligations, refuse_wrong_sanctions, refuse_wrong_trades, refuse_numbers_of_matters, refuse_wrong_closings,
    refuse_switching_chains, refuse_wrong_money, refuse_wrong_quota_entries)
