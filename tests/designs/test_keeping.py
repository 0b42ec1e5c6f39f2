import json
from dataclasses import replace

import pytest

from dongan_training import settings
from dongan_training.designs.keeping import (
    DesignInUse,
    DesignNameMissing,
    DesignNameTaken,
    DesignUnknown,
    DesignUnreadable,
    ShippedDesign,
    copy_of,
    designs,
    drop_design,
    export_design,
    find_design,
    keep_design,
    load_design,
)
from dongan_training.designs.naming import design_names
from dongan_training.designs.of_class import (
    choose_design_of_class,
    clear_design_of_class,
    design_of_class,
)
from dongan_training.designs.shipped import shipped_designs
from dongan_training.printing.designs.writing import BadDesign, design_data, read_design, schema
from dongan_training.printing.purpose import Purpose
from dongan_training.training.copying import copy_class
from dongan_training.training.planning import ClassFacts, add_class, remove_class

PLAIN = shipped_designs()["certificate-plain"]


def test_the_design_in_use_is_not_dropped(workspace, trainer, now):
    key = keep(workspace, replace(PLAIN, name="我们的"), trainer, now)
    with workspace.begin() as session:
        settings.save(session, settings.Settings(certificate_design=key))
    with pytest.raises(DesignInUse, match="设置"), workspace.begin() as session:
        drop_design(session, key=key, by=trainer, at=now)


def test_a_class_keeps_its_design_in_use_hands_it_to_its_copy_and_takes_it_along(
    workspace, trainer, now
):
    key = keep(workspace, replace(PLAIN, name="我们的"), trainer, now)
    told = {"by": trainer, "at": now}
    with workspace.begin() as session:
        facts = ClassFacts("培训班", 4)
        class_id = add_class(session, year=2026, facts=facts, **told)
        choose_design_of_class(session, class_id=class_id, design="我们的", **told)
        copy_id = copy_class(session, class_id=class_id, **told)
        remove_class(session, class_id=class_id, **told)
        assert design_of_class(session, copy_id) == key
        with pytest.raises(DesignInUse):
            drop_design(session, key=key, **told)
        clear_design_of_class(session, class_id=copy_id, **told)
        drop_design(session, key=key, **told)
        assert design_of_class(session, copy_id) == ""


def test_names_to_choose_from_are_those_of_the_designs(workspace, trainer, now):
    key = keep(workspace, replace(PLAIN, name="我们的"), trainer, now)
    with workspace.read() as session:
        known = designs(session, Purpose.CERTIFICATE)
        named = design_names(session, Purpose.CERTIFICATE)
    assert named == tuple((one.key, one.design.name) for one in known)
    assert named[-1] == (key, "我们的")


def keep(workspace, design, by, at, key=None):
    with workspace.begin() as session:
        return keep_design(session, design=design, key=key, by=by, at=at)


def test_an_own_design_is_kept_found_changed_and_dropped(workspace, trainer, now):
    own = replace(PLAIN, name="我们的", pictures={"章": b"\x89PNG"})
    key = keep(workspace, own, trainer, now)
    with workspace.read() as session:
        assert find_design(session, "我们的").design == own
        assert find_design(session, key).design == own
    keep(workspace, replace(own, name="新的"), trainer, now, key)
    with workspace.begin() as session:
        assert find_design(session, key).design.name == "新的"
        drop_design(session, key=key, by=trainer, at=now)
    with workspace.read() as session:
        assert all(one.is_shipped for one in designs(session))


def test_what_ships_can_be_copied_but_not_changed(workspace, trainer, now):
    with pytest.raises(ShippedDesign):
        keep(workspace, PLAIN, trainer, now, "certificate-plain")
    with workspace.begin() as session:
        with pytest.raises(ShippedDesign):
            drop_design(session, key="certificate-plain", by=trainer, at=now)
        copied = copy_of(session, PLAIN)
    keep(workspace, copied, trainer, now)
    with workspace.read() as session:
        assert copy_of(session, PLAIN).name == f"{PLAIN.name}（3）"


def test_a_name_is_needed_and_used_once(workspace, trainer, now):
    with pytest.raises(DesignNameTaken):
        keep(workspace, PLAIN, trainer, now)
    with pytest.raises(DesignNameMissing):
        keep(workspace, replace(PLAIN, name=" "), trainer, now)


def test_an_unknown_design_names_those_there_are(workspace):
    with workspace.read() as session, pytest.raises(DesignUnknown, match="正式"):
        find_design(session, "没有的", Purpose.CERTIFICATE)


def test_a_file_gives_back_the_same_design(tmp_path):
    own = replace(PLAIN, pictures={"底图": bytes(range(256))})
    export_design(own, tmp_path / "版式.json")
    assert load_design(tmp_path / "版式.json") == own


@pytest.mark.parametrize("name", list(shipped_designs()))
def test_every_design_survives_json(name):
    design = shipped_designs()[name]
    assert read_design(json.loads(json.dumps(design_data(design)))) == design


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 100_000, b"{"])
def test_what_is_no_json_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(DesignUnreadable, match=r"x\.json"):
        load_design(path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"items": [{"kind": "text"}]}, "第 1 项的 height"),
        ({"items": [{"kind": "blob"}]}, "第 1 项的 kind"),
        ({"items": [5]}, "第 1 项的 kind"),
        ({"purpose": ["x"]}, "purpose"),
        ({"name": ""}, "name"),
        ({"width": 1e9}, "width"),
        ({"width": True}, "width"),
        ({"format": 99}, "较新的程序"),
        ({"pictures": {"a": "!!"}}, "图片“a”"),
        ({"shoes": 1}, "shoes"),
        (
            {"items": [{"kind": "fill", "x": 0, "y": 0, "width": 1, "height": 1, "colour": "red"}]},
            "colour",
        ),
    ],
)
def test_every_mistake_in_a_file_is_named(change, told):
    with pytest.raises(BadDesign, match=told):
        read_design({**design_data(PLAIN), **change})


def test_the_schema_names_every_key_that_is_written():
    described = schema()["properties"]["items"]["items"]["oneOf"]
    known = {one["properties"]["kind"]["const"]: set(one["properties"]) for one in described}
    for design in shipped_designs().values():
        for item in design_data(design)["items"]:
            assert set(item) <= known[item["kind"]]
