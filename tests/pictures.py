"""PDF files whose pages are pictures, as a scanner makes them, for tests."""

import io

import pypdfium2


def scanned(data: bytes, pages: range, per_inch: int = 200) -> bytes:
    """Pages of a PDF as pictures of them, without a text layer."""
    made = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(data) as document:
        for number in pages:
            page = document[number]
            width, height = page.get_size()
            picture = pypdfium2.PdfImage.new(made)
            picture.set_bitmap(page.render(scale=per_inch / 72, grayscale=True))
            picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
            sheet = made.new_page(width, height)
            sheet.insert_obj(picture)
            sheet.gen_content()
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()
