"""Taking 100,000 households of 30 columns into the store, digests, journal and seals included, beside a bare sqlite3 insert.

The bare peer writes the very same rows into a table with the same columns, types and indexes, with the same pragmas, in one
transaction by one executemany; it keeps no digest and no journal.
"""

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

import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex, CreateTable

from linkdesk import store
from linkdesk.domain.change import Change
from linkdesk.domain.fields import fields_of, new_id
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.words import HouseStructure, RelocationType, ResettlementChoice, Sex
from linkdesk.store.rows import Row, rows_of
from linkdesk.store.tables import table_of

ROWS = 100_000
COLUMNS = 30
ROUNDS = 3
GOAL = 4.0


def households(project: Project) -> tuple[Household, ...]:
    """Made-up households with the thirty fields a survey fills, its project and its id beside them."""
    empty = {f.name: None for f in fields_of(Household).values() if f.optional}
    one = replace(
        Household(**empty), project_id=project.id, village="青石村", population=4, registered_poor=True, rooms=3, sex=Sex.FEMALE,
        relocation_type=RelocationType.POVERTY, house_structure=HouseStructure.EARTH_TIMBER, house_area=Decimal("96.50"),
        outbuilding_area=Decimal("20"), homestead_area=Decimal("233.33"), reclaimable_area=Decimal("210.05"), willing=True,
        resettlement_choice=ResettlementChoice.CONCENTRATED, bank_name="岚川县农村信用联社", surveyed_on=date(2018, 3, 5),
        hamlet="上沟", floors=1, built_year=1986, house_demolished=False, address="青石村上沟12号", boundaries="东至路，西至沟",
        certificate_number="岚集用（1996）第0312号", resettlement_site="镇区集中安置点", demolition_will=True)
    return tuple(replace(one, id=new_id(), group=f"第{i % 9 + 1}组", head_name=f"张三{i}", phone=f"139{i:08d}", code=f"QS{i:06d}",
                         id_number=f"51012319{i:010d}", bank_account=f"622848{i:013d}") for i in range(ROWS))


def apply_seconds(folder: Path) -> float:
    """How long the store takes for them, from entities to the end of the commit."""
    with store.connect(folder, wal=True) as opened:
        project = Project(name="青石项目区")
        opened.apply(Change("新建项目", after=(project,)), officer="测试")
        change = Change("导入农户", after=households(project))
        begun = time.perf_counter()
        opened.apply(change, officer="测试")
        return time.perf_counter() - begun


def bare_seconds(folder: Path) -> float:
    """How long sqlite3 takes for the same rows, ready as tuples, into the same columns and indexes."""
    rows = stored_rows()
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as bare:
        bare.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;" + bare_schema())
        begun = time.perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(f"INSERT INTO household VALUES ({', '.join('?' * len(rows[0]))})", rows)
        bare.execute("COMMIT")
        return time.perf_counter() - begun


def stored_rows() -> list[Row]:
    """The rows as the store keeps them, but for the digest: the fields' values and the order of entry."""
    entities = households(Project())
    filled = [f for f in fields_of(Household) if getattr(entities[0], f) is not None]
    assert len(set(filled) - {"id", "project_id", "as_typed"}) == COLUMNS, len(filled)
    return [(*row, at) for at, row in enumerate(rows_of(Household).rows(entities))]


def bare_schema() -> str:
    """The table of households and its indexes, without digest and references."""
    kept = table_of(Household)
    columns = [sa.Column(c.name, c.type, primary_key=c.primary_key, nullable=c.nullable, index=c.index)
               for c in kept.columns if c.name != "digest"]
    table = sa.Table("household", sa.MetaData(), *columns)
    made = (CreateTable(table), *map(CreateIndex, table.indexes))
    return "".join(f"{statement.compile(dialect=sa.dialects.sqlite.dialect())};" for statement in made)


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, seconds of the store, seconds of bare sqlite3, median of the ratios, and the ratio allowed."""
    ours, bare = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            ours.append(apply_seconds(Path(folder)))
            bare.append(bare_seconds(Path(folder)))
    ratio = median(o / b for o, b in zip(ours, bare, strict=True))
    return [(f"{ROWS} 户 × {COLUMNS} 列写入工作区（含日志与校验）", median(ours), median(bare), ratio, GOAL)]


if __name__ == "__main__":
    print(run())
