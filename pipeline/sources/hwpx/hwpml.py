"""HWPML, which Hangul saves as one XML file (.hml): an HWPX under other names.

Its elements and attributes are renamed to those of HWPX, and read as such.
"""

import re
from itertools import starmap
from xml.etree.ElementTree import Element, SubElement

from pipeline.errors import ReportError, refusing
from pipeline.sources.archive import XmlError, parse_xml
from pipeline.sources.elements import name_of
from pipeline.sources.encoding import kind_of_file
from pipeline.sources.hwpx.looks import Looks
from pipeline.sources.hwpx.numbering import Numbering
from pipeline.sources.hwpx.sections import SectionReader, raised_styles, stored_text
from pipeline.sources.ledger import Ledger
from pipeline.sources.markup import markup_source
from pipeline.sources.source import Source
from pipeline.vocabulary.load import load
from pipeline.vocabulary.messages import message

_ADVICE = message("open it in Hangul, save it as HWPX, and add that")
_TABLE = load("hwpml", __package__)
_NAMES: dict[str, str] = _TABLE["elements"]
_ATTRIBUTES: dict[str, str] = _TABLE["attributes"]
_IN_CAPITALS: list[str] = _TABLE["values"]["in_capitals"]
_CONTROLS = ("footNote", "endNote", "autoNum", "hiddenComment", "header", "footer")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def read_hml(file: str, data: bytes) -> Source:
    """Read an HWPML file.

    Raises:
        ReportError: it is none, broken, or larger than a report.
    """
    try:
        head, body = _head_and_body(parse_xml(data))
    except XmlError as error:
        known = "" if data.lstrip().startswith((b"<", b"\xef\xbb\xbf<")) else kind_of_file(data)
        named = message(", but {kind}", kind=known) if known else ""
        problem = message("it {error}{named}", error=error, named=named)
        raise ReportError(file, problem, _ADVICE) from error
    with refusing(file, _ADVICE):
        header, ledger = _rename(head), Ledger()
        reader = SectionReader(Numbering(header), raised_styles(header), Looks(header), ledger)
        blocks = [b for section in body for b in reader.blocks(_rename(section))]
        stored = stored_text([("its body", body)])
        return markup_source(file, "hml", data, blocks, ledger=ledger, stored=stored)


def _head_and_body(root: Element) -> tuple[Element, Element]:
    parts = {name_of(part): part for part in root}
    if name_of(root) != "HWPML" or "BODY" not in parts:
        raise XmlError("is XML, but no HWPML")
    return parts.get("HEAD", Element("HEAD")), parts["BODY"]


def _rename(element: Element) -> Element:
    """An element and all below it by the names of HWPX; controls stand in `ctrl` there."""
    name = name_of(element)
    renamed = Element(_NAMES.get(name, name.lower()), dict(starmap(_attribute, element.items())))
    renamed.text, renamed.tail = element.text, element.tail
    if renamed.tag == "tc":
        for part, kind in (("cellAddr", "Addr"), ("cellSpan", "Span")):
            given = {f"{axis}{kind}": element.get(f"{axis.title()}{kind}") for axis in _AXES}
            SubElement(renamed, part, {key: value for key, value in given.items() if value})
    if renamed.tag == "paraPr":
        kind = element.get("HeadingType", "None").upper()
        heading = {"type": kind, "idRef": element.get("Heading", "")}
        SubElement(renamed, "heading", heading | {"level": element.get("Level", "0")})
    renamed.extend(map(_rename, element))
    if renamed.tag not in _CONTROLS:
        return renamed
    control = Element("ctrl")
    control.tail, renamed.tail = renamed.tail, None
    control.append(renamed)
    return control


_AXES = ("row", "col")


def _attribute(name: str, value: str) -> tuple[str, str]:
    name = _ATTRIBUTES.get(name, name[:1].lower() + name[1:])
    return name, _HUMP.sub("_", value).upper() if name in _IN_CAPITALS else value
