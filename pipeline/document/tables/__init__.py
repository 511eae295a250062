"""Tables of a document: grids of cells, from four dialects; headings and units."""
