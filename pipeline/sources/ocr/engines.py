"""The two readers of pictures: Tesseract, and RapidOCR in a process of its own.

Both are optional (`openbogo[ocr]`, and Tesseract with its Korean). Neither fetches anything: the
models are in their packages.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import IO

from pipeline.message import MessageError
from pipeline.sources.ocr.seen import Picture, SecondReading, Word

_TESSERACT = "tesseract"
_LANGUAGE = "kor"
_SCATTERED = "11"
"""The page mode of Tesseract that looks for text anywhere: of tables the others lose cells."""
_LEAST_HEIGHT = 0.6
"""Height of a word, of those on its line, below which it is a mark such as a hyphen."""
_SECOND_READER = "from pipeline.sources.ocr.second_reader import main; main()"


class OcrError(MessageError):
    """A reader of pictures failed."""


@cache
def missing_parts() -> tuple[str, ...]:
    """The missing parts that reading pictures takes; nothing if all is there."""
    lacking = []
    if any(find_spec(name) is None for name in ("rapidocr", "onnxruntime")):
        lacking.append("openbogo[ocr] (pip install 'openbogo[ocr]')")
    if _LANGUAGE not in _languages():
        lacking.append("Tesseract with Korean (apt-get install tesseract-ocr tesseract-ocr-kor)")
    return tuple(lacking)


def _languages() -> list[str]:
    if shutil.which(_TESSERACT) is None:
        return []
    listed = subprocess.run(
        [_TESSERACT, "--list-langs"], capture_output=True, text=True, check=False
    )
    return listed.stdout.split()


def read_words(picture: Picture) -> list[Word]:
    """The words of a picture, as Tesseract reads them.

    Raises:
        OcrError: it does not.
    """
    dpi = str(round(72 * picture.per_point))
    command = [_TESSERACT, "stdin", "stdout", "-l", _LANGUAGE, "--psm", _SCATTERED, "--dpi", dpi]
    head = f"P5 {picture.width} {picture.height} 255\n".encode()
    done = subprocess.run(
        [*command, "tsv"],
        input=head + picture.dots,
        capture_output=True,
        check=False,
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
    )
    if done.returncode:
        raise OcrError("Tesseract ended with code {returncode}", returncode=done.returncode)
    return _words(done.stdout.decode("utf-8", errors="replace"), picture.per_point)


def _words(table: str, per_point: float) -> list[Word]:
    """The words of Tesseract's table, those of one line as tall as most of them."""
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    lines: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in rows:
        if row["level"] == "5" and row["text"].strip():
            key = row["block_num"], row["par_num"], row["line_num"]
            lines.setdefault(key, []).append(row)
    words = []
    for line in lines.values():
        places = [tuple(int(row[n]) for n in ("left", "top", "width", "height")) for row in line]
        tall = median(height for *_, height in places)
        middle = median(top + height / 2 for _, top, _, height in places)
        for row, (left, top, width, height) in zip(line, places, strict=True):
            at = middle if height < _LEAST_HEIGHT * tall else top + height / 2
            box = (left, at - tall / 2, left + width, at + tall / 2)
            scaled = tuple(value / per_point for value in box)
            words.append(Word(row["text"].strip(), (scaled[0], scaled[1], scaled[2], scaled[3])))
    return words


class SecondReader:
    """RapidOCR, reading one picture after another in its own process."""

    def __init__(self, to: IO[bytes], answers: IO[bytes]) -> None:
        self._to, self._answers = to, answers

    def read(self, picture: Picture) -> SecondReading:
        """Its words, and the ruling lines of tables.

        Raises:
            OcrError: it ended.
        """
        try:
            head = f"{picture.width} {picture.height} {picture.per_point!r}\n".encode()
            self._to.write(head + picture.dots)
            self._to.flush()
            answer = json.loads(self._answers.readline())
        except (OSError, ValueError) as error:
            raise OcrError("RapidOCR ended") from error
        return SecondReading(
            tuple(Word(text, (*box,)) for text, box in answer["words"]),
            tuple((*line,) for line in answer["horizontal"]),
            tuple((*line,) for line in answer["vertical"]),
        )


@contextmanager
def second_reader() -> Iterator[SecondReader]:
    """Start the second reader; it ends with the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", _SECOND_READER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with process:
        try:
            if process.stdin is None or process.stdout is None:
                raise OcrError("RapidOCR was not started")
            yield SecondReader(process.stdin, process.stdout)
        finally:
            process.kill()
