"""Taking 20,000 households into the store (digests, journal and seals included) beside a bare sqlite3 insert of the same rows."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median

from linkdesk import store
from linkdesk.domain.change import Change
from linkdesk.domain.fields import fields_of, new_id
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.words import HouseStructure, RelocationType, ResettlementChoice
from linkdesk.store.rows import rows_of

ROWS = 20_000
ROUNDS = 5
GOAL = 4.0


def households(project: Project) -> tuple[Household, ...]:
    """Made-up households with the fields a survey fills."""
    empty = {f.name: None for f in fields_of(Household).values() if f.optional}
    one = replace(
        Household(**empty), project_id=project.id, village="青石村", population=4, registered_poor=True, rooms=3,
        relocation_type=RelocationType.POVERTY, house_structure=HouseStructure.EARTH_TIMBER, house_area=Decimal("96.50"),
        outbuilding_area=Decimal("20"), homestead_area=Decimal("233.33"), reclaimable_area=Decimal("210.05"), willing=True,
        resettlement_choice=ResettlementChoice.CONCENTRATED, bank_name="岚川县农村信用联社", surveyed_on=date(2018, 3, 5))
    return tuple(replace(one, id=new_id(), group=f"第{i % 9 + 1}组", head_name=f"张三{i}", phone=f"139{i:08d}",
                         id_number=f"51012319{i:010d}", bank_account=f"622848{i:013d}") for i in range(ROWS))


def apply_seconds(folder: Path) -> float:
    """How long the store takes for them, from entities to the end of the commit."""
    with store.connect(folder) as opened:
        project = Project(name="青石项目区")
        opened.apply(Change("新建项目", after=(project,)), officer="测试")
        change = Change("导入农户", after=households(project))
        begun = time.perf_counter()
        opened.apply(change, officer="测试")
        return time.perf_counter() - begun


def bare_seconds(folder: Path) -> float:
    """How long sqlite3 takes for the same rows, ready as tuples, into one table with the same pragmas and no index but the id."""
    rows = rows_of(Household).rows(households(Project()))
    columns = ", ".join(f'"{n}"{" PRIMARY KEY" if n == "id" else ""}' for n in rows_of(Household).names)
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as bare:
        bare.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE household ({columns});")
        begun = time.perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(f"INSERT INTO household VALUES ({', '.join('?' * len(rows[0]))})", rows)
        bare.execute("COMMIT")
        return time.perf_counter() - begun


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, seconds of the store, seconds of bare sqlite3, ratio of the medians, and the ratio allowed."""
    ours, bare = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            ours.append(apply_seconds(Path(folder)))
            bare.append(bare_seconds(Path(folder)))
    return [(f"{ROWS} 户写入工作区（含日志与校验）", median(ours), median(bare), median(ours) / median(bare), GOAL)]


if __name__ == "__main__":
    run()
