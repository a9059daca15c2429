"""What the design stands on and what goes with it: policies and standards, attached tables and drawings."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.documents.blocks import Block, Gap, Paragraph, Part, Table, Text
from linkdesk.documents.design.characteristics import COLUMNS, characteristics, partial
from linkdesk.documents.design.drawings import drawing_titles
from linkdesk.documents.wording import plan_word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plan_standing import OF_OLD_PLOTS, approval_of, versions
from linkdesk.policy.parts import Pack

Blocks = tuple[Block, ...]


def basis(dossier: Dossier, packs: Sequence[Pack]) -> Blocks:
    """Policies, the plan as approved, and what was surveyed; the standards stand in the text."""
    lines: list[tuple[Part, ...]] = [(Text(f"《{p.title}》（{p.number}）"),) for p in packs if not p.always] or [(Gap("政策依据"),)]
    lines.append(_plan(dossier))
    lines.append((Text("逐村逐户摸底调查成果、地块界址点测量成果"),))
    return tuple(Paragraph((Text(f"{at}．"), *parts)) for at, parts in enumerate(lines, 1))


def _plan(dossier: Dossier) -> tuple[Part, ...]:
    """The approval of the plan that holds the demolition plots."""
    found = [approval for kind in OF_OLD_PLOTS for version in versions(dossier, kind) if (approval := approval_of(dossier, version))]
    if not found:
        return (Text(f"{plan_word(dossier)}批复："), Gap("批复文号")) if dossier.project.packs else (Gap(f"{plan_word(dossier)}及批复文号"),)
    return (Text(f"{found[-1].approver}对{plan_word(dossier)}的批复（{found[-1].number}）"),)


def characteristic_table(dossier: Dossier) -> Blocks:
    """The table of characteristics, as attached."""
    return (Table(COLUMNS, characteristics(dossier), notes=partial(dossier), name="特性"),)


def attachments(dossier: Dossier, packs: Sequence[Pack]) -> Blocks:
    """The tables and drawings that go with the report."""
    from linkdesk.documents.design.tables import titles
    tables, drawings = "；".join(titles(dossier)), "；".join(drawing_titles(dossier))
    return tuple(Paragraph((Text(text),)) for text in (f"附表：{tables}。", f"附图：{drawings}。", "附件：见复垦设计附件清单。"))


FROM_DATA = {"design_characteristics": characteristic_table}
FROM_PACKS = {"design_basis": basis, "design_attachments": attachments}
