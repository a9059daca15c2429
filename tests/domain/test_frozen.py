from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.errors import KnownError
from linkdesk.domain.frozen import dossier_from_json, dossier_json
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.subsidies import Subsidy
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import AgreementKind, Certainty, HouseStructure, PlotUse, RelocationType, Severity

FULL = Dossier(
    Project("某项目区", packs=("A", "LD"), surplus_trade=False, applied_on=date(2018, 3, 5), reserve_area=Decimal("0.5000")),
    date(2018, 7, 2),
    plots=(Plot("p", "CJ-1", use=PlotUse.SETTLEMENT, plane_area=Decimal("10.0100")),),
    households=(Household(head_name="䶮𬱖", house_structure=HouseStructure.EARTH_CAVE, willing=False,
                          as_typed=(("homestead_area", "0.3亩"),)), Household()),
    problems=(Problem(severity=Severity.WARNING, settled_at=datetime(2018, 7, 1, 8, 30)),),
    subsidies=(Subsidy("s", AgreementKind.RESETTLE, "某补助", "x", True, (RelocationType.POVERTY, RelocationType.IDLE)),),
    rates=(Rate("x", "某标准", Decimal("10000"), "", "元/人", Certainty.UNVERIFIED, "A", "A §三(四)", "某文"),), pair=("a", "b"))


def test_a_dossier_comes_back_as_it_was():
    again = dossier_from_json(dossier_json(FULL))
    assert again == FULL
    assert isinstance(again.households[0].house_structure, HouseStructure)
    assert again.plots[0].plane_area.as_tuple() == Decimal("10.0100").as_tuple()
    assert dossier_json(again) == dossier_json(FULL)


def test_every_difference_shows():
    assert dossier_json(replace(FULL, on=date(2018, 7, 3))) != dossier_json(FULL)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"version":99,"dossier":{}}', '{"version":1,"dossier":{"is":"os"}}',
                                  dossier_json(FULL)[:-9]])
def test_what_is_no_dossier_is_refused_in_a_sentence(text):
    with pytest.raises(KnownError, match="存档读不出来"):
        dossier_from_json(text)
