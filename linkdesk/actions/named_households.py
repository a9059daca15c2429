"""A household as people name it in a table: shown as 上沟村 白有田, found by name, village and name, or ID number."""

from __future__ import annotations

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figures import village_of
from linkdesk.domain.household import Household


def called(dossier: Dossier, household: Household | None) -> str:
    """A household's village and head; nothing for none."""
    return " ".join(filter(None, (village_of(dossier, household), household.head_name or "姓名未填"))) if household else ""


def found(dossier: Dossier, text: str, what: str = "农户") -> Household:
    """The one household that answers to what was written; KnownError when none does, or more than one."""
    plain = " ".join(text.split())
    answering = [h for h in (*dossier.households, *dossier.left_out) if _answers(dossier, h, plain)]
    if len(answering) == 1:
        return answering[0]
    if answering:
        raise KnownError(f"有 {len(answering)} 户的户主同名，分不清是哪一户，没有改动。请改填身份证号，或在姓名前加行政村。")
    known = "户主姓名、身份证号" + ("或地块编号" if "地块" in what else "或“行政村 姓名”")
    raise KnownError(f"没有找到这个{what}，没有改动。请填{known}。")


def _answers(dossier: Dossier, household: Household, plain: str) -> bool:
    names = {household.id_number, household.head_name, f"{village_of(dossier, household)} {household.head_name}"}
    return plain.upper() in names or plain in names
