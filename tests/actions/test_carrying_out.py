"""Carrying out: partners and their payments, stages of plots, photographs, the completion report and what stands against it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from linkdesk.actions import (
    completion,
    county_measures,
    packets,
    partners,
    plot_stages,
    plots,
    site_photos,
    work_payments,
)
from linkdesk.actions.work_payments import BeyondContract, Typed
from linkdesk.domain import carrying_standing
from linkdesk.domain.carrying import CountyMeasure, PlotStage, SitePhoto, WorkPayment
from linkdesk.domain.carrying_standing import standings
from linkdesk.domain.carrying_words import PartnerKind, PartnerRole, PaymentPurpose, PhotoPhase, PlotStageKind
from linkdesk.domain.change import Change
from linkdesk.domain.completion_obstacles import obstacles
from linkdesk.domain.errors import KnownError, Stale
from linkdesk.domain.figures import figure
from linkdesk.domain.plot import Plot
from linkdesk.domain.work_accounts import accounts
from linkdesk.paths import SAMPLES

Kind, Phase = PlotStageKind, PhotoPhase


@pytest.fixture
def project_id(desk, project_id):
    if not desk.store.load(Plot, project_id=project_id):
        desk.do(plots.import_plots(desk, plots.understand(SAMPLES / "plots_qingshi.txt"), project_id))
    return project_id


@pytest.fixture
def partner(desk, project_id):
    desk.do(partners.add(desk, project_id))
    for name, text in (("name", "岚川县宏远土地整理有限公司（虚构）"), ("amount", "100"), ("contract_number", "HT-2018-01")):
        desk.do(partners.set_partner_field(desk, partners.partners(desk, project_id)[0], name, text))
    return partners.partners(desk, project_id)[0]


def typed(amount="40", voucher="记-2018-031", paid_on="2018-05-02", **more):
    return Typed(PaymentPurpose.PROGRESS, amount, paid_on, voucher, **more)


def old(desk, project_id):
    return [s.plot for s in standings(desk.dossier(project_id))]


def picture(path, taken="", colour="green"):
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    Image.new("RGB", (40, 30), colour).save(path, exif=exif)
    return path


def test_a_partner_is_paid_against_its_contract(desk, project_id, partner):
    desk.do(work_payments.pay(desk, partner, typed()))
    account, = accounts(desk.dossier(project_id))
    assert (account.contract, account.paid, account.open) == (Decimal(100), Decimal(40), Decimal(60))
    assert figure("works_paid", desk.dossier(project_id)).value == 40


@pytest.mark.parametrize(("wrong", "why"), [
    ({"paid_on": "2018-06-05"}, "在今天以后"), ({"paid_on": ""}, "付款日期"), ({"amount": ""}, "金额"), ({"amount": "0"}, "金额"),
    ({"amount": "-3"}, "金额"), ({"amount": "十万"}, "金额"), ({"voucher": " "}, "凭证号"), ({"paid_on": "昨天"}, "日期")])
def test_a_payment_that_cannot_be_is_refused_in_words(desk, project_id, partner, wrong, why):
    with pytest.raises(KnownError, match=why):
        desk.do(work_payments.pay(desk, partner, typed(**wrong)))
    assert not desk.store.load(WorkPayment)


def test_the_same_voucher_is_not_paid_twice(desk, project_id, partner):
    desk.do(work_payments.pay(desk, partner, typed()))
    with pytest.raises(KnownError, match="没有重复登记"):
        work_payments.pay(desk, partner, typed(voucher="记－２０１８ －031", amount="1"))


def test_beyond_the_contract_is_asked_about(desk, project_id, partner):
    desk.do(work_payments.pay(desk, partner, typed("90")))
    with pytest.raises(BeyondContract, match=r"超过合同 5\.00 万元"):
        work_payments.pay(desk, partner, typed("15", "记-032"))
    desk.do(work_payments.pay(desk, partner, typed("15", "记-032", note="变更增加工程量，县政府会议纪要 3 号")))
    assert accounts(desk.dossier(project_id))[0].open == -5


def test_a_correction_answers_once_and_frees_the_voucher(desk, project_id, partner):
    desk.do(work_payments.pay(desk, partner, typed("90")))
    wrong = desk.store.load(WorkPayment)[0]
    with pytest.raises(KnownError, match="原因"):
        work_payments.revoke(desk, wrong, " ")
    desk.do(work_payments.revoke(desk, wrong, "金额抄错"))
    with pytest.raises(KnownError, match="更正过"):
        work_payments.revoke(desk, wrong, "再来")
    desk.do(work_payments.pay(desk, partner, typed("9")))
    assert accounts(desk.dossier(project_id))[0].paid == 9
    assert len(desk.store.load(WorkPayment)) == 3


def test_payments_stay_through_undo_and_refuse_to_be_changed(desk, project_id, partner):
    desk.do(work_payments.pay(desk, partner, typed()))
    paid = desk.store.load(WorkPayment)[0]
    desk.undo()
    assert desk.store.load(WorkPayment) == [paid]
    for change in (Change("改", before=(paid,), after=(replace(paid, amount=Decimal(1)),)), Change("删", before=(paid,))):
        with pytest.raises(KnownError):
            desk.do(change)
    assert desk.store.load(WorkPayment) == [paid]
    with pytest.raises(KnownError, match="不能删除"):
        partners.remove(desk, [partner])


def test_two_programs_do_not_pay_beside_each_other(desk, project_id, partner):
    first, second = (work_payments.pay(desk, partner, typed("30", voucher)) for voucher in ("A1", "A2"))
    desk.do(first)
    with pytest.raises(Stale):
        desk.do(second)


@pytest.mark.parametrize("changed", [
    {"paid_on": date(2018, 6, 5)}, {"paid_on": None}, {"amount": Decimal(0)}, {"amount": Decimal(-5)}, {"voucher": ""},
    {"partner_id": "nobody"}, {"amount": Decimal(2_000_000)}, {"revokes_id": "nothing"}])
def test_the_guard_believes_no_caller(desk, project_id, partner, changed):
    made = work_payments.pay(desk, partner, typed()).after[0]
    with pytest.raises(KnownError):
        desk.do(Change("直接写入", after=(replace(made, **changed),)))
    assert not desk.store.load(WorkPayment)


def test_roles_follow_kinds_and_doubts_are_told(desk, project_id):
    desk.do(partners.add(desk, project_id, PartnerKind.CAPITAL))
    one = partners.partners(desk, project_id)[0]
    assert one.role is PartnerRole.INVESTS
    desk.do(partners.set_partner_field(desk, one, "kind", "监理单位"))
    assert partners.partners(desk, project_id)[0].role is PartnerRole.SUPERVISES
    desk.do(partners.paste(desk, project_id, [["上沟村股份经济合作社", "农村集体经济组织", "投资并实施", "12.5"]],
                           ["name", "kind", "role", "invested"]))
    assert figure("partners_invested", desk.dossier(project_id)).value == Decimal("12.5")


def test_a_contract_is_attached_and_seen(desk, project_id, partner, tmp_path):
    scan = tmp_path / "合同.pdf"
    scan.write_bytes(b"%PDF-1.4 contract")
    desk.do(partners.attach(desk, partner, scan))
    assert partners.copy_to_view(desk, partners.partners(desk, project_id)[0]).read_bytes() == scan.read_bytes()
    (tmp_path / "合同.exe").write_bytes(b"MZ")
    with pytest.raises(KnownError, match="不是"):
        partners.attach(desk, partner, tmp_path / "合同.exe")


def test_a_removed_partner_leaves_the_stages(desk, project_id, partner):
    plot = old(desk, project_id)[0]
    desk.do(plot_stages.set_partner(desk, [plot.id], Kind.CLEARING, partner.id))
    desk.do(plot_stages.set_stage_field(desk, plot.id, Kind.CLEARING, "began_on", "2018-05-01"))
    desk.do(partners.remove(desk, [partner]))
    stage, = desk.store.load(PlotStage)
    assert (stage.partner_id, stage.began_on) == (None, date(2018, 5, 1))


def test_which_measures_are_in_force_on_a_day():
    first = CountyMeasure("县", "试行办法", issued_on=date(2018, 1, 5), until_on=date(2019, 12, 31))
    second = CountyMeasure("县", "办法", issued_on=date(2018, 7, 1), begins=date(2018, 8, 1))
    for day, which in ((date(2017, 1, 1), None), (date(2018, 7, 15), first), (date(2018, 8, 1), second), (date(2020, 1, 1), second)):
        assert carrying_standing.in_force((first, second), day) is which


def test_county_measures_are_kept_by_the_county(desk, project_id):
    desk.do(county_measures.add(desk, project_id, "拆旧区复垦实施办法（虚构）", "岚政发〔2018〕3号"))
    measure = county_measures.measures(desk, project_id)[0]
    desk.do(county_measures.set_measure_field(desk, measure, "begins", "2018-03-01"))
    measure = county_measures.measures(desk, project_id)[0]
    with pytest.raises(KnownError, match="早于"):
        county_measures.set_measure_field(desk, measure, "until_on", "2018-02-01")
    assert county_measures.in_force(desk, project_id) == measure
    assert county_measures.in_force(desk, project_id, date(2018, 2, 1)) is None
    assert desk.dossier(project_id).carrying.measures == (measure,)


def test_progress_is_weighed_by_area(desk, project_id):
    plots_ = old(desk, project_id)
    desk.do(plot_stages.set_many(desk, [p.id for p in plots_], Kind.CLEARING, "share", "50"))
    assert figure("works_progress", desk.dossier(project_id)).value == Decimal("10.0")
    desk.do(plot_stages.set_stage_field(desk, plots_[0].id, Kind.DONE, "ended_on", "2018-06-01"))
    found = standings(desk.dossier(project_id))
    whole = sum(s.area for s in found)
    expected = (100 * found[0].area + 10 * (whole - found[0].area)) / whole
    assert abs(figure("works_progress", desk.dossier(project_id)).value - expected) < Decimal("0.06")
    assert figure("plots_finished", desk.dossier(project_id)).value == 1


def test_a_stage_goes_with_its_last_value(desk, project_id):
    plot = old(desk, project_id)[0]
    desk.do(plot_stages.set_stage_field(desk, plot.id, Kind.LEVELLING, "began_on", "2018-05-01"))
    desk.do(plot_stages.set_stage_field(desk, plot.id, Kind.LEVELLING, "began_on", ""))
    assert not desk.store.load(PlotStage)
    desk.undo()
    assert desk.store.load(PlotStage)[0].began_on == date(2018, 5, 1)


def test_what_is_out_of_order_is_doubtful_not_refused(desk, project_id):
    plot = old(desk, project_id)[0]
    for stage, name, text in ((Kind.CLEARING, "began_on", "2018-05-10"), (Kind.CLEARING, "ended_on", "2018-05-01"),
                              (Kind.LEVELLING, "ended_on", "2018-04-01"), (Kind.DONE, "ended_on", "2018-05-20")):
        desk.do(plot_stages.set_stage_field(desk, plot.id, stage, name, text))
    said = " ".join(words for _, words in standings(desk.dossier(project_id))[0].doubts)
    for words in ("拆除清运实际完工早于实际开工", "土地平整完工时拆除清运还没有完工", "却没有完成"):
        assert words in said


def test_dates_are_pasted_by_code_and_by_place(desk, project_id):
    plots_ = old(desk, project_id)
    rows = [["地块编号", "土地平整", "拆除清运"], [plots_[1].code, "2018-05-20", "2018年5月1日"], [plots_[0].code, "", "2018.5.3"]]
    desk.do(plot_stages.paste(desk, project_id, "ended_on", rows))
    found = {s.plot.code: s for s in standings(desk.dossier(project_id))}
    assert found[plots_[1].code].stages[Kind.LEVELLING].ended_on == date(2018, 5, 20)
    assert found[plots_[0].code].stages[Kind.CLEARING].ended_on == date(2018, 5, 3)
    assert Kind.LEVELLING not in found[plots_[0].code].stages
    desk.do(plot_stages.paste(desk, project_id, "share", [["30%", "10"], ["100％"]], (plots_[0].id, Kind.COVERING)))
    found = {s.plot.code: s for s in standings(desk.dossier(project_id))}
    assert found[plots_[0].code].stages[Kind.FACILITIES].share == 10
    assert found[plots_[1].code].stages[Kind.COVERING].share == 100


@pytest.mark.parametrize(("rows", "why"), [
    ([["地块编号", "拆除清运"], ["没有这块", "2018-05-01"]], "没有这块"), ([["地块编号", "拆除"], ["x", "2018-05-01"]], "不是施工阶段"),
    ([["地块编号", "拆除清运"], *[["CJ-SG-01", "2018-05-01"]] * 2], "两次"),
    ([["2018-05-01"] * 7], "列数"), ([["2018-05-01"]] * 500, "行数"), ([["不是日期"]], "第 1 行"), ([[""]], "没有可以粘贴"), ([], "没有可以粘贴")])
def test_a_block_that_does_not_fit_changes_nothing(desk, project_id, rows, why):
    with pytest.raises(KnownError, match=why):
        desk.do(plot_stages.paste(desk, project_id, "ended_on", rows, (old(desk, project_id)[0].id, Kind.CLEARING)))
    assert not desk.store.load(PlotStage)


def test_photographs_are_dated_by_the_camera(desk, project_id, tmp_path):
    plot = old(desk, project_id)[0]
    dated, plain = picture(tmp_path / "1.jpg", "2018:05:03 10:00:00"), picture(tmp_path / "2.png", colour="red")
    future = picture(tmp_path / "3.jpg", "2031:01:01 00:00:00", "blue")
    desk.do(site_photos.add(desk, plot.id, Phase.BEFORE, [dated, plain, future]))
    assert [p.taken_on for p in site_photos.photos(desk, plot.id)] == [date(2018, 5, 3), None, None]
    assert standings(desk.dossier(project_id))[0].lacking == (Phase.DURING, Phase.AFTER)
    with pytest.raises(KnownError, match="没有重复添加"):
        site_photos.add(desk, plot.id, Phase.AFTER, [dated])
    photo = site_photos.photos(desk, plot.id)[1]
    with pytest.raises(KnownError, match="在今天以后"):
        site_photos.set_photo_field(desk, photo, "taken_on", "2019-01-01")
    desk.do(site_photos.set_photo_field(desk, photo, "taken_on", "2018-05-04"))
    desk.do(site_photos.move(desk, site_photos.photos(desk, plot.id)[1], -1))
    assert [p.file_name for p in site_photos.photos(desk, plot.id)] == ["2.png", "1.jpg", "3.jpg"]


def test_photographs_find_their_plot_by_name(desk, project_id, tmp_path):
    one, two = old(desk, project_id)[:2]
    paths = [picture(tmp_path / f"{one.code}施工前.jpg"), picture(tmp_path / f"{two.code} 竣工后 2.jpg", colour="red")]
    desk.do(site_photos.add_by_name(desk, project_id, paths))
    assert {(p.plot_id, p.phase) for p in desk.store.load(SitePhoto)} == {(one.id, Phase.BEFORE), (two.id, Phase.AFTER)}
    with pytest.raises(KnownError, match="看不出地块编号"):
        site_photos.add_by_name(desk, project_id, [picture(tmp_path / "IMG_001.jpg")])
    with pytest.raises(KnownError, match="看不出时点"):
        site_photos.add_by_name(desk, project_id, [picture(tmp_path / f"{one.code}.jpg")])


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0 cut short", b"GIF89a", b"\x89PNG\r\n\x1a\n broken"])
def test_a_broken_photograph_is_named(desk, project_id, tmp_path, content):
    path = tmp_path / "坏.jpg"
    path.write_bytes(content)
    with pytest.raises(KnownError, match=r"坏\.jpg"):
        site_photos.add(desk, old(desk, project_id)[0].id, Phase.BEFORE, [path])


def test_the_report_tells_what_stands_against_it(desk, project_id, partner, tmp_path):
    said = [o.says for o in obstacles(desk.dossier(project_id))]
    assert any("没有登记竣工" in words for words in said)
    assert any("没有竣工后照片" in words for words in said)
    assert any("1,000,000.00 元未付" in words for words in said)
    desk.do(completion.set_completion_field(desk, project_id, "began_on", "2018-04-01"))
    with pytest.raises(KnownError, match="早于"):
        completion.set_completion_field(desk, project_id, "completed_on", "2018-03-01")
    for name, text in (("completed_on", "2018-06-01"), ("final_cost", "98.5"), ("summary", "全部完成"), ("quality", "合格")):
        desk.do(completion.set_completion_field(desk, project_id, name, text))
    desk.do(work_payments.pay(desk, partner, typed("100")))
    for at, plot in enumerate(old(desk, project_id)):
        for stage in Kind:
            desk.do(plot_stages.set_stage_field(desk, plot.id, stage, "ended_on", "2018-06-01"))
        for phase in Phase:
            out = BytesIO()
            Image.new("RGB", (8, 8), (at, list(Phase).index(phase), 9)).save(out, "PNG")
            path = tmp_path / f"{at}{phase}.png"
            path.write_bytes(out.getvalue())
            desk.do(site_photos.add(desk, plot.id, phase, [path], date(2018, 6, 1)))
    assert obstacles(desk.dossier(project_id)) == ()


def test_the_packet_of_the_works_holds_report_and_contracts(desk, project_id, partner, tmp_path):
    contract = tmp_path / "合同.jpg"
    desk.do(partners.attach(desk, partner, picture(contract)))
    packet = packets.write_packet(desk, project_id, "works", tmp_path / "材料")
    names = {path.name for path in packet.files}
    assert {"申报材料.pdf", "附件1 竣工报告.xlsx", "清单.json"} <= names
    with pikepdf.open(tmp_path / "材料" / "申报材料.pdf") as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root][1:] == [
            "W01 竣工报告", "W03 施工和投资合同", "工程实施附件清单"]
    with pytest.raises(KnownError, match="未了"):
        packets.refuse_unfit(replace(desk.dossier(project_id), problems=()), "works", True, tmp_path / "报送")
