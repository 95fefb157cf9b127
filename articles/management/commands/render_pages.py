from django.core.management.base import BaseCommand

from articles.publishing import complete_images, render_pages


class Command(BaseCommand):
    help = (
        "Render live pages again, after the Markdown pipeline or the site's hosts have changed, "
        "and make the copies that images of earlier releases lack."
    )

    def handle(self, **options):
        if completed := complete_images():
            self.stdout.write(f"{completed} image(s) have WebP copies now.")
        changed = render_pages()
        self.stdout.write(f"{changed} live page(s) look different now.")
