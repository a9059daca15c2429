"""The two sample files give what stands beside them."""

import json

import pytest

from linkdesk.geometry import inspect_json, read_file
from tests.geometry.exchange_files import SAMPLES


@pytest.mark.parametrize("name", ["plots_qingshi", "plots_shuanghe"])
def test_expected(name):
    path = SAMPLES / f"{name}.txt"
    expected = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))
    found = inspect_json(read_file(path))
    plots = [{key: plot[key] for key in wanted} for plot, wanted in zip(found["plots"], expected["plots"], strict=True)]
    assert {"zone": found["zone"], "encoding": found["encoding"], "plots": plots} == expected


def test_the_one_problem_of_qingshi():
    path = SAMPLES / "plots_qingshi.txt"
    problem, = inspect_json(read_file(path))["problems"]
    assert problem == {
        "line": 82, "field": "stated_area", "code": "stated_area", "severity": "warning", "value": "0.6304",
        "message": "申报面积0.6304公顷，按坐标计算为0.5947公顷，相差0.0357公顷。", "fix": "核对面积或界址点坐标。"}


def test_shuanghe_is_clean():
    path = SAMPLES / "plots_shuanghe.txt"
    assert read_file(path).problems == ()
