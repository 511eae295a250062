"""Elements of XML: names and attributes without their namespaces, which differ between versions."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element


def name_of(element: Element) -> str:
    """The name of an element."""
    return element.tag.rpartition("}")[2]


def value_of(element: Element, name: str) -> str:
    """An attribute; nothing where there is none."""
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")


def find_all(elements: Iterable[Element] | None, name: str) -> Iterator[Element]:
    """The elements with a name: `find_all(table, "tr")` are the rows of a table."""
    return (e for e in (() if elements is None else elements) if name_of(e) == name)


def find_first(elements: Iterable[Element] | None, name: str) -> Element | None:
    """The first element with a name, if there is one."""
    return next(find_all(elements, name), None)


def is_whole(text: str) -> bool:
    """A text is a whole number, in the digits that `int` takes without surprise."""
    return text.isascii() and text.isdigit()
