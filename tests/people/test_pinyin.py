"""How names are found by sound."""

import pytest

from dongan_training.people.pinyin import pinyin_of


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("陈敏", "chen min cm chenmin"),
        ("曾国", "zeng guo zg zengguo"),
        ("单晓", "shan xiao sx shanxiao"),
        ("解晓东", "xie xiao dong xxd xiexiaodong"),
        ("仇英", "qiu ying qy qiuying"),
        ("区小明", "ou xiao ming oxm ouxiaoming"),
        ("查良", "zha liang zl zhaliang"),
        ("欧阳𬱖", "ou yang wei oyw ouyangwei"),
        ("王𠮷", "wang ji wj wangji"),
        ("吕布", "lv bu lb lvbu"),
        ("覃勇", "qin yong qy qinyong tan yong ty tanyong"),
        ("阿依古丽·买买提", "a yi gu li mai mai ti ayglmmt ayigulimaimaiti"),
        ("John Smith", "john smith js johnsmith"),
    ],
)
def test_a_name_is_found_by_syllables_and_initials(name, column):
    assert pinyin_of(name) == column


def test_a_surname_is_read_its_own_way_only_at_the_front():
    assert pinyin_of("王解") == "wang jie wj wangjie"
