from django.core.management.base import BaseCommand

from articles.publishing import render_pages


class Command(BaseCommand):
    help = "Render live pages again, after the Markdown pipeline or the site's hosts have changed."

    def handle(self, **options):
        changed = render_pages()
        self.stdout.write(f"{changed} live page(s) look different now.")
