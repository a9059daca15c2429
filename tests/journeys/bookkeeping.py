"""An officer who keeps a county's quota book and its trades in their rooms: issuing, posting, reversing, closing; signing, payments, transfer."""

from linkdesk.ui.quota_page import ENTRIES, WAITING, YEARS
from tests.journeys.approving import Officer


def fill(lines, **typed):
    """Type into the lines of a form."""
    for name, text in typed.items():
        lines[name].setText(text)


class Bookkeeper(Officer):
    """Works in 指标台账 and 交易流转."""

    def issue(self, number, on, **areas):
        """Enter an issuing document: of each account the text for construction land and for farmland."""
        page = self.at("quota")
        page.main_action.trigger()
        fill(page.issue.lines, number=number, document="计划通知", posted_on=on)
        for name, texts in areas.items():
            fill(page.issue.areas[name], **dict(zip(("construction", "farmland"), texts, strict=True)))
        page.issue.act.click()
        self.settle()

    def waiting(self):
        """What waits to be posted, with the reasons."""
        page = self.at("quota")
        page.tabs.setCurrentIndex(WAITING)
        return [(row.pending.posting.title, row.pending.why) for row in page.waiting.table.model.rows]

    def post(self, on=""):
        """Post the first thing that waits, on a day."""
        assert self.waiting()
        self.page.waiting.on.setText(on)
        self.click(self.page.waiting.post)

    def reverse(self, entry, why, whole=False):
        """Reverse an entry, or its whole voucher, in the list of entries."""
        page = self.at("quota")
        page.tabs.setCurrentIndex(ENTRIES)
        page.lead_to(entry.id, "")
        link = page.entries.all if whole else page.entries.one
        if link.isEnabled():
            link.click()
            page.entries.reason.given.emit(why)
            self.settle()
        return link.isEnabled()

    def close_year(self):
        """Close the year that is next."""
        page = self.at("quota")
        page.tabs.setCurrentIndex(YEARS)
        page.years.close_.click()
        page.years.sure.act.click()
        self.settle()

    def trade(self, trade):
        """The room of trades with one of them chosen."""
        page = self.at("trades")
        page.lead_to(trade.id, "instalments")
        return page

    def act(self, trade, name, day, text=""):
        """Sign, transfer, file or end a trade."""
        page = self.trade(trade)
        page.acts[name].trigger()
        page.lines[name].day.setText(day)
        if text:
            page.lines[name].text.setText(text)
        page.lines[name].enter.click()
        self.settle()

    def pay(self, trade, ten_thousands, on, voucher):
        """Enter a payment in 万元."""
        entry = self.trade(trade).card.money.paid.entry
        for line, text in zip(entry.lines, (str(ten_thousands), on, voucher, ""), strict=True):
            line.setText(text)
        entry.enter.click()
        self.settle()

    def correct_payment(self, trade, payment, why):
        """Answer a payment that was entered wrongly."""
        paid = self.trade(trade).card.money.paid
        paid.table.select(payment.id)
        paid.correct.click()
        paid.correction.given.emit(why)
        self.settle()
