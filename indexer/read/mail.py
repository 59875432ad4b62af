"""Saved e-mail (.eml): its body, or the one document that it carries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from indexer.errors import DamagedFile, EmptyFile, ReadError
from indexer.read.common import Decoded
from indexer.read.notice import is_notice

_CARRIED = ("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
_MOST_PARTS = 200


def decode(data: bytes, file: str, read: Callable[[bytes, str], Decoded]) -> Decoded:
    """Read the e-mail in `data`: a notice of electronic filing by its body; another by the document that it carries,
    where it carries just one, else by its body. read: what reads a document, its bytes and
    name. Raises DamagedFile, EmptyFile, and what the document's reader raises.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        body = _body(message, file)
        carried = list(_documents(message))
    except ReadError:
        raise
    except Exception:  # the email package fails in many ways over a damaged header or part
        raise DamagedFile(f"{file}: the e-mail is damaged; save it again, or save the order that it carries") from None
    if len(carried) == 1 and not (body and is_notice(body.text)):
        return read(carried[0][1], carried[0][0])
    if body is None or not body.text.strip():
        raise EmptyFile(f"{file}: an e-mail without text; save the order that it carries and put that here")
    if carried:
        names = ", ".join(name for name, _ in carried[:5])
        return body._replace(warnings=(*body.warnings, f"Carries {names}, not read here; save it beside this file."))
    return body


def _body(message: EmailMessage, file: str) -> Decoded | None:
    part = message.get_body(preferencelist=("html", "plain"))
    if part is None:
        return None
    text = _text(part)  # type: ignore[arg-type]
    if part.get_content_type() == "text/html":
        from indexer.read.html import decode as decode_html

        return decode_html(b"\xef\xbb\xbf" + text.encode("utf-8", "replace"), file)
    from indexer.read.text import clean

    return Decoded(clean(text), part.get_content_charset())


def _text(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):
        payload = part.get_payload(decode=True)
        return payload.decode("cp1252", "replace") if isinstance(payload, bytes) else ""


def _documents(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each order that may be carried."""
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            return
        name = part.get_filename() or ""
        if part.get_content_type() in _CARRIED or name.lower().endswith((".pdf", ".docx")):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload:
                yield name or "attachment.pdf", payload
