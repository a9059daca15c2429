"""What a page says, in whatever file it comes: the code on it, which way is up, and whether it is empty."""

import io
import os
import random
import subprocess
import sys
import time

import pikepdf
import pytest
import segno
from PIL import Image, ImageChops, ImageDraw, ImageOps

from linkdesk import children, scans
from linkdesk.documents.blocks import Code, Document, Paragraph, Section, Text
from linkdesk.documents.pdf import write_pdf
from linkdesk.domain.errors import Cancelled
from linkdesk.domain.token import LETTERS, check_letter
from linkdesk.scans import limits
from linkdesk.scans.blank import is_blank
from tests.scans import scanner
from tests.scans.scanner import Settings

NIGHTLY = bool(os.environ.get("LINKDESK_NIGHTLY"))
WORDS = "乙方自愿拆除旧房并配合复垦，奖补资金按本协议约定兑付。" * 12


def token(rng):
    body = "".join(rng.choice(LETTERS) for _ in range(11))
    return body + check_letter(body)


def paper(codes):
    """Pages with words and a code at the foot of each, as LinkDesk prints them."""
    out = io.BytesIO()
    write_pdf([Document("agreement", "旧房拆除协议", (Section((Paragraph((Text(WORDS),)), Code(code, "")),),)) for code in codes], out)
    return out.getvalue()


TOKENS = [token(random.Random(at)) for at in range(3)]


@pytest.fixture(scope="session")
def pages():
    return scanner.pages(paper(TOKENS), 150)


def read(*paths, report=lambda done, total: None, keep=True):
    return list(scans.read(paths, report, keep))


def is_upright(sheet):
    """Whether the code stands at the lower right."""
    from linkdesk.scans import finding
    drawn = scanner.pages(sheet, 150)[0]
    [found] = finding.patient(drawn)
    return found.turn == 0 and drawn.height > drawn.width


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(("suffix", "mode"), [(".jpg", "L"), (".jpg", "RGB"), (".png", "L"), (".png", "1"), (".tif", "1"), (".tif", "RGB")])
def test_pictures_of_every_kind_are_read_and_kept_upright(pages, tmp_path, suffix, mode, turn):
    path = tmp_path / f"页{suffix}"
    image, turned = scanner.scanned(pages[0], scanner.shuffled(), Settings(dpi=150, mode=mode, turns=(turn,), shade=40))
    scanner.save(image, path)
    [page] = read(path)
    assert (page.tokens, page.turned, page.page, page.source) == ((TOKENS[0],), turned, 1, path.name)
    assert is_upright(page.sheet)


def test_a_scanners_own_jpeg_is_kept_as_it_is(pages, tmp_path):
    data = scanner.jpeg(scanner.scanned(pages[0], scanner.shuffled())[0])
    (tmp_path / "1.jpg").write_bytes(data)
    scanner.as_pdf([data], tmp_path / "2.pdf")
    for page in read(tmp_path / "1.jpg", tmp_path / "2.pdf"):
        assert data in page.sheet


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_pages_that_a_pdf_shows_turned_are_turned_from_there(pages, tmp_path, rotate):
    image, turned = scanner.scanned(pages[0], scanner.shuffled(), Settings(turns=(90,)))
    scanner.as_pdf([scanner.jpeg(image)], tmp_path / "1.pdf", rotate)
    [page] = read(tmp_path / "1.pdf")
    assert page.turned == (turned - rotate) % 360
    assert is_upright(page.sheet)


def test_a_pdf_of_words_and_one_bit_pictures_is_drawn_and_read(pages, tmp_path):
    (tmp_path / "1.pdf").write_bytes(paper(TOKENS[:1]))
    pages[1].convert("1").save(tmp_path / "2.pdf")
    found = read(tmp_path / "1.pdf", tmp_path / "2.pdf")
    assert [page.tokens for page in found] == [(TOKENS[0],), (TOKENS[1],)]
    assert all(is_upright(page.sheet) for page in found)
    assert b"CCITTFaxDecode" in found[1].sheet
    assert len(found[1].sheet) < 100_000


def test_invisible_words_over_a_scan_change_nothing(pages, tmp_path):
    data = scanner.jpeg(pages[0])
    scanner.as_pdf([data], tmp_path / "plain.pdf")
    with pikepdf.open(tmp_path / "plain.pdf") as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Resources.Font = pikepdf.Dictionary(F1=pdf.make_indirect(font))
        pdf.pages[0].contents_add(b"BT /F1 12 Tf 3 Tr 100 100 Td (seen by nobody) Tj ET")
        pdf.save(tmp_path / "ocr.pdf")
    [page] = read(tmp_path / "ocr.pdf")
    assert page.tokens == (TOKENS[0],)
    assert data in page.sheet


def test_a_tiff_of_many_pages_and_a_photograph_held_sideways(pages, tmp_path):
    pages[0].convert("1").save(tmp_path / "1.tif", save_all=True, append_images=[p.convert("1") for p in pages[1:]],
                               compression="group4")
    note = Image.Exif()
    note[0x0112] = 6
    pages[0].rotate(90, expand=True).save(tmp_path / "2.jpg", exif=note)
    *tiff, photo = read(tmp_path / "1.tif", tmp_path / "2.jpg")
    assert [(page.page, page.tokens) for page in tiff] == [(at, (code,)) for at, code in enumerate(TOKENS, 1)]
    assert (photo.tokens, photo.turned) == ((TOKENS[0],), 0)
    assert is_upright(photo.sheet)


@pytest.mark.parametrize("mode", ["P", "RGBA", "LA", "CMYK", "I;16"])
def test_unusual_colours_are_read(pages, tmp_path, mode):
    path = tmp_path / ("1.jpg" if mode == "CMYK" else "1.png")
    image = Image.frombytes("I;16", pages[0].size, b"".join(bytes((0, level)) for level in pages[0].tobytes())) \
        if mode == "I;16" else pages[0].convert(mode)
    image.save(path)
    [page] = read(path)
    assert page.tokens == (TOKENS[0],)
    assert is_upright(page.sheet)


def test_hard_scans_are_filed_99_in_100_and_none_wrongly(pages):
    """Skew ±5°, grey shadows, noise, 150 to 300 dpi, four ways up, low quality; every 20th case of the long run."""
    from linkdesk.scans import finding
    from linkdesk.scans.opening import jpeg
    rng, filed, tries = scanner.shuffled(), 0, 400 if NIGHTLY else 24
    for at in range(tries):
        settings = Settings(dpi=(150, 200, 300)[at % 3] if NIGHTLY else 150, quality=rng.choice((20, 40, 60)), shade=rng.choice((40, 90, 140)),
                            noise=rng.choice((6, 14, 24)), blur=rng.choice((0.3, 0.8)), mode=rng.choice(("L", "L", "RGB")))
        image, turned = scanner.scanned(pages[at % 3], rng, settings)
        picture = jpeg(scanner.jpeg(image, settings))
        found = finding.quick(picture.grey(True))
        found = found if finding.ours(found) else finding.patient(picture.grey(False), found)
        assert {(each.text, each.turn) for each in found} <= {(TOKENS[at % 3], turned)}
        filed += bool(found)
    assert filed >= 0.99 * tries


def test_empty_backs_are_blank_and_a_line_of_a_pen_is_not():
    rng = scanner.shuffled()
    for settings in (Settings(dpi=150), Settings(dpi=150, noise=20, shade=140), Settings(dpi=150, noise=0, shade=0)):
        assert is_blank(scanner.blank(rng, settings).convert("L"))
    signed = Image.new("L", (1240, 1754), 250)
    ImageDraw.Draw(signed).line((500, 900, 620, 940, 700, 890), fill=90, width=3)
    assert not is_blank(signed)
    stamped = Image.new("L", (1240, 1754), 250)
    ImageDraw.Draw(stamped).ellipse((500, 900, 700, 1100), fill=120)
    assert not is_blank(stamped)


def test_other_programs_codes_come_beside_ours(pages, tmp_path):
    both, code = pages[0].copy(), io.BytesIO()
    segno.make("https://example.invalid/1", error="m").save(code, kind="png", scale=6, border=4)
    both.paste(Image.open(code).convert("L"), (60, 60))
    both.save(tmp_path / "1.png")
    [page] = read(tmp_path / "1.png")
    assert set(page.texts) == {TOKENS[0], "https://example.invalid/1"}
    assert (page.tokens, page.turned) == ((TOKENS[0],), 0)


def test_bad_files_are_refused_by_name_and_cost_nothing_else(pages, tmp_path):
    pages[0].save(tmp_path / "0 好.png")
    good = (tmp_path / "0 好.png").read_bytes()
    (tmp_path / "1 半.png").write_bytes(good[:len(good) // 2])
    (tmp_path / "2 空.jpg").write_bytes(b"")
    (tmp_path / "3 字.pdf").write_text("不是 PDF")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "4 密.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
        pdf.save(tmp_path / "5 白.pdf")
    found = {page.source: page for page in read(tmp_path)}
    assert {name[2:]: page.refused for name, page in found.items()} == {
        "好.png": "", "半.png": "broken", "空.jpg": "empty", "字.pdf": "unknown", "密.pdf": "encrypted", "白.pdf": ""}
    assert found["5 白.pdf"].blank
    assert all(page.why for page in found.values() if page.refused)


def test_a_picture_that_unpacks_too_large_is_refused(tmp_path):
    Image.new("1", (20_000, 10_000)).save(tmp_path / "1.png")
    assert [page.refused for page in read(tmp_path / "1.png")] == ["too_large"]


FAKE = """
import json, os, sys
for line in sys.stdin:
    question = json.loads(line)
    name = os.path.basename(question["path"])
    if name.startswith("die"):
        os._exit(9)
    if name.startswith("wait"):
        import time; time.sleep(60)
    if name.startswith("lie"):
        print("no words of ours", flush=True); continue
    print(json.dumps({"texts": [name], "turned": 0, "bytes": 0}), flush=True)
"""


def test_a_child_that_dies_waits_or_lies_costs_its_page_only(tmp_path, monkeypatch):
    monkeypatch.setattr(children, "command", lambda verb: [sys.executable, "-c", FAKE])
    monkeypatch.setattr(limits, "SECONDS_A_PAGE", 1.0)
    for name in ("a", "die1", "b", "wait", "c", "lie", "die2", "d"):
        (tmp_path / f"{name}.png").write_bytes(b"x")
    found = {page.source: page.refused for page in read(tmp_path)}
    assert found == {"a.png": "", "b.png": "", "c.png": "", "d.png": "", "die1.png": "died", "die2.png": "died", "lie.png": "died",
                     "wait.png": "late"}


def test_stopping_ends_the_children_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(children, "command", lambda verb: [sys.executable, "-c", FAKE])
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(children.subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[-1])
    (tmp_path / "wait.png").write_bytes(b"x")

    def stop(done, total):
        if started:
            raise Cancelled
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        read(tmp_path, report=stop)
    assert all(child.poll() is not None for child in started)
    assert time.monotonic() - begun < 30  # it would have waited 60


def test_files_are_read_in_the_order_a_person_counts_and_once(tmp_path, pages):
    (tmp_path / "下").mkdir()
    for name in ("10.png", "9.png", "下/1.PNG", ".隐藏.png", "说明.txt"):
        pages[0].resize((600, 850)).save(tmp_path / name, "PNG")
    steps = []
    found = read(tmp_path, tmp_path / "9.png", report=lambda done, total: steps.append((done, total)), keep=False)
    assert [page.source for page in found] == ["9.png", "10.png", "下/1.PNG"]
    assert not any(page.sheet for page in found)
    assert steps[-1] == (3, 3)


def test_a_code_that_shines_through_from_the_other_side_is_not_this_pages(pages, tmp_path):
    for name, back in (("1.png", ImageOps.mirror(pages[0])), ("2.png", ImageOps.flip(pages[0]))):
        back.point(lambda level: 255 - (255 - level) // 2).save(tmp_path / name)
    printed_on_both = ImageChops.multiply(pages[1], ImageOps.mirror(pages[2]).point(lambda level: 255 - (255 - level) // 3))
    printed_on_both.save(tmp_path / "3.png")
    assert [(page.tokens, page.through) for page in read(tmp_path)] == [((), True), ((), True), ((TOKENS[1],), False)]
