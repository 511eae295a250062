"""PDF files written by hand, for tests: text at places, lines, pictures, encryption.

All text is set in one font that no file holds (Adobe-Korea1): Hangul is as wide as the size, Latin
letters and digits half of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842


@dataclass
class Page:
    """A page being drawn. y counts from the top, as a reader sees it."""

    rotate: int = 0
    box: str = f"0 0 {WIDTH} {HEIGHT}"
    content: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 10) -> "Page":
        """Words that begin at x, their baseline at y."""
        code = words.encode("utf-16-be").hex()
        self.content.append(f"BT /F1 {size} Tf {x} {HEIGHT - y} Td <{code}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        """A stroke of half a point."""
        self.content.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def bar(self, x: float, y: float, width: float, height: float) -> "Page":
        """A filled rectangle; (x, y) is its upper left corner."""
        self.content.append(f"{x} {HEIGHT - y - height} {width} {height} re f")
        return self

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        """A stroked rectangle."""
        self.content.append(f"0.5 w {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re S")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> "Page":
        """Lines of a table through all of these places."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def picture(self, share: float = 1.0) -> "Page":
        """A grey picture over a share of the page."""
        self.content.append(f"q {WIDTH} 0 0 {HEIGHT * share} 0 0 cm /Im1 Do Q")
        return self

    def raw(self, operators: str) -> "Page":
        """Operators as they stand."""
        self.content.append(operators)
        return self


_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /HYGoThic-Medium /Encoding /UniKS-UCS2-H "
    "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYGoThic-Medium "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> "
    "/DW 1000 /W [1 95 500] >>] >>"
)
_PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
    "/BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
)
# No password is known for this.
_LOCKED = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>"


def pdf(*pages: Page, encrypted: bool = False) -> bytes:
    """The pages as a file."""
    numbers = range(5, 5 + 2 * len(pages), 2)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>",
        _FONT,
        _PICTURE,
    ]
    for number, page in zip(numbers, pages, strict=True):
        stream = "\n".join(page.content)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{page.box}] /Rotate {page.rotate} "
            f"/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> >> "
            f"/Contents {number + 1} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    if encrypted:
        objects.append(_LOCKED)
    written = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    lock = f"/Encrypt {len(objects)} 0 R /ID [<00><00>]" if encrypted else ""
    return written + (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {lock} >>\n"
        f"startxref\n{len(written)}\n%%EOF\n"
    ).encode("latin-1")
