"""Every error that So Ordered raises on purpose: one class a condition, one clear line, a remedy.

A message names the thing (a file's name, an order's id, a value) and what to do. `exit_code` is what the
command line ends with: 2 for a wrong call, 1 for the rest.
"""

from __future__ import annotations

import re

# What mends a damaged index; it ends the line of whatever found the damage.
REPAIR = "run so-ordered check --repair"


class SoOrderedError(Exception):
    """Base of every error of this program; its text is one line for a person."""

    exit_code = 1


def bare(error: SoOrderedError) -> str:
    """The error's line without its remedy."""
    return re.sub(r": run so-ordered [\w -]+$", "", str(error))


class UsageError(SoOrderedError):
    """The call itself is wrong: an argument that cannot be, a question of no characters."""

    exit_code = 2


class NotInstalled(UsageError):
    """A package that is needed for what was asked is not installed."""


class ReadError(SoOrderedError):
    """A file cannot be read as an order; the other orders are still indexed."""


class EmptyFile(ReadError):
    """The file holds no text."""


class NotText(ReadError):
    """The file's content is not what its name says (binary bytes under .txt, for instance)."""


class UnsupportedFormat(ReadError):
    """No reader for this kind of file."""


class FileTooLarge(ReadError):
    """The file is larger than an order can be."""


class DamagedFile(ReadError):
    """The file is of the right kind but cannot be opened."""


class EncryptedFile(ReadError):
    """The file needs a password."""


class NeedsOcr(ReadError):
    """Pages without a text layer, and no OCR installed."""


class TooSlow(ReadError):
    """Reading the file took longer than one file may."""


class TooHungry(ReadError):
    """Reading the file took more memory than one file may."""


class NotReadable(ReadError):
    """The operating system refuses the file or folder."""


class LinkOutside(ReadError):
    """A symbolic link leads out of the corpus folder."""


class BadName(ReadError):
    """A name that no screen shows as it is: line breaks, invisible signs, bytes that are no UTF-8."""


class DuplicateId(ReadError):
    """Two files have the same stem and so the same order id."""


class CorpusNotFound(SoOrderedError):
    """The corpus folder does not exist or is not a folder."""


class IndexFault(SoOrderedError):
    """Base of what can be wrong with an index."""


class IndexNotFound(IndexFault):
    """There is no index at that place."""


class IndexIncompatible(IndexFault):
    """The index was made by another version or another model."""


class IndexDamaged(IndexFault):
    """The index fails its checksums or cannot be opened."""


class IndexBusy(IndexFault):
    """Another process is writing the index."""


class DiskFull(IndexFault):
    """No room to write the index; the old one is intact."""


class OrderNotFound(SoOrderedError):
    """No order has that id."""

    exit_code = 2


class BadDate(UsageError):
    """A date that does not exist or cannot be understood."""


class BadFact(UsageError):
    """A fact whose name or value is not accepted, or that contradicts the order."""


class OutOfRange(UsageError):
    """A period or year beyond what can be computed with certainty."""
