"""People are found, narrowed and sorted alike on every database."""

from dongan_training.accounts.actor import Actor
from dongan_training.people import queries, reserve, roll, searching
from dongan_training.people.queries import PeopleList
from dongan_training.people.searching import OTHER_POSTS, Wanted, choices
from dongan_training.people.unit_history import find_unit

PEOPLE = (
    {"name": "丁一", "township": "白牙市镇", "unit": "莲塘村党支部", "post": "书记"},
    {
        "name": "王伟",
        "township": "横塘镇",
        "unit": "机关支部",
        "categories": "党员",
        "post": "干事",
    },
    {"name": "高富", "township": "横塘镇", "unit": "横塘村党支部", "status": "中共预备党员"},
    {"name": "高大富", "township": "白牙市镇", "unit": "莲塘村党支部", "post": "会计"},
    {"name": "曾小明", "id_number": "431122196410249987", "township": "横塘镇", "unit": "机关支部"},
)


def test_every_condition_and_order_finds_the_same_people(any_workspace, now):
    by = Actor("李老师", any_workspace.device)
    with any_workspace.begin() as session:
        ids = {one["name"]: roll.add_person(session, typed=one, by=by, at=now) for one in PEOPLE}
        kept = reserve.keep_list(session, name="村级后备力量", by=by, at=now)
        reserve.put_on_list(session, list_id=kept, person_id=ids["高富"], by=by, at=now)

    with any_workspace.read() as session:
        unit_id = find_unit(session, "横塘镇")
        offered = choices(session)

        def found(wanted):
            listed = PeopleList(session, wanted)
            rows = listed.rows(session, 0, listed.total)
            assert [one.id for one in rows] == list(listed.ids(session))
            return [one.name for one in rows]

        assert found(Wanted()) == ["丁一", "王伟", "高富", "高大富", "曾小明"]
        assert found(Wanted("zxm")) == found(Wanted("431122196410249987")) == ["曾小明"]
        assert found(Wanted("莲塘 高")) == ["高大富"]
        assert found(Wanted(unit_id=unit_id)) == ["王伟", "高富", "曾小明"]
        assert found(Wanted(category="党员")) == ["王伟"]
        assert found(Wanted(status="中共预备党员")) == ["高富"]
        assert found(Wanted(post=OTHER_POSTS)) == ["高大富"]
        assert found(Wanted(reserve_id=kept)) == ["高富"]
        assert found(Wanted(id_unknown=True, unit_id=unit_id)) == ["王伟", "高富"]
        assert found(Wanted(sorted_by="pinyin")) == ["丁一", "高大富", "高富", "王伟", "曾小明"]
        assert found(Wanted(sorted_by="post"))[0] == "丁一"
        assert found(Wanted(sorted_by="unit"))[:2] == ["丁一", "高大富"]
        assert found(Wanted(sorted_by="status", from_end=True))[0] == "高富"
        assert found(Wanted(from_end=True))[0] == "曾小明"
        assert offered.categories == ("党员",) and offered.posts[0] == "书记"


def test_a_long_list_is_counted_and_read_as_a_short_one(any_workspace, now, monkeypatch):
    by = Actor("李老师", any_workspace.device)
    with any_workspace.begin() as session:
        for one in PEOPLE:
            roll.add_person(session, typed=one, by=by, at=now)
        typed = {"name": "李离册", "township": "横塘镇", "unit": "机关支部"}
        gone = roll.add_person(session, typed=typed, by=by, at=now)
        roll.leave_roll(session, person_id=gone, by=by, at=now)
    asked = (
        *(Wanted(), Wanted(active=False), Wanted(from_end=True), Wanted("书记"), Wanted("镇")),
        *(Wanted("镇", from_end=True), Wanted("镇", sorted_by="pinyin"), Wanted("w", post="干事")),
    )

    def found():
        with any_workspace.read() as session:
            lists = [PeopleList(session, wanted) for wanted in asked]
            return [[row.id for row in one.rows(session, 0, one.total)] for one in lists]

    short = found()
    monkeypatch.setattr(queries, "FIRST_ROWS", 2)  # more fit than are read at once
    monkeypatch.setattr(searching, "FEW_POSTS", 2)  # and they hold more different posts
    assert found() == short
    assert [len(ids) for ids in short] == [5, 1, 5, 1, 5, 5, 5, 1]
