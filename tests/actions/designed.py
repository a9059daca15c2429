"""A township designed and being carried out: the sample with one of everything that a design and the work after it hold."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from PIL import Image

from linkdesk.actions import (
    after_uses,
    completion,
    county_measures,
    demo_design,
    demo_plans,
    equipment,
    fee_amounts,
    partners,
    plot_designs,
    plot_stages,
    quality,
    settlements,
    site_photos,
    soil_moves,
    standard_values,
    variations,
    work_items,
)
from linkdesk.domain.budget import budget
from linkdesk.domain.carrying_words import PhotoPhase, PlotStageKind
from linkdesk.domain.change import Change
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse
from tests.actions import desks

BARE = "CJ-ZZ-99"


class Designed:
    """A desk on such a township; the properties look at what stands now."""

    def __init__(self, desk, project_id, folder):
        self.desk, self.id, self.folder = desk, project_id, folder

    @property
    def dossier(self):
        return self.desk.dossier(self.id, desks.NOON.date())

    @property
    def design(self):
        return self.dossier.design

    @property
    def carrying(self):
        return self.dossier.carrying

    @property
    def plots(self):
        return self.dossier.plots_of(PlotUse.OLD)

    @property
    def bare(self):
        """A plot nobody lives on, of which something of everything is told and nothing is approved."""
        return next(plot for plot in self.plots if plot.code == BARE)

    @property
    def settlement(self):
        return self.dossier.plots_of(PlotUse.SETTLEMENT)[0]

    @property
    def works(self):
        """The works of the first plot."""
        return [item for item in self.design.items if item.plot_id == self.plots[0].id]

    @property
    def fees(self):
        return budget(self.dossier).fees

    def stated(self, at=0):
        """A value of the standards that is a number."""
        return [value for _, value in standard_values.listed(self.dossier) if value.value is not None and value.unit == "%"][at]

    def picture(self, name):
        """A photograph of its own that stands in a file of that name."""
        out = BytesIO()
        Image.new("RGB", (8, 8), (len(list(self.folder.iterdir())), 90, 9)).save(out, "PNG")
        (self.folder / name).write_bytes(out.getvalue())
        return self.folder / name


def carry_out(at):
    """One of everything that follows a design."""
    do, plot = at.desk.do, at.plots[0]
    demo_plans.fill(at.desk, at.id)
    demo_design.fill(at.desk, at.id)
    do(work_items.paste(at.desk, plot.id, [["项目", "单位", "数量"], ["界桩", "个", "5"]]))
    do(plot_designs.paste_buildings(at.desk, plot.id, [["砖混", "60"]], ("structure", "area")))
    do(plot_designs.attach(at.desk, plot.id, [at.picture("现状.png"), at.picture("配筋.png")]))
    for row in (["水泵", "台", "2", "3000"], ["启闭机", "台", "1", "800"]):
        do(equipment.paste(at.desk, at.id, [row], ("name", "unit", "quantity", "price")))
    do(fee_amounts.set_amount(at.desk, at.id, at.fees[1], "0.01"))
    do(standard_values.set_value(at.desk, at.stated(1), "1.5", "岚财发〔2018〕2号"))
    for name in ("宏远公司（虚构）", "长青监理（虚构）"):
        do(partners.paste(at.desk, at.id, [[name, "100"]], ("name", "amount")))
    do(partners.attach(at.desk, at.carrying.partners[0], at.picture("合同.png")))
    do(county_measures.add(at.desk, at.id, "实施办法（虚构）", "岚政发〔2018〕3号"))
    do(county_measures.attach(at.desk, at.carrying.measures[0], at.picture("办法.png")))
    do(plot_stages.set_stage_field(at.desk, plot.id, PlotStageKind.CLEARING, "began_on", "2018-05-01"))
    do(site_photos.add(at.desk, plot.id, PhotoPhase.BEFORE, [at.picture("1.png"), at.picture("2.png")], date(2018, 5, 1)))
    for _ in range(2):
        do(variations.add(at.desk, at.id, plot.id))
    do(variations.take_work(at.desk, at.carrying.variations[0], variations.works(at.desk, at.carrying.variations[0])[0]))
    for name, text in (("quantity_after", "5"), ("reason", "基岩出露"), ("approver", "岚川县国土资源局"), ("approved_on", "2018-07-02")):
        do(variations.set_variation_field(at.desk, at.carrying.variations[0], name, text))
    do(completion.set_completion_field(at.desk, at.id, "summary", "全部完成"))
    do(settlements.paste_houses(at.desk, at.id, at.settlement.id, [["1-101", "90"], ["1-102", "90"]], ("number", "area")))
    do(settlements.allot(at.desk, at.carrying.houses[1], at.dossier.households[0].id))
    do(settlements.add_check(at.desk, at.settlement.id, item="消防通道"))
    do(after_uses.set_use_field(at.desk, plot.id, 2017, "crop", "玉米"))
    told_of_bare(at)


def told_of_bare(at):
    """A further plot with something of everything that hangs on one."""
    do = at.desk.do
    do(Change("新增地块", after=(Plot(at.id, code=BARE, stated_area=Decimal(900), reclaimed_area=Decimal(800), reclaim_class="0103"),)))
    plot = at.bare
    do(plot_designs.set_field(at.desk, plot.id, "cover_thickness", "0.3"))
    do(plot_designs.paste_buildings(at.desk, plot.id, [["砖木", "40"]], ("structure", "area")))
    do(plot_designs.attach(at.desk, plot.id, [at.picture("九十九.png")]))
    do(work_items.paste(at.desk, plot.id, [["项目", "单位", "数量"], ["拆棚", "座", "1"]]))
    do(soil_moves.paste(at.desk, at.id, [["土方", BARE, at.plots[0].code, "9"]], ("material", "source", "target", "volume")))
    do(quality.add(at.desk, plot.id, "pH"))
    do(plot_stages.set_stage_field(at.desk, plot.id, PlotStageKind.DONE, "note", "待定"))
    do(site_photos.add(at.desk, plot.id, PhotoPhase.DURING, [at.picture("施工中.png")]))
    do(variations.add(at.desk, at.id, plot.id))
    do(after_uses.set_use_field(at.desk, plot.id, 2017, "crop", "豆"))
