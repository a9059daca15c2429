"""Signed pages come back in any order, turned any way: each is filed to its own agreement and none to another."""

import json
import shutil
import subprocess
import sys

import pytest
from PIL import Image

from linkdesk.actions import agreements, scan_states, scanning
from linkdesk.desk import Desk
from linkdesk.documents.preview import page_sizes
from linkdesk.domain.agreement import PageCode, ScannedPage
from linkdesk.domain.agreement_words import ScanResult
from linkdesk.domain.change import Change
from linkdesk.domain.errors import Cancelled, KnownError
from linkdesk.domain.project import Project
from tests.actions import desks
from tests.scans import scanner
from tests.scans.printed import codes, printed
from tests.scans.scanner import Settings

QUICK = Settings(dpi=150)


@pytest.fixture(scope="session")
def signed_workspace(filled_workspace, tmp_path_factory):
    """A workspace with a pair printed, and its pages as pictures."""
    folder, project_id = filled_workspace
    mine = tmp_path_factory.mktemp("signed") / "工作区"
    shutil.copytree(folder, mine)
    desk = Desk.open(mine, lambda: desks.NOON)
    desk.sign_in(desk.officers()[0])
    pages = scanner.pages(printed(desk, project_id, households=1))
    desk.close()
    return mine, project_id, pages


@pytest.fixture
def signed(signed_workspace, tmp_path):
    folder, project_id, pages = signed_workspace
    shutil.copytree(folder, tmp_path / "工作区")
    desk = Desk.open(tmp_path / "工作区", lambda: desks.NOON)
    desk.sign_in(desk.officers()[0])
    yield desk, project_id, pages
    desk.close()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "扫描" / "第二批").mkdir(parents=True)
    return tmp_path / "扫描"


def scan_all(pages, folder, seed=1, settings=QUICK):
    rng = scanner.shuffled(seed)
    for at in rng.sample(range(len(pages)), len(pages)):
        scanner.save(scanner.scanned(pages[at], rng, settings)[0], folder / f"{rng.randrange(10**6):06d}-{at}.jpg", settings)


def rows(desk):
    return desk.store.load(ScannedPage)


def test_every_page_is_filed_to_its_own_agreement(signed, folder):
    desk, project_id, pages = signed
    scan_all(pages, folder / "第二批")
    outcome = scanning.take(desk, project_id, [folder])
    assert outcome.results == {ScanResult.FILED: len(pages)}
    meant = codes(desk, project_id)
    for row in rows(desk):
        code = meant[int(row.source_name.rpartition("-")[2].split(".")[0])]
        assert (row.agreement_id, row.page, row.page_code_id, row.token) == (code.agreement_id, code.page, code.id, code.token)
        assert row.source_name.startswith("第二批/")
    assert not scan_states.missing_pages(desk, project_id)
    assert not scan_states.to_sort(desk, project_id)


def test_what_is_kept_stands_upright_whatever_way_it_was_scanned(signed, folder):
    desk, project_id, pages = signed
    for turn in (0, 90, 180, 270):
        image, turned = scanner.scanned(pages[0], scanner.shuffled(), Settings(turns=(turn,)))
        scanner.save(image, folder / f"{turned}.jpg")
    scanning.take(desk, project_id, [folder])
    for row in rows(desk):
        assert row.turned == int(row.source_name.split(".")[0])
        [(width, height)] = page_sizes(desk.store.files.read(row.image))
        assert width < height


def test_the_same_file_again_doubles_nothing_and_is_said(signed, tmp_path):
    desk, project_id, pages = signed
    file, rng = tmp_path / "全部.pdf", scanner.shuffled()
    scanner.as_pdf([scanner.jpeg(scanner.scanned(page, rng, QUICK)[0]) for page in pages], file)
    scanning.take(desk, project_id, [file])
    renamed = file.rename(tmp_path / "改名.pdf")
    before, outcome = rows(desk), scanning.take(desk, project_id, [renamed])
    assert (outcome.again, outcome.results) == (len(pages), {})
    assert "此前已取过" in outcome.said()
    assert rows(desk) == before


def test_a_page_scanned_twice_is_a_double_and_a_better_scan_may_take_its_place(signed, folder):
    desk, project_id, pages = signed
    for name, seed in (("1.jpg", 1), ("2.jpg", 2)):
        scanner.save(scanner.scanned(pages[0], scanner.shuffled(seed))[0], folder / name)
    shutil.copy(folder / "2.jpg", folder / "3.jpg")  # to the byte
    outcome = scanning.take(desk, project_id, [folder])
    assert outcome.results == {ScanResult.FILED: 1, ScanResult.DOUBLE: 2}
    first, double, _ = sorted(rows(desk), key=lambda row: row.source_name)
    desk.do(scanning.sort_by_hand(desk, double, first.agreement_id, first.page))
    state = scan_states.scan_states(desk, project_id)[first.agreement_id]
    assert dict(state.scanned)[first.page].image == double.image
    assert [row.source_name for row in scan_states.to_sort(desk, project_id)] == ["3.jpg"]


def test_pages_of_void_agreements_and_old_versions_are_listed(signed, folder):
    desk, project_id, pages = signed
    meant = codes(desk, project_id)
    old, new = meant[0], meant[-1]
    desk.do(Change("重新印制", after=(PageCode(agreement_id=old.agreement_id, sealed_id=old.sealed_id, version=2,
                                             token=agreements.new_token(), pages=1),)))
    desk.do(agreements.void(desk, [a for a in desk.dossier(project_id).agreements if a.id == new.agreement_id], "写错姓名"))
    for at in (0, len(pages) - 1):
        scanner.save(pages[at], folder / f"{at}.png")
    outcome = scanning.take(desk, project_id, [folder])
    assert outcome.results == {ScanResult.VOID: 2}
    assert {row.reason for row in rows(desk)} == {"是第 1 版，该协议已重新印制", "该协议已作废"}


def qr(text, path):
    import segno
    segno.make(text, error="q", micro=False).save(path, kind="png", scale=8, border=4)
    page = Image.new("L", (1240, 1754), 255)
    with Image.open(path) as code:
        page.paste(code.convert("L"), (300, 300))
    page.save(path)


def test_a_qr_of_another_program_or_another_desk_is_never_filed(signed, folder):
    desk, project_id, _ = signed
    strange = agreements.new_token()
    qr("https://example.invalid/x?id=1", folder / "网址.png")
    qr(strange, folder / "别处.png")
    outcome = scanning.take(desk, project_id, [folder])
    assert outcome.results == {ScanResult.FOREIGN: 2}
    said = {row.source_name: (row.token, row.reason, row.agreement_id) for row in rows(desk)}
    assert said["网址.png"] == ("", "页上的二维码不是本系统印制的", None)
    assert said["别处.png"] == (strange, "核对码在本工作区没有登记，可能是在别的电脑上印制的", None)


def test_pages_of_another_project_are_listed_with_its_name(signed, folder):
    desk, _, pages = signed
    other = Project(name="岚川县另一项目", packs=("A",))
    desk.do(Change("新建项目", after=(other,)))
    scanner.save(pages[0], folder / "1.png")
    assert scanning.take(desk, other.id, [folder]).results == {ScanResult.FOREIGN: 1}
    [row] = rows(desk)
    assert row.agreement_id is None
    assert desks.PROJECT in row.reason


def test_blank_backs_are_counted_and_not_kept(signed, folder):
    desk, project_id, pages = signed
    rng = scanner.shuffled()
    for at in range(4):
        scanner.save(scanner.blank(rng, QUICK), folder / f"{at}.jpg")
    scanner.save(scanner.scanned(pages[0], rng)[0], folder / "5.jpg")
    outcome = scanning.take(desk, project_id, [folder])
    assert (outcome.blank, outcome.pages, len(rows(desk))) == (4, 5, 1)


def test_two_pages_side_by_side_are_left_to_a_person(signed, folder):
    desk, project_id, pages = signed
    both = Image.new("L", (pages[0].width * 2, pages[0].height), 255)
    both.paste(pages[0], (0, 0))
    both.paste(pages[1], (pages[0].width, 0))
    both.save(folder / "a3.png")
    assert scanning.take(desk, project_id, [folder]).results == {ScanResult.UNREADABLE: 1}
    assert "两个核对码" in rows(desk)[0].reason


@pytest.fixture
def unread(signed, folder):
    """One page whose code is torn off."""
    desk, project_id, pages = signed
    torn = pages[0].copy()
    torn.paste(255, (torn.width // 2, torn.height * 4 // 5, torn.width, torn.height))
    torn.save(folder / "torn.png")
    scanning.take(desk, project_id, [folder])
    [row] = rows(desk)
    assert (row.result, row.reason) == (ScanResult.UNREADABLE, "没有读到二维码")
    return desk, project_id, row


def test_a_person_files_a_page_by_agreement_and_number(unread):
    desk, project_id, row = unread
    code = codes(desk, project_id)[0]
    desk.do(scanning.sort_by_hand(desk, row, code.agreement_id, 1))
    state = scan_states.scan_states(desk, project_id)[code.agreement_id]
    assert [(page, each.result) for page, each in state.scanned] == [(1, ScanResult.BY_HAND)]
    assert not scan_states.to_sort(desk, project_id)
    with pytest.raises(KnownError, match="已经处理过"):
        scanning.sort_by_hand(desk, row, code.agreement_id, 1)


def test_a_person_types_the_code_and_a_wrong_letter_is_seen(unread):
    desk, project_id, row = unread
    code = codes(desk, project_id)[0]
    wrong = ("2" if code.token[0] != "2" else "3") + code.token[1:]
    with pytest.raises(KnownError, match="核对码不对"):
        scanning.sort_by_token(desk, row, wrong)
    with pytest.raises(KnownError, match="没有登记"):
        scanning.sort_by_token(desk, row, agreements.new_token())
    desk.do(scanning.sort_by_token(desk, row, f"{code.token[:4]} {code.token[4:8]} {code.token[8:]}".lower()))
    assert dict(scan_states.scan_states(desk, project_id)[code.agreement_id].scanned)[1].token == code.token


def test_no_page_is_filed_where_none_was_printed(unread):
    desk, project_id, row = unread
    code = codes(desk, project_id)[0]
    with pytest.raises(KnownError, match=f"共印制 {code.pages} 页"):
        scanning.sort_by_hand(desk, row, code.agreement_id, code.pages + 1)


def test_a_page_is_discarded_with_a_reason_and_kept(unread):
    desk, project_id, row = unread
    with pytest.raises(KnownError, match="原因"):
        scanning.discard(desk, row, " ")
    desk.do(scanning.discard(desk, row, "封面"))
    assert not scan_states.to_sort(desk, project_id)
    assert desk.store.files.read(row.image)
    assert desk.undo_title != "扫描页不归档"  # an entry, answered by a further one


def test_a_stopped_work_keeps_what_it_filed_and_the_rest_is_taken_again(signed, folder, monkeypatch):
    desk, project_id, pages = signed
    monkeypatch.setattr(scanning, "AT_ONCE", 2)
    scan_all(pages, folder)

    def stop(done, total):
        if done >= 3:
            raise Cancelled
    outcome = scanning.take(desk, project_id, [folder], stop)
    assert outcome.cancelled
    assert "已停止" in outcome.said()
    filed = len(rows(desk))
    assert 0 < filed < len(pages)
    outcome = scanning.take(desk, project_id, [folder])
    assert (outcome.again, outcome.results[ScanResult.FILED]) == (filed, len(pages) - filed)
    assert not scan_states.missing_pages(desk, project_id)


def test_a_second_program_does_not_file_a_page_twice(signed, folder, monkeypatch):
    desk, project_id, pages = signed
    scanner.save(pages[0], folder / "1.png")
    other = Desk.open(desk.folder, lambda: desks.NOON)
    other.sign_in(desk.officers()[0])
    once = iter([True])
    do = desk.do

    def meanwhile(change, report=None):
        if next(once, False):
            scanner.save(scanner.scanned(pages[0], scanner.shuffled())[0], folder.parent / "别人.jpg")
            scanning.take(other, project_id, [folder.parent / "别人.jpg"])
        return do(change, report)
    monkeypatch.setattr(desk, "do", meanwhile)
    outcome = scanning.take(desk, project_id, [folder])
    other.close()
    assert outcome.results == {ScanResult.DOUBLE: 1}


def test_the_joined_scan_has_the_pages_in_their_order(signed, folder, tmp_path):
    desk, project_id, pages = signed
    code = codes(desk, project_id)[0]
    agreement = next(a for a in desk.dossier(project_id).agreements if a.id == code.agreement_id)
    with pytest.raises(KnownError, match="还没有归档"):
        scan_states.join_scan(desk, agreement, tmp_path / "x.pdf")
    scan_all(pages[:code.pages], folder)
    scanning.take(desk, project_id, [folder])
    out = scan_states.join_scan(desk, agreement, tmp_path / "x.pdf")
    assert len(page_sizes(out)) == code.pages
    joined = scanner.pages(out)
    from linkdesk.scans import finding
    assert [found.text for page in joined for found in finding.patient(page)] == [
        each.token for each in codes(desk, project_id) if each.agreement_id == agreement.id]
    assert all(found.turn == 0 for page in joined for found in finding.patient(page))


def test_a_missing_page_is_named(signed, folder):
    desk, project_id, pages = signed
    code = codes(desk, project_id)[0]
    scan_all(pages[1:code.pages], folder)
    scanning.take(desk, project_id, [folder])
    state = next(s for s in scan_states.missing_pages(desk, project_id) if s.agreement.id == code.agreement_id)
    assert (state.missing, str(state)) == ((1,), "缺第 1 页")
    agreement = state.agreement
    assert str(scan_states.scan_state(desk, agreement)) == "缺第 1 页"


def test_bad_files_are_told_and_the_others_are_filed(signed, folder):
    desk, project_id, pages = signed
    scanner.save(pages[0], folder / "好.png")
    (folder / "空.pdf").write_bytes(b"")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4\nnothing")
    (folder / "文字.jpg").write_text("不是图片")
    (folder / "备注.txt").write_text("不读")
    outcome = scanning.take(desk, project_id, [folder])
    assert outcome.results == {ScanResult.FILED: 1}
    assert {name for name, _ in outcome.refused} == {"空.pdf", "坏.pdf", "文字.jpg"}
    assert outcome.by_hand == 3


def test_nothing_to_read_is_said(signed, tmp_path):
    desk, project_id, _ = signed
    with pytest.raises(KnownError, match="找不到"):
        scanning.take(desk, project_id, [tmp_path / "没有"])
    (tmp_path / "空夹").mkdir()
    with pytest.raises(KnownError, match="没有扫描文件"):
        scanning.take(desk, project_id, [tmp_path / "空夹"])


def run(*arguments):
    done = subprocess.run([sys.executable, "-m", "linkdesk", *map(str, arguments)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_the_command_line_looks_and_files(signed, folder):
    desk, project_id, pages = signed
    scanner.save(scanner.scanned(pages[0], scanner.shuffled(), Settings(turns=(180,)))[0], folder / "1.jpg")
    code, out, _ = run("scans", "inspect", folder, "--json")
    said = json.loads(out)
    assert code == 0
    assert said["pages"] == [{"file": "1.jpg", "page": 1, "token": codes(desk, project_id)[0].token, "turned": 180,
                              "result": "有核对码"}]
    assert not rows(desk)
    desk.close()
    code, out, error = run("--data", desk.folder, "scans", "file", folder, "--project", desks.PROJECT)
    assert (code, error) == (0, "")
    assert "已归档 1 页" in out
    torn = pages[1].crop((0, 0, pages[1].width, pages[1].height // 2))
    torn.save(folder / "2.png")
    code, out, _ = run("--data", desk.folder, "scans", "file", folder, "--project", desks.PROJECT)
    assert code == 1
    assert "无法识别 1 页" in out
    assert "2.png" in out
