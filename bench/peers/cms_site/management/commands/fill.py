from datetime import date

from cms.api import add_plugin, create_page
from django.contrib.sites.models import Site
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

from bench.peers.settings import MATERIAL

TEMPLATE = "cms_site/article.html"


class Command(BaseCommand):
    help = "Make the pages that are measured, and as many more as they are said to be among."

    def handle(self, **options):
        Site.objects.update(domain="127.0.0.1", name="Bench")
        parts = parts_of(MATERIAL["article"])
        for section in MATERIAL["sections"]:
            top = page(section["name"], section["slug"], in_menu=True)
            for each in section["pages"]:
                made = page(each["title"], each["slug"], in_menu=each["in_menu"], above=top)
                write(parts, on=made)


def page(title, slug, *, in_menu, above=None):
    return create_page(
        title,
        TEMPLATE,
        "en",
        slug=slug,
        parent=above,
        in_navigation=in_menu,
        meta_description=MATERIAL["article"]["summary"],
    )


def parts_of(article):
    """What stands in each placeholder of the template."""
    facts = article | {"day": date.fromisoformat(article["day"])}
    contents = render_to_string("_contents.html", facts)
    return {
        "opening": render_to_string("_opening.html", facts),
        "text": f'{contents}<div class="prose">{article["html"]}</div>',
        "resources": render_to_string("_resources.html", facts),
    }


def write(parts, *, on):
    for slot, placeholder in on.get_content_obj("en").rescan_placeholders().items():
        add_plugin(placeholder, "TextPlugin", "en", body=parts[slot])
