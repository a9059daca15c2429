"""What there can be only once stays once: entered by two programs, or entered again and an old removal taken back days later."""

from contextlib import closing

import pytest
from PIL import Image

from linkdesk.actions import annexes, base_maps, history, land_uses, plans
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError, Stale
from linkdesk.domain.planning import PlanAnnex
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import BaseMap, LandUse, Plot
from linkdesk.domain.project import PlanSection
from tests.actions.desks import NOON


def picture(folder):
    path = folder / "底图.png"
    if not path.exists():
        Image.new("RGB", (40, 30), "green").save(path)
        path.with_suffix(".pgw").write_text("1\n0\n0\n-1\n37412300\n4203600\n")
    return path


def section(desk, project_id, folder):
    ask = next(ask for passage in plans.outline(desk, project_id) for ask in passage.asks)
    return plans.write(desk, project_id, ask, "本项目区地处山区。")


def reason(desk, project_id, folder):
    return annexes.set_not_needed(desk, project_id, "F20", "没有新址地勘。")


def file(desk, project_id, folder):
    return annexes.attach(desk, project_id, "F21", [picture(folder)])


def base_map(desk, project_id, folder):
    return base_maps.add(desk, project_id, picture(folder))


def land(desk, project_id, folder):
    return land_uses.from_fields(desk, desk.store.load(Plot, project_id=project_id, code="CJ-SG-01")[0], LandSide.BEFORE)


ENTERED = [(PlanSection, section), (PlanAnnex, reason), (PlanAnnex, file), (BaseMap, base_map), (LandUse, land)]


@pytest.mark.parametrize(("entity", "enter"), ENTERED)
def test_entered_by_two_programs(entity, enter, sample, tmp_path):
    desk, project_id = sample
    with closing(Desk.open(desk.folder, lambda: NOON)) as other:
        mine, theirs = (enter(d, project_id, tmp_path) for d in (desk, other))
        other.do(theirs)
        with pytest.raises(Stale, match="没有保存"):
            desk.do(mine)
        assert desk.store.load(entity) == [e for e in theirs.after if isinstance(e, entity)]


@pytest.mark.parametrize(("entity", "enter"), ENTERED)
def test_removed_entered_again_and_the_removal_taken_back(entity, enter, sample, tmp_path):
    desk, project_id = sample
    desk.do(enter(desk, project_id, tmp_path))
    removed = desk.do(Change("删除", before=tuple(desk.store.load(entity))))
    desk.do(enter(desk, project_id, tmp_path))
    with pytest.raises(KnownError, match="之后已重新登记"):
        history.take_back(desk, removed)
    assert desk.store.count(entity) == 1
    assert desk.store.verify() == []
