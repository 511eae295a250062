"""Documents of office programs other than Hangul: Word (.docx) and OpenDocument (.odt)."""
