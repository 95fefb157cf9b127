from django.core.management.base import BaseCommand

from articles import search
from articles.publishing import complete_images, render_pages


class Command(BaseCommand):
    help = (
        "Render live pages again after the Markdown pipeline or the site's hosts have changed,"
        " create missing copies of images from earlier releases, and reindex pages if this"
        " release compares words differently in a search."
    )

    def handle(self, **options):
        if completed := complete_images():
            self.stdout.write(f"{completed} image(s) have WebP copies now.")
        changed = render_pages()
        self.stdout.write(f"{changed} live page(s) changed.")
        if indexed := search.index_again():
            self.stdout.write(f"{indexed} page(s) were reindexed.")
