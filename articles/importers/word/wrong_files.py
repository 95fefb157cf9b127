"""What a file is that was sent as a Word document and is none, and what its owner can do."""

import zipfile

SAVE_AGAIN = "Open it in Word, choose File › Save As and the type “Word Document (.docx)”."
COPY = "Copy what readers need into a Word document (.docx), and send that."
NO_WORD_FILE = f"This is not a Word document of the current kind (.docx). {SAVE_AGAIN}"
DAMAGED = (
    "The Word document is damaged: a part of the file is missing or cannot be read. Open it in "
    "Word, which offers to repair it, save it under a new name, and send the new file."
)
PROTECTED = (
    "The document is protected with a password, so it cannot be read here. In Word, choose File ›"
    " Info › Protect Document › Encrypt with Password, delete the password, and save it. Then send"
    " it again."
)
OLD_WORD = f"This document is in the older Word format (.doc). {SAVE_AGAIN}"
EMPTY = "The file is empty. Check that it was saved and copied completely, then send it again."
NOT_WHOLE = (
    "The file is not complete: its end is missing. Copy or download it again, check that it opens"
    " in Word, then send it again."
)
# OLE compound files: the signature, and how their directory names what they hold (UTF-16).
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
IN_COMPOUND = [
    ("EncryptedPackage", PROTECTED),
    ("WordDocument", OLD_WORD),
    ("Workbook", f"This is an Excel workbook. {COPY}"),
    ("PowerPoint Document", f"This is a PowerPoint presentation. {COPY}"),
    ("__properties_version1.0", "This is an email saved from Outlook. Send its text as .docx."),
]
BEGINNINGS = [
    (b"{\\rtf", f"This is a rich text file (.rtf) under another name. {SAVE_AGAIN}"),
    (b"%PDF", "This is a PDF. Send the Word document that it was made from."),
    (b"MIME-Version:", f"This is a web page saved as one file. {SAVE_AGAIN}"),
    (b"<?xml", f"This is an XML file under another name. {SAVE_AGAIN}"),
    (b"\xdba-\x00", f"This is a document of Word 2.0. {SAVE_AGAIN}"),
    (b"\x89PNG", "This is a picture, not a document. Send the Word document itself."),
    (b"\xff\xd8\xff", "This is a picture, not a document. Send the Word document itself."),
]
WEB_PAGE = f"This is a web page (HTML) under another name. {SAVE_AGAIN}"
OPEN_DOCUMENT = (
    "This is an OpenDocument text (.odt) under another name. Open it in LibreOffice or Word and "
    "save it as “Word Document (.docx)”."
)
PAGES = (
    "This is a document of Apple Pages. Open it in Pages, choose File › Export To › Word, and send"
    " the .docx that this makes."
)
IN_ARCHIVE = [
    ("Index/Document.iwa", PAGES),
    ("Index.zip", PAGES),
    ("index.xml", PAGES),
    ("xl/workbook.xml", f"This is an Excel workbook. {COPY}"),
    ("ppt/presentation.xml", f"This is a PowerPoint presentation. {COPY}"),
    ("META-INF/container.xml", f"This is an EPUB book. {COPY}"),
]


def reason(content: bytes) -> str:
    """A sentence about bytes that are no archive."""
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not content.strip(b"\x00 \t\r\n"):
        return EMPTY
    if content.startswith(COMPOUND):
        return reason_for_compound(content)
    if content.startswith(b"PK"):
        return NOT_WHOLE
    if start[:9].lower() in (b"<!doctype", b"<html>") or b"<html" in start.lower():
        return WEB_PAGE
    return next((said for begins, said in BEGINNINGS if start.startswith(begins)), NO_WORD_FILE)


def reason_for_compound(content: bytes) -> str:
    for name, said in IN_COMPOUND:
        if name.encode("utf-16-le") in content:
            return said
    return OLD_WORD


def reason_for_archive(archive: zipfile.ZipFile) -> str:
    """A sentence about an archive that holds no text of Word."""
    names = set(archive.namelist())
    if "mimetype" in names and b"opendocument" in beginning_of(archive, "mimetype"):
        return OPEN_DOCUMENT
    if "[Content_Types].xml" in names and not any(
        name.startswith(("xl/", "ppt/")) for name in names
    ):
        return DAMAGED
    return next((said for name, said in IN_ARCHIVE if name in names), NO_WORD_FILE)


def beginning_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(100)
