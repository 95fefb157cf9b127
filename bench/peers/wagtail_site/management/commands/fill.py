from datetime import date

from django.core.management.base import BaseCommand
from wagtail.models import Page, Site

from bench.peers.settings import MATERIAL
from bench.peers.wagtail_site.models import (
    ArticlePage,
    Author,
    HomePage,
    MenuLink,
    Resource,
    SectionPage,
    SiteWords,
)


class Command(BaseCommand):
    help = "Make the pages that are measured, and as many more as they are said to be among."

    def handle(self, **options):
        root = Page.objects.get(depth=1)
        root.get_children().delete()
        root.refresh_from_db()
        home = root.add_child(instance=HomePage(title="Home", slug="home"))
        site, _ = Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "127.0.0.1", "root_page": home}
        )
        surround(site, MATERIAL["around"])
        for section in MATERIAL["sections"]:
            fill(section, above=home)


def surround(site, around):
    words = {"about": around["about"], "contact": around["contact"]}
    SiteWords.objects.create(site=site, disclaimer=MATERIAL["article"]["disclaimer"], **words)
    for menu in ("quick_links", "footer"):
        for position, link in enumerate(around[menu]):
            MenuLink.objects.create(menu=menu.replace("_", "-"), position=position, **link)


def fill(section, *, above):
    made = SectionPage(title=section["name"], slug=section["slug"], show_in_menus=True)
    above.add_child(instance=made)
    for page in section["pages"]:
        made.add_child(instance=article(page))


def article(page):
    text = MATERIAL["article"]
    return ArticlePage(
        title=page["title"],
        slug=page["slug"],
        show_in_menus=page["in_menu"],
        summary=text["summary"],
        search_description=text["summary"],
        day=date.fromisoformat(text["day"]),
        body=text["html"],
        headings=text["headings"],
        authors=[Author(**author) for author in text["authors"]],
        resources=[Resource(**resource) for resource in text["resources"]],
    )
