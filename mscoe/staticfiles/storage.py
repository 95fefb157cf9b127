"""Static files as they are deployed: joined, hashed, compressed.

With ``DEBUG``, and wherever ``collectstatic`` has not run, pages use the sources themselves.
"""

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from mscoe.staticfiles.bundles import CannotJoin, join_modules, join_styles

JOINED = {
    "mscoe/css/site.css": join_styles,
    "mscoe/css/admin.css": join_styles,
    "mscoe/js/site.js": join_modules,
}


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.urls = {}

    def post_process(self, paths, dry_run=False, **options):
        self.urls.clear()
        if not dry_run:
            paths = {**paths, **{name: (self, name) for name in self.join(paths)}}
        return super().post_process(paths, dry_run=dry_run, **options)

    def join(self, paths):
        """Write the joined files over the collected copies of their first sources."""
        for name, join in JOINED.items():
            text = join(name, lambda source: read_source(source, paths=paths))
            self.delete(name)
            self.save(name, ContentFile(text.encode()))
        return list(JOINED)

    def stored_name(self, name):
        """The hashed name, or the plain one: a page without style is better than no page."""
        clean_name = self.clean_name(name)
        return self.hashed_files.get(self.hash_key(clean_name), clean_name)

    def url(self, name, force=False):
        """Made once for each name: every page has the same few, and they stay while it runs."""
        if force or settings.DEBUG:
            return super().url(name, force)
        if name not in self.urls:
            self.urls[name] = super().url(name)
        return self.urls[name]

    def hashed_name(self, name, content=None, filename=None):
        """A missing file that another project's style sheet names stays as it is."""
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            if is_ours(name):
                raise
            return name


def read_source(name, *, paths):
    """A source as its app holds it; the collected copy may be joined already."""
    if name not in paths:
        raise CannotJoin(f"{name} is imported, but no such static file was found.")
    storage, path = paths[name]
    with storage.open(path) as source:
        return source.read().decode()


def is_ours(name):
    return name.startswith(("mscoe/", "articles/", "accessibility/"))
