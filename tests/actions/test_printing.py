"""Documents reach files whole: PDF and Excel say the same, a packet stands whole or not at all."""

import hashlib
import json
from dataclasses import replace

import openpyxl
import pikepdf
import pypdfium2
import pytest

from linkdesk.actions import agreements, packets, printing
from linkdesk.domain.change import Change
from linkdesk.domain.entry import shown
from linkdesk.domain.errors import Cancelled, KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.domain.words import ChangeKind


def _text(path):
    pdf = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return text


@pytest.fixture
def drafted(sample):
    desk, project_id = sample
    desk.do(agreements.draft(desk, project_id))
    return desk, project_id


def test_the_roster_says_the_same_on_paper_and_in_excel(sample, tmp_path):
    desk, project_id = sample
    paper, book = printing.write(desk, project_id, "roster", tmp_path / "out")
    text, sheet = _text(paper), openpyxl.load_workbook(book).worksheets[0]
    cells = [c for row in sheet.iter_rows() for c in row if c.value is not None]
    for household in desk.dossier(project_id).households:
        if household.head_name and household.id_number:
            assert household.head_name in text
            assert household.id_number in text.replace("\r\n", "")
            assert any(c.value == household.id_number and c.data_type == "s" for c in cells)
    areas = [h.homestead_area for h in desk.dossier(project_id).households if h.homestead_area]
    total = shown(fields_of(Household)["homestead_area"], sum(areas))
    assert total in text


def test_agreements_come_together_and_one_by_one(drafted, tmp_path):
    desk, project_id = drafted
    held = desk.dossier(project_id).held
    keep = [h for h in desk.dossier(project_id).households if h.willing and h.id not in held][:3]
    from linkdesk.domain.words import AgreementState
    others = [a for a in desk.dossier(project_id).agreements if a.household_id not in {h.id for h in keep}]
    desk.do(Change("作废", before=tuple(others), after=tuple(replace(a, state=AgreementState.VOID) for a in others)))
    whole, *each = printing.write(desk, project_id, "agreements", tmp_path / "out")
    assert len(each) == 6
    text = _text(whole)
    for household in keep:
        assert text.count(household.id_number) >= 2
    assert sum(len(pikepdf.open(p).pages) for p in each) == len(pikepdf.open(whole).pages) == 12


def test_a_packet_is_whole_and_its_manifest_true(sample, tmp_path):
    desk, project_id = sample
    packet = packets.write_packet(desk, project_id, "plan", tmp_path / "材料")
    said = json.loads((packet.folder / "清单.json").read_text("utf-8"))
    named = {f["name"]: f["sha256"] for f in said["files"]}
    assert set(named) | {"清单.json"} == {p.name for p in packet.files}
    for name, digest in named.items():
        assert hashlib.sha256((packet.folder / name).read_bytes()).hexdigest() == digest
    with pikepdf.open(packet.folder / "申报材料.pdf") as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == said["pages"] == packet.pages
        with pdf.open_outline() as outline:
            assert next(item.title for item in outline.root).endswith("申报材料")
            assert len(outline.root) == 8
    assert desk.store.history(1)[0].kind == ChangeKind.EXPORT
    assert said["held_households"] == 16


def test_a_packet_for_submission_is_refused_while_a_household_is_held(sample, tmp_path):
    desk, project_id = sample
    with pytest.raises(KnownError, match="16 户"):
        packets.write_packet(desk, project_id, "plan", tmp_path / "材料", for_submission=True)
    assert not (tmp_path / "材料").exists()


def test_a_stopped_packet_leaves_nothing(sample, tmp_path):
    desk, project_id = sample
    out = tmp_path / "送审" / "材料"

    def stop(done, total):
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        packets.write_packet(desk, project_id, "plan", out, stop)
    assert list(out.parent.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(sample, tmp_path):
    desk, project_id = sample
    (tmp_path / "材料").mkdir()
    (tmp_path / "材料" / "别人的.txt").write_text("在")
    with pytest.raises(KnownError, match="空文件夹"):
        packets.write_packet(desk, project_id, "plan", tmp_path / "材料")
    assert [p.name for p in (tmp_path / "材料").iterdir()] == ["别人的.txt"]


def test_agreements_before_they_are_made_say_so(sample, tmp_path):
    desk, project_id = sample
    with pytest.raises(KnownError, match="前面的步骤"):
        printing.documents(desk, project_id, "agreements")
    with pytest.raises(KnownError, match=r"没有“trades”.*trade（节余指标交易）"):
        packets.write_packet(desk, project_id, "trades", tmp_path / "x")


@pytest.mark.parametrize(("name", "safe"), [("上沟村/王", "上沟村_王"), ("..", "未命名"), ('a:"b"?', "a__b__"), ("末尾. ", "末尾")])
def test_file_names_suit_every_system(name, safe):
    assert printing.safe(name) == safe


def test_one_of_two_plans_is_printed_alone(sample, tmp_path):
    desk, project_id = sample
    project = desk.store.get(Project, project_id)
    desk.do(Change("易地交易", before=(project,), after=(replace(project, surplus_trade=True),)))
    both = printing.documents(desk, project_id, "plan")
    one = printing.documents(desk, project_id, f"plan:{PlanKind.NEW}")
    assert [len(both), len(one)] == [2, 1]
    assert one[0] == both[1]
    assert [path.name for path in printing.write(desk, project_id, f"plan:{PlanKind.NEW}", tmp_path / "out")] == [f"{one[0].title}（草稿）.pdf"]
    with pytest.raises(KnownError, match="不单独编制"):
        printing.documents(desk, project_id, f"plan:{PlanKind.WHOLE}")
