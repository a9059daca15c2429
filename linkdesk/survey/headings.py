"""What a heading means: tolerant of blanks, brackets and units, matched by the labels and aliases on the fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.notation.numbers import AREA_WORDS

UNIT_WORDS = AREA_WORDS | {word: word for word in ("人", "口", "户", "间", "孔", "元", "万元")}
TOTAL_WORDS = re.compile(r".{0,12}(小计|合计|总计|累计|共计|总户数|总人数)(户数|人数|面积)?(\([^()]*\))?:?(共?\d+户.*)?$|.{0,8}共\d+户")
SEQUENCE = "sequence"
_SEQUENCE_WORDS = frozenset(("序号", "编号", "序", "顺序号", "户序", "户序号", "No", "No.", "NO", "NO."))
_BRACKETED = re.compile(r"\(([^()]*)\)")
_BARE_UNIT = re.compile(r"(?<=.)[/:,、]?(m2|平方米|平米|公顷|亩)数?$", re.IGNORECASE)
_NUMBERING = re.compile(r"^(\(?\d{1,2}[.、)]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|其中[:,]|[*★※]+)"
                        r"|(\(?必填项?\)?|[*★※:：]+)$")
_FOOTNOTE = re.compile("[\u2460-\u2487]|(?<![mM])[\u00b9\u00b2\u00b3]")
_GROUP_TAIL = re.compile(r"(基本|登记)?(情况|信息)$")
_OTHER_BRACKETS = str.maketrans("【】〔〕[]{}《》<>", "()()()()()()")
_BETWEEN = re.compile(r"[,、;:/.·\-_]|以|为准")
_SIGNED = re.compile("签|章|手印|按印")
_WILLS = re.compile("意愿|同意|愿意|自愿")
_NO_WORD = re.compile(r"[^\w\u3400-\u9fff]|_|的")
_OTHER_PERSON = re.compile("配偶|妻子|子女|联系人|代理|委托|经办|调查人|监护|共有|邻|见证|干部|帮扶|责任人|继承")
_OTHER_BUILDING = re.compile("附属|附房|辅房|圈舍|安置|新房|新建|新居|迁入|集体|承包|耕地")
_OF_PERSON = re.compile("^(?!户主).*(姓名|身份|证件|电话|手机|性别|关系|账号|账户)")
_OF_BUILDING = re.compile("^(?!.*(复垦|宅基地|附属|附房|辅房|安置)).*(面积|结构|间数|层数|年份|时间|坐落|地址)")


@lru_cache(4096)
def cleaned(text: str) -> str:
    """A heading without blanks, line feeds and full-width forms; ㎡ becomes m2 on the way."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(4096)
def split_unit(text: str) -> tuple[str, str]:
    """A heading and the unit it names: "建筑面积（㎡）" → ("建筑面积", "㎡"); "" where it names none."""
    name = cleaned(_FOOTNOTE.sub("", text) or text).translate(_OTHER_BRACKETS)
    name = _NUMBERING.sub("", _NUMBERING.sub("", name)) or name
    if unit := UNIT_WORDS.get(name.lower()):
        return "", unit
    for inside in _BRACKETED.findall(name):
        if unit := _unit_inside(inside):
            return name.replace(f"({inside})", ""), unit
    bare = _BARE_UNIT.search(name)
    return (name[:bare.start()], AREA_WORDS[bare[1].lower()]) if bare else (name, "")


def _unit_inside(text: str) -> str:
    """The one unit a bracket names, among other words too (平方米，以实测为准); two areas' units name none."""
    units = dict.fromkeys(UNIT_WORDS[word] for word in _BETWEEN.split(text.lower()) if word in UNIT_WORDS)
    return next(iter(units), "") if len(units.keys() & set(AREA_WORDS.values())) < 2 else ""


@cache
def _index(entity: type) -> dict[str, str]:
    names = {cleaned(word): f.name for f in reversed(fields_of(entity).values()) for word in f.aliases}
    names |= {cleaned(f.label): f.name for f in fields_of(entity).values() if f.aliases or f.required}
    return {_bare(name): field for name, field in names.items()} | names


def household_field(name: str) -> str | None:
    """The household field a cleaned heading means, or SEQUENCE, or None."""
    return SEQUENCE if name in _SEQUENCE_WORDS else _index(Household).get(name)


def member_field(name: str) -> str | None:
    """The member field a cleaned heading means, or None."""
    return _index(Member).get(name)


def spellings(parts: tuple[str, ...]) -> Iterator[str]:
    """The ways to look a heading up, the most telling first: with the headings above it, joined to them, alone."""
    names = [name for name in (split_unit(part)[0] for part in parts) if name]
    for start in range(len(names) - 1):
        yield from _variants("/".join(names[start:]))
    if len(names) > 1:
        yield from _variants(names[-2] + names[-1])
        yield from _variants(names[-1] + names[-2])
        yield from _variants(_GROUP_TAIL.sub("", names[-2]) + names[-1])
        if _WILLS.search(names[-2]):
            yield "是否同意" + names[-1]
    if names and not _is_of_another("/".join(names[:-1]), names[-1]):
        yield from _variants(names[-1])


def _variants(name: str) -> Iterator[str]:
    """A heading as it stands, without what it says in brackets, with it, and without marks and 的."""
    yield name
    inside, outside = _BRACKETED.findall(name), _BRACKETED.sub("", name)
    if any(map(_SIGNED.search, inside)):
        return
    if {household_field(text) for text in inside} <= {None, household_field(outside)}:
        yield outside
    yield _bare(name)


def _bare(name: str) -> str:
    return _NO_WORD.sub("", name)


def _is_of_another(above: str, name: str) -> bool:
    """Whether the headings above say that this is about another person or building than the household's own."""
    about = ((_OTHER_PERSON, _OF_PERSON), (_OTHER_BUILDING, _OF_BUILDING))
    return any(group.search(above) and what.search(name) for group, what in about)


def is_heading(text: str) -> bool:
    """Whether a single cell alone reads like the heading of a field."""
    return any(household_field(name) or member_field(name) for name in spellings((text,)))
