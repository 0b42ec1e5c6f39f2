from hypothesis import given, settings
from hypothesis import strategies as st

from dongan_training.printing.fonts import Role
from dongan_training.printing.layout import (
    NOT_AT_END,
    NOT_AT_START,
    Room,
    Span,
    Style,
    balance,
    break_lines,
    break_name,
    break_text,
    fit,
    fit_name,
    is_spread,
    name_width,
)

STYLE = Style(Role.SERIF, 12)
EM = STYLE.em
PROSE = st.text(st.sampled_from("党的基层组织会议决定学习，。；：《》（）、2026ab "), max_size=80)


@settings(deadline=None)
@given(PROSE, st.integers(8, 30))
def test_breaking_loses_no_character(text, ems):
    lines = break_lines([Span(text, STYLE)], ems * EM)
    kept = "".join(line.text for line in lines)
    assert kept.replace(" ", "") == text.replace(" ", "")


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["会议", "学习，", "《条例》", "（第2期）", "2026年", "；"]), max_size=30
    )
)
def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(words):
    text = "".join(words).replace("；；", "；")
    for line in break_text(text, STYLE, 14 * EM)[1:]:
        assert line[0] not in NOT_AT_START
    for line in break_text(text, STYLE, 14 * EM)[:-1]:
        assert line[-1] not in NOT_AT_END


@settings(deadline=None)
@given(PROSE, st.integers(8, 30))
def test_no_line_is_wider_than_its_column_but_by_half_a_mark(text, ems):
    for line in break_lines([Span(text, STYLE)], ems * EM):
        assert line.width <= (ems + 0.5) * EM + 0.1 + STYLE.width(" ")


def test_numbers_and_empty_brackets_stay_whole():
    lines = break_text("学习时间是2026年11月23日至24日（　　）", STYLE, 7 * EM)
    assert any("2026" in line for line in lines)
    assert any("（　　）" in line for line in lines)


def test_a_word_wider_than_the_line_falls_apart_instead_of_running_out():
    assert len(break_text("a" * 80, STYLE, 10 * EM)) > 1


def test_only_names_of_two_characters_are_spread():
    assert [is_spread(name) for name in ("陈敏", "王䶮", "邓建国", "Al", "·敏", "王𬱖")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    assert name_width("陈敏", STYLE) == name_width("邓建国", STYLE)


def test_a_long_name_breaks_at_its_dots():
    lines = break_name("阿卜杜热合曼·买买提依明·木沙", STYLE, 8 * EM)
    assert lines == ("阿卜杜热合曼·", "买买提依明·木沙")


def test_a_long_name_in_latin_letters_breaks_between_its_words():
    lines = break_name("Muhammad Abdullah", STYLE, 6 * EM)
    assert lines == ("Muhammad", "Abdullah")


@settings(deadline=None)
@given(st.text(st.sampled_from("张王李赵欧阳𬱖·"), min_size=1, max_size=50))
def test_a_name_is_never_cut(name):
    room = Room(width=40, height=12, smallest=9, one_line_until=16)
    assert "".join(fit_name(name, Style(Role.SANS_BOLD, 28), room).lines) == name


def test_a_text_shrinks_on_one_line_before_it_wraps():
    room = Room(width=10 * EM, height=20, smallest=6, one_line_until=10)
    assert fit("党" * 11, STYLE, room).lines == ("党" * 11,)
    assert len(fit("党" * 20, STYLE, room).lines) == 2


def test_a_description_without_room_ends_in_an_ellipsis():
    room = Room(width=10 * EM, height=5, smallest=10, one_line_until=11)
    assert fit("党" * 200, STYLE, room).lines[-1].endswith("…")


def test_balanced_lines_leave_no_single_character_behind():
    assert balance("大盛镇驻长沙流动党员党支部", STYLE, 12 * EM) == (
        "大盛镇驻长沙流",
        "动党员党支部",
    )


def test_justified_widths_are_those_of_the_words():
    line = break_lines([Span("党的基层组织", STYLE), Span("2026", STYLE)], 90)[0]
    assert abs(line.width - STYLE.width("党的基层组织2026")) < 0.01
