"""The packets of all steps: their lists from the packs, what holds them back, how an officer orders and prints them."""

import json
import re
from datetime import date
from decimal import Decimal

import pikepdf
import pypdfium2
import pytest

from linkdesk import shipped
from linkdesk.actions import annexes, letters, packets
from linkdesk.actions.packets import Options
from linkdesk.commands import run
from linkdesk.domain.approval import Matter
from linkdesk.domain.approval_words import OpinionStance, SanctionKind
from linkdesk.domain.change import Change
from linkdesk.domain.consultation import Opinion, Resolution
from linkdesk.domain.errors import KnownError
from linkdesk.domain.money import FundReceipt
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.packet_steps import STEPS
from linkdesk.domain.planning_words import AnnexState, AnnexStep, PlanKind
from linkdesk.domain.trade import Trade
from tests.actions.test_amendment_packets import approved, cut, decided, fixed
from tests.actions.test_annexes import attach, pdf
from tests.actions.test_letters import REQUEST, drafted, filled
from tests.actions.walked_matters import project_of


def settled(desk, project_id):
    """No household is held any more, and it is said what kind of project it is."""
    decided(desk, project_id, surplus_trade=False)
    desk.do(Change("清理", before=desk.dossier(project_id).problems))


def waived(desk, project_id, step):
    for line in annexes.lines(desk, project_id, STEPS[step]):
        if line.state is AnnexState.MISSING:
            desk.do(annexes.set_not_needed(desk, project_id, line.annex.id, "本项目不涉及"))


def words(path):
    with pypdfium2.PdfDocument(path) as read:
        return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in read]


def test_every_packet_of_every_chain_has_a_list_of_papers():
    packs = shipped.packs()
    listed = {(annex.step, pack_id) for pack in packs.values() for annex in pack.annexes for pack_id in annex.packs or packs}
    for pack in packs.values():
        for chain in pack.chains:
            for step in chain.steps:
                assert not step.packet or (STEPS[step.packet], pack.id) in listed, (chain.id, step.packet)
    assert set(STEPS.values()) == set(AnnexStep)


def test_every_line_cites_a_clause_or_says_that_none_is_known():
    annexes_ = [annex for pack in shipped.packs().values() for annex in pack.annexes]
    assert len({annex.id for annex in annexes_}) == len(annexes_)
    assert [a.id for a in annexes_ if "§" not in a.cites and "待核实" not in a.cites] == []


@pytest.mark.parametrize("step", ["acceptance", "new_land", "trade", "filing", "assessment"])
def test_a_step_without_anything_yet_still_gives_its_list(desk, project_id, tmp_path, step):
    packet = packets.write_packet(desk, project_id, step, tmp_path / "材料")
    said = json.loads((packet.folder / "清单.json").read_text("utf-8"))
    codes = [line.annex.id for line in annexes.lines(desk, project_id, STEPS[step])]
    assert [item["code"] for item in said["items"] if item["code"]] == codes
    assert {"申报材料.pdf", "印制说明.pdf", "清单.txt"} <= {path.name for path in packet.files}


def test_the_assessment_takes_trades_and_money_along_once_there_are_any(desk, project_id, tmp_path):
    assert {line.annex.id: line.state for line in annexes.lines(desk, project_id, STEPS["assessment"])}["K04"] == "缺"
    body = desk.dossier(project_id).responsible
    desk.do(Change("交易", after=(Trade(body.id, project_id, title="转让一号", counterpart="某开发区", construction=Decimal(10000)),)))
    desk.do(Change("到账", after=(FundReceipt(project_id, payer="财政局", amount=Decimal(1000), received_on=date(2018, 5, 5), voucher="1"),)))
    packet = packets.write_packet(desk, project_id, "assessment", tmp_path / "材料")
    said = json.loads((packet.folder / "清单.json").read_text("utf-8"))
    assert {i["code"]: i["state"] for i in said["items"] if i["code"] in ("K02", "K04")} == {"K02": "已编制", "K04": "已编制"}
    assert any("资金台账" in path.name for path in packet.files)


@pytest.mark.parametrize("step", ["advance", "special_plan"])
def test_what_another_province_asks_for_is_not_made(desk, project_id, tmp_path, step):
    with pytest.raises(KnownError, match=f"没有{STEPS[step]}这一步"):
        packets.write_packet(desk, project_id, step, tmp_path / "材料")
    decided(desk, project_id, packs=("B",))
    assert packets.write_packet(desk, project_id, step, tmp_path / "材料").pages > 2


def test_a_missing_paper_holds_back_what_is_sent_and_a_reason_does_not(desk, project_id, tmp_path, capsys):
    settled(desk, project_id)
    command = ["--data", str(desk.folder), "packet", "--project", project_id, "--step", "trade", "--final", "--out", str(tmp_path / "材料")]
    assert run(command) == 2
    said = capsys.readouterr().err
    assert "还缺 3 项材料" in said
    assert "T02 交易（流转）协议、T05 与开发区对接的记录、T06 指导价格文件" in said
    attach(desk, project_id, "T02", pdf(tmp_path / "协议.pdf"))
    waived(desk, project_id, "trade")
    assert run(command) == 0
    said = json.loads((tmp_path / "材料" / "清单.json").read_text("utf-8"))
    assert {i["code"]: i["state"] for i in said["items"] if i["code"]} == {
        "T02": "已有", "T03": "后补", "T04": "后补", "T05": "不需要", "T06": "不需要"}
    assert [i["why"] for i in said["items"] if i["code"] == "T05"] == ["本项目不涉及"]


def test_items_lie_behind_a_sheet_of_their_own_in_the_order_an_officer_wants(desk, project_id, tmp_path):
    for code in ("V04", "V05", "V08"):
        attach(desk, project_id, code, pdf(tmp_path / f"{code}.pdf", 2))
    options = Options(order=("V08", "V04"), copies=3, duplex=True)
    packet = packets.write_packet(desk, project_id, "acceptance", tmp_path / "材料", options=options)
    with pikepdf.open(packet.folder / "申报材料.pdf") as read, read.open_outline() as outline:
        places = {page.obj.objgen: at for at, page in enumerate(read.pages, 1)}
        found = {str(item.title)[:3]: places[item.destination[0].objgen] for item in outline.root[1:]}
    assert list(found)[:3] == ["V08", "V04", "V02"]
    assert all(page % 2 for page in found.values())
    pages = words(packet.folder / "申报材料.pdf")
    assert "V08土地变更调查资料" in pages[found["V08"] - 1]
    contents = next(page for page in pages if "目录" in page)
    assert f"1V08土地变更调查资料{found['V08']}" in contents.replace(".", "").replace("·", "").replace("…", "")
    order = "".join(words(packet.folder / "印制说明.pdf"))
    assert "共3份，双面打印" in order


@pytest.mark.parametrize(("options", "said"), [
    (Options(order=("X99",)), "清单里没有“X99”"), (Options(copies=0), "份数应在 1 到 99"), (Options(together="plan"), "不能与实施方案同步申报")])
def test_what_cannot_be_printed_so_is_refused(desk, project_id, tmp_path, options, said):
    with pytest.raises(KnownError, match=said):
        packets.write_packet(desk, project_id, "acceptance", tmp_path / "材料", options=options)
    assert not (tmp_path / "材料").exists()


@pytest.mark.parametrize("other", ["acceptance", "new_land"])
def test_an_amendment_and_what_goes_up_with_it_are_one_packet(desk, project_id, tmp_path, other):
    decided(desk, project_id, packs=("B",), surplus_trade=False, city_invested=False)
    approved(desk, project_id)
    cut(desk, project_id, "CJ-SG-01", "6000")
    fixed(desk, project_id, reason="新增耕地核减")
    packet = packets.write_packet(desk, project_id, "amendment", tmp_path / "材料", options=Options(together=other))
    said = json.loads((packet.folder / "清单.json").read_text("utf-8"))
    letters = {item["code"][0] for item in said["items"] if item["code"]}
    assert letters == {"C", {"acceptance": "V", "new_land": "L"}[other]}
    assert (said["step"], said["with"]) == ("amendment", other)
    assert "同步申报）" in words(packet.folder / "申报材料.pdf")[0]


def test_the_command_line_lists_a_step_and_names_every_step(desk, project_id, capsys):
    data = ["--data", str(desk.folder), "packet"]
    assert run([*data, "list", "--project", project_id, "--step", "design", "--json"]) == 0
    assert [line["code"] for line in json.loads(capsys.readouterr().out)][:2] == ["D01", "D02"]
    assert run([*data, "--project", project_id, "--step", "nothing", "--out", "x"]) == 2
    said = capsys.readouterr().err
    assert all(f"{step}（" in said for step in STEPS)


def test_a_file_damaged_in_the_workspace_is_named_and_nothing_is_packed(desk, project_id, tmp_path):
    attach(desk, project_id, "V04", pdf(tmp_path / "决算.pdf"))
    (tmp_path / "决算.pdf").write_bytes(b"changed afterwards")
    assert packets.write_packet(desk, project_id, "acceptance", tmp_path / "甲").pages
    kept = annexes.lines(desk, project_id, STEPS["acceptance"])[3].files[0]
    desk.store.files.path(kept.file_hash).write_bytes(b"%PDF-1.4 damaged")
    with pytest.raises(KnownError, match=r"V04 附件“决算\.pdf”没有编入：这个附件已损坏"):
        packets.write_packet(desk, project_id, "acceptance", tmp_path / "乙")
    assert not (tmp_path / "乙").exists()


def test_of_one_side_an_order_of_the_whole_list_still_holds(desk, project_id, tmp_path):
    decided(desk, project_id, surplus_trade=True)
    options = Options(order=("F03", "F01", "F02"), plan=PlanKind.NEW)
    packet = packets.write_packet(desk, project_id, "plan", tmp_path / "材料", options=options)
    with pikepdf.open(packet.folder / "申报材料（建新区）.pdf") as read, read.open_outline() as outline:
        assert [str(item.title)[:3] for item in outline.root[1:4]] == ["F03", "F02", "F04"]
    sheet = words(packet.folder / "申报材料（建新区）.pdf")[2]
    assert "F03附表" in sheet
    assert "—" not in sheet


def test_an_issued_letter_is_the_paper_it_is(desk, project_id, tmp_path):
    decided(desk, project_id, surplus_trade=False)
    matter = Matter(project_id=project_id, pack_id="A", chain_id="A-PLAN-LOCAL", title="报批", opened_on=desk.clock().date())
    desk.do(Change("开办", after=(matter,)))
    request = drafted(desk, project_id, matter=matter)
    assert first_line(desk, project_id).state is AnnexState.MISSING
    request = filled(desk, request, **(REQUEST | {"dated_on": "2018-06-04", "body": "现将方案报上，请审批。"}))
    desk.do(letters.issue(desk, request.id))
    assert first_line(desk, project_id).state is AnnexState.MADE
    number = letters.current(desk, request.id).number
    packet = packets.write_packet(desk, project_id, "plan", tmp_path / "材料")
    pages = words(packet.folder / "申报材料.pdf")
    sheet = next(at for at, page in enumerate(pages) if "F01请示" in page and "第1项" in page)
    assert number.replace(" ", "") in "".join(pages[sheet + 1:sheet + 3])
    desk.do(letters.void(desk, letters.current(desk, request.id), "重新行文"))
    assert first_line(desk, project_id).state is AnnexState.MISSING


def first_line(desk, project_id):
    return annexes.lines(desk, project_id, AnnexStep.PLAN)[0]


def test_what_departments_answered_and_villagers_resolved_is_bound_with_its_line(tmp_path):
    desk, project_id = project_of(tmp_path / "工作区", "B")
    lines = {line.annex.id: line.state for line in annexes.lines(desk, project_id, AnnexStep.SPECIAL_PLAN)}
    assert lines["S03"] is AnnexState.MISSING
    asked = Opinion(project_id=project_id, duty="林业", department="渠阳市林业局", asked_on=date(2018, 5, 1), answered_on=date(2018, 5, 9),
                    stance=OpinionStance.AGREES)
    met = Resolution(project_id=project_id, subject="同意复垦方案", held_on=date(2018, 5, 2), entitled=30, present=28, in_favour=27, against=1,
                     abstained=0)
    desk.do(Change("征求意见", after=(asked, met)))
    packet = packets.write_packet(desk, project_id, "special_plan", tmp_path / "专项")
    said = {item["code"]: item["state"] for item in json.loads((packet.folder / "清单.json").read_text("utf-8"))["items"]}
    assert said["S03"] == "已编制"
    assert any("征求意见汇总表" in page and "渠阳市林业局" in page for page in words(packet.folder / "申报材料.pdf"))
    plan = packets.write_packet(desk, project_id, "plan", tmp_path / "规划")
    assert any("同意复垦方案" in page for page in words(plan.folder / "申报材料.pdf"))
    assert next(x for x in annexes.lines(desk, project_id) if x.annex.id == "F09").state is AnnexState.MISSING  # the signed paper itself


def test_the_command_line_says_what_is_suspended_of_the_packet_it_wrote(tmp_path, capsys):
    desk, project_id = project_of(tmp_path / "工作区")
    body, name = desk.dossier(project_id).responsible, desk.dossier(project_id).project.name
    held = Sanction(authority_id=body.id, kind=SanctionKind.LAND_SUSPENDED, decided_by="省国土资源厅", number="晋国土资函〔2018〕9号",
                    decided_on=date(2018, 6, 1))
    desk.do(Change("处分", after=(held,)))
    for step, told in (("new_land", True), ("filing", False)):
        assert run(["--data", str(tmp_path / "工作区"), "packet", "--project", name, "--step", step, "--out", str(tmp_path / step)]) == 0
        assert ("请注意：省国土资源厅（晋国土资函〔2018〕9号）自 2018-06-01 起暂停建设用地审批" in capsys.readouterr().out) is told
