"""Agreements: nothing unverified and no gap on paper that is signed; the right parties, sums and words."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.documents.agreements import agreement, draft_reasons, proof, wording_of
from linkdesk.documents.agreements.proof_sheet import left_out
from linkdesk.documents.blocks import FieldGrid, Gap, Paragraph, Signatures, Style, Table, Text
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.text import as_text
from linkdesk.domain.directory import Authority
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figure import Figure
from linkdesk.domain.household import Member
from linkdesk.domain.project import WordingCopy
from linkdesk.domain.words import AgreementKind, AgreementState, AuthorityKind
from tests.documents.dossiers import HELD, HOUSEHOLDS, TOWNSHIP, sample

DEMOLISH, RECLAIM, RESETTLE = AgreementKind.DEMOLISH, AgreementKind.RECLAIM, AgreementKind.RESETTLE


def of(dossier, household_id="h01", kind=DEMOLISH):
    return next(a for a in dossier.agreements if (a.household_id, a.kind) == (household_id, kind))


def blocks(document):
    (section,) = document.sections
    return section.blocks


def gaps(document):
    parts = [p for b in blocks(document) if isinstance(b, Paragraph) for p in b.parts]
    cells = [c for b in blocks(document) if isinstance(b, FieldGrid) for _, c in b.pairs]
    return [x.what for x in (*parts, *cells) if isinstance(x, Gap)]


@pytest.mark.parametrize("kind", [DEMOLISH, RECLAIM])
def test_the_pair_as_text(kind, golden):
    dossier = sample()
    golden(f"agreement_{kind.name.lower()}_draft", as_text(agreement(dossier, of(dossier, kind=kind))))


def test_the_final_paper_as_text(golden):
    dossier = sample(confirmed=True)
    golden("agreement_demolish_final", as_text(agreement(dossier, of(dossier))))


def test_the_third_kind_as_text(golden):
    dossier = sample()
    golden("agreement_resettle", as_text(agreement(dossier, replace(of(dossier), kind=RESETTLE, rate=None, amount=None))))


def test_while_a_rate_is_unverified_the_paper_is_a_draft_without_number():
    dossier = sample()
    made = agreement(dossier, of(dossier))
    assert (made.mark, made.number) == ("草稿", "")
    text = as_text(made)
    assert "协议编号：（定稿时编号）" in text
    assert "待核实" in text
    assert of(dossier).number not in text


def test_a_confirmed_rate_makes_the_paper_final_and_leaves_no_word_of_doubt():
    dossier = sample(confirmed=True)
    for each in dossier.agreements:
        made = agreement(dossier, each)
        assert (made.mark, made.number) == ("", each.number)
        text = as_text(made)
        assert not gaps(made)
        assert not any(word in text for word in ("待核实", "待补", "草稿", "定稿时"))


@pytest.mark.parametrize(("change", "reason"), [
    ({"demolish_by": None}, "缺约定拆除期限"), ({"persons": None}, "缺计补人数"), ({"amount": Decimal(1)}, "缺奖补金额"),
    ({"rate": Decimal(9000), "amount": Decimal(36000)}, "已调整"), ({"rate": None, "amount": None}, "缺奖补标准")])
def test_a_paper_that_lacks_something_stays_a_draft_even_with_confirmed_rates(change, reason):
    dossier = sample(confirmed=True)
    each = replace(of(dossier), **change)
    assert any(reason in why for why in draft_reasons(dossier, each))
    assert agreement(dossier, each).mark == "草稿"


@pytest.mark.parametrize("name", ["head_name", "id_number", "house_area", "homestead_area", "bank_account", "population"])
def test_what_an_agreement_cannot_do_without_is_a_gap(name):
    dossier = sample(confirmed=True)
    poorer = replace(dossier, households=tuple(replace(h, **{name: None}) if h.id == "h01" else h for h in HOUSEHOLDS))
    made = agreement(poorer, of(dossier))
    assert made.mark == "草稿"
    assert gaps(made)


def test_amount_in_figures_and_capitals_follows_from_persons_and_rate():
    dossier = sample()
    text = as_text(agreement(dossier, of(dossier)))
    assert "4人×10,000.00元/人＝40,000.00元（大写：人民币肆万元整）" in text
    assert "2人×5,000.00元/人＝10,000.00元（大写：人民币壹万元整）" in as_text(agreement(dossier, of(dossier, "h02", RECLAIM)))


def test_the_amount_is_a_figure_with_its_formula():
    dossier = sample()
    amount = next(p for b in blocks(agreement(dossier, of(dossier))) if isinstance(b, Paragraph) for p in b.parts
                  if isinstance(p, Figure) and p.name == "agreement_amount")
    assert amount.formula == "计补人数 × 奖补标准"
    assert dict(amount.inputs)["计补人数"] == "4 人"


def test_identity_number_and_account_stand_in_full():
    dossier = sample()
    for each in dossier.agreements:
        household = next(h for h in HOUSEHOLDS if h.id == each.household_id)
        text = as_text(agreement(dossier, each))
        assert household.id_number in text
        assert household.bank_account in text


def test_parties_are_township_household_and_village():
    text = as_text(agreement(sample(), of(sample(), "h06")))
    assert "甲方：岚川县青石镇人民政府" in text
    assert "乙方（户主）：康满仓" in text
    assert "丙方（见证方）：岚川县青石镇柳树塬村村民委员会" in text


def test_a_township_government_of_the_directory_signs_under_its_own_name():
    own = Authority(name="岚川县青石镇人民政府（示范区管理办公室）", kind=AuthorityKind.TOWNSHIP, place=TOWNSHIP.name)
    dossier = sample()
    dossier = replace(dossier, authorities=(*dossier.authorities, own))
    assert f"甲方：{own.name}" in as_text(agreement(dossier, of(dossier)))


def test_breach_never_takes_resettlement_away():
    dossier = sample()
    for kind in (DEMOLISH, RECLAIM, RESETTLE):
        text = as_text(agreement(dossier, replace(of(dossier), kind=kind)))
        assert "不影响乙方依法依规享有的安置" in text or "不得取消其安置资格" in text


def test_everybody_signs_and_codes_are_kept_for_the_writer():
    dossier = sample(confirmed=True)
    made = agreement(dossier, of(dossier), codes=("7K3MPQ2XW9AC", "7K3MPQ2XW9AD"))
    *_, signatures = blocks(made)
    assert isinstance(signatures, Signatures)
    assert [title[:2] for title, _ in signatures.boxes] == ["甲方", "乙方", "丙方"]
    assert any("手印" in line for line in signatures.boxes[1][1])
    assert made.codes == ("7K3MPQ2XW9AC", "7K3MPQ2XW9AD")


def test_a_draft_has_no_codes():
    dossier = sample()
    assert agreement(dossier, of(dossier), codes=("7K3MPQ2XW9AC",) * 2).codes == ()


def worded(dossier, text, version=1, key="agreement_demolish"):
    """The dossier with the county's own text of an agreement."""
    return replace(dossier, wordings=(WordingCopy(key=key, version=version, text=text, basis="县脱贫攻坚领导小组会议纪要"),))


def test_a_county_may_word_its_own_paper_but_not_lose_number_and_signatures():
    dossier = worded(sample(confirmed=True), "= 拆房协议\n\n双方约定，{household.head_name}自行拆房。")
    made = agreement(dossier, of(dossier))
    assert "双方约定，白有田自行拆房。" in as_text(made)
    assert f"协议编号：{of(dossier).number}" in as_text(made)
    assert any(isinstance(b, Signatures) for b in blocks(made))
    assert "双方约定" not in as_text(agreement(dossier, of(dossier, kind=RECLAIM)))


def test_the_sealed_record_names_the_text_its_version_and_its_hash():
    dossier = sample(confirmed=True)
    shipped, own = wording_of(dossier, of(dossier)), wording_of(worded(dossier, "= 甲", 3), of(dossier))
    assert shipped.startswith("agreement_demolish:0:")
    assert own.startswith("agreement_demolish:3:")
    assert len({shipped, own}) == 2
    assert wording_of(worded(dossier, "", 4), of(dossier)) == shipped


def test_a_text_that_does_not_fit_any_more_holds_its_papers_back():
    dossier = worded(sample(confirmed=True), "= 甲\n\n{household.gone}")
    (why,) = draft_reasons(dossier, of(dossier))
    assert "旧房拆除协议·本县第1版”第 3 行" in why
    with pytest.raises(KnownError, match="第 3 行"):
        agreement(dossier, of(dossier))


def test_members_are_listed_in_order_only_when_the_survey_knows_them():
    dossier = sample()
    assert "白有田（户主）、冯改花（配偶）、白志强（长子）、白小燕（次女）" in as_text(agreement(dossier, of(dossier)))
    assert "家庭成员：" not in as_text(agreement(dossier, of(dossier, "h02")))


def test_an_agreement_whose_household_is_gone_is_refused_in_a_sentence():
    dossier = sample()
    with pytest.raises(KnownError, match="作废"):
        agreement(replace(dossier, households=HOUSEHOLDS[1:]), of(dossier))


def test_without_a_county_rate_nothing_is_promised():
    dossier = sample("B", pair=("旧房拆除协议", "宅基地复垦协议"))
    made = agreement(dossier, of(dossier))
    assert made.mark == "草稿"
    assert "奖补标准未确定" in draft_reasons(dossier, of(dossier))
    assert any("奖补标准" in gap for gap in gaps(made))


@pytest.mark.parametrize("kind", [DEMOLISH, RECLAIM, RESETTLE])
def test_an_ordinary_agreement_is_two_pages_also_with_a_large_family_and_long_names(kind):
    dossier = sample()
    members = tuple(Member(household_id="h06", position=at, name=f"康家第{at}人", relation="孙子女") for at in range(9))
    large = replace(HOUSEHOLDS[5], address="东沟老庄院上台地", boundaries="东至大路、西至沟畔、南至康喜顺宅、北至崖根",
                    bank_name="岚川县农村信用合作联社青石信用社", certificate_number="岚集用〔1993〕第004217号")
    households = tuple(large if h.id == "h06" else h for h in HOUSEHOLDS)
    dossier = replace(dossier, members=members, households=households)
    made = agreement(dossier, replace(of(dossier, "h06"), kind=kind))
    assert write_pdf([made], io.BytesIO()).pages == (2,)


def test_the_proof_sheet_as_text(golden):
    golden("agreements_proof", as_text(proof(sample())))


def test_the_proof_sheet_names_everybody_left_out_and_why():
    said = {h.id: why for h, why in left_out(sample())}
    assert said == {HELD: "暂缓：缺家庭人口", "h05": "不同意拆旧复垦", "h12": "未填写是否愿意拆旧复垦"}


def test_the_proof_sheet_names_agreements_still_to_be_made():
    dossier = sample()
    void = tuple(replace(a, state=AgreementState.VOID) if a is of(dossier, kind=RECLAIM) else a for a in dossier.agreements)
    assert {h.id: why for h, why in left_out(replace(dossier, agreements=void))}["h01"] == "尚未生成宅基地复垦协议"


def test_the_proof_sheet_shows_unverified_values_in_use_and_persons_that_changed():
    dossier = sample()
    grown = replace(dossier, households=tuple(replace(h, population=5) if h.id == "h01" else h for h in HOUSEHOLDS))
    tables = {b.name: b for b in blocks(proof(grown)) if isinstance(b, Table)}
    assert [row[0] for row in tables["待核实参数"].rows] == ["双签协议的两份协议", "旧房拆除奖补标准", "宅基地复垦奖补标准"]
    assert [row[1:] for row in tables["人数变化"].rows] == [("白有田", "旧房拆除协议", 4, 5), ("白有田", "宅基地复垦协议", 4, 5)]
    confirmed = {b.name: b for b in blocks(proof(sample(confirmed=True))) if isinstance(b, Table)}
    assert [row[0] for row in confirmed["待核实参数"].rows] == ["无"]


def test_the_draft_note_is_small_print_right_under_the_number():
    dossier = sample()
    title, number, note, *_ = blocks(agreement(dossier, of(dossier)))
    assert (title.style, number.style, note.style) == (Style.TITLE, Style.PLAIN, Style.SMALL)
    assert isinstance(note.parts[0], Text)


def test_a_deadline_is_written_as_a_day():
    dossier = sample()
    later = replace(of(dossier, kind=RECLAIM), reclaim_by=date(2019, 3, 5))
    assert "于2019年3月5日前完成复垦" in as_text(agreement(dossier, later))
