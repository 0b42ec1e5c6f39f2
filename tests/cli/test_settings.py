"""``settings``: what the settings page does, without a screen."""

from dataclasses import asdict

import pytest

from dongan_training.bank.scoring import Rule
from dongan_training.exam.printed.punctuation import Width
from dongan_training.people.order import Order
from dongan_training.settings import (
    CHOICES,
    RANGES,
    Settings,
    SettingUnfit,
    SettingUnknown,
    TownshipMissing,
    changed,
)
from ui.settings import settings_page


@pytest.fixture
def told(command):
    """Run a command of the noun ``settings``; gives what it says."""

    def told(*words):
        _code, value, error = command("settings", *words, "--json")
        return value or error

    return told


def test_the_punctuation_of_papers_is_set_and_stays(told):
    assert told("set", "paper_mark", "、") == {"paper_mark": "、"}
    told("set", "paper_punctuation", "full")
    assert told("list") == asdict(Settings(paper_mark="、", paper_punctuation="full"))


def test_a_design_is_named_or_refused(told):
    given = told("set", "certificate_design", "简洁（单色）")
    assert given == {"certificate_design": "certificate-plain"}
    assert "没有叫“无”的版式" in told("set", "certificate_design", "无")


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("hours_per_day", "7.5", 7.5),
        ("opens_before_minutes", "45", 45),
        ("scale", "125", 125),
        ("sound", "否", False),
        ("trainer", " 李老师 ", "李老师"),
    ],
)
def test_a_setting_gets_the_type_it_had(key, text, value):
    found = getattr(changed(Settings(), key, text), key)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    ("key", "text", "refusal"),
    [
        ("paper_mark", ";", SettingUnfit),
        ("hours_per_day", "7.3", SettingUnfit),
        ("pass_mark", "101", SettingUnfit),
        ("pass_mark", "nan", SettingUnfit),
        ("opens_before_minutes", "1.5", SettingUnfit),
        ("sound", "maybe", SettingUnfit),
        ("township", " ", TownshipMissing),
        ("nothing", "1", SettingUnknown),
    ],
)
def test_what_a_setting_cannot_be_is_refused(key, text, refusal):
    with pytest.raises(refusal):
        changed(Settings(), key, text)


def test_the_choices_are_those_of_the_program_and_of_the_window():
    assert CHOICES["sort_order"] == tuple(Order)
    assert CHOICES["multiple_choice_rule"] == tuple(Rule)
    assert CHOICES["paper_punctuation"] == tuple(Width)
    assert CHOICES["theme"] == tuple(name for name, _words in settings_page.THEMES)
    assert CHOICES["language"] == tuple(name for name, _words in settings_page.LANGUAGES)


def test_every_default_may_be_typed():
    for key, value in asdict(Settings()).items():
        if key != "township":
            assert asdict(changed(Settings(), key, str(value).strip()))[key] == value
    assert set(CHOICES) | set(RANGES) <= set(asdict(Settings()))
