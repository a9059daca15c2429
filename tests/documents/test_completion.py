"""竣工报告, 设计变更一览表 and 施工影像: what stands in them follows from the rows, totals are the sums of their leaves."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from linkdesk.documents.blocks import DRAFT, Gap, Picture, PictureRow, Section, Table
from linkdesk.documents.blocks import Document as Paper
from linkdesk.documents.carrying_tables import partners_table, payments_table, stages_table, variations_paper
from linkdesk.documents.cells import number
from linkdesk.documents.completion import completion_report
from linkdesk.documents.json import from_json, to_json
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.site_photos import photos_paper
from linkdesk.documents.text import as_text
from linkdesk.domain.carrying import (
    Carrying,
    Completion,
    Partner,
    PlotStage,
    SitePhoto,
    Variation,
    WorkPayment,
    completion_id,
)
from linkdesk.domain.carrying_words import PartnerKind, PartnerRole, PhotoPhase, PlotStageKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project

PROJECT = Project(name="青石镇项目区", id="p")
PLOTS = (Plot("p", "CJ-01", stated_area=Decimal(6000), id="one"), Plot("p", "CJ-02", stated_area=Decimal(3000), id="two"))
BUILDER = Partner("p", 0, "宏远公司（虚构）", amount=Decimal(1_000_000), id="builder")
TOWN = Partner("p", 1, "上沟村合作社（虚构）", PartnerKind.COLLECTIVE, PartnerRole.INVESTS, invested=Decimal(250_000), id="town")
PAID = (WorkPayment("p", "builder", amount=Decimal(300_049), paid_on=date(2018, 5, 1), voucher="1", id="first"),
        WorkPayment("p", "builder", amount=Decimal(100_049), paid_on=date(2018, 5, 9), voucher="2", id="second"),
        WorkPayment("p", "builder", amount=Decimal(77), paid_on=date(2018, 5, 9), voucher="3", id="wrong"),
        WorkPayment("p", "builder", amount=Decimal(77), paid_on=date(2018, 5, 9), voucher="3", revokes_id="wrong", note="抄错"))
VARIED = (Variation("p", "one", 0, "BG-01", date(2018, 5, 2), "覆土", "m³", Decimal(100), Decimal(120), Decimal(18_500), "加厚"),)


def dossier(**rows):
    return Dossier(PROJECT, date(2018, 6, 4), plots=PLOTS, carrying=Carrying(partners=(BUILDER, TOWN), payments=PAID, **rows))


def jpeg(size=(1200, 900)):
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, "JPEG")
    return out.getvalue()


def column(table, at):
    return [row[at] for row in table.rows]


def test_totals_are_the_sums_of_printed_leaves():
    table = payments_table(dossier())
    assert column(table, 5) == [Decimal("30.00"), Decimal("10.00")]
    assert table.totals[5] == Decimal("40.00")
    people = partners_table(dossier())
    assert people.rows[0][6:-1] == (Decimal("100.00"), None, Decimal("40.00"), Decimal("60.00"))
    assert people.rows[1][6:-1] == (None, Decimal("25.00"), Decimal(0), None)
    assert people.totals[6:-1] == (Decimal("100.00"), Decimal("25.00"), Decimal("40.00"), Decimal("60.00"))


def test_what_an_investor_is_given_in_return_is_told():
    investor = replace(BUILDER, return_terms="节余指标收益的 8%")
    table = partners_table(Dossier(PROJECT, date(2018, 6, 4), plots=PLOTS, carrying=Carrying(partners=(investor,))))
    assert (table.columns[-1].label, table.rows[0][-1]) == ("回报约定", "节余指标收益的 8%")


def test_an_unknown_contract_makes_its_sum_a_gap():
    table = partners_table(Dossier(PROJECT, date(2018, 6, 4), plots=PLOTS, carrying=Carrying(partners=(replace(BUILDER, amount=None),))))
    assert isinstance(table.totals[6], Gap)


def test_stages_say_day_share_or_nothing():
    stages = (PlotStage("one", PlotStageKind.CLEARING, ended_on=date(2018, 5, 1)),
              PlotStage("one", PlotStageKind.LEVELLING, share=Decimal("60.0000")),
              PlotStage("two", PlotStageKind.DONE, ended_on=date(2018, 6, 1)))
    table = stages_table(dossier(stages=stages))
    assert table.rows[0][3:6] == ("2018-05-01", "60%", "—")
    assert [row[9] for row in table.rows] == [Decimal(32), Decimal(100)]
    assert number(table.totals[9]) == Decimal("54.7")  # (32 × 0.6 + 100 × 0.3) ÷ 0.9
    assert table.totals[2] == Decimal("0.9000")


def test_the_report_is_a_draft_until_nothing_stands_against_it():
    assert completion_report(dossier()).mark == DRAFT
    done = tuple(PlotStage(p.id, kind, ended_on=date(2018, 6, 1)) for p in PLOTS for kind in PlotStageKind)
    photos = tuple(SitePhoto(p.id, 0, phase, date(2018, 6, 1), "", "a.jpg", "hash") for p in PLOTS for phase in PhotoPhase)
    report = Completion("p", date(2018, 4, 1), date(2018, 6, 1), None, Decimal(400_000), "", "按设计完成。\n质量合格。", "合格",
                        id=completion_id("p"))
    whole = Carrying(partners=(replace(BUILDER, amount=Decimal(400_098)), TOWN), payments=PAID, stages=done, photos=photos, completion=report)
    paper = completion_report(Dossier(PROJECT, date(2018, 6, 4), plots=PLOTS, carrying=whole))
    assert paper.mark == ""
    text = as_text(paper)
    for words in ("2018年4月1日开工", "2018年6月1日竣工", "已竣工地块 2 个", "没有设计变更", "质量合格。"):
        assert words in text
    assert from_json(to_json(paper)) == paper


def test_without_plots_photographs_or_variations_there_is_no_paper():
    nothing = Dossier(PROJECT, date(2018, 6, 4))
    assert completion_report(nothing) is photos_paper(nothing) is variations_paper(nothing) is photos_paper(dossier()) is None


def test_the_list_of_variations_names_plot_cost_and_gaps():
    table, = (b for s in variations_paper(dossier(variations=VARIED)).sections for b in s.blocks if isinstance(b, Table))
    assert table.rows[0][:5] == (1, "BG-01", "2018-05-02", "CJ-01", "覆土")
    assert table.totals[8] == Decimal("1.85")
    assert isinstance(table.rows[0][10], Gap)


def test_photographs_stand_side_by_side_with_their_days():
    photos = (SitePhoto("one", 0, PhotoPhase.BEFORE, date(2018, 3, 1), "", "a.jpg", "h1"),
              SitePhoto("one", 1, PhotoPhase.BEFORE, None, "北侧", "b.jpg", "h2"))
    rows = [b for s in photos_paper(dossier(photos=photos)).sections for b in s.blocks if isinstance(b, PictureRow)]
    assert [[p.caption for p in row.pictures] for row in rows] == [
        ["施工前　2018-03-01", "施工中", "竣工后"], ["施工前　日期待补　北侧", "施工中", "竣工后"], ["施工前", "施工中", "竣工后"]]


@pytest.mark.parametrize("size", [(3000, 200), (200, 3000), (1, 1)])
def test_any_picture_fits_its_frame(size, tmp_path):
    paper = Paper("photos", "影像", (Section((PictureRow((Picture("x", 50, "一"), Picture("", 50, "二"))),)),))
    out = BytesIO()
    write_pdf([paper], out, pictures=lambda _: jpeg(size))
    assert out.getvalue().startswith(b"%PDF")


def test_a_picture_that_is_gone_is_named():
    paper = Paper("photos", "影像", (Section((PictureRow((Picture("x", 50, "施工前　2018-03-01"),)),)),))
    with pytest.raises(KnownError, match="施工前"):
        write_pdf([paper], BytesIO(), pictures=lambda _: b"not a picture")
