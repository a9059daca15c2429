"""Word files as they come back: paragraphs changed, tracked and commented the way Word and WPS write them."""

import re
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def edited(source, out, *changes, comments=""):
    """A copy of a Word file with (pattern, text) put into its body by regular expression; returns its path."""
    with zipfile.ZipFile(source) as was, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as now:
        for name in was.namelist():
            content = was.read(name)
            if name == "word/document.xml":
                text = content.decode()
                for pattern, instead in changes:
                    text, count = re.subn(pattern, lambda _, instead=instead: instead, text, count=1)
                    assert count, pattern
                content = text.encode()
            now.writestr(name, content)
        if comments:
            now.writestr("word/comments.xml", f'<w:comments {_W}>{comments}</w:comments>')
    return out


def comment(number, author, text):
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="2018-07-03T09:00:00Z"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'


def inserted(text, author="王局长"):
    """A tracked insertion, to be put between runs."""
    return f'<w:ins w:id="91" w:author="{author}" w:date="2018-07-03T08:00:00Z"><w:r><w:t>{text}</w:t></w:r></w:ins>'


def deleted(text, author="王局长"):
    """A tracked deletion, to be put between runs."""
    return f'<w:del w:id="92" w:author="{author}" w:date="2018-07-03T08:00:00Z"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"
