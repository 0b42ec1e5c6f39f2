"""In what order people stand: by strokes, by sound, by organisation, by post."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dongan_training import paths, settings
from dongan_training.people.models import OrgUnit, Person
from dongan_training.people.order import Order, people_order, pinyin_key, post_rank, stroke_key
from dongan_training.people.queries import find_people
from dongan_training.people.searching import Wanted

NAMES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x323AF), max_size=8)


@pytest.mark.parametrize(
    "names",
    [
        "丁一 王芳 文静",
        "高富 高大富",
        "李敏 李一鸣 李大鸣",
        "林一 欧明",
        "欧明 欧大明 欧阳修 欧阳小明",
        "干红 于红 大红",  # 横横竖 before 横横竖钩
        "王芳 买买提·艾力 陈敏 高富",
        "陈敏 𬱖敏 John",
    ],
)
def test_names_stand_by_the_strokes_of_the_surname(names):
    expected = names.split()
    for shuffled in itertools.islice(itertools.permutations(expected), 24):
        assert sorted(shuffled, key=stroke_key) == expected


@pytest.mark.parametrize(
    "names",
    [
        "单于明 单晓",  # chán, shàn
        "区小明 仇英 单晓 解晓东 曾国",  # ōu qiú shàn xiè zēng
        "汪一 王二",
        "张二明 张三 章一",
        "曾国 John",
    ],
)
def test_names_stand_by_the_sound_of_the_surname(names):
    expected = names.split()
    assert sorted(reversed(expected), key=pinyin_key) == expected


@given(NAMES, NAMES)
def test_only_equal_names_stand_in_the_same_place(one, other):
    assert (stroke_key(one) == stroke_key(other)) == (one == other)


@given(st.lists(NAMES, max_size=6))
def test_the_order_does_not_depend_on_how_the_names_came(names):
    forwards, backwards = sorted(names, key=stroke_key), sorted(names[::-1], key=stroke_key)
    assert forwards == backwards


def test_every_character_of_the_table_has_one_place():
    lines = paths.resource("strokes", "order.txt").read_text(encoding="utf-8").splitlines()
    counts = [int(line.partition("\t")[0]) for line in lines]
    characters = "".join(line.partition("\t")[2] for line in lines)
    assert counts == sorted(set(counts))
    assert len(characters) == len(set(characters)) == 93_867
    assert {"䶮", "𬱖", "𠮷"} <= set(characters)


def test_a_deputy_secretary_is_no_secretary():
    posts = [
        "支部书记",
        "第一书记",
        "党总支副书记",
        "村委会主任",
        "副主任",
        "组织委员",
        "党员",
        "会计",
    ]
    assert sorted(reversed(posts), key=post_rank) == posts


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.STROKES, ["丁一", "王芳", "高富"]),
        (Order.PINYIN, ["丁一", "高富", "王芳"]),
        (Order.UNIT, ["王芳", "高富", "丁一"]),
        (Order.POST, ["高富", "丁一", "王芳"]),
    ],
)
def test_the_setting_orders_the_lists(workspace, order, expected):
    with workspace.begin() as session:
        first, second = (
            OrgUnit(name="甲镇", kind="乡镇", position=1),
            OrgUnit(name="乙镇", position=2),
        )
        session.add_all([first, second])
        session.flush()
        for name, unit, post in (
            ("丁一", second, "副书记"),
            ("王芳", first, "委员"),
            ("高富", first, "书记"),
        ):
            keys = {"by_strokes": stroke_key(name), "by_pinyin": pinyin_key(name)}
            session.add(Person(name=name, post=post, org_unit_id=unit.id, **keys))
        settings.save(session, settings.Settings(sort_order=order))
    with workspace.read() as session:
        assert people_order(session)
        assert [one.name for one in find_people(session, Wanted()).people] == expected
