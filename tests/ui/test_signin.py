"""Signing in with a secret: set, asked for, wrong, changed, forgotten and given anew by a colleague."""

import pytest

from linkdesk.actions import officers
from linkdesk.domain.directory import Officer
from linkdesk.ui.signin_page import SigninPage
from linkdesk.ui.work import Work
from tests.actions.signed_pairs import SECRETS, second_officer


@pytest.fixture
def opened(themed, qtbot, desk):
    def page():
        desk.officer = None
        made = SigninPage(desk, Work(None))
        qtbot.addWidget(made)
        made.show()
        return made
    return page


def choose(page, name):
    page.list.setCurrentRow(next(at for at, o in enumerate(page.officers) if o.name == name))


def test_a_secret_is_set_at_the_first_page_and_asked_for_from_then_on(opened, desk):
    page = opened()
    assert not page.secret.isVisible()
    page.change.click()
    page.own.new.setText("zhibiao-1")
    page.own.again.setText("zhibiao-2")
    page.own.give.click()
    assert "不一样" in page.problem.text()
    page.own.again.setText("zhibiao-1")
    page.own.give.click()
    assert desk.officer is not None
    page = opened()
    assert page.secret.isVisible()
    page.start.click()
    assert "口令不对" in page.problem.text()
    assert desk.officer is None
    page.secret.setText("zhibiao-1")
    page.start.click()
    assert desk.officer is not None


def test_typing_ones_name_as_new_does_not_pass_the_secret_by(opened, desk):
    other = second_officer(desk)
    page = opened()
    page.new.click()
    page.name.setText(other.name)
    page.office.setText(other.office)
    page.start.click()
    assert desk.officer is None
    assert page.secret.isVisible()


def test_a_forgotten_secret_is_given_anew_and_must_be_changed(opened, desk):
    other, first = second_officer(desk), desk.officer
    desk.do(officers.set_secret(desk, "zhibiao-1"))
    page = opened()
    choose(page, first.name)
    page.forgot.click()
    page.reset.own.setText(SECRETS[other.name])
    page.reset.new.setText("linshi-99")
    page.reset.give.click()
    assert desk.officer is None
    page.secret.setText("linshi-99")
    page.start.click()
    assert desk.officer is None
    assert page.own.isVisible()
    for line, text in ((page.own.old, "linshi-99"), (page.own.new, "xinde-2018"), (page.own.again, "xinde-2018")):
        line.setText(text)
    page.own.give.click()
    assert desk.officer.id == first.id
    assert officers.is_secret(desk, first.id, "xinde-2018")
    assert desk.store.count(Officer) == 2
