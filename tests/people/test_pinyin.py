"""How names are found by sound."""

import pytest

from dongan_training.people.pinyin import pinyin_of


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("陈敏", "chen min cm"),
        ("曾国", "zeng guo zg"),
        ("单晓", "shan xiao sx"),
        ("解晓东", "xie xiao dong xxd"),
        ("仇英", "qiu ying qy"),
        ("区小明", "ou xiao ming oxm"),
        ("查良", "zha liang zl"),
        ("欧阳𬱖", "ou yang wei oyw"),
        ("吕布", "lv bu lb"),
        ("覃勇", "qin yong qy tan yong ty"),
        ("阿依古丽·买买提", "a yi gu li mai mai ti ayglmmt"),
        ("John Smith", "john smith js"),
    ],
)
def test_a_name_is_found_by_syllables_and_initials(name, column):
    assert pinyin_of(name) == column


def test_a_surname_is_read_its_own_way_only_at_the_front():
    assert pinyin_of("王解") == "wang jie wj"
