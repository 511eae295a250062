"""PDF: glyphs and ruling lines of each page to canonical text, tables, pages and furniture.

objects.py walks what a page draws, characters.py and rulings.py say what is printed and ruled,
grids.py finds cells, lines.py sets glyphs into lines, layout.py puts lines and tables in order,
furniture.py knows what repeats on every page, canonical.py writes the text, reader.py is the door.
"""
