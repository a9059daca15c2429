"""What is printed for signature comes in signing order with its bookmarks, copies and backs; who is left out is named with the reason."""

import hashlib
import io
from collections import Counter
from datetime import date

import pikepdf
import pytest
from openpyxl import load_workbook

from linkdesk.actions import batch_printing, edits, finalising, presses
from linkdesk.actions.batch_printing import Batch
from linkdesk.actions.cuts import Cuts
from linkdesk.actions.folders import safe
from linkdesk.actions.readiness import unprintable
from linkdesk.actions.signing_order import signers
from linkdesk.documents.agreements import agreement as paper_of
from linkdesk.documents.json import from_json
from linkdesk.documents.pdf import write_pdf
from linkdesk.domain.agreement import Agreement, AgreementEvent, PageCode, Sealed
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.errors import Cancelled, KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.words import AgreementState
from tests.actions.test_finalising import KEPT, _confirm, drafted, final  # noqa: F401  the fixtures


def _outline(path):
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return [_branch(item) for item in outline.root], len(pdf.pages)


def _branch(item):
    return item.title, [_branch(below) for below in item.children]


def _leads_to(path):
    """The page (from 0) each bookmark of an agreement leads to."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        places = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        return [places[paper.destination[0].objgen] for village in outline.root for one in village.children for paper in one.children]


def _blank(page):
    return "/Contents" not in page or not page.Contents.read_bytes().strip()


@pytest.fixture
def printed(final, tmp_path):  # noqa: F811
    desk, project_id = final

    def print_(name="印", **wanted):
        return batch_printing.write(desk, project_id, Batch(**wanted), tmp_path / name)
    return desk, project_id, print_


def test_one_pdf_in_signing_order_with_bookmarks_from_village_to_agreement(printed):
    desk, project_id, print_ = printed
    written = print_()
    outline, pages = _outline(written.folder / "双签协议.pdf")
    ready = batch_printing.checked(desk, project_id).ready
    assert written.households == len(ready) == KEPT
    assert [village for village, _ in outline] == list(dict.fromkeys(line.signer.village for line in ready))
    of_households = [household for _, below in outline for household in below]
    assert [title for title, _ in of_households] == [f"{at:04d} {line.signer.group}{line.signer.name}" for at, line in enumerate(ready, 1)]
    assert [[t for t, _ in papers] for _, papers in of_households] == [[f"{a.kind} {a.number}" for a in line.printable] for line in ready]
    assert pages == written.pages == desk.store.count(PageCode)
    per_paper = Counter(c.agreement_id for c in desk.store.load(PageCode))
    counts = [per_paper[a.id] for line in ready for a in line.printable]
    assert _leads_to(written.folder / "双签协议.pdf") == [sum(counts[:at]) for at in range(len(counts))]


def test_every_page_has_a_code_of_its_own_and_the_file_can_be_made_again(printed):
    desk, _, _ = printed
    codes = desk.store.load(PageCode)
    assert len({c.token for c in codes}) == len(codes) > 0
    for sealed in desk.store.load(Sealed):
        mine = [c for c in codes if c.sealed_id == sealed.id]
        document = from_json(sealed.document)
        assert [c.token for c in mine] == list(document.codes)
        assert [(c.page, c.pages) for c in mine] == [(at, len(mine)) for at in range(1, len(mine) + 1)]
        made = io.BytesIO()
        write_pdf([document], made)
        assert hashlib.sha256(made.getvalue()).hexdigest() == sealed.pdf_hash


def test_copies_of_a_pair_lie_together_and_each_paper_begins_on_a_front(printed):
    desk, project_id, print_ = printed
    once = print_("一份").pages
    assert print_("三份", copies=3).pages == 3 * once
    written = print_("双面", copies=2, duplex=True)
    per_paper = Counter(c.agreement_id for c in desk.store.load(PageCode))
    lines = batch_printing.checked(desk, project_id).ready
    wanted = [pages for line in lines for _ in range(2) for pages in (per_paper[a.id] for a in line.printable)]
    with pikepdf.open(written.folder / "双签协议.pdf") as pdf:
        blanks = [_blank(page) for page in pdf.pages]
    expected = [back for pages in wanted for back in (*[False] * pages, *[True] * (pages % 2))]
    assert blanks == expected[:len(blanks)]
    assert set(expected[len(blanks):]) <= {True}  # nothing needs a blank behind the last


def test_a_file_a_household_named_by_order_village_and_head(printed):
    desk, project_id, print_ = printed
    written = print_(one_file=False, copies=2)
    names = sorted(p.name for p in written.folder.iterdir() if p.suffix == ".pdf")
    ready = batch_printing.checked(desk, project_id).ready
    assert names == [f"{at:04d}-{line.signer.village}-{line.signer.name}.pdf" for at, line in enumerate(ready, 1)]
    pages = [_outline(written.folder / name)[1] for name in names]
    assert sum(pages) == written.pages == 2 * desk.store.count(PageCode)


def test_a_file_name_shows_all_it_says_and_no_more():
    assert safe("上/沟\\村:*?\x7f") == "上_沟_村____"
    assert safe("王\u202e某\u200b") == "王某"
    assert safe("..\u200b") == "未命名"


def test_who_is_left_out_is_on_screen_and_in_a_workbook(printed):
    desk, project_id, print_ = printed
    written = print_()
    total = len(signers(desk.dossier(project_id)))
    assert written.households + len(written.left_out) == total
    assert all(line.why for line in written.left_out)
    sheet = load_workbook(written.folder / "未打印名单.xlsx").active
    said = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for line in written.left_out:
        assert any(line.signer.name in row and line.why in row for row in said)


def test_the_first_print_counts_originals_and_later_ones_copies(printed):
    desk, _, print_ = printed
    print_("一", copies=3)
    print_("二", copies=1)
    entries = desk.store.load(AgreementEvent)
    assert Counter((e.kind, e.copies) for e in entries) == {(AgreementEventKind.PRINTED, 3): 2 * KEPT, (AgreementEventKind.COPIED, 1): 2 * KEPT}
    assert "打印双签协议" in desk.store.history(1)[0].title


def test_printing_into_a_filled_folder_is_refused_and_cancelling_leaves_nothing(printed, tmp_path):
    desk, project_id, print_ = printed
    print_("一")
    with pytest.raises(KnownError, match="已存在"):
        print_("一")

    def stop(done, total):
        if done:
            raise Cancelled
    before = desk.store.count(AgreementEvent)
    with pytest.raises(Cancelled):
        batch_printing.write(desk, project_id, Batch(), tmp_path / "二", stop)
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != "工作区") == ["一"]
    assert desk.store.count(AgreementEvent) == before


def test_drafts_are_left_out_unless_proofs_are_wanted(drafted, tmp_path):  # noqa: F811
    desk, project_id = drafted
    with pytest.raises(KnownError, match="定稿"):
        batch_printing.write(desk, project_id, Batch(), tmp_path / "印")
    written = batch_printing.write(desk, project_id, Batch(drafts=True), tmp_path / "印")
    assert written.agreements == 2 * KEPT
    assert not desk.store.count(AgreementEvent)


def test_a_character_no_font_has_is_named_with_its_field(drafted):  # noqa: F811
    desk, project_id = drafted
    household = desk.store.get(Household, desk.store.load(Agreement)[0].household_id)
    desk.do(edits.set_field(household, "address", "王\U0002ffff沟"))
    cut = Cuts(desk.dossier(project_id))
    mine = cut.of(desk.store.load(Agreement)[0])
    said = unprintable(mine, paper_of(mine, mine.agreements[0]))
    assert any(fields_of(Household)["address"].label in reason and "\U0002ffff" in reason for reason in said)


def test_children_print_what_this_process_would(printed, monkeypatch):
    _, _, print_ = printed
    here, apart = print_("一"), print_("分一", one_file=False)
    monkeypatch.setattr(presses, "FEW", 1)
    monkeypatch.setattr(presses, "processors", lambda: 2)
    there, apart_there = print_("二"), print_("分二", one_file=False)
    assert (here.pages, apart.pages) == (there.pages, apart_there.pages)
    for path in sorted(apart.folder.glob("*.pdf")):
        assert path.read_bytes() == (apart_there.folder / path.name).read_bytes()
    assert _outline(here.folder / "双签协议.pdf") == _outline(there.folder / "双签协议.pdf")


def test_children_write_where_this_process_would(printed, monkeypatch, tmp_path):
    desk, _, _ = printed
    text = desk.store.load(Sealed)[0].document
    monkeypatch.setattr(presses, "FEW", 1)
    monkeypatch.setattr(presses, "processors", lambda: 2)
    monkeypatch.chdir(tmp_path)  # a path from here is none from where a child works
    presses.run([(presses.Job(1, f"{at}.pdf"), iter([text])) for at in range(2)], lambda *_: None)
    assert [(tmp_path / f"{at}.pdf").exists() for at in range(2)] == [True, True]


def test_a_child_that_cannot_print_says_why(monkeypatch):
    monkeypatch.setattr(presses, "FEW", 1)
    monkeypatch.setattr(presses, "processors", lambda: 2)
    with pytest.raises(KnownError, match="文稿"):
        presses.run([(presses.Job(1), iter(["{}"])), (presses.Job(1), iter(["{}"]))], lambda *_: None)


def test_a_child_that_cannot_write_says_why(printed, monkeypatch, tmp_path):
    desk, _, _ = printed
    text = desk.store.load(Sealed)[0].document
    monkeypatch.setattr(presses, "FEW", 1)
    monkeypatch.setattr(presses, "processors", lambda: 2)
    with pytest.raises(KnownError, match="写不进去（文件或文件夹不存在）"):
        presses.run([(presses.Job(1, str(tmp_path / "没有" / f"{at}.pdf")), iter([text])) for at in range(2)], lambda *_: None)


def test_only_the_chosen_are_finalised(drafted):  # noqa: F811
    desk, project_id = drafted
    _confirm(desk, project_id)
    desk.do(finalising.set_terms(desk, project_id, date(2018, 9, 30), date(2019, 6, 30)))
    one = desk.store.load(Agreement)[0].household_id
    desk.do(finalising.finalise(desk, project_id, subjects={one}))
    assert {a.household_id for a in desk.store.load(Agreement, state=AgreementState.PRINTED)} == {one}


def test_an_agreement_reads_the_same_on_what_is_sealed_with_it(drafted):  # noqa: F811
    desk, project_id = drafted
    dossier = desk.dossier(project_id)
    cuts = Cuts(dossier)
    assert dossier.agreements
    for agreement in dossier.agreements:
        assert paper_of(cuts.of(agreement), agreement) == paper_of(dossier, agreement)
