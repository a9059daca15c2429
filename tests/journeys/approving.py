"""An officer who takes matters up their chains through the window: rooms are reached by the links that stand in them."""

from PySide6.QtWidgets import QPushButton

from linkdesk.actions import letter_editing, matters
from linkdesk.domain.approval_words import EntryKind
from tests.ui.typing import enter

DAY = "2018-06-04"
BODY = "项目区实施方案已编制完成，现随文报送。\n\n妥否，请批示。"
SENT, PASSED, RETURNED, REFUSED = EntryKind.SENT, EntryKind.PASSED, EntryKind.RETURNED, EntryKind.REFUSED


class Officer:
    """Works in one project of a window."""

    def __init__(self, window, project_id, qtbot, folder):
        self.window, self.project_id, self.bot, self.folder = window, project_id, qtbot, folder
        self.desk = window.desk

    @property
    def page(self):
        return self.window.page

    @property
    def told(self):
        return self.window.notice.sentence.text()

    def settle(self):
        self.bot.waitUntil(lambda: not self.window.work.running, timeout=60_000)
        self.bot.wait(10)
        self.window.refresh()

    def at(self, key):
        """Open a room by the rail or a link's name."""
        self.window.open(key, self.project_id)
        self.settle()
        return self.page

    def click(self, button: QPushButton):
        """Press what is in sight, and wait until it is done."""
        assert button.isVisible(), button.text()
        button.click()
        self.settle()
        return self.page

    def open_matter(self, chain_id, **basis):
        page = self.at("matters")
        page.main_action.trigger()
        opening = page.opening
        opening.which.setCurrentIndex(next(at for at, o in enumerate(opening.offered) if o.chain.id == chain_id))
        for name, text in basis.items():
            getattr(opening, name).setText(text)
        opening._open()
        self.settle()
        return page.chosen.matter if page.chosen and page.chosen.chain.id == chain_id else None

    def enter(self, kind, day=DAY, **typed):
        """Enter what is in turn; what is not named stays as the room has filled it in."""
        form = self.page.form
        form.kind.setCurrentIndex(form.kind.findData(str(kind)))
        form.comments.setPlainText(typed.pop("comments", ""))
        for name, text in {"acted_on": day, **typed}.items():
            assert not form.fields[name].isHidden(), name
            form.lines[name].setText(text)
        self.click(form.enter)
        return self.page.chosen

    def write_letter(self, body=BODY, **typed):
        """From the step to its letter, written and issued; back in the matter with its number."""
        page = self.click(self.page.papers.letter)
        assert page.key == "letters"
        self.desk.do(letter_editing.write(page.chosen, body))  # the sample's plots lack areas that the text of the kind names
        self.settle()
        page.view.tabs.setCurrentIndex(1)
        for name, text in {"dated_on": DAY, **typed}.items():
            part = next(p for p in page.view.fields.parts if name in p.boxes)
            enter(self.bot, part.boxes[name].widget, text)
            self.settle()
        page.main_action.trigger()
        self.settle()
        assert page.chosen.number, page.view.said.text() + self.told
        number = page.chosen.number
        self.click(page.view.onward)
        return number

    def receive_letter(self, number, title):
        """From the step to entering what came back; sender and kind stand there."""
        page = self.click(self.page.papers.reply)
        lines = page.receiving
        for name, text in {"number": number, "title": title, "dated_on": DAY}.items():
            lines.lines[name].setText(text)
        if not lines.text("sender"):
            lines.lines["sender"].setText("岚阳市人民政府")
        lines.give()
        self.settle()
        assert page.chosen.number == number, self.told
        self.click(page.view.onward)

    def send_packet(self, name):
        """From the step to its packet, written for submission and kept; back in the matter."""
        page = self.click(self.page.papers.packet)
        assert page.key == "packets"
        page.final.setChecked(True)
        page.write(page.step, self.folder / name)
        self.settle()
        page.tabs.setCurrentWidget(page.sent)
        page.keep(self.folder / name)
        self.settle()
        assert not self.told, self.told
        self.click(page.sent.onward)
        assert self.page.key == "matters"

    def answer(self, text):
        """Answer every comment of the last return in its row."""
        for line in tuple(self.page.register.comments.model.rows):
            self.page.register.comments.model.edited.emit(line, "answer", text)
            self.settle()

    def states(self):
        return {s.chain.id: str(s.state) for s in matters.register(self.desk, self.project_id)}

    def last(self):
        return self.desk.dossier(self.project_id).approvals.entries[-1]
