"""The outline of a document: which line begins a section, and which section it belongs to.

marks.py says what a line begins with, numbered.py which numbers are headings, titles.py where the
text of a mark ends, page.py how lines are set, tree.py what stands below what.
"""
