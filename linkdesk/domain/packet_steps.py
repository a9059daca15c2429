"""The packets there are, by the word that command line, chains and rooms know each by; light, for the help names them all."""

from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import AnnexStep

STEPS = {"agreements": AnnexStep.AGREEMENTS, "plan": AnnexStep.PLAN, "amendment": AnnexStep.AMENDMENT, "design": AnnexStep.DESIGN,
         "works": AnnexStep.WORKS, "acceptance": AnnexStep.ACCEPTANCE, "new_land": AnnexStep.NEW_LAND, "trade": AnnexStep.TRADE,
         "advance": AnnexStep.ADVANCE, "special_plan": AnnexStep.SPECIAL_PLAN, "filing": AnnexStep.FILING,
         "assessment": AnnexStep.ASSESSMENT}
JOINED = {"amendment": ("acceptance", "new_land")}
"""What may go up in one packet with an amendment, for two decisions (B §二(七))."""


def offered() -> str:
    """All steps as they are offered: the word to type and what it is of."""
    return "、".join(f"{word}（{step}）" for word, step in STEPS.items())


def list_of(step: str) -> AnnexStep:
    """Whose list of papers a step follows; KnownError names every step there is."""
    if step not in STEPS:
        raise KnownError(f"没有“{step}”这一步的材料。可以生成：{offered()}。")
    return STEPS[step]
