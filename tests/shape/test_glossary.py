"""GLOSSARY.md names every entity, every closed list with its terms, and every code of a survey problem."""

import pkgutil
import re
from enum import Enum
from importlib import import_module
from pathlib import Path

import pytest

import linkdesk.domain
import linkdesk.policy
from linkdesk.domain.entities import ENTITIES
from linkdesk.survey.problems import KINDS

GLOSSARY = (Path(__file__).resolve().parents[2] / "GLOSSARY.md").read_text("utf-8")
CODE_NAMES = set(re.findall(r"`([^`]+)`", GLOSSARY))


def _enumerations(package):
    modules = (import_module(m.name) for m in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))
    return [c for module in modules for c in vars(module).values()
            if isinstance(c, type) and issubclass(c, Enum) and c.__module__ == module.__name__]


def _line_of(name):
    return next((line for line in GLOSSARY.splitlines() if line.startswith(f"| `{name}`")), "")


@pytest.mark.parametrize("entity", ENTITIES.values(), ids=lambda e: e.__name__)
def test_every_entity_has_its_line(entity):
    assert _line_of(entity.__name__)


@pytest.mark.parametrize("enumeration", _enumerations(linkdesk.domain), ids=lambda e: e.__name__)
def test_every_closed_list_of_the_domain_has_its_line_with_all_terms(enumeration):
    line = _line_of(enumeration.__name__)
    assert line
    assert not [term.value for term in enumeration if str(term.value) not in line]


@pytest.mark.parametrize("enumeration", _enumerations(linkdesk.policy), ids=lambda e: e.__name__)
def test_every_closed_list_of_the_packs_is_named(enumeration):
    assert enumeration.__name__ in CODE_NAMES


@pytest.mark.parametrize("code", KINDS)
def test_every_code_of_a_survey_problem_is_explained(code):
    assert code in CODE_NAMES
