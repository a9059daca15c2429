"""What is taken into a project, workbook by workbook: made-up households, and the ways they come in and come back."""

from linkdesk.actions import intake, surveys
from linkdesk.domain.household import Household, Member
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.survey import ImportBatch, Problem, SourceRow
from linkdesk.survey import keys
from tests.actions.desks import empty
from tests.survey.workbooks import sheet

HEADINGS = ["序号", "行政村", "村民小组", "户主姓名", "身份证号码", "家庭人口", "宅基地面积（㎡）", "是否同意拆旧复垦", "联系电话"]
ID, POPULATION, AREA, PHONE = 4, 5, 6, 8


def number(at, county="149923"):
    first17 = f"{county}19{50 + at % 50}0{1 + at % 9}1{at % 9}{100 + at}"
    return first17 + check_digit(first17)


def rows(count=6):
    return [[at + 1, "上沟村", "一组", "王李张刘陈杨赵黄"[at % 8] + "秀英", number(at), 1 + at % 6, 210.5 + at, "同意", f"13900000{at:03}"]
            for at in range(count)]


def keyed(file_hash, name, table, first=2):
    """The rows as they come back from the village, each with its key behind it."""
    return [[*row, keys.row_key(file_hash, name, at)] for at, row in enumerate(table, first)]


class Walk:
    """A project and what is taken into it, workbook by workbook."""

    def __init__(self, folder):
        self.folder = folder
        self.desk, self.project_id = empty(folder / "w")
        self.written = 0

    def book(self, table, heading=()):
        self.written += 1
        path = sheet(self.folder / f"表{self.written}.xlsx", HEADINGS + list(heading), *table)
        return surveys.understand(path)

    def weigh(self, table, heading=()):
        return intake.weigh(self.desk, self.book(table, heading), self.project_id)

    def back(self, file_hash, table):
        """Weigh the rows as a workbook that came back."""
        return self.weigh(keyed(file_hash, "调查表", table), [keys.ROW_HEADING])

    def take(self, weighed, choices=None):
        self.desk.do(intake.change(self.desk, weighed, choices or {}))

    def start(self, table):
        weighed = self.weigh(table)
        self.take(weighed)
        return weighed.reading.file_hash

    def household(self, name):
        return next(h for h in self.desk.store.load(Household, project_id=self.project_id) if h.head_name == name)

    def open(self, **equals):
        return [p for p in self.desk.store.load(Problem, **equals) if p.settled_at is None]


def everything(desk):
    """All that stands of the surveys."""
    return {kind: {e.id: e for e in desk.store.load(kind)} for kind in (Household, Member, Problem, SourceRow, ImportBatch)}
