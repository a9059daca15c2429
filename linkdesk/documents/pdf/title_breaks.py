"""Where a centred title breaks: lines of like length that part no word. Source: GB/T 9704-2012, 7.3.1."""

from __future__ import annotations

import re
from itertools import accumulate
from math import inf

from linkdesk.documents.pdf.breaking import clusters
from linkdesk.documents.pdf.styles import TypeStyle
from linkdesk.documents.pdf.typesetter import Span, Typesetter

# The words of the field's titles and of the names of its bodies.
_WORDS = """
人民政府 国土资源 自然资源 发展 改革 和改革 委员会 住房 城乡 规划 建设局 建设用地 建设 用地 农业 农村 林业 水务 环境保护 财政
扶贫 移民 领导小组 办公室 工作 增减挂钩 项目区 项目 实施方案 实施规划 专项规划 拆旧区 建新区 安置区 复垦 土地 耕地 节余 指标
周转 易地 搬迁 交易 竣工 验收 审批 审核 审查 立项 批复 请示 报告 备案 函 关于 通知 公告 公示 会议纪要 承诺书 征求 意见 变更
预支 年度 农户 协议 补偿 管理 办法 设计 勘测定界 权属 征收 征地 同意 申请 印发 转报 使用 调整 贫困 地区
节余指标 增减挂钩项目区 考核评估 督查考核 目标责任制 自评报告
""".split()
_WORD = re.compile("|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)))
_PLACE = re.compile("[^县市镇乡村省关于和与、]{1,2}[省市县镇乡村]")  # a name of a place with what it is
_CLINGING = frozenset("的等")   # never the first of a line
_PARTED = 40.0                  # what a parted word costs, in squares of ems a line is off the mean
_LONGEST = 12                   # lines: what is longer is no title, and weighing all its breaks takes minutes


def title_broken(setter: Typesetter, text: str, style: TypeStyle, measure: float) -> str:
    """A text with line ends where it breaks best within `measure`; as it is when one line holds it or an end stands in it."""
    spans = (Span(text, style.role),)
    lines = len(setter.lines(spans, style, measure, 0))
    parts = clusters(text)
    if not 2 <= lines <= _LONGEST or "\n" in text or len(parts) < 2 * lines:
        return text
    widths = [setter.ems((Span(part, style.role),))[0] for part in parts]
    ends = _best(parts, widths, lines, measure / style.size)
    return "\n".join("".join(parts[a:b]) for a, b in zip((0, *ends), ends, strict=False)) if ends else text


def _best(parts: list[str], widths: list[float], lines: int, room: float) -> tuple[int, ...]:
    """The ends of the lines, as places in `parts`; none when no way of breaking fits."""
    sums = [0.0, *accumulate(widths)]
    costs, mean = _costs(parts), sums[-1] / lines
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(lines):
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in best.items():
            for end in range(start + 1, len(parts) + 1):
                width = sums[end] - sums[start]
                if width > room + 0.001:
                    break
                total = cost + (width - mean) ** 2 + costs[end]
                if total < found.get(end, (inf,))[0]:
                    found[end] = total, (*ends, end)
        best = found
    return best.get(len(parts), (inf, ()))[1]


def _costs(parts: list[str]) -> list[float]:
    """What a break before each cluster costs; the last is the end of the text."""
    text, starts = "".join(parts), [0, *accumulate(map(len, parts))]
    inside = {at for pattern in (_WORD, _PLACE) for found in pattern.finditer(text) for at in range(found.start() + 1, found.end())}
    return [_PARTED * (at in inside or text[at:at + 1] in _CLINGING) for at in starts[:-1]] + [0.0]
