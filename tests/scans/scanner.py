"""A scanner that is worse than those of townships: pages come skewed, turned, shaded, noisy and badly compressed."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass

import numpy
import pypdfium2
from PIL import Image, ImageFilter

from linkdesk.scans.sheets import of_jpeg, sheet

PAPER = 235
PRINTED = 200  # dots per inch of pictures of clean pages


@dataclass(frozen=True)
class Settings:
    """How a page is scanned: dots per inch, JPEG quality, colour or one bit, skew in degrees, levels of noise and shade."""

    dpi: int = 200
    quality: int = 60
    mode: str = "L"          # L, RGB or 1
    skew: float = 5.0
    noise: float = 12.0
    shade: float = 70.0
    blur: float = 0.5        # pixels at 150 dpi
    turns: tuple[int, ...] = (0, 90, 180, 270)


USUAL = Settings()


def pages(pdf, dpi=PRINTED):
    """The pages of a PDF as pictures, upright."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def scanned(page, rng, settings=USUAL):
    """A page as the scanner gives it, and the degrees clockwise that would bring it upright again."""
    scale = settings.dpi * 11.69 / max(page.size)
    image = page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.LANCZOS)
    image = image.rotate(rng.uniform(-settings.skew, settings.skew), Image.Resampling.BICUBIC, fillcolor=PAPER)
    image = Image.fromarray(_shaded(numpy.asarray(image, dtype=numpy.float32), rng, settings))
    image = image.filter(ImageFilter.GaussianBlur(settings.blur * settings.dpi / 150))
    turned = rng.choice(settings.turns)
    image = image.rotate(-turned, expand=True)
    if settings.mode == "1":
        return image.point(lambda level: 255 if level > 105 else 0).convert("1"), (360 - turned) % 360
    return image.convert(settings.mode), (360 - turned) % 360


def _shaded(levels, rng, settings):
    height, width = levels.shape
    across = numpy.linspace(0, rng.uniform(-1, 1), width, dtype=numpy.float32)[None, :]
    down = numpy.linspace(0, rng.uniform(-1, 1), height, dtype=numpy.float32)[:, None]
    noise = numpy.random.default_rng(rng.randrange(1 << 30)).standard_normal(levels.shape, dtype=numpy.float32)
    shade = settings.shade * (numpy.abs(across) + numpy.abs(down)) / 2
    return numpy.clip(levels * 0.92 - shade + settings.noise * noise, 0, 255).astype(numpy.uint8)


def blank(rng, settings=USUAL):
    """The empty back of a page, scanned."""
    return scanned(Image.new("L", (1240, 1754), 255), rng, settings)[0]


def jpeg(image, settings=USUAL):
    """The picture as JPEG."""
    out = io.BytesIO()
    image.convert("L" if image.mode == "1" else image.mode).save(out, "JPEG", quality=settings.quality,
                                                                 dpi=(settings.dpi, settings.dpi))
    return out.getvalue()


def save(image, path, settings=USUAL):
    """Keep a picture in the format its file name says."""
    if path.suffix == ".jpg":
        path.write_bytes(jpeg(image, settings))
    elif path.suffix == ".tif":
        image.save(path, compression="group4" if image.mode == "1" else "tiff_lzw", dpi=(settings.dpi, settings.dpi))
    else:
        image.save(path, dpi=(settings.dpi, settings.dpi))


def as_pdf(jpegs, path, rotate=0):
    """One PDF of a JPEG a page, as scanners write it; `rotate` turns the pages when they are shown."""
    document = pypdfium2.PdfDocument.new()
    try:
        for data in jpegs:
            one = pypdfium2.PdfDocument(sheet(of_jpeg(data, Image.open(io.BytesIO(data))), rotate))
            document.import_pages(one)
            one.close()
        document.save(path)
    finally:
        document.close()


def shuffled(seed=7):
    """A source of chance that is the same each time."""
    return random.Random(seed)
