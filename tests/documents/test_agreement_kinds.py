"""Papers beyond the plain pair: many who sign, many amounts, collectives, supplements, copies, other sides, other accounts."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.documents.agreements import agreement, draft_reasons, proof
from linkdesk.documents.blocks import Signatures, Table
from linkdesk.documents.pdf import page_counts, write_pdf
from linkdesk.documents.text import as_text
from linkdesk.domain.agreement import Agreement, AgreementEvent, AgreementLine
from linkdesk.domain.agreement_words import (
    AgreementEventKind,
    ItemKind,
    PartyA,
    PartyRole,
    StandardBasis,
    WorkWay,
)
from linkdesk.domain.appraisal import AppraisedItem, Party
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.household import Member
from linkdesk.domain.words import AgreementKind, AgreementState, CollectiveUse, HouseStructure
from tests.documents.dossiers import HOUSEHOLDS, PROJECT, sample

DEMOLISH, RECLAIM, RESETTLE = AgreementKind.DEMOLISH, AgreementKind.RECLAIM, AgreementKind.RESETTLE
SCHOOL = CollectiveProperty(
    id="c1", project_id="p", village_id="sg", name="上沟村小学", use=CollectiveUse.SCHOOL, owner="上沟村村民委员会",
    house_structure=HouseStructure.BRICK_TIMBER, house_area=Decimal("420.00"), land_area=Decimal("1800.00"),
    reclaimable_area=Decimal("1650.00"), agreed=True, agreed_on=date(2018, 5, 20))
HEAD_OF_VILLAGE = Party(collective_id="c1", role=PartyRole.REPRESENTATIVE, name="白德厚", basis="村民委员会主任当选证书")


def of(dossier, household_id="h01", kind=DEMOLISH):
    return next(a for a in dossier.agreements if (a.household_id, a.kind) == (household_id, kind) and not a.supplements_id)


def blocks(document):
    (section,) = document.sections
    return section.blocks


def line(at, label, quantity, price, unit="元/㎡", of="h01-DEMOLISH", **more):
    quantity, price = Decimal(quantity), Decimal(price)
    return AgreementLine(agreement_id=of, position=at, label=label, basis=more.pop("basis", StandardBasis.BY_STRUCTURE), quantity=quantity,
                         unit=unit, price=price, amount=quantity * price, document="岚川县房屋补偿标准（岚政发〔2018〕9号）", **more)


REWARD = line(0, "旧房拆除奖补", "4", "10000", "元/人", basis=StandardBasis.PER_PERSON, reward=True)
LINES = (REWARD, line(1, "砖木结构房屋", "86.50", "320"), line(2, "水井", "1", "1500.05", "元/口", basis=StandardBasis.BY_ATTACHMENT))


def with_lines(lines=LINES):
    """The sample, confirmed, whose first household has a paper that pays for its house and its well too."""
    dossier = sample(confirmed=True)
    total = sum(each.amount for each in lines)
    agreements = tuple(replace(a, amount=total, state=AgreementState.PRINTED) if a.id == "h01-DEMOLISH" else a for a in dossier.agreements)
    return replace(dossier, agreements=agreements, lines=tuple(lines))


def collective(kind=DEMOLISH, **more):
    """The sample, confirmed, with an agreement with the village that owns a school."""
    made = Agreement(project_id="p", collective_id="c1", kind=kind, id="c1-paper", demolish_by=date(2018, 12, 31), number="岚青协〔2018〕90号",
                     reclaim_by=date(2019, 10, 31), bank_name="岚川县农村信用合作联社", bank_account="800100200300", **more)
    dossier = sample(confirmed=True)
    return replace(dossier, collective=(SCHOOL,), parties=(HEAD_OF_VILLAGE,), agreements=(*dossier.agreements, made)), made


def supplemented(**changed):
    """The sample, confirmed, whose first agreement is signed, and a supplement of it."""
    dossier = sample(confirmed=True)
    main = replace(of(dossier), state=AgreementState.PRINTED)
    kinds = AgreementEventKind.PARTY_A_SIGNED, AgreementEventKind.PARTY_B_SIGNED, AgreementEventKind.WITNESS_SIGNED
    signed = tuple(AgreementEvent(project_id="p", household_id="h01", agreement_id=main.id, kind=kind, happened_on=date(2018, 6, 8))
                   for kind in kinds)
    extra = Agreement(project_id="p", household_id="h01", supplements_id=main.id, kind=DEMOLISH, id="extra", number="岚青协〔2018〕补1号",
                      **changed)
    others = tuple(a for a in dossier.agreements if a.id != main.id)
    return replace(dossier, agreements=(main, *others, extra), agreement_events=signed), extra


def test_one_reward_is_said_in_a_sentence_and_several_amounts_in_a_table_with_their_total():
    dossier = with_lines()
    made = agreement(dossier, of(dossier))
    (table,) = [b for b in blocks(made) if isinstance(b, Table)]
    assert [row[:3] for row in table.rows] == [("旧房拆除奖补", 4, "人"), ("砖木结构房屋", Decimal("86.50"), "㎡"), ("水井", 1, "口")]
    assert sum(row[4] for row in table.rows) == table.totals[4].value == Decimal("69180.05")
    assert "合计69,180.05元（大写：人民币陆万玖仟壹佰捌拾元零伍分）" in as_text(made)
    assert "奖补金额＝计补人数" not in as_text(made)
    assert not any(isinstance(b, Table) for b in blocks(agreement(dossier, of(dossier, kind=RECLAIM))))


def test_a_single_reward_at_another_rate_than_the_agreement_states_stands_in_the_table():
    dossier = with_lines((replace(REWARD, price=Decimal(12000), amount=Decimal(48000)),))
    text = as_text(agreement(dossier, of(dossier)))
    assert "合计48,000.00元（大写：人民币肆万捌仟元整）" in text
    assert "10,000.00元/人" not in text


def test_the_signed_paper_names_documents_and_never_a_doubt():
    dossier = with_lines((REWARD, replace(LINES[1], document="县级规定（待核实）"), LINES[2]))
    text = as_text(agreement(dossier, of(dossier)))
    assert "岚政发〔2018〕9号" in text
    assert "待核实" not in text


def test_an_agreement_with_a_few_amounts_still_fits_two_pages():
    dossier = with_lines()
    assert page_counts([agreement(dossier, of(dossier))]) == (2,)


def test_an_amount_still_open_keeps_the_paper_a_draft():
    dossier = with_lines((REWARD, LINES[1]))
    dossier = replace(dossier, lines=(REWARD, replace(LINES[1], quantity=None, amount=None)))
    assert "缺砖木结构房屋认定数量" in draft_reasons(dossier, of(dossier))


def test_a_draft_whose_amounts_are_reached_otherwise_today_is_made_anew_first():
    dossier = with_lines((REWARD,))
    draft = replace(of(dossier), state=AgreementState.DRAFT)
    assert draft_reasons(dossier, draft) == ()
    dearer = replace(dossier, lines=(replace(REWARD, price=Decimal(9000), amount=Decimal(36000)),))
    assert "应付金额或标准已调整，请重新生成协议" in draft_reasons(dearer, replace(draft, amount=Decimal(36000)))


def test_a_draft_names_the_document_its_rate_was_confirmed_on_since():
    dossier = with_lines((REWARD,))
    dossier = replace(dossier, agreements=tuple(replace(a, state=AgreementState.DRAFT) for a in dossier.agreements))
    assert "岚川县试行办法" in as_text(proof(dossier))
    assert "岚政发〔2018〕9号" not in as_text(proof(dossier))


def test_appraised_things_stand_as_surveyed_measured_and_recognised():
    items = (AppraisedItem(household_id="h01", kind=ItemKind.HOUSE, name="主房", house_structure=HouseStructure.BRICK_TIMBER,
                           surveyed=Decimal(90), measured=Decimal("86.75"), recognised=Decimal("86.50")),
             AppraisedItem(household_id="h01", position=1, kind=ItemKind.HOMESTEAD, name="宅基地", surveyed=Decimal(210)))
    dossier = replace(sample(), items=items)
    (table,) = [b for b in blocks(agreement(dossier, of(dossier))) if isinstance(b, Table)]
    assert [row[5:] for row in table.rows] == [(Decimal(90), Decimal("86.75"), Decimal("86.50"))]
    (table,) = [b for b in blocks(agreement(dossier, of(dossier, kind=RECLAIM))) if isinstance(b, Table)]
    assert [row[2] for row in table.rows] == ["宅基地"]


def test_co_owner_agent_guardian_and_heir_are_named_with_their_papers_and_sign():
    parties = tuple(Party(household_id="h01", position=at, role=role, name=name, id_number="149923198001010015", basis=basis)
                    for at, (role, name, basis) in enumerate((
                        (PartyRole.CO_OWNER, "白有福", None), (PartyRole.AGENT, "白志强", "授权委托书（2018年5月2日）"),
                        (PartyRole.GUARDIAN, "冯改花", "村委会指定监护书"), (PartyRole.HEIR, "白小燕", "继承公证书"))))
    dossier = replace(sample(confirmed=True), parties=parties)
    made = agreement(dossier, of(dossier))
    text = as_text(made)
    assert "乙方委托代理人：白志强，身份证号：149923198001010015，依据：授权委托书（2018年5月2日）。" in text
    for hand in ("共有人白有福：", "委托代理人白志强：", "监护人冯改花：", "继承人白小燕："):
        assert hand in blocks(made)[-1].boxes[1][1]
    assert made.mark == ""


def test_an_agent_without_an_authorisation_keeps_the_paper_a_draft():
    dossier = replace(sample(confirmed=True), parties=(Party(household_id="h01", role=PartyRole.AGENT, name="白志强"),))
    assert {"缺委托代理人身份证号", "缺委托代理人依据"} <= set(draft_reasons(dossier, of(dossier)))


def test_many_co_owners_get_boxes_of_their_own():
    parties = tuple(Party(household_id="h01", position=at, name=f"共有第{at}人") for at in range(20))
    dossier = replace(sample(confirmed=True), parties=parties)
    made = agreement(dossier, of(dossier))
    signed = [hand for b in blocks(made) if isinstance(b, Signatures) for _, hands in b.boxes for hand in hands]
    assert all(f"共有第{at}人：" in signed for at in range(20))
    write_pdf([made], io.BytesIO())


def test_another_account_holder_rests_on_a_paper():
    dossier = sample(confirmed=True)
    lent = replace(dossier, households=tuple(replace(h, account_holder="白志强") if h.id == "h01" else h for h in HOUSEHOLDS))
    assert "缺账户依据（户名不是户主）" in draft_reasons(lent, of(dossier))
    proved = replace(lent, households=tuple(replace(h, account_basis="授权委托书") if h.id == "h01" else h for h in lent.households))
    assert draft_reasons(proved, of(dossier)) == ()
    assert "账户依据 | 授权委托书" in as_text(agreement(proved, of(dossier)))


def test_a_draft_whose_account_has_changed_since_is_made_anew_first():
    dossier = sample(confirmed=True)
    made = replace(of(dossier), bank_account="1234567890")
    assert "“银行账号”已变更，请重新生成协议" in draft_reasons(dossier, made)
    assert not any("已变更" in why for why in draft_reasons(dossier, replace(made, state=AgreementState.PRINTED)))


@pytest.mark.parametrize(("way", "said"), [
    (None, "☐自行拆除  ☐委托拆除  ☐由甲方统一组织拆除"), (WorkWay.SELF, "☑自行拆除  ☐委托拆除  ☐由甲方统一组织拆除")])
def test_the_way_of_demolition_is_ticked_when_it_is_agreed(way, said):
    dossier = sample()
    assert said in as_text(agreement(dossier, replace(of(dossier), demolition_way=way)))


def test_terms_of_leaving_and_handing_over_are_written_when_they_are_agreed():
    dossier = sample()
    each = replace(of(dossier), vacate_by=date(2018, 11, 30), settle_by=date(2018, 10, 31))
    assert "乙方于2018年11月30日前腾空房屋" in as_text(agreement(dossier, each))
    assert "最迟于2018年10月31日交付" in as_text(agreement(dossier, replace(each, kind=RESETTLE)))


@pytest.mark.parametrize(("project", "own", "said"), [
    (None, None, "一式四份，甲方、乙方、丙方和县级"), (3, None, "一式三份，甲方、乙方、丙方各执一份"), (3, 2, "一式两份，甲方、乙方各执一份"),
    (6, None, "一式六份，甲方、乙方、丙方和县级自然资源（国土资源）主管部门各执一份，其余由甲方存档")])
def test_copies_are_those_of_the_agreement_then_of_the_project(project, own, said):
    dossier = sample(project=replace(PROJECT, agreement_copies=project))
    assert said in as_text(agreement(dossier, replace(of(dossier), copies=own)))


def test_a_village_committee_may_be_party_a_and_then_the_township_bears_witness():
    dossier = sample(project=replace(PROJECT, agreement_party_a=PartyA.VILLAGE))
    text = as_text(agreement(dossier, of(dossier)))
    assert "甲方：岚川县青石镇上沟村村民委员会" in text
    assert "丙方（见证方）：岚川县青石镇人民政府" in text


@pytest.mark.parametrize("kind", [DEMOLISH, RECLAIM])
def test_a_village_collective_has_its_own_paper(kind, golden):
    dossier, made = collective(kind)
    paper = agreement(dossier, made)
    golden(f"agreement_{kind.name.lower()}_collective", as_text(paper))
    assert paper.mark == ""
    assert page_counts([paper]) == (2,)


@pytest.mark.parametrize(("changed", "parties", "reason"), [
    ({"agreed": None}, (HEAD_OF_VILLAGE,), "缺村民会议同意的决议"), ({"agreed_on": None}, (HEAD_OF_VILLAGE,), "缺会议日期"),
    ({}, (), "缺集体负责人姓名和任职依据"), ({}, (replace(HEAD_OF_VILLAGE, basis=None),), "缺负责人依据")])
def test_a_collective_signs_on_the_evidence_of_its_meeting_through_who_acts_for_it(changed, parties, reason):
    dossier, made = collective()
    dossier = replace(dossier, collective=(replace(SCHOOL, **changed),), parties=parties)
    assert reason in draft_reasons(dossier, made)


def test_a_supplement_names_the_signed_agreement_and_what_changes(golden):
    dossier, extra = supplemented(demolish_by=date(2019, 3, 31), bank_account="6228480010020030049")
    made = agreement(dossier, extra)
    golden("agreement_supplement", as_text(made))
    (table,) = [b for b in blocks(made) if isinstance(b, Table)]
    assert table.rows == (("约定拆除期限", "2018年12月31日", "2019年3月31日"), ("银行账号", "6219069032945800001", "6228480010020030049"))
    assert (made.mark, made.title, made.number) == ("", "补充协议", "岚青协〔2018〕补1号")


def test_a_supplement_may_say_it_in_words_and_must_say_something():
    dossier, extra = supplemented(changes="安置方式改为分散安置。")
    assert "补充约定　安置方式改为分散安置。" in as_text(agreement(dossier, extra))
    assert draft_reasons(dossier, extra) == ()
    dossier, nothing = supplemented()
    assert "缺变更内容" in draft_reasons(dossier, nothing)


def test_a_supplement_of_an_unsigned_agreement_stays_a_draft():
    dossier, extra = supplemented(demolish_by=date(2019, 3, 31))
    assert "缺原协议签订日期" in draft_reasons(replace(dossier, agreement_events=()), extra)


def test_a_family_of_twelve_with_many_things_takes_three_pages_at_most():
    members = tuple(Member(household_id="h01", position=at, name=f"白家第{at}人", relation="孙子女") for at in range(12))
    lines = (REWARD, *(line(at, f"附属物第{at}项", "12.35", "88.88", basis=StandardBasis.BY_ATTACHMENT) for at in range(1, 9)))
    items = tuple(AppraisedItem(household_id="h01", position=at, kind=ItemKind.ATTACHMENT, name=f"附属物第{at}项", surveyed=Decimal(at),
                                measured=Decimal(at), recognised=Decimal(at)) for at in range(14))
    dossier = replace(with_lines(lines), members=members, items=items)
    dossier = replace(dossier, agreements=tuple(replace(a, state=AgreementState.PRINTED) for a in dossier.agreements))
    assert page_counts([agreement(dossier, of(dossier))]) == (3,)


def test_the_proof_sheet_takes_collectives_and_supplements():
    dossier, _ = collective()
    assert "上沟村小学" in as_text(proof(replace(dossier, collective=(replace(SCHOOL, agreed=None),))))
    dossier, _ = supplemented(changes="甲")
    assert as_text(proof(dossier))
