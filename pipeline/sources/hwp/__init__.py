"""HWP 5 files: OLE container and the text of the document."""
