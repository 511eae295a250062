"""The reasons of the operating system, as messages."""

import errno

from pipeline.vocabulary.messages import Message, message

_REASONS = {
    errno.ENOENT: message("there is no such file or folder"),
    errno.ENOTDIR: message("there is a file where a folder is meant"),
    errno.EISDIR: message("there is a folder where a file is meant"),
    errno.EEXIST: message("it is there already"),
    errno.ENOTEMPTY: message("the folder is not empty"),
    errno.EACCES: message("you have no right to it"),
    errno.EPERM: message("you have no right to it"),
    errno.EROFS: message("the disk cannot be written to"),
    errno.ENOSPC: message("the disk is full"),
    errno.EDQUOT: message("your share of the disk is full"),
    errno.EADDRINUSE: message("another program uses it"),
    errno.ENAMETOOLONG: message("the name is too long"),
    errno.EIO: message("the disk does not answer"),
}


def reason_of(error: OSError) -> str:
    """The reason why the system refused; its own words where it is none of those that happen."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def failure_of(error: OSError) -> Message | None:
    """The file that the system refused, and why; None where it names no file."""
    if error.filename is None:
        return None
    return message("{path}: {reason}", path=error.filename, reason=reason_of(error))
