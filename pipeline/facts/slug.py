"""A stable name in a-z for an office known only by its Korean name.

Letter by letter, after the letters of the Revised Romanization and without its sound changes: the
same name gives the same slug for ever, which a reader of Korean recognises.
"""

import hashlib
import re
import unicodedata

# Letters of a syllable, in the order of Unicode; a bar stands between them.
_LETTERS = (
    "g|kk|n|d|tt|r|m|b|pp|s|ss||j|jj|ch|k|t|p|h",
    "a|ae|ya|yae|eo|e|yeo|ye|o|wa|wae|oe|yo|u|wo|we|wi|yu|eu|ui|i",
    "|k|kk|ks|n|nj|nh|t|l|lk|lm|lb|ls|lt|lp|lh|m|p|ps|t|t|ng|t|t|k|t|p|t",
)
_INITIAL, _MEDIAL, _FINAL = (letters.split("|") for letters in _LETTERS)
_FIRST, _LAST = 0xAC00, 0xD7A3
_OTHER = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """The slug of a name: 고용노동부 is goyongnodongbu. One without any such letter is a hash."""
    plain = unicodedata.normalize("NFC", name).lower()
    romanised = "".join(map(_romanise, plain))
    return _OTHER.sub("-", romanised).strip("-") or (
        "agency-" + hashlib.sha256(plain.encode("utf-8")).hexdigest()[:8]
    )


def _romanise(letter: str) -> str:
    code = ord(letter)
    if not _FIRST <= code <= _LAST:
        return letter
    index = code - _FIRST
    return _INITIAL[index // 588] + _MEDIAL[index % 588 // 28] + _FINAL[index % 28]
