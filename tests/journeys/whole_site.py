"""A small site with one page of every type and state that readers can meet."""

import datetime
import io

from django.conf import settings
from django.utils import timezone
from PIL import Image as Picture

from accessibility.menus import acts as menu_acts
from articles import publishing
from articles.models import Image
from tests import factories

KEYBOARD_HINT = "Enter opens a menu, Down Arrow or Tab goes into it, Escape closes it."

EVERYTHING = """
## What it tries to do

Some words[^1] with *stress*, a [link to another site](https://example.org/about), a
[file](https://example.org/leaflet.pdf), `code` and ~~what was wrong~~.

[^1]: A footnote that says where this comes from.

# How it is done

1. First this.
2. Then that.

Table: Medicines and how they are taken

| Medicine | How | How often |
|:---------|:---:|----------:|
| One      | by mouth, with a glass of water | daily, where myelin |
| Two      | infusion | twice a year |

::: note
A plain note.
:::

::: warning
Please avoid clinics that sell stem cells.
:::

::: keypoints
- One thing to keep in mind.
:::

#### A deep heading on B<sub>12</sub>

Water is H<sub>2</sub>O, and 10<sup>9</sup> cells are many. We say [buenos días]{lang=es} to
[everyone, in *one* way](/treatments/short/), and [see vitamin B<sub>12</sub> too](/site-index/).

Myelin
: The covering of nerve fibers.

*[HSCT]: hematopoietic stem cell transplantation

HSCT is being studied. HSCT is not routine. [Hable con su equipo]{lang=es}.

![A nerve fiber with its sheath](%(image)s)

> Quoted words.

Averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword, and
<https://example.org/addresses/nobodynamed/longerthan/anarrowwindow/iswide>.
"""


def build():
    """Publish everything; returns the addresses by the name of the page type."""
    factories.site_settings(
        home_introduction="Clear words from people who know MS.",
        about="Information for people with MS. It does not replace your own care team.",
        disclaimer="Links to other sites are there to help. We do not answer for what they say.",
        contact="Write to editors@example.org.",
    )
    treatments = factories.section("treatments", introduction="Slowing MS, easing symptoms.")
    factories.section("living-well")
    picture = portrait()
    rosa = factories.person(
        "Rosa Example",
        slug="rosa-example",
        credentials="MD, MSPH",
        affiliation="Sample MS Center",
        biography="Rosa is *invented*.",
        portrait=picture,
    )
    factories.term(source_title="About MS", source_address="https://example.org/ms")
    factories.term("magnetic resonance imaging", abbreviation="MRI", other_spellings=["MRI scan"])
    factories.term("mielina", language="es", plain_words="La capa de las fibras nerviosas.")
    society = factories.link("https://example.org/society", title="About stem cells")
    whole = factories.live_article(
        section=treatments,
        title="Stem cell therapy for multiple sclerosis: where the research stands today",
        short_title="Stem cell therapy",
        slug="stem-cells",
        body=EVERYTHING % {"image": picture.address},
        byline=[rosa.pk],
        resources=[(society.pk, "What happens before, during and after.")],
        is_sample=True,
    )
    publishing.record_review(
        article=whole.article,
        person=rosa,
        reviewed_on=timezone.localdate() - datetime.timedelta(days=366),
        due_on=timezone.localdate() - datetime.timedelta(days=1),
        by=None,
    )
    factories.live_article(section=treatments, slug="short", title="A short page")
    factories.live_article(
        section=treatments,
        slug="que-es",
        title="¿Qué es la esclerosis múltiple?",
        summary="Una explicación breve.",
        body="## Los síntomas\n\nVarían mucho.",
        language="es",
    )
    withdrawn = factories.live_article(section=treatments, slug="withdrawn", title="Old advice")
    publishing.withdraw(article=withdrawn.article, reason="The advice has changed.", by=None)
    gone = factories.live_article(section=treatments, slug="gone")
    publishing.withdraw(article=gone.article, reason="A mistake.", by=None, gone=True)
    publish_menus()
    return {
        "home": "/",
        "section": "/treatments/",
        "empty section": "/living-well/",
        "page": "/treatments/stem-cells/",
        "short page": "/treatments/short/",
        "short view": "/treatments/stem-cells/short/",
        "short view in Spanish": "/treatments/que-es/short/",
        "page in Spanish": "/treatments/que-es/",
        "withdrawn": "/treatments/withdrawn/",
        "gone": "/treatments/gone/",
        "person": "/people/rosa-example/",
        "resources": "/resources/",
        "search, empty": "/search/",
        "search, results": "/search/?q=stem+cell",
        "search, none": "/search/?q=xyzzy",
        "search, too long": "/search/?q=" + "word+" * 60,
        "site index": "/site-index/",
        "glossary": "/glossary/",
        "comfort": "/comfort/",
        "keyboard help": "/keyboard-help/",
        "accessibility statement": "/accessibility-statement/",
        "tell us": "/tell-us/",
        "told": "/tell-us/thanks/",
        "not found": "/nowhere/at-all/",
    }


def portrait():
    """A picture of our own; its file is stored."""
    file = io.BytesIO()
    Picture.new("RGB", (960, 640), "#0d3b4f").save(file, "PNG")
    image = Image(
        file="images/test0123456789ab.png",
        width=960,
        height=640,
        alternative_text="A nerve fiber",
        caption="A sketch",
        credit="Drawn for this test",
    )
    return publishing.save_image(
        image=image, by=None, files=[(image.file.name, file.getvalue())]
    ).row


def publish_menus():
    """The three menus; the main one with a sub-menu, descriptions and a keyboard hint."""
    under_treatments = [
        entry("Stem cell therapy", "/treatments/stem-cells/", "Where the research stands"),
        entry("A short page", "/treatments/short/"),
    ]
    main = [
        entry("Treatments", "/treatments/") | {"items": under_treatments},
        entry("Living well", "/living-well/") | {"items": [entry("People", "/site-index/")]},
        entry("Resources", "/resources/"),
    ]
    quick_links = [
        settings.CRISIS_LINE,
        settings.PATIENT_PORTAL,
        entry("Español", "/treatments/que-es/") | {"language": "es"},
    ]
    footer = [
        entry("Site index", "/site-index/"),
        entry("Keyboard help", "/keyboard-help/"),
        entry("Accessibility statement", "/accessibility-statement/"),
    ]
    for slug, items in {"main": main, "quick-links": quick_links, "footer": footer}.items():
        hint = KEYBOARD_HINT if slug == "main" else ""
        menu = menu_acts.save_menu(slug=slug, items=items, keyboard_hint=hint)
        menu_acts.publish_menu(menu, by=None)


def entry(label, address, description=""):
    return {"label": label, "address": address, "description": description}
