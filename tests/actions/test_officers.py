"""Officers' secrets: their own, asked for at sign-in, never kept in clear, given anew by a colleague, and no try locks out for good."""

import sqlite3
from dataclasses import replace

import pytest

from linkdesk.actions import officers
from linkdesk.domain import secret
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Officer
from linkdesk.domain.errors import KnownError
from tests.actions.signed_pairs import SECRETS, second_officer


@pytest.fixture
def desk(sample):
    return sample[0]


def mine(desk):
    return desk.store.get(Officer, desk.officer.id)


def test_what_is_kept_is_no_secret_and_salted():
    one, other = secret.kept("mima-2018"), secret.kept("mima-2018")
    assert one != other
    assert one.startswith("scrypt$")
    assert len(one.split("$")) == 4
    assert "mima" not in one
    assert secret.matches("mima-2018", one)
    assert secret.matches("ｍｉｍａ－２０１８", one)
    assert not any(secret.matches("mima-2018", wrong) for wrong in (None, "", "x", "scrypt$1$zz$", "scrypt$0$00$00", "a$b$c$d"))


def test_who_has_set_a_secret_is_asked_for_it(desk):
    me = desk.officer
    officers.sign_in(desk, me)
    desk.do(officers.set_secret(desk, "zhibiao-1"))
    with pytest.raises(KnownError, match="口令不对"):
        officers.sign_in(desk, me)
    officers.sign_in(desk, me, "zhibiao-1")
    with pytest.raises(KnownError, match="口令不对"):
        officers.set_secret(desk, "zhibiao-2", "别的")
    desk.do(officers.set_secret(desk, "zhibiao-2", "zhibiao-1"))
    assert officers.is_secret(desk, me.id, "zhibiao-2")


@pytest.mark.parametrize("weak", ["", "12345", "      ", "aaaaaaa"])
def test_a_weak_secret_is_refused(desk, weak):
    with pytest.raises(KnownError, match="口令"):
        officers.set_secret(desk, weak)
    assert mine(desk).secret is None


def test_no_secret_stands_in_the_workspace_in_clear(desk):
    desk.do(officers.set_secret(desk, "zhibiao-1"))
    with sqlite3.connect(desk.folder / "desk.db") as database:
        assert not [line for line in database.iterdump() if "zhibiao-1" in line]
    database.close()
    assert "设置口令" in [act.title for act in desk.store.history(3)]


def test_a_secret_is_not_undone_and_not_written_by_another_act(desk):
    desk.do(officers.set_secret(desk, "zhibiao-1"))
    seq = desk.store.history(1)[0].seq
    with pytest.raises(KnownError):
        desk.take_back(seq)
    with pytest.raises(KnownError, match="口令只能"):
        desk.do(Change("改", before=(mine(desk),), after=(replace(mine(desk), secret=None),)))
    assert officers.is_secret(desk, desk.officer.id, "zhibiao-1")


def test_a_forgotten_secret_is_given_anew_by_a_colleague_with_one(desk):
    other = second_officer(desk)
    with pytest.raises(KnownError, match="自己要先设好口令"):
        officers.reset_secret(desk, other.id, "", "linshi-99")
    desk.do(officers.set_secret(desk, "zhibiao-1"))
    with pytest.raises(KnownError, match="口令不对"):
        officers.reset_secret(desk, other.id, "zhibiao-2", "linshi-99")
    desk.do(officers.reset_secret(desk, other.id, "zhibiao-1", "linshi-99"))
    assert desk.store.history(1)[0].title == f"重设口令：{other.name}"
    assert not officers.is_secret(desk, other.id, SECRETS[other.name])
    officers.sign_in(desk, other, "linshi-99")
    desk.do(officers.set_secret(desk, "xinde-2018", "linshi-99"))
    assert not secret.is_once(mine(desk).secret)


def test_wrong_tries_make_wait_and_never_lock_out(desk):
    desk.do(officers.set_secret(desk, "zhibiao-1"))
    for _ in range(officers.FREE + 1):
        assert not officers.is_secret(desk, desk.officer.id, "猜")
    with pytest.raises(KnownError, match="秒后再试"):
        officers.is_secret(desk, desk.officer.id, "zhibiao-1")
    tries, until = officers._WRONG[desk.officer.id]
    officers._WRONG[desk.officer.id] = tries + 1000, until - 60  # a thousand tries later, a minute has gone by
    assert not officers.is_secret(desk, desk.officer.id, "猜")
    assert officers._WRONG[desk.officer.id][1] - until <= officers.LONGEST
    officers._WRONG[desk.officer.id] = tries, until - 60
    assert officers.is_secret(desk, desk.officer.id, "zhibiao-1")
