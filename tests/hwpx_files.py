"""Small HWPX files, made in code: just the parts that hold text."""

import io
import zipfile
from collections.abc import Iterable, Mapping

_NS = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
_HEAD = 'xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"'


def p(*contents: str, style: str = "0") -> str:
    """A paragraph; plain words become text, elements stay elements."""
    runs = "".join(c if c.startswith("<hp:") else f"<hp:t>{c}</hp:t>" for c in contents)
    return f'<hp:p paraPrIDRef="{style}"><hp:run>{runs}</hp:run></hp:p>'


def tc(row: int, column: int, *paragraphs: str, rows: int = 1, columns: int = 1) -> str:
    """A cell."""
    inner = "".join(c if c.startswith("<hp:p ") else p(c) for c in paragraphs)
    return (
        f"<hp:tc><hp:subList>{inner}</hp:subList>"
        f'<hp:cellAddr colAddr="{column}" rowAddr="{row}"/>'
        f'<hp:cellSpan colSpan="{columns}" rowSpan="{rows}"/></hp:tc>'
    )


def tbl(*rows: Iterable[str], caption: str = "", side: str = "TOP") -> str:
    """A table of rows of cells."""
    head = f'<hp:caption side="{side}"><hp:subList>{p(caption)}</hp:subList></hp:caption>'
    body = "".join(f"<hp:tr>{''.join(row)}</hp:tr>" for row in rows)
    return f"<hp:tbl>{head if caption else ''}{body}</hp:tbl>"


def section(*paragraphs: str) -> str:
    """One section."""
    hs = "http://www.hancom.co.kr/hwpml/2011/section"
    return f'<hs:sec xmlns:hs="{hs}" {_NS}>{"".join(paragraphs)}</hs:sec>'


def hwpx(*sections: str, header: str = "", extra: Mapping[str, bytes] | None = None) -> bytes:
    """A whole file."""
    items = [f'<opf:item id="s{n}" href="Contents/section{n}.xml"/>' for n in range(len(sections))]
    refs = [f'<opf:itemref idref="s{n}"/>' for n in range(len(sections))]
    parts = {
        "mimetype": b"application/hwp+zip",
        "Contents/content.hpf": (
            '<opf:package xmlns:opf="http://www.idpf.org/2007/opf/">'
            f"<opf:manifest>{''.join(items)}</opf:manifest>"
            f"<opf:spine>{''.join(refs)}</opf:spine></opf:package>"
        ).encode(),
        "Contents/header.xml": f"<hh:head {_HEAD}>{header}</hh:head>".encode(),
        **{f"Contents/section{n}.xml": text.encode() for n, text in enumerate(sections)},
        **(extra or {}),
    }
    return archive(parts)


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            packed.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
