"""The office's own survey form (摸底调查表) as a value: which fields stand on which sheet, in the words of the fields themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.fields import Field, Private, fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.words import RelocationType

SEQUENCE = "sequence"
Groups = tuple[tuple[str, str], ...]

HOUSEHOLDS: Groups = (
    ("", SEQUENCE), ("所在位置", "village hamlet group"),
    ("户主及家庭", "head_name id_number population registered_poor relocation_type phone"),
    ("旧房", "house_structure rooms floors built_year house_demolished house_area outbuilding_area"),
    ("宅基地", "homestead_area reclaimable_area certificate_number address"),
    ("三项意愿", "demolition_will demolition_will_on reclamation_will reclamation_will_on resettlement_will resettlement_will_on"),
    ("安置", "resettlement_choice resettlement_site"), ("一折（卡）通", "account_holder bank_name bank_account"),
    ("调查", "surveyed_on left_out left_out_evidence note"))
OF_HEAD: Groups = (("", SEQUENCE), ("户主", "head_name id_number"))
MEMBERS: Groups = (("家庭成员", "name relation id_number sex ethnicity education"),)
COLLECTIVE: Groups = (
    ("", SEQUENCE), ("所在位置", "village group"), ("基本情况", "name use owner house_structure house_area land_area"),
    ("复垦", "reclaimable_area certificate_number"), ("村民会议", "agreed agreed_on"), ("调查", "surveyed_on left_out left_out_evidence note"))

CLAUSES = {  # where a policy asks for what the field says
    "relocation_type": ("A §三(二)", "B §三(三)"), "registered_poor": ("B §二(二)",), "population": ("A §四(二)",),
    "homestead_area": ("A §三(二)",), "reclaimable_area": ("A §三(二)",), "demolition_will": ("A §三(四)", "B §二(七)"),
    "reclamation_will": ("A §三(四)", "B §二(七)"), "resettlement_will": ("B §二(七)",), "resettlement_choice": ("B §二(七)",),
    "left_out": ("A §三(二)",), "left_out_evidence": ("A §三(二)",), "land_area": ("A §三(二)",)}

EXAMPLES = {
    "village": "上沟村", "hamlet": "东沟", "group": "二组", "head_name": "王秀英", "id_number": "11010519491231002X",
    "population": "4", "registered_poor": "是", "relocation_type": RelocationType.POVERTY, "phone": "13900000000",
    "house_structure": "土木", "rooms": "5", "floors": "1", "built_year": "1985", "house_demolished": "否", "house_area": "96.50",
    "outbuilding_area": "22.00", "homestead_area": "210.50", "reclaimable_area": "180.00", "certificate_number": "集用（1998）第0123号",
    "address": "东沟坡下", "demolition_will": "是", "demolition_will_on": "2018-03-05", "reclamation_will": "是",
    "reclamation_will_on": "2018-03-05", "resettlement_will": "是", "resettlement_will_on": "2018-03-05",
    "resettlement_choice": "集中安置", "resettlement_site": "青石镇安置点", "account_holder": "王秀英", "bank_name": "农村信用社",
    "bank_account": "6222020511001234562", "surveyed_on": "2018-03-05", "left_out": "（列入的不填）", "left_out_evidence": "（列入的不填）",
    "note": "", "name": "王小英", "relation": "长女", "sex": "女", "ethnicity": "汉族", "education": "高中", "use": "学校",
    "collective_property.name": "上沟村小学", "collective_property.house_area": "320.00", "collective_property.house_structure": "砖混",
    "owner": "上沟村村民委员会", "land_area": "1260.00", "agreed": "是", "agreed_on": "2018-03-20"}


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column: its key (a field's name behind its entity's, where the sheet holds another), its field, its place."""

    key: str
    group: str
    about: Field | None  # None for the running number
    choices: tuple[str, ...] = ()
    is_open: bool = False  # other words than the choices may be written

    @property
    def label(self) -> str:
        """The heading: the field's official term, with its unit, starred where it must be filled in."""
        if self.about is None:
            return "序号"
        unit = f"\n（{self.about.unit}）" if self.about.unit else ""
        return f"{'*' if self.about.required else ''}{self.about.label}{unit}"

    @property
    def is_text(self) -> bool:
        """Whether the column holds numbers that are no quantities."""
        return self.about is not None and (self.about.private in _AS_TEXT or self.about.name == "certificate_number")


_AS_TEXT = Private.IDENTITY, Private.ACCOUNT, Private.PHONE


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One sheet of the form; `stands_still` are the columns that stay in sight when one scrolls sideways."""

    name: str
    title: str
    columns: tuple[FormColumn, ...]
    stands_still: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form, blank for any county or filled in for a project: its packs, villages and words."""

    project_id: str = ""
    project_name: str = ""
    filled_by: str = ""
    packs: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    hamlets: tuple[str, ...] = ()
    geohazard: str = ""
    sheets: tuple[FormSheet, ...] = field(default=())


def form(**about: object) -> Form:
    """A form with its sheets; the arguments are the other fields of Form."""
    blank = Form(**about)  # type: ignore[arg-type]
    head = blank.project_name or "增减挂钩项目区"
    households = tuple(_columns(blank, HOUSEHOLDS, Household, ""))
    members = (*_columns(blank, OF_HEAD, Household, "household."), *_columns(blank, MEMBERS, Member, "members."))
    collective = tuple(_columns(blank, COLLECTIVE, CollectiveProperty, "collective_property."))
    return Form(**{**about, "sheets": (  # type: ignore[arg-type]
        FormSheet("农户调查表", f"{head}农户摸底调查表", households, _after(households, "head_name"), "面积单位：㎡"),
        FormSheet("家庭成员", f"{head}家庭成员登记表", members, 3),
        FormSheet("集体房屋和用地", f"{head}集体房屋和用地调查表", collective, _after(collective, "collective_property.name"), "面积单位：㎡"))})


def _after(columns: tuple[FormColumn, ...], key: str) -> int:
    return next(at for at, column in enumerate(columns, 1) if column.key == key)


def _columns(blank: Form, groups: Groups, entity: type, prefix: str) -> Iterator[FormColumn]:
    for group, names in groups:
        for name in names.split():
            if name == SEQUENCE:
                yield FormColumn(SEQUENCE, group, None)
            else:
                about = fields_of(entity)[name]
                yield FormColumn(prefix + name, group, about, *_choices(blank, about))


def _choices(blank: Form, about: Field) -> tuple[tuple[str, ...], bool]:
    """What may be chosen, and whether other words may be written all the same."""
    if about.type is bool:
        return ("是", "否"), False
    if about.type is RelocationType:
        return tuple(c for c in about.choices if c not in _other_words(blank.geohazard)), False
    places: Mapping[str, tuple[str, ...]] = {"village": blank.villages, "hamlet": blank.hamlets}
    return (about.choices, False) if about.choices else (places.get(about.name, ()), True)


def _other_words(geohazard: str) -> frozenset[str]:
    """The word for geohazard relocation that the project's policy does not use; none where there is no policy yet."""
    both = frozenset((RelocationType.GEOHAZARD, RelocationType.GEOHAZARD_AVOIDANCE))
    return both - {geohazard} if geohazard in both else frozenset()


def asked(column: FormColumn) -> str:
    """How a field is to be filled in, in words: from its type, choices and limits."""
    about = column.about
    if about is None:
        return "从 1 起连续编号。"
    words = [_KIND[about.private]] if about.private in _KIND else [_by_type(column)]
    if about.required:
        words.append("必填。")
    return "".join(words) + (f"{about.help}。" if about.help and about.name not in _HELP_OF_READERS else "")


_HELP_OF_READERS = frozenset(("hamlet",))


_KIND = {Private.IDENTITY: "18 位，照户口簿逐位填写；单元格为文本格式。", Private.ACCOUNT: "照存折或银行卡逐位填写；单元格为文本格式。",
         Private.PHONE: "手机号，或带区号的固定电话；单元格为文本格式。", Private.NAME: "照户口簿填写姓名。"}


def _by_type(column: FormColumn) -> str:
    about = column.about
    if column.choices and not column.is_open:
        return f"从“{'、'.join(column.choices)}”中选填。"
    if about.type is date:
        return "按 2018-03-05 的样式填写年月日。"
    if about.type in (int, Decimal):
        return f"{'整数' if about.type is int else f'数字，最多 {about.decimals} 位小数'}{limits(about)}。"
    return "从下拉表中选，表中没有的照实填写。" if column.choices else "照实填写。"


def limits(about: Field) -> str:
    """The limits of a number in words, with its unit; empty when there are none."""
    if about.at_least is None or about.at_most is None:
        return ""
    return f"，{about.at_least} 至 {about.at_most}{f' {about.unit}' if about.unit else ''}"


def clauses(about: Field | None, packs: tuple[str, ...]) -> str:
    """Which clauses ask for a field, of the packs of a project or of all."""
    named = CLAUSES.get(about.name, ()) if about else ()
    return "、".join(clause for clause in named if not packs or clause.split()[0] in packs)


def example(column: FormColumn) -> str:
    """What a filled-in cell looks like; made-up persons only."""
    return "1" if column.about is None else str(EXAMPLES.get(column.key, EXAMPLES.get(column.about.name, "")))
