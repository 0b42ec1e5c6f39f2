"""QTI packages of the versions 2.1 and 3.0: one item a question, pictures beside them."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from dongan_training.bank.carried import NAME, carried
from dongan_training.bank.drafts import Draft, QuestionType, letter_of
from dongan_training.bank.recognising.blanks import BLANK
from dongan_training.bank.recognising.pieces import fold
from dongan_training.bank.writers.markup import paragraphs, picture_name, whole_stem

HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
HTML = frozenset(("p", "img", "div", "br"))
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
GAP = "\u2407"  # stands in for a blank while the text becomes markup
TRUE_FALSE = (("true", "正确"), ("false", "错误"))


@dataclass(frozen=True)
class Version:
    """What differs between the versions, apart from the manner of names."""

    items: str  # namespaces
    package: str
    schema: str
    item_schema: str
    package_schema: str
    schema_version: str
    resource: str
    with_dashes: bool

    def name(self, written: str) -> str:
        """The name of an element: ``itemBody``, or ``qti-item-body``."""
        if written in HTML or not self.with_dashes:
            return f"{{{self.items}}}{written}"
        return f"{{{self.items}}}qti-{self.attribute(written)}"

    def attribute(self, written: str) -> str:
        """The name of an attribute: ``baseType``, or ``base-type``."""
        return HUMP.sub("-", written).lower() if self.with_dashes else written


TWO = Version(
    items="http://www.imsglobal.org/xsd/imsqti_v2p1",
    package="http://www.imsglobal.org/xsd/imscp_v1p1",
    schema="QTIv2.1 Package",
    item_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    package_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    schema_version="1.0.0",
    resource="imsqti_item_xmlv2p1",
    with_dashes=False,
)
THREE = Version(
    items="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    package="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    schema="QTI Package",
    item_schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    package_schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
    schema_version="3.0.0",
    resource="imsqti_item_xmlv3p0",
    with_dashes=True,
)


def write_two(drafts: Sequence[Draft]) -> bytes:
    """Write a package of version 2.1."""
    return _package(drafts, TWO)


def write_three(drafts: Sequence[Draft]) -> bytes:
    """Write a package of version 3.0."""
    return _package(drafts, THREE)


def _package(drafts: Sequence[Draft], version: Version) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        resources: list[list[str]] = []
        for number, draft in enumerate(drafts, start=1):
            identity = f"Q{number:05d}"
            files = [f"items/{identity}.xml"]
            _put(archive, files[0], _xml(_Item(draft, identity, version).element()))
            for place, picture in enumerate(draft.pictures, start=1):
                files.append(f"items/{_address(identity, draft, place)}")
                _put(archive, files[-1], picture.data)
            resources.append(files)
        _put(archive, "imsmanifest.xml", _xml(_manifest(resources, version)))
    return packed.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Without the time of day: the same bank gives the same file."""
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _xml(root: Any) -> bytes:
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _address(identity: str, draft: Draft, place: int) -> str:
    return f"pictures/{identity}_{picture_name(draft, place)}"


def _manifest(resources: list[list[str]], version: Version) -> Any:
    space = version.package
    root = etree.Element(f"{{{space}}}manifest", nsmap=_spaces(space))
    root.set("identifier", "dongan-training")
    root.set(f"{{{XSI}}}schemaLocation", f"{space} {version.package_schema}")
    metadata = etree.SubElement(root, f"{{{space}}}metadata")
    etree.SubElement(metadata, f"{{{space}}}schema").text = version.schema
    etree.SubElement(metadata, f"{{{space}}}schemaversion").text = version.schema_version
    etree.SubElement(root, f"{{{space}}}organizations")
    listed = etree.SubElement(root, f"{{{space}}}resources")
    for files in resources:
        resource = etree.SubElement(listed, f"{{{space}}}resource")
        resource.set("identifier", files[0].removeprefix("items/").removesuffix(".xml"))
        resource.set("type", version.resource)
        resource.set("href", files[0])
        for file in files:
            etree.SubElement(resource, f"{{{space}}}file").set("href", file)
    return root


def _spaces(usual: str) -> Any:
    """The namespaces of a document; lxml's stubs do not know that the usual one has no prefix."""
    return {None: usual, "xsi": XSI}


class _Item:
    """One question as one document."""

    def __init__(self, draft: Draft, identity: str, version: Version) -> None:
        self.draft = draft
        self.identity = identity
        self.version = version
        self.points = draft.points or 1

    def element(self) -> Any:
        """The parts in the order the schema asks for."""
        draft = self.draft
        root = etree.Element(self.version.name("assessmentItem"), nsmap=_spaces(self.version.items))
        root.set(f"{{{XSI}}}schemaLocation", f"{self.version.items} {self.version.item_schema}")
        root.set(XML_LANG, "zh-CN")
        title = draft.stem.partition("\n")[0][:40]
        self.attributes(root, identifier=self.identity, title=title)
        self.attributes(root, adaptive="false", timeDependent="false")
        also = ("stem",) if draft.type is QuestionType.FILL_BLANK else ()
        root.append(etree.PI(NAME, carried(draft, *also)))
        names = self.declarations(root)
        self.body(root, names)
        self.processing(root, names)
        if draft.explanation:
            self.feedback(root, draft.explanation)
        return root

    def declarations(self, root: Any) -> list[str]:
        """What is asked for and what it earns; gives the names of the responses."""
        draft, names = self.draft, ["RESPONSE"]
        if draft.type is QuestionType.FILL_BLANK:
            names = [f"RESPONSE{place}" for place in range(1, max(len(draft.answer), 1) + 1)]
            for name, accepted in zip(names, draft.answer or ((),), strict=True):
                self.blank(root, name, accepted, self.points / len(names))
        elif draft.type is QuestionType.SHORT_ANSWER:
            self.response(root, "RESPONSE", "single", "string", [])
        else:
            keys = [str(one).lower() if isinstance(one, bool) else str(one) for one in draft.answer]
            several = draft.type is QuestionType.MULTIPLE_CHOICE
            cardinality = "multiple" if several else "single"
            self.response(root, "RESPONSE", cardinality, "identifier", keys)
        score = self.add(root, "outcomeDeclaration", identifier="SCORE", cardinality="single")
        self.attributes(score, baseType="float", normalMaximum=f"{self.points:g}")
        self.value(self.add(score, "defaultValue"), "0")
        if draft.explanation:
            told = self.add(root, "outcomeDeclaration", identifier="FEEDBACK")
            self.attributes(told, cardinality="single", baseType="identifier")
        return names

    def response(
        self, root: Any, name: str, cardinality: str, kind: str, correct: Sequence[str]
    ) -> Any:
        response = self.add(root, "responseDeclaration", identifier=name, cardinality=cardinality)
        self.attributes(response, baseType=kind)
        if correct:
            holder = self.add(response, "correctResponse")
            for value in correct:
                self.value(holder, value)
        return response

    def blank(self, root: Any, name: str, accepted: Any, worth: float) -> None:
        texts = list(accepted)
        response = self.response(root, name, "single", "string", texts[:1])
        if texts:
            mapping = self.add(response, "mapping", defaultValue="0")
            for text in texts:
                entry = self.add(mapping, "mapEntry", mapKey=text, mappedValue=f"{worth:g}")
                self.attributes(entry, caseSensitive="false")

    def body(self, root: Any, names: list[str]) -> None:
        body = self.add(root, "itemBody")
        draft = self.draft
        if draft.type is QuestionType.FILL_BLANK:
            self.blanks(body, names)
            return
        self.text(body, whole_stem(draft))
        if draft.type is QuestionType.SHORT_ANSWER:
            self.add(body, "extendedTextInteraction", responseIdentifier="RESPONSE")
            for model in draft.answer:
                rubric = self.add(body, "rubricBlock", view="scorer")
                self.attributes(rubric, **({"use": "scoring"} if self.version.with_dashes else {}))
                self.text(self.content(rubric), str(model))
            return
        several = draft.type is QuestionType.MULTIPLE_CHOICE
        interaction = self.add(body, "choiceInteraction", responseIdentifier="RESPONSE")
        self.attributes(interaction, shuffle="false", maxChoices="0" if several else "1")
        for name, option in self.options():
            self.text(self.add(interaction, "simpleChoice", identifier=name), option)

    def options(self) -> Iterator[tuple[str, str]]:
        if self.draft.type is QuestionType.TRUE_FALSE:
            yield from TRUE_FALSE
        for place, option in enumerate(self.draft.options):
            yield letter_of(place), option

    def blanks(self, body: Any, names: list[str]) -> None:
        """The stem with a field for each blank; where they do not match, all stand below it."""
        stem = whole_stem(self.draft)
        places = [found.span() for found in BLANK.finditer(fold(stem))]
        if len(places) != len(names):
            marked = f"{stem}\n{GAP * len(names)}"
        else:
            ends = [0, *(end for _start, end in places)]
            starts = [*(start for start, _end in places), len(stem)]
            marked = GAP.join(stem[a:b] for a, b in zip(ends, starts, strict=True))
        self.text(body, marked, iter(names))

    def processing(self, root: Any, names: list[str]) -> None:
        """Points for the right answer; then the explanation, whatever was answered."""
        draft = self.draft
        is_written = draft.type is QuestionType.SHORT_ANSWER
        if is_written and not draft.explanation:
            return
        rules = self.add(root, "responseProcessing")
        if draft.type is QuestionType.FILL_BLANK:
            total = self.add(self.add(rules, "setOutcomeValue", identifier="SCORE"), "sum")
            for name in names if draft.answer else ():
                self.add(total, "mapResponse", identifier=name)
            if not draft.answer:
                rules.remove(total.getparent())
        elif not is_written:
            condition = self.add(self.add(rules, "responseCondition"), "responseIf")
            match = self.add(condition, "match")
            self.add(match, "variable", identifier="RESPONSE")
            self.add(match, "correct", identifier="RESPONSE")
            earned = self.add(condition, "setOutcomeValue", identifier="SCORE")
            self.add(earned, "baseValue", baseType="float").text = f"{self.points:g}"
        if draft.explanation:
            told = self.add(rules, "setOutcomeValue", identifier="FEEDBACK")
            self.add(told, "baseValue", baseType="identifier").text = "EXPLANATION"

    def feedback(self, root: Any, explanation: str) -> None:
        shown = self.add(root, "modalFeedback", outcomeIdentifier="FEEDBACK", showHide="show")
        self.attributes(shown, identifier="EXPLANATION")
        self.text(self.content(shown), explanation)

    def content(self, parent: Any) -> Any:
        """Version 3 has one more element around such texts."""
        return self.add(parent, "contentBody") if self.version.with_dashes else parent

    def text(self, parent: Any, text: str, blanks: Iterator[str] | None = None) -> None:
        """Put paragraphs below ``parent``, with pictures, and fields where gaps stand."""
        markup = paragraphs(text, self.draft, lambda n: _address(self.identity, self.draft, n))
        for name in blanks or ():
            field = f'<textEntryInteraction responseIdentifier="{name}"/>'
            markup = markup.replace(GAP, field, 1)
        for element in etree.fromstring(f"<div>{markup}</div>"):
            parent.append(self.in_version(element))

    def in_version(self, element: Any) -> Any:
        """The same element under the names of the version."""
        made = etree.Element(self.version.name(str(element.tag)))
        self.attributes(made, **dict(element.attrib))
        made.text, made.tail = element.text, element.tail
        made.extend(self.in_version(child) for child in element)
        return made

    def add(self, parent: Any, name: str, **values: str) -> Any:
        made = etree.SubElement(parent, self.version.name(name))
        self.attributes(made, **values)
        return made

    def attributes(self, element: Any, **values: str) -> None:
        for name, value in values.items():
            element.set(self.version.attribute(name), value)

    def value(self, parent: Any, text: str) -> None:
        self.add(parent, "value").text = text
