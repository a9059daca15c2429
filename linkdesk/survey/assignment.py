"""Which heading means which field: what was said or keyed first, then by labels and aliases, each field once."""

from __future__ import annotations

import re

from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.survey import answers
from linkdesk.survey.finding import Found
from linkdesk.survey.header import Heading
from linkdesk.survey.headings import SEQUENCE, household_field, member_field, spellings, split_unit
from linkdesk.survey.reading import MEMBER_PREFIX

RELATION, NAME, ID_NUMBER = "relation", "name", "id_number"
SHARED = {"head_name": NAME, ID_NUMBER: ID_NUMBER}
"""In a list of members one column holds the head's and everybody's: household field → member field."""

_HEAD_WORD, _MEMBER_WORD, _HAMLET_WORD = "户主", "成员", "自然村"
_OF_EACH = frozenset(("sex",))  # where members are listed, everybody's and not the head's alone
_SHARPER = {"homestead_area": re.compile("宅基|庄基")}
"""Of several headings that can mean a field, one that says so is meant: 房屋/占地面积 beside 宅基地/面积 is only the footprint."""

_WHOLE = (re.compile("实测|实际|丈量"), re.compile("^(合|小|总|共)?计$|^总(数|面积|人数|人口)$"))
"""What a part of a group is called that stands for the whole of it, the most telling first."""

_WILLS = "demolition_will", "reclamation_will"
_NEVER = frozenset(("id", "as_typed", "household_id", "position", "project_id", "village_id", "plot_id"))


class Assignment:
    """The headings of a sheet by what they mean: a household's fields, a member's, the running number, and what is left."""

    def __init__(self, found: Found) -> None:
        self.household: dict[str, Heading] = {}
        self.members: dict[str, Heading] = {}
        self.left: list[Heading] = []
        self.sequence: int | None = None
        self.answers: dict[str, answers.Answers] = {}
        self.further: list[dict[str, Heading]] = []
        told = {index: field for index, field in (found.keyed | found.said).items() if _is_field(field)}
        headings = {heading.index: heading for heading in found.header.headings}
        for index, field in told.items():
            self._put(field, headings.get(index, Heading(index, ())))
        self._match([heading for heading in found.header.headings if heading.index not in told])
        self._go_on(told)
        self._ask(told)
        self._take_wholes(told)
        self._sharpen(told)
        self._part_hamlet(told)
        self._join_wills(told)

    def _put(self, field: str, heading: Heading) -> None:
        """Give a field its heading; a field given twice keeps the first, the other is left over."""
        bare = field.removeprefix(MEMBER_PREFIX)
        place = self.household if bare == field else self.members
        if field == SEQUENCE and self.sequence is None:
            self.sequence = heading.index
        elif field in ("", SEQUENCE) or bare in place:
            self.left.append(heading)
        else:
            place[bare] = heading

    def _match(self, headings: list[Heading]) -> None:
        meanings = [(heading, *_meaning(heading)) for heading in headings]
        told_numbers = bool(self.household or self.members)
        listed = bool(self.members) or any(m and (m == RELATION or not h) for _, h, m in meanings)
        listed = listed or (not told_numbers and _two_numbers(meanings))
        heads_own = {h for heading, h, _ in meanings if _HEAD_WORD in heading.text} | set(self.household) & set(SHARED)
        for heading, h, m in meanings:
            self._put(self._choice(heading, h, m, listed, heads_own), heading)
        if listed:
            self._share()

    def _choice(self, heading: Heading, h: str | None, m: str | None, listed: bool, heads_own: set[str | None]) -> str:
        """The field of a heading that can mean a household's or a member's; "" when it means none that is free."""
        is_head = _HEAD_WORD in heading.text
        in_group = any(_MEMBER_WORD in part for part in heading.parts) and not is_head
        rather_member = listed and m and (h is None or in_group or (not is_head and (h in heads_own or h in _OF_EACH)))
        if h == SEQUENCE:
            return SEQUENCE
        if h and h not in self.household and not rather_member:
            return h
        return MEMBER_PREFIX + m if m and listed and m not in self.members else ""

    def _share(self) -> None:
        """Where one column names the head and everybody, it is the members'."""
        for of_household, of_member in SHARED.items():
            if of_member not in self.members and of_household in self.household:
                if _HEAD_WORD in self.household[of_household].text and self._others_keyed(of_household):
                    continue
                self.members[of_member] = self.household.pop(of_household)

    def _others_keyed(self, of_household: str) -> bool:
        """Whether the head's number stands apart on every row, so that members without a number of their own are possible."""
        return of_household == ID_NUMBER and NAME in self.members and _HEAD_WORD not in self.members[NAME].text

    def _go_on(self, told: dict[int, str]) -> None:
        """Members beside each other: each further name begins another with the columns that follow it."""
        if NAME not in self.members or _MEMBER_WORD not in self.members[NAME].text:
            return
        sets: list[dict[str, Heading]] = []
        for heading in [h for h in self.left if h.index not in told and _MEMBER_WORD in h.text]:
            m = _meaning(heading)[1]
            sets += [{}] if m == NAME else []
            if m and sets and m not in sets[-1]:
                sets[-1][m] = heading
        self.further = [one for one in sets if one.keys() <= self.members.keys() and len(one) > 1]
        taken = {h.index for one in self.further for h in one.values()}
        self.left = [h for h in self.left if h.index not in taken]

    def _ask(self, told: dict[int, str]) -> None:
        """A question with a column for each answer is one field, in the first of them."""
        for name, asked in answers.questions([h for h in self.left if h.index not in told]):
            if name not in self.household:
                self.left = [h for h in self.left if h not in asked]
                self.household[name] = Heading(asked[0].index, asked[0].parts[:-1])
                self.answers[name] = answers.answers_of(asked)

    def _take_wholes(self, told: dict[int, str]) -> None:
        """宅基地面积/合计 beside 宅基地面积/院落: the whole is what the group's heading means, where no part means it."""
        for whole in _WHOLE:
            for heading in [h for h in self.left if h.index not in told and len(h.parts) > 1]:
                group = _meaning(Heading(heading.index, heading.parts[:-1]))[0]
                if group and group != SEQUENCE and group not in self.household and whole.search(split_unit(heading.parts[-1])[0]):
                    self.left.remove(heading)
                    self.household[group] = heading

    def _sharpen(self, told: dict[int, str]) -> None:
        """Give a field the heading that names it best."""
        for name, telling in _SHARPER.items():
            taken = self.household.get(name)
            rival = next((h for h in self.left if h.index not in told and telling.search(h.text) and _meaning(h)[0] == name), None)
            if taken and rival and taken.index not in told and not telling.search(taken.text):
                self.left[self.left.index(rival)] = taken
                self.household[name] = rival

    def _part_hamlet(self, told: dict[int, str]) -> None:
        """自然村 beside a column of groups is the hamlet; alone it is what the survey has for a group."""
        rivals = [*(h for h in self.left if h.index not in told and _meaning(h)[0] == "group"),
                  *([self.household["group"]] if "group" in self.household else [])]
        hamlet = next((h for h in rivals if _HAMLET_WORD in h.text), None)
        other = next((h for h in rivals if _HAMLET_WORD not in h.text), None)
        if hamlet and other and "hamlet" not in self.household and self.household["group"].index not in told:
            self.household |= {"hamlet": hamlet, "group": other}
            self.left = [h for h in self.left if h not in (hamlet, other)]

    def _join_wills(self, told: dict[int, str]) -> None:
        """A survey that asks for one of the wills only means consent to the whole by it."""
        asked = [name for name in _WILLS if name in self.household]
        if len(asked) == 1 and "willing" not in self.household and self.household[asked[0]].index not in told:
            self.household["willing"] = self.household.pop(asked[0])


def _is_field(name: str) -> bool:
    """Whether a household or a member has this field to be read, or the column is a running number or left out."""
    bare = name.removeprefix(MEMBER_PREFIX)
    entity = Household if bare == name else Member
    return name in ("", SEQUENCE) or (bare in fields_of(entity) and bare not in _NEVER)


def _meaning(heading: Heading) -> tuple[str | None, str | None]:
    hits = ((household_field(name), member_field(name)) for name in spellings(heading.parts))
    return next((hit for hit in hits if any(hit)), (None, None))


def _two_numbers(meanings: list[tuple[Heading, str | None, str | None]]) -> bool:
    """Whether the head's number and another's stand side by side, with hardly anything of a household: a list of members."""
    numbers = [_HEAD_WORD in heading.text for heading, h, _ in meanings if h == ID_NUMBER and len(heading.parts) == 1]
    about = {h for _, h, m in meanings if h and not m and h != SEQUENCE}
    return sorted(numbers) == [False, True] and about <= {"village", "group", "code", "hamlet", "note"}
