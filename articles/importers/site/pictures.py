"""The pictures of a site folder → files and rows; what this run stored can be taken back."""

import re

from django.contrib.auth.models import User
from django.core.files.storage import default_storage

from articles import images, publishing
from articles.importers.site.folder import SiteFolder
from articles.importers.site.values import Row, UnreadableFolder
from articles.models import IMAGE_WORDS, Image

OWN_NAME = re.compile(r"images/([0-9a-f]{16})(?:-\d+)?\.(?:jpg|png|webp)")


class Pictures:
    """``addresses``: of each file of the folder, its address here."""

    def __init__(self, site: SiteFolder, *, by: User | None) -> None:
        self.site, self.by = site, by
        self.addresses: dict[str, str] = {}
        self.new_files: list[str] = []

    def write(self, row: Row) -> Image:
        """The picture of a row of images.yaml, which may be here already."""
        words: Row = {name: row.get(name) or "" for name in IMAGE_WORDS if name != "is_decorative"}
        words["is_decorative"] = bool(row.get("is_decorative", row.get("decorative")))
        image = self._returned(row, words) if row.get("width") else self._prepared(row, words)
        self.addresses[row["file"]] = image.address
        return image

    def replace(self, row: Row) -> None:
        """The library tells which picture took another one's place."""
        if not row.get("replaced_by"):
            return
        old, new = (
            Image.objects.at_addresses([self.addresses.get(name, "")]).first()
            for name in (row["file"], row["replaced_by"])
        )
        if new is None or new == old:
            raise UnreadableFolder(f"The picture {row['replaced_by']} is not in images.yaml.")
        if old.replaced_by is None:
            old.replaced_by = new
            publishing.save_image(image=old, by=self.by)

    def _prepared(self, row: Row, words: Row) -> Image:
        prepared = images.prepare(self.site.pictures[row["file"]])
        self._remember_new([f"images/{file.name}" for file in prepared.all_files])
        return publishing.add_image(prepared=prepared, by=self.by, **words)

    def _returned(self, row: Row, words: Row) -> Image:
        """A picture of our own that comes back: decoded to be sure of it, taken unchanged."""
        known = Image.objects.filter(file=row["file"]).first()
        if known is not None:
            return known
        names = [row["file"], *(source["file"] for source in row.get("sources") or [])]
        checked = {name: images.verify(self.site.pictures[name]) for name in names}
        largest = checked[row["file"]]
        self._refuse_other_names(largest, names)
        self._remember_new(names)
        image = Image(
            file=row["file"],
            width=largest.width,
            height=largest.height,
            sources=[{"file": name, "width": checked[name].width} for name in names[1:]],
            focus_x=row.get("focus_x", 50),
            focus_y=row.get("focus_y", 50),
            **words,
        )
        files = [(name, checked[name].content) for name in names]
        return publishing.save_image(image=image, files=files, by=self.by).row

    def _refuse_other_names(self, largest: images.ImageFile, names: list[str]) -> None:
        """Our files are named by their content: under another name lies another picture."""
        if OWN_NAME.fullmatch(names[0]) and names[0] != f"images/{largest.name}":
            raise UnreadableFolder(f"{names[0]} is not the picture its name says it is.")
        for name in names[1:]:
            found = OWN_NAME.fullmatch(name)
            if found and found[1] not in names[0]:
                raise UnreadableFolder(f"{name} is not a narrower copy of {names[0]}.")

    def _remember_new(self, names: list[str]) -> None:
        self.new_files += [name for name in names if not default_storage.exists(name)]

    def take_files_back(self) -> None:
        """Files that only this run stored; the rows that would name them are undone."""
        for name in self.new_files:
            default_storage.delete(name)
