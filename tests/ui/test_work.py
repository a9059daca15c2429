import threading
import time

import pytest

from linkdesk.domain.errors import KnownError
from linkdesk.ui import work as working
from linkdesk.ui.status_line import StatusLine
from linkdesk.ui.work import Work


@pytest.fixture
def work(themed):
    made = Work()
    yield made
    made.stop()


def test_the_value_comes_back_in_the_windows_thread(work, qtbot):
    got = []
    work.start("数数", lambda report: threading.current_thread().name, lambda value: got.append((value, threading.current_thread().name)))
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0] != got[0][1] == threading.current_thread().name
    assert not work.running


def test_only_one_at_a_time(work, qtbot):
    go = threading.Event()
    work.start("导入农户", lambda report: go.wait(5), lambda value: None)
    with pytest.raises(KnownError, match="正在导入农户，请等它完成或先取消"):
        work.start("打印", lambda report: None, lambda value: None)
    go.set()
    qtbot.waitUntil(lambda: not work.running)


def test_cancelling_stops_at_the_next_report_and_says_so(work, qtbot):
    done = []

    def endless(report):
        for at in range(10**9):
            report(at, 10**9)
            time.sleep(0.001)
    work.start("导入农户", endless, done.append)
    qtbot.waitUntil(lambda: work.progress[0] > 3)
    with qtbot.waitSignal(work.cancelled) as told:
        work.cancel()
    assert told.args == ["导入农户"]
    assert not work.running
    assert done == []


def _fail(error):
    raise error


def test_a_known_error_is_one_sentence_and_anything_else_a_bug(work, qtbot):
    with qtbot.waitSignal(work.wrong) as told:
        work.start("读取", lambda report: _fail(KnownError("文件不是工作簿。")), lambda value: None)
    assert told.args == ["文件不是工作簿。"]
    with qtbot.waitSignal(work.bug) as told:
        work.start("读取", lambda report: _fail(ZeroDivisionError("1")), lambda value: None)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_progress_beyond_32_bits_is_shown_as_a_share(work, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(working, "BAR_AFTER", 0.0)
    monkeypatch.setattr(working, "TIME_LEFT_AFTER", 0.0)
    line = StatusLine(tmp_path, work)
    qtbot.addWidget(line)
    go = threading.Event()

    def counting(report):
        report(3 * 2**40, 4 * 2**40)
        go.wait(5)
    work.start("写出文件", counting, lambda value: None)
    qtbot.waitUntil(lambda: line.bar.value() == 750)
    assert line.running.text().startswith("正在写出文件…　约剩")
    assert not line.cancel.isHidden()
    go.set()
    qtbot.waitUntil(lambda: line.bar.isHidden())


def test_nothing_shows_for_what_is_done_at_once(work, qtbot, tmp_path):
    line = StatusLine(tmp_path, work)
    qtbot.addWidget(line)
    work.start("核对", lambda report: None, lambda value: None)
    assert line.bar.isHidden()
    qtbot.waitUntil(lambda: not work.running)
    assert line.bar.isHidden()
