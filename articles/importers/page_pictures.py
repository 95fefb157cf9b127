"""The pictures of an imported page: into the library, and named in the text by their addresses."""

import hashlib
import re
from pathlib import Path

from articles import images, publishing
from articles.importers.in_child import Pictures
from articles.importers.lengths import cut
from articles.importers.markdown_syntax import target
from articles.importers.outcomes import Wishes
from articles.importers.records import ImportedImage, ImportedPage


def with_own_images(
    page: ImportedPage, pictures: Pictures, *, wishes: Wishes, remarks: list[str]
) -> str:
    """The body with its pictures taken into the library and named by their addresses there."""
    body = page.body.strip("\n")
    for image in page.images:
        try:
            prepared = pictures.of(image)
        except images.ImageRefused as problem:
            remarks.append(f"The picture {image.address} was left out: {problem}")
            body = without_image(body, image.address)
            continue
        if not wishes.dry_run:
            ours = publishing.add_image(prepared=prepared, by=wishes.by, **words_of(image, remarks))
            body = body.replace(f"]({target(image.address)})", f"]({ours.address})")
    return body


def words_of(image: ImportedImage, remarks: list[str]) -> dict[str, str | bool]:
    alternative = cut(image.alternative_text, 300, "description of a picture", remarks)
    return {
        "alternative_text": alternative,
        "is_decorative": image.is_decorative and not alternative,
        "caption": cut(image.caption, 300, "caption", remarks),
    }


def without_image(body: str, address: str) -> str:
    shown = re.compile(r"!\[(?:[^\[\]\\]|\\.)*\]\(" + re.escape(target(address)) + r"\)")
    return re.sub(r"\n{3,}", "\n\n", shown.sub("", body)).strip("\n")


def digest_of(file: Path | None) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file else ""
