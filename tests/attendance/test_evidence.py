"""A photograph of the signed sheet is looked at before it is kept, and kept once."""

import pytest
from PIL import Image

from dongan_training.attendance.evidence import (
    NotAPhotograph,
    evidence_rows,
    keep_evidence,
    photograph_of,
    read_photograph,
)
from dongan_training.sheets.refusals import EmptyFile, MissingFile


@pytest.fixture
def photograph(tmp_path):
    path = tmp_path / "签到表.png"
    Image.new("RGB", (60, 80), "white").save(path)
    return path


def test_a_picture_is_kept_once_and_can_be_seen_again(hall, photograph):
    picture = read_photograph(photograph)
    kept = []
    for _attempt in range(2):
        with hall.workspace.begin() as session:
            kept.append(
                keep_evidence(
                    session, lesson_id=hall.lesson_id, photograph=picture, by=hall.by, at=hall.at(9)
                )
            )
    with hall.workspace.read() as session:
        (row,) = evidence_rows(session, [hall.lesson_id])
        assert photograph_of(session, row.id) == picture
    assert kept == [row.id, row.id]
    assert (row.name, row.media_type, row.added_by) == ("签到表.png", "image/png", "李老师")


def test_what_is_no_picture_is_refused(tmp_path):
    (tmp_path / "a.png").write_bytes(b"%PDF-1.4 no picture")
    with pytest.raises(NotAPhotograph, match="不是能读的照片"):
        read_photograph(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(b"")
    with pytest.raises(EmptyFile):
        read_photograph(tmp_path / "b.png")
    with pytest.raises(MissingFile):
        read_photograph(tmp_path / "c.png")
