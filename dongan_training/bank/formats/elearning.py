"""Files of e-learning systems: which of their XML forms it is."""

from dongan_training.bank.drafts import Reading
from dongan_training.bank.formats import moodle
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.refusals import ForeignKind
from dongan_training.sheets.xml import local, parsed
from dongan_training.texts import _


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read an XML file or a package of them."""
    root = parsed(incoming.content, incoming.path.name)
    if local(root) == "quiz":
        return moodle.read(root, progress)
    raise ForeignKind(incoming.path.name, _("XML 文件"))
