"""Files of e-learning systems: which of their XML forms it is, alone or in a package."""

from collections.abc import Iterator
from typing import Any

from dongan_training.bank.drafts import ProblemKind, Reading
from dongan_training.bank.formats import moodle, qti, qti1, record, xml_records
from dongan_training.bank.formats.harvest import Harvest
from dongan_training.progress import Progress
from dongan_training.sheets import archive
from dongan_training.sheets.incoming import MANIFEST, Incoming, Kind
from dongan_training.sheets.refusals import DamagedFile, ForeignKind
from dongan_training.sheets.xml import local, parsed
from dongan_training.texts import N_
from dongan_training.texts import said as _

QTI = ("questestinterop", "assessmentitem")
BROKEN_PART = N_("包里的“{part}”读不出来，没有导入。")


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read an XML file or a package of them."""
    if incoming.kind is Kind.PACKAGE:
        return _Package(incoming, progress).read()
    name = incoming.path.name
    root = parsed(incoming.content, name, with_notes=True)
    if local(root) == "quiz":
        return moodle.read(root, progress)
    harvest = Harvest("qti", progress)
    reading = Reading(format="xml")
    if qti.named(root) not in QTI:
        record.read_text(xml_records.text_of(root), reading, progress)
        if reading.drafts:
            return reading
    if not _take(root, qti.Source(1), harvest):
        raise ForeignKind(name, _("别的程序的 XML 文件"))
    return harvest.finish()


def _take(root: Any, source: qti.Source, harvest: Harvest) -> bool:
    """Take what a document holds; False where it holds no questions of any kind."""
    name = qti.named(root)
    if name == "questestinterop":
        qti1.take(root, source.line, source.find, harvest)
    elif name == "assessmentitem":
        harvest.step()
        qti.take(root, source, harvest)
    else:
        return False
    return True


class _Package:
    """A zip with a manifest: items in its order, with pictures and shared texts beside them."""

    def __init__(self, incoming: Incoming, progress: Progress) -> None:
        self.content = incoming.content
        self.name = incoming.path.name
        self.names = archive.names_of(incoming.content, self.name)
        self.harvest = Harvest("qti", progress)
        self.passages: dict[str, str] = {}

    def read(self) -> Reading:
        found = False
        for number, path in enumerate(self.items(), start=1):
            try:
                root = parsed(self.member(path) or b"", self.name, with_notes=True)
            except DamagedFile:
                message = _(BROKEN_PART).format(part=path)
                self.harvest.problem(number, ProblemKind.NOT_A_QUESTION, message, path)
                continue
            if local(root) == "quiz":
                return moodle.read(root, self.harvest.progress)
            found |= _take(root, self.source(root, number, path), self.harvest)
        if not found:
            raise ForeignKind(self.name, _("没有试题的课程包"))
        return self.harvest.finish()

    def items(self) -> Iterator[str]:
        """Documents that may hold questions, as the manifest orders them; then the others."""
        manifest = min(
            (one for one in self.names if one.rpartition("/")[2].lower() == MANIFEST), key=len
        )
        listed = [
            qti.beside(manifest, qti.attribute(one, "href"))
            for one in qti.below(parsed(self.member(manifest) or b"", self.name), "resource")
        ]
        others = sorted(self.names)
        for path in dict.fromkeys([*listed, *others]):
            if path in self.names and path.lower().endswith(".xml") and path != manifest:
                yield path

    def source(self, root: Any, number: int, path: str) -> qti.Source:
        def find(address: str) -> bytes | None:
            return self.member(qti.beside(path, address))

        passages = [
            self.passage(qti.beside(path, qti.attribute(one, "href")))
            for one in qti.below(root, "assessmentstimulusref")
        ]
        return qti.Source(number, find, "\n".join(filter(None, passages)) or None)

    def passage(self, path: str) -> str:
        """A text that several items share, read once."""
        if path not in self.passages:
            content = self.member(path)
            pictures = self.harvest.pictures(lambda address: self.member(qti.beside(path, address)))
            text = qti.passage_of(parsed(content, self.name), pictures) if content else ""
            self.passages[path] = text
        return self.passages[path]

    def member(self, path: str) -> bytes | None:
        return archive.read_member(self.content, path, self.name) if path in self.names else None
