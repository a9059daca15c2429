"""Whether anything stands on a page: empty backs are counted, and not looked at any longer."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

SIDE = 440      # px of the long side looked at: 37 dpi, where noise has gone and a line of a pen is still seen
MARGIN = 0.05   # of each side: shadows of the lid, staples and punched holes
DARKER = 40     # grey levels below the lightest paper within 2 px; what shines through from the other side is less
MOST_INK = 12   # px that may be darker: specks of dust


def is_blank(image: Image.Image) -> bool:
    """Whether a grey picture of a page shows paper only, however grey, shaded or noisy."""
    page = image.reduce(max(1, round(max(image.size) / SIDE)))
    x, y = (round(side * MARGIN) for side in page.size)
    inner = page.crop((x, y, page.width - x, page.height - y))
    darker = ImageChops.subtract(inner.filter(ImageFilter.MaxFilter(5)), inner)
    return sum(darker.histogram()[DARKER:]) <= MOST_INK
