"""PDFium's functions as they are called for each glyph and each object of a page.

pypdfium2 makes a Python object of each pointer and releases the interpreter's lock around each
call. Both take longer than the calls themselves, of which a page needs thousands. Here a pointer
is its address, and the lock is kept.
"""

import ctypes
from collections.abc import Callable
from functools import partial
from struct import Struct
from typing import Any

import pypdfium2.raw as pdfium

Handle = int
"""The address of something of PDFium's; 0 for nothing."""


class Calls:
    """The functions of `pypdfium2.raw`, by their names, with addresses for pointers.

    A function that gives a pointer gives its address here, and None for NULL.
    """

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Make a function when it is first asked for; it is an attribute from then on."""
        function = getattr(pdfium, name)
        kinds = [_without_pointer(kind) for kind in (function.restype, *function.argtypes)]
        call = ctypes.PYFUNCTYPE(*kinds)(ctypes.cast(function, ctypes.c_void_p).value or 0)
        setattr(self, name, call)
        return call


calls = Calls()


def _without_pointer(kind: Any) -> Any:
    return ctypes.c_void_p if hasattr(kind, "contents") else kind


def address(pointer: Any) -> Handle:
    """The address that a pointer of pypdfium2 holds, 0 for none."""
    return ctypes.addressof(pointer.contents) if pointer else 0


class Buffer:
    """Numbers that a function writes. One is enough for all calls of one kind.

    Args:
        kinds: the numbers, as `struct` writes them: `ffff` for four floats.
    """

    def __init__(self, kinds: str) -> None:
        packed = Struct(kinds)
        self._bytes = ctypes.create_string_buffer(packed.size)
        start, size = ctypes.addressof(self._bytes), packed.size // len(kinds)
        self.places = tuple(start + size * number for number in range(len(kinds)))
        """The address of each number, for the arguments of the call."""
        self.read: Callable[[], tuple[Any, ...]] = partial(packed.unpack_from, self._bytes)
        """The numbers that were written last."""
