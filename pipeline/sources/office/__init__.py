"""Files of office programs other than Hangul: Word, OpenDocument text, Excel."""
