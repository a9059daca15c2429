"""Who signs beside the head of a household or for a collective: in the text with the paper it rests on, and at the signatures."""

from __future__ import annotations

from linkdesk.documents.agreements.case import Case
from linkdesk.documents.blocks import Block, Gap, Paragraph, Part, Signatures, Style, Text
from linkdesk.domain.agreement_words import PartyA, PartyRole
from linkdesk.domain.appraisal import Party

_BY_RIGHT = (PartyRole.AGENT, PartyRole.GUARDIAN, PartyRole.HEIR)  # who signs for another shows who they are and by which paper
_ROOM = 50          # mm, for hands, fingerprints and seals
_MOST_BESIDE = 3    # co-owners that find room in party B's own box
_A_BOX, _A_ROW = 6, 3
_DAY = "　　　年　　月　　日"


def party_b(case: Case) -> tuple[Block, ...]:
    """Party B with its number, as agreed; for a collective with who acts for it."""
    name = case.agreement.head_name or case.party_b
    parts: list[Part] = [Text("乙方：" if case.is_collective else "乙方（户主）："), Text(name) if name else Gap("乙方名称")]
    if not case.is_collective:
        number = case.said("id_number")
        parts += [Text("，身份证号："), Text(number) if number else Gap("身份证号")]
    return (Paragraph(tuple(parts), Style.PLAIN),)


def others(case: Case) -> tuple[Block, ...]:
    """Co-owners, agents, guardians and heirs, or who acts for a collective; one line for each role."""
    roles = (PartyRole.REPRESENTATIVE, PartyRole.AGENT) if case.is_collective else tuple(PartyRole)[:-1]
    lines = tuple(_role(role, case.of(role)) for role in roles if case.of(role))
    if case.is_collective and not case.of(PartyRole.REPRESENTATIVE):
        return (Paragraph((Text("乙方负责人："), Gap("集体负责人姓名和任职依据")), Style.PLAIN), *lines)
    return lines


def _role(role: PartyRole, parties: tuple[Party, ...]) -> Paragraph:
    parts: list[Part] = [Text(f"乙方{role}：")]
    for at, party in enumerate(parties):
        parts += [Text("；")] * bool(at) + _said(party)
    return Paragraph((*parts, Text("。")), Style.PLAIN)


def _said(party: Party) -> list[Part]:
    parts: list[Part] = [Text(party.name) if party.name else Gap(f"{party.role}姓名")]
    if party.relation:
        parts.append(Text(f"（{party.relation}）"))
    if party.id_number or party.role in _BY_RIGHT:
        parts += [Text("，身份证号："), Text(party.id_number) if party.id_number else Gap(f"{party.role}身份证号")]
    if party.basis or party.role is not PartyRole.CO_OWNER:
        parts += [Text("，依据："), Text(party.basis) if party.basis else Gap(f"{party.role}依据")]
    return parts


def signatures(case: Case) -> tuple[Signatures, ...]:
    """The three signature boxes; co-owners too many for party B's own box get boxes of their own."""
    owners = case.of(PartyRole.CO_OWNER)
    beside, apart = (owners, ()) if len(owners) <= _MOST_BESIDE else ((), owners)
    boxes = (
        ("甲方（盖章）", ("代表人（签字）：", _DAY)),
        ("乙方（盖章）" if case.is_collective else "乙方（签字）", (*_hands(case, beside), _DAY)),
        ("丙方（见证，盖章）", (("代表人（签字）：" if case.party_a is PartyA.VILLAGE else "负责人（签字）："), _DAY)))
    return (*_apart(apart), Signatures(boxes, _ROOM))


def _hands(case: Case, owners: tuple[Party, ...]) -> tuple[str, ...]:
    first = ("负责人（签字）：",) if case.is_collective else ("户主：", "（手印）")
    acting = tuple(f"{p.role}{p.name or ''}：" for p in case.parties if p.role in _BY_RIGHT)
    return (*first, *(f"共有人{p.name or ''}：" for p in owners), *(acting or (() if case.is_collective else ("代签人：",))))


def _apart(owners: tuple[Party, ...]) -> tuple[Signatures, ...]:
    boxes = tuple(("乙方共有人（签字、手印）", tuple(f"{p.name or ''}：" for p in owners[at:at + _A_BOX]))
                  for at in range(0, len(owners), _A_BOX))
    return tuple(Signatures(boxes[at:at + _A_ROW], _ROOM) for at in range(0, len(boxes), _A_ROW))
