"""Elements of XML: names and attributes without their namespaces, which differ between versions."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element


def name_of(element: Element) -> str:
    """The name of an element."""
    return element.tag.rpartition("}")[2]


def value_of(element: Element, name: str) -> str:
    """An attribute; nothing where there is none."""
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")


def named(elements: Iterable[Element] | None, name: str) -> Iterator[Element]:
    """Those of some elements that have a name: `named(table, "tr")` are the rows in a table."""
    return (e for e in (() if elements is None else elements) if name_of(e) == name)


def first_named(elements: Iterable[Element] | None, name: str) -> Element | None:
    """The first of them, if there is one."""
    return next(named(elements, name), None)


def is_whole(text: str) -> bool:
    """A text is a whole number, in the digits that `int` takes without surprise."""
    return text.isascii() and text.isdigit()
