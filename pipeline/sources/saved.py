"""The time when a file says it was last saved: the formats' own ways of writing a moment, as one.

What belongs here: reading a moment that stands in a file. What does not: the clock of a disk,
which says when a copy was made, and differs from machine to machine.
"""

import datetime
import re
import struct

_KOREA = datetime.timezone(datetime.timedelta(hours=9))
_PDF = re.compile(r"D:(\d{14})(?:([+-])(\d{2})'?(\d{2})?'?|(Z).*)?")
_SINCE_1601 = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)

_LAST_SAVED = 13
"""Number of the property of a summary that holds when the document was last saved."""
_MOMENT = 64
"""Kind of a property that holds a moment."""


def moment(stated: datetime.datetime) -> str:
    """A moment in Korean time, so that comparing the texts compares the moments."""
    zoned = stated if stated.tzinfo else stated.replace(tzinfo=_KOREA)
    return zoned.astimezone(_KOREA).isoformat(timespec="seconds")


def moment_of_iso(stated: str) -> str | None:
    """`2026-04-30T20:32:14Z`, as HWPX writes it; None for what is no moment."""
    try:
        return moment(datetime.datetime.fromisoformat(stated.strip()))
    except (ValueError, OverflowError):
        return None


def moment_of_pdf(stated: str) -> str | None:
    """`D:20250212103140+09'00'`; None for what is no moment. Without a zone it is Korean time."""
    match = _PDF.fullmatch(stated.strip())
    if not match:
        return None
    sign, hours, minutes = match[2], match[3], match[4]
    zone = "+00:00" if match[5] else f"{sign}{hours}:{minutes or '00'}" if sign else ""
    digits = match[1]
    date, time = (digits[:4], digits[4:6], digits[6:8]), (digits[8:10], digits[10:12], digits[12:])
    return moment_of_iso(f"{'-'.join(date)}T{':'.join(time)}{zone}")


def moment_of_summary(data: bytes) -> str | None:
    """From the property set that OLE files keep of themselves; None where it says nothing."""
    try:
        (start,) = struct.unpack_from("<I", data, 44)
        (count,) = struct.unpack_from("<I", data, start + 4)
        listed = (struct.unpack_from("<II", data, start + 8 + 8 * n) for n in range(min(count, 64)))
        at = start + next(offset for name, offset in listed if name == _LAST_SAVED)
        kind, ticks = struct.unpack_from("<IQ", data, at)
        if kind != _MOMENT or not ticks:
            return None
        return moment(_SINCE_1601 + datetime.timedelta(microseconds=ticks // 10))
    except (struct.error, StopIteration, OverflowError, ValueError):
        return None
