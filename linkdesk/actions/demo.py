"""The whole main job on the bundled sample, as far as it is built: what an officer does in a week, in some seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from linkdesk import paths
from linkdesk.actions import (
    agreements,
    demo_after,
    demo_agreements,
    demo_approvals,
    demo_carrying,
    demo_design,
    demo_letters,
    demo_money,
    demo_plans,
    demo_quota,
    demo_trades,
    plots,
    printing,
    projects,
    surveys,
)
from linkdesk.actions.folders import whole_folder
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.directory import Officer
from linkdesk.domain.printed import KINDS
from linkdesk.domain.words import SEVERITY_LABEL, Severity

SAMPLE = projects.NewProject(
    name="岚川县青石镇增减挂钩项目区", county="岚川县人民政府", city="岚阳市人民政府", township="青石镇",
    villages=("上沟村", "柳树塬村", "后圪垛村"), packs=("A",))
SURVEY, PLOTS = "survey_qingshi.xlsx", "plots_qingshi.txt"
_AFTERWARDS = "variations", "completion", "photos", "acceptance", "settlement", "after_use", "letters", "money", "benefits", "audit"  # at the end


@dataclass
class _Steps:
    say: Callable[[str], None]
    lines: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """Time a step; what the body appends to the yielded list is said behind its name."""
        said: list[str] = []
        began = time.perf_counter()
        yield said
        self.say(f"{name}：{'，'.join(said)}（{time.perf_counter() - began:.1f} 秒）")


def sample_desk(folder: Path, clock: Callable[[], datetime] = datetime.now) -> Desk:
    """A desk on a new workspace with a made-up officer signed in."""
    desk = Desk.open(folder, clock)
    desk.sign_in(Officer(name="演示员", office="岚川县国土资源局"))
    return desk


def run(out: Path, say: Callable[[str], None]) -> None:
    """Make workspace, documents and packet of the bundled sample in a new or empty folder, saying what was made."""
    with whole_folder(out) as folder, closing(sample_desk(folder / "工作区")) as desk:
        _all_steps(desk, folder, _Steps(say))
    say(f"全部完成，结果在 {out}")


def _all_steps(desk: Desk, out: Path, steps: _Steps) -> None:
    with steps.step("新建项目") as said:
        desk.do(projects.new_project(desk, SAMPLE))
        project_id = projects.find(desk, SAMPLE.name).id
        said.append(SAMPLE.name)
    _take_in(desk, project_id, steps)
    with steps.step("核对") as said:
        said += _counts(desk, project_id)
    with steps.step("生成协议") as said:
        change = agreements.draft(desk, project_id)
        desk.do(change)
        said.append(f"{sum(isinstance(e, Agreement) for e in change.after)} 份草稿")
    for name, work in demo_agreements.steps(desk, project_id, out):
        with steps.step(name) as said:
            said.append(work())
    with steps.step("方案资料") as said:
        said.append(demo_plans.fill(desk, project_id))
    with steps.step("复垦设计") as said:
        said.append(demo_design.fill(desk, project_id))
    for kind in (kind for kind in KINDS if kind not in _AFTERWARDS):
        with steps.step(f"打印{KINDS[kind]}") as said:
            said.append(_printed(desk, project_id, kind, out / "文件"))
    _plans(desk, project_id, out, steps)
    with steps.step("报批") as said:
        said += [demo_quota.issue(desk, project_id), demo_approvals.plan_and_design(desk, project_id), demo_quota.take_land(desk, project_id)]
    with steps.step("公文") as said:
        said.append(demo_letters.write(desk, project_id))
    with steps.step("实施验收") as said:
        said += [demo_carrying.fill(desk, project_id), demo_after.fill(desk, project_id), demo_approvals.acceptance(desk, project_id)]
        said.append(demo_money.fill(desk, project_id))
        said += [f"{KINDS[kind]} {_printed(desk, project_id, kind, out / '文件')}" for kind in _AFTERWARDS]


def _printed(desk: Desk, project_id: str, kind: str, out: Path) -> str:
    if kind != "agreements" and not printing.made(desk, desk.dossier(project_id), kind):
        return "还没有内容"
    return f"{len(printing.write(desk, project_id, kind, out))} 个文件"


def _plans(desk: Desk, project_id: str, out: Path, steps: _Steps) -> None:
    """The packets of the first sample without and with trade and of its design, and of the second under the other policy."""
    with steps.step("申报材料") as said:
        said.append(demo_plans.write(desk, project_id, out / "申报材料"))
    with steps.step("申报材料（易地交易）") as said:
        said.append(demo_plans.traded(desk, project_id, out / "申报材料（易地交易）"))
    with steps.step("复垦设计材料") as said:
        said.append(demo_design.write(desk, project_id, out / "复垦设计"))
    with steps.step("节余指标交易") as said:
        said += demo_trades.show(sample_desk(out / "申报材料（易地交易）" / "工作区", desk.clock), SAMPLE, PLOTS)
    with steps.step("第二个示例") as said:
        (out / "双河镇").mkdir()
        said += demo_plans.second(sample_desk(out / "双河镇" / "工作区"), out / "双河镇" / "申报材料")


def _take_in(desk: Desk, project_id: str, steps: _Steps) -> None:
    with steps.step("读取地块") as said:
        plot_file = plots.understand(paths.SAMPLES / PLOTS)
        desk.do(plots.import_plots(desk, plot_file, project_id))
        said.append(f"{len(plot_file.plots)} 个地块")
    with steps.step("导入农户") as said:
        reading = surveys.understand(paths.SAMPLES / SURVEY)
        desk.do(surveys.import_survey(desk, reading, project_id))
        said += [f"读取 {reading.rows_read} 行", f"保留 {len(reading.households)} 户",
                 f"其中暂缓 {len(desk.dossier(project_id).held)} 户", f"跳过 {len(reading.skipped)} 行（标题、小计、签字）"]


def _counts(desk: Desk, project_id: str) -> list[str]:
    found = desk.findings(project_id)
    return [f"{SEVERITY_LABEL[s]} {sum(f.severity is s for f in found)} 条" for s in Severity]
