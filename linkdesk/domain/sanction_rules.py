"""Why an entry of the register of sanctions and rewards cannot be made: asked by whoever enters it, and by the guard."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.corrections import standing
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.oversight_standing import QUOTA_SIGNS, SUSPENSIONS, begins, lifted_by
from linkdesk.domain.spelling import compact


def why_not_entered(made: Sanction, known: Iterable[Sanction], today: date) -> str:
    """One sentence why an entry cannot be made beside those that are known; empty when it can."""
    stands = standing(known)
    if made.revokes_id:
        return _of_correction(made, stands)
    return _of_content(made, today) or (_of_lifting(made, stands) if made.lifts_id else _of_decision(made, stands))


def _of_content(made: Sanction, today: date) -> str:
    told = (("决定机关", made.decided_by.strip()), ("文号", made.number.strip()), ("决定日期", made.decided_on),
            ("对象", made.authority_id or made.project_id))
    if lacking := "、".join(label for label, value in told if not value):
        return f"请填写{lacking}，再登记奖惩。"
    if made.decided_on and made.decided_on > today:
        return f"决定日期 {made.decided_on} 在今天（{today}）以后，没有登记。请核对日期；电脑时钟不准的，请先校准。"
    if made.until_on and (begun := begins(made)) and made.until_on < begun:
        return f"截止日期 {made.until_on} 早于起始日期 {begun}，没有登记。请核对两个日期。"
    return ""


def _of_decision(made: Sanction, stands: Iterable[Sanction]) -> str:
    if made.kind in QUOTA_SIGNS and not (made.area and made.year):
        return f"登记“{made.kind}”要填写大于零的指标面积和指标年度，没有登记。请按文件填写。"
    if made.kind is SanctionKind.SCORE_DEDUCTED and not made.score:
        return "登记“扶贫考核扣分”要填写大于零的分数，没有登记。请按文件填写。"
    if any(_is_same(made, other) for other in stands):
        return f"文号“{made.number}”的“{made.kind}”已经登记过，没有重复登记。原来登记有误的，请先更正。"
    return ""


def _is_same(one: Sanction, other: Sanction) -> bool:
    return not other.lifts_id and compact(one.number) == compact(other.number) and (one.kind, one.authority_id, one.project_id, one.year) == (
        other.kind, other.authority_id, other.project_id, other.year)


def _of_lifting(made: Sanction, stands: tuple[Sanction, ...]) -> str:
    lifted = next((s for s in stands if s.id == made.lifts_id), None)
    if lifted is None or lifted.kind not in SUSPENSIONS or lifted.lifts_id:
        return "只有仍有效的暂停类处分可以解除，没有登记。请刷新后重新选择；登记有误的请更正。"
    if lifted.id in lifted_by(stands):
        return "这项处分已经解除过，没有重复登记。解除登记有误的，请先更正那条解除。"
    if (made.kind, made.authority_id, made.project_id) != (lifted.kind, lifted.authority_id, lifted.project_id):
        return "解除要与原处分的种类、对象一致，没有登记。请刷新后重新选择。"
    start, end = begins(lifted), begins(made)
    if start and end and end < start:
        return f"解除日期 {end} 早于处分开始日期 {start}，没有登记。请核对日期。"
    return ""


def _of_correction(made: Sanction, stands: tuple[Sanction, ...]) -> str:
    wrong = next((s for s in stands if s.id == made.revokes_id), None)
    if wrong is None:
        return "这条记录已经更正过，或者不在登记簿里，没有更正。请刷新后重新选择。"
    if wrong.id in lifted_by(stands):
        return "这项处分已登记解除，没有更正。请先更正那条解除，再更正处分。"
    if not made.reason.strip():
        return "请写明更正的原因，再更正。"
    return ""
