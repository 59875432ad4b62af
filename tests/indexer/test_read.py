"""Which reader takes a file, and every way in which a file is refused."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
from pathlib import Path

import docx
import pytest
from papers import Text, pdf, saved

from indexer import errors
from indexer.read import FORMATS, MAX_BYTES, read, read_bytes

HERE = Path(__file__).parent.parent
REAL = HERE.parents[1] / "shared" / "real_orders" / "orders"
PDF = pdf([Text(72, 700, "IT IS SO ORDERED.")])


def test_source_tells_where_it_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "roe.txt"
    path.write_bytes(b"It is ordered.\r\nSo.\r")
    source = read(path, tmp_path)
    assert (source.file, source.format, source.text) == ("roe.txt", "text", "It is ordered.\nSo.\n")
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert pickle.loads(pickle.dumps(source)) == source  # noqa: S301  readers may run in another process


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.txt", b"It is ordered.", "text"),
        ("a", b"It is ordered.", "text"),
        ("A.TXT", b"It is ordered.", "text"),
        ("a.md", b"# ORDER", "markdown"),
        ("a.html", b"<p>It is ordered.", "html"),
        ("a.txt", b"\n<!-- saved -->\n<!DOCTYPE html><p>It is ordered.", "html"),
        ("a.txt", b"<?xml version='1.0'?>\n<html><p>It is ordered.</p></html>", "html"),
        ("a.pdf", PDF, "pdf"),
        ("a.txt", PDF, "pdf"),
        ("a.bin", b"\n" + PDF, "pdf"),
    ],
)
def test_content_decides_before_the_name(name: str, data: bytes, format: str) -> None:
    assert read_bytes(data, name).format == format


def test_word_file_under_another_name() -> None:
    document = docx.Document()
    document.add_paragraph("It is ordered.")
    assert read_bytes(saved(document), "a.txt").format == "docx"


REFUSED = [
    ("a.txt", b"", errors.EmptyFile),
    ("a.txt", b" \n\f\r\n\t", errors.EmptyFile),
    ("a.txt", b"\xef\xbb\xbf", errors.EmptyFile),
    ("a.html", b"<html><script>1</script></html>", errors.EmptyFile),
    ("a.pdf", pdf([]), errors.EmptyFile),
    ("a.txt", bytes(range(256)) * 20, errors.NotText),
    ("a.txt", b"It is \0 ordered", errors.NotText),
    ("a.md", b"\x89PNG\r\n\x1a\n" + bytes(50), errors.NotText),
    ("a.txt", b"\xff\xfe" + bytes(range(1, 255)) * 4, errors.NotText),
    ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), errors.DamagedFile),
    ("a.csv", b"1,2", errors.UnsupportedFormat),
    ("a.rtf", b"{\\rtf1 It is ordered.}", errors.UnsupportedFormat),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), errors.UnsupportedFormat),
    ("a.zip", b"PK\x03\x04" + bytes(60), errors.UnsupportedFormat),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), errors.EncryptedFile),
    ("a.docx", b"It is ordered.", errors.DamagedFile),
    ("a.docx", b"PK\x03\x04" + bytes(60), errors.DamagedFile),
    ("a.docx", b"PK\x03\x04word/document.xml" + bytes(60), errors.DamagedFile),
    ("a.pdf", b"<html>Log in to read this document</html>", errors.DamagedFile),
    ("a.pdf", b"%PDF-1.7\nnothing else", errors.DamagedFile),
    ("a.pdf", PDF[: len(PDF) // 4], errors.DamagedFile),
    ("a.pdf", (HERE / "data" / "locked.pdf").read_bytes(), errors.EncryptedFile),
]


@pytest.mark.parametrize(("name", "data", "error"), REFUSED)
def test_refused_in_one_line_that_names_the_file(name: str, data: bytes, error: type[errors.ReadError]) -> None:
    with pytest.raises(errors.ReadError) as refusal:
        read_bytes(data, name)
    assert type(refusal.value) is error
    line = str(refusal.value)
    assert line.startswith(f"{name}: ") and line.isprintable()
    assert ";" in line  # what is wrong; what to do


def test_huge_file_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)
    monkeypatch.setattr("indexer.read.read_bytes", lambda *_: pytest.fail("was read"))
    with pytest.raises(errors.FileTooLarge, match=r"^huge\.txt: 300 MB, and 50 MB is the most"):
        read(path)


def test_size_limit_holds_for_bytes_too() -> None:
    with pytest.raises(errors.FileTooLarge):
        read_bytes(bytes(MAX_BYTES + 1), "upload.txt")


def test_link_out_of_the_folder(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (corpus / "real.txt").write_text("It is ordered.")
    (corpus / "out.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "up").symlink_to(tmp_path)
    (corpus / "in.txt").symlink_to("real.txt")
    for inside in ("out.txt", "up/secret.txt"):
        with pytest.raises(errors.LinkOutside, match="a link that leads out of the folder"):
            read(corpus / inside, corpus)
    assert read(corpus / "in.txt", corpus).text == "It is ordered."
    assert read(corpus / "out.txt").text == "x"  # without a folder there is no outside


def test_what_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nowhere.txt").symlink_to("gone.txt")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    expected = {
        "gone.txt": "no such file",
        "nowhere.txt": "a link to nothing",
        "circle.txt": "cannot be opened",
        "pipe.txt": "not a regular file",
        ".": "not a regular file",
    }
    for name, reason in expected.items():
        with pytest.raises(errors.NotReadable, match=reason):
            read(tmp_path / name)

    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "mine.txt").write_text("x")
    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(errors.NotReadable, match=r"^mine\.txt: no permission .* \(chmod u\+r\)$"):
        read(tmp_path / "mine.txt")


def test_errors_stay_on_one_line_whatever_the_name(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\x1b[31m.txt"
    path.touch()
    with pytest.raises(errors.EmptyFile) as refusal:
        read(path)
    assert str(refusal.value).startswith("a?b?[31m.txt: empty")


@pytest.mark.shared
@pytest.mark.skipif(not REAL.is_dir(), reason="shared folder absent")
def test_real_orders_are_read() -> None:
    paths = sorted(path for path in REAL.iterdir() if path.suffix in FORMATS)
    assert len(paths) > 30
    for path in paths:
        if path.name != "scan.pdf" or shutil.which("tesseract"):
            assert read(path, REAL).text.strip()
