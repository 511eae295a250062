"""The process of the second reader: pictures come in, words and ruling lines go out.

Apart from the process that reads reports, since its libraries are large and know no limits.
"""

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

import numpy
import rapidocr
from rapidocr import RapidOCR

_DARK = 128
_SHORTEST = 19.0
"""Points: shorter lines may be strokes of letters."""
_THICKEST = 3.0
"""Points: what is thicker is no line."""
_ENDS = 2.0
"""Points by which the rows of dots of one line may differ at their ends."""

Line = tuple[float, float, float]
Dots = numpy.ndarray[Any, Any]


def main() -> None:
    """Read pictures until there are no more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print is no answer
    engine = _engine()
    while (picture := _picture(sys.stdin.buffer)) is not None:
        dots, per_point = picture
        dark: Dots = numpy.less(dots, _DARK)
        found = {
            "words": _words(engine, dots, per_point),
            "horizontal": _lines(dark, per_point),
            "vertical": _lines(dark.T, per_point),
        }
        answers.write(json.dumps(found, ensure_ascii=False) + "\n")
        answers.flush()


def _engine() -> Any:
    """The reader with the models that its package holds, named one by one: none is fetched."""
    models = Path(rapidocr.__file__).parent / "models"
    finders, readers = sorted(models.glob("*_det_*.onnx")), sorted(models.glob("*_rec_*.onnx"))
    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "Global.max_side_len": 2000,
            "Det.model_path": str(finders[0]),
            "Rec.model_path": str(readers[0]),
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        }
    )


def _picture(given: IO[bytes]) -> tuple[Dots, float] | None:
    head = given.readline().split()
    if len(head) != 3:
        return None
    width, height = int(head[0]), int(head[1])
    dots = numpy.frombuffer(given.read(width * height), dtype=numpy.uint8)
    return dots.reshape(height, width), float(head[2])


def _words(engine: Any, dots: Dots, per_point: float) -> list[tuple[str, list[float]]]:
    seen = engine(numpy.stack([dots] * 3, axis=-1))
    if seen.txts is None:
        return []
    corners = [(box[:, 0], box[:, 1]) for box in seen.boxes]
    boxes = [(min(xs), min(ys), max(xs), max(ys)) for xs, ys in corners]
    return [
        (text, [round(float(value) / per_point, 2) for value in box])
        for text, box in zip(seen.txts, boxes, strict=True)
    ]


def _lines(dark: Dots, per_point: float) -> list[Line]:
    """The straight lines along the rows of dots: long, thin and dark."""
    padded = numpy.zeros((dark.shape[0], dark.shape[1] + 2), dtype=numpy.int8)
    padded[:, 1:-1] = dark
    turns = numpy.diff(padded, axis=1)
    rows, starts = numpy.nonzero(turns == 1)
    _, ends = numpy.nonzero(turns == -1)
    long = ends - starts >= _SHORTEST * per_point
    open_: list[list[int]] = []  # first row, last row, start and end of a line
    done: list[list[int]] = []
    runs = zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True)
    for row, start, end in runs:
        done += [line for line in open_ if line[1] < row - 1]
        open_ = [line for line in open_ if line[1] >= row - 1]
        same = next((line for line in open_ if _is_same(line, start, end, per_point)), None)
        if same is None:
            open_.append([row, row, start, end])
        else:
            same[1:] = [row, min(same[2], start), max(same[3], end)]
    return [
        ((top + bottom + 1) / 2 / per_point, start / per_point, end / per_point)
        for top, bottom, start, end in done + open_
        if bottom + 1 - top <= _THICKEST * per_point
    ]


def _is_same(line: list[int], start: int, end: int, per_point: float) -> bool:
    return abs(line[2] - start) + abs(line[3] - end) <= 2 * _ENDS * per_point
