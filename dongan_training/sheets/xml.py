"""XML from outside: parsed without entities, without a DTD and without the network."""

from typing import Any

from lxml import etree

from dongan_training.sheets.archive import harmless_xml
from dongan_training.sheets.refusals import DamagedFile


def parsed(content: bytes, name: str, *, with_notes: bool = False) -> Any:
    """Parse to a tree without comments, and without processing instructions unless asked.

    ``name`` is only for the sentences.

    Raises HarmfulXml where entities are declared, DamagedFile where it is no XML.
    """
    harmless_xml(content, name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=not with_notes,
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile(name) from error


def local(element: Any) -> str:
    """The name of an element without its namespace, in lower case; empty for what is none."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
