import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from accessibility.menus import acts
from accessibility.menus.tree import plain
from accessibility.models import Menu
from tests.accessibility.menus.menu_factories import HELP, STATEMENT, item, live_menu

pytestmark = pytest.mark.django_db

ALL_MENUS = "{% load menus %}{% quick_links %}{% main_menu %}{% footer_menu %}"


def render(template="{% load menus %}{% main_menu %}", path="/", **context):
    request = RequestFactory().get(path)
    return Template(template).render(Context({"request": request, **context}))


def links(html):
    """Every link as its attributes and its text, as someone hears it."""
    return [
        (attributes.strip(), re.sub("<[^>]+>", "", text))
        for attributes, text in re.findall(r"<a ([^>]*)>(.*?)</a>", html, re.S)
    ]


def test_the_three_menus_of_a_page_are_one_query(django_assert_num_queries, settings):
    settings.ACCESSIBILITY_HELP_LINES = ""  # a page has read what the site says before its menus
    for slug in ("main", "quick-links", "footer"):
        live_menu(item(f"In {slug}"), slug=slug)

    with django_assert_num_queries(1):
        html = render(ALL_MENUS)

    texts = [text for _, text in links(html)]
    assert texts[1:] == ["In quick-links", "In main", "In footer"]


def test_the_main_menu_is_plain_nested_lists_of_links():
    live_menu(
        item("Help", HELP, items=[item("Statement", STATEMENT)]), item("More help", "tel:988")
    )

    html = render()

    bare = re.sub(r"\s+", "", re.sub(r"<(\w+)[^>]*>", r"<\1>", html))
    assert bare == (
        "<nav><div><ul>"
        "<li><a>Help</a><ul><li><a>Statement</a></li></ul></li>"
        "<li><a>Morehelp</a></li>"
        "</ul></div></nav>"
    )


def test_the_server_says_nothing_that_is_only_true_with_scripts():
    live_menu(item("Help", HELP, items=[item("Statement", STATEMENT)]))

    html = render()

    for word in ("aria-expanded", "aria-haspopup", "role=", "tabindex", "<button", "hidden>"):
        assert word not in html


def test_the_current_page_and_its_section_are_marked_in_the_code_and_in_text():
    live_menu(item("Help", HELP, items=[item("Statement", STATEMENT)]), item("Call", "tel:988"))

    assert links(render(path=STATEMENT)) == [
        (f'href="{HELP}" class="here"', "Help (current section)"),
        (f'href="{STATEMENT}" aria-current="page"', "Statement"),
        ('href="tel:988"', "Call"),
    ]


def test_a_description_is_visible_text_tied_to_its_link_and_not_part_of_its_name():
    live_menu(item("Statement", STATEMENT, description="How we test"))

    html = render()

    assert links(html) == [
        (f'href="{STATEMENT}" aria-describedby="main-1-note"', "Statement"),
    ]
    assert '<small id="main-1-note">How we test</small>' in html


def test_facts_about_a_link_are_computed():
    live_menu(
        item("Español", "/keyboard-help/#es", language="es"),
        item("Booklet", "https://example.org/booklet.pdf"),
        slug="footer",
    )

    assert links(render("{% load menus %}{% footer_menu %}")) == [
        ('href="/keyboard-help/#es" lang="es" hreflang="es"', "Español"),
        (
            'href="https://example.org/booklet.pdf" class=" external"',
            "Booklet (PDF) (external site)",
        ),
    ]


def test_the_crisis_line_stands_out_in_the_quick_links(settings):
    settings.CRISIS_LINE = {"label": "Crisis line: dial 988", "address": "tel:988"}
    live_menu(item("Help"), slug="quick-links")

    assert links(render("{% load menus %}{% quick_links %}")) == [
        ('href="tel:988" class="urgent"', "Crisis line: dial 988"),
        (f'href="{HELP}"', "Help"),
    ]


def test_landmarks_carry_the_names_that_editors_gave_them():
    for slug, name in (("main", "Topics"), ("quick-links", "At once"), ("footer", "About")):
        live_menu(slug=slug, name=name)

    html = render(ALL_MENUS)

    assert re.findall(r'<nav[^>]*aria-label="(\w+)"', html) == ["Topics", "About"]
    assert 'aria-labelledby="quick-links"' in html
    assert '<h2 id="quick-links">At once</h2>' in html


def test_the_keyboard_hint_waits_for_the_script_out_of_sight_of_everyone():
    version = live_menu(item("Help", HELP, items=[item("Statement", STATEMENT)]))

    html = render()

    assert f'data-keyboard-hint="{version.keyboard_hint}"' in html
    assert version.keyboard_hint not in re.sub("<[^>]+>", "", html)


def test_what_editors_type_is_text_and_never_markup():
    live_menu(item("<b>Care</b>", description='"><script>alert(1)</script>'))

    html = render()

    assert "<b>" not in html
    assert "<script>" not in html
    assert "&lt;b&gt;Care&lt;/b&gt;" in html


def test_a_menu_that_nobody_published_leaves_no_empty_landmark():
    assert render().strip() == ""


def test_menus_can_be_rendered_without_a_request():
    live_menu(item("Help"))

    assert "Help" in Template("{% load menus %}{% main_menu %}").render(Context())


def test_a_preview_may_say_which_page_it_shows():
    live_menu(item("Help", HELP))

    assert 'aria-current="page"' in render(menu_path=HELP)


def test_other_menus_show_three_levels_as_lists_in_lists():
    deep = item("One", "/1/", items=[item("Two", "/2/", items=[item("Three", "/3/")])])
    for slug in ("footer", "for-families"):
        acts.save_menu(slug=slug, name="For families", items=[deep])
        publish(slug)

    html = render('{% load menus %}{% footer_menu %}{% menu "for-families" %}{% menu "none" %}')

    bare = re.sub(r"\s+", "", re.sub(r"<(\w+)[^>]*>", r"<\1>", html))
    lists = "<ul><li><a>One</a><ul><li><a>Two</a><ul><li><a>Three</a></li></ul></li></ul></li></ul>"
    assert bare == f"<nav>{lists}</nav><nav><h2>Forfamilies</h2>{lists}</nav>"


def publish(slug):
    """As it is, whatever its addresses answer."""
    menu = Menu.objects.get(slug=slug)
    tree = plain(acts.working_tree(menu))
    menu.versions.create(name=menu.name, tree=tree, at=timezone.now(), place=menu.place)


@pytest.mark.parametrize(
    ("alone", "heard"),
    [
        (False, '<img class="menu-badge" src="/media/images/a.png" alt="">Crisis line</a>'),
        (True, '<img class="menu-badge" src="/media/images/a.png" alt="Crisis line"></a>'),
    ],
)
def test_a_picture_beside_its_label_is_silent_and_alone_it_says_the_label_once(alone, heard):
    badge = {"badge": "/media/images/a.png", "badge_alone": alone}
    acts.save_menu(slug="footer", items=[item("Crisis line", **badge)])
    publish("footer")

    assert heard in render("{% load menus %}{% footer_menu %}")
