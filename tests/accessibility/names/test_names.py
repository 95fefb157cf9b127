"""Roles, names, descriptions, levels and states, each of the element with the id ``x``."""

import pytest

from accessibility.names import Semantics
from accessibility.names.html_tree import parse


def read(html):
    root = parse(html)
    return Semantics(root), root.get_element_by_id("x")


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<main id=x>Text</main>", "main"),
        ("<nav id=x>Text</nav>", "navigation"),
        ("<header id=x>Text</header>", "banner"),
        ("<article><header id=x>Text</header></article>", "generic"),
        ("<footer id=x>Text</footer>", "contentinfo"),
        ("<div role=article><footer id=x>Text</footer></div>", "generic"),
        ("<main><aside id=x>Text</aside></main>", "complementary"),
        ("<section><aside id=x>Text</aside></section>", "generic"),
        ("<section><aside id=x aria-label=Tips>Text</aside></section>", "complementary"),
        ("<section id=x>Text</section>", "generic"),
        ("<section id=x aria-label=Doses>Text</section>", "region"),
        ("<section id=x aria-labelledby=nobody>Text</section>", "generic"),
        ("<div id=x role=region>Text</div>", "generic"),
        ("<div id=x role=region aria-labelledby=h><h2 id=h>Doses</h2></div>", "region"),
        ("<form id=x></form>", "form"),
        ("<a id=x href=/clinics/>Clinics</a>", "link"),
        ("<a id=x>Clinics</a>", "generic"),
        ("<img id=x src=a.png alt='A nerve'>", "img"),
        ("<img id=x src=a.png>", "img"),
        ("<img id=x src=a.png alt=''>", "none"),
        ("<img id=x src=a.png alt='' title='A nerve'>", "img"),
        ("<picture><source srcset=b.webp><img id=x src=b.png alt='A nerve'></picture>", "img"),
        ("<input id=x>", "textbox"),
        ("<input id=x type=mystery>", "textbox"),
        ("<input id=x type=search>", "searchbox"),
        ("<input id=x type=search list=towns>", "combobox"),
        ("<input id=x type=CHECKBOX>", "checkbox"),
        ("<input id=x type=number>", "spinbutton"),
        ("<input id=x type=image>", "button"),
        ("<select id=x><option>One</select>", "combobox"),
        ("<select id=x size=4><option>One</select>", "listbox"),
        ("<select id=x multiple><option>One</select>", "listbox"),
        ("<select id=x size=²><option>One</select>", "combobox"),
        ("<details><summary id=x>More</summary></details>", "button"),
        ("<details><summary>More</summary><summary id=x>Most</summary></details>", "generic"),
        ("<table><tr><th id=x>Dose<th>Hour<tr><td>1<td>2</table>", "columnheader"),
        ("<table><tr><th id=x>Dose<td>1</table>", "rowheader"),
        ("<table><tr><th id=x scope=col>Dose<td>1</table>", "columnheader"),
        ("<table><tr><th>Dose<tr><th id=x scope=row>Night</table>", "rowheader"),
        ("<table><tr><td id=x>1</table>", "cell"),
        ("<table role=grid><tr><td id=x>1</table>", "gridcell"),
        ("<p id=x role=note>Text</p>", "note"),
        ("<p id=x role='sparkle note'>Text</p>", "note"),
        ("<p id=x role='landmark'>Text</p>", "paragraph"),
        ("<a id=x href=# role=doc-noteref>1</a>", "link"),
        ("<ul id=x role=presentation><li>Text</ul>", "none"),
        ("<ul role=presentation><li id=x>Text</ul>", "none"),
        ("<table role=none><tr><td id=x>Text</table>", "none"),
        ("<table role=none><tr><td><table><tr><td id=x>Text</table></table>", "cell"),
        ("<button id=x role=none>Save</button>", "button"),
        ("<button id=x role=none disabled>Save</button>", "none"),
        ("<h2 id=x role=none aria-describedby=y>Text</h2>", "heading"),
        ("<h2 id=x role=none tabindex=-1>Text</h2>", "heading"),
        ("<h2 id=x role=none aria-hidden=false>Text</h2>", "none"),
    ],
)
def test_a_role_is_the_one_given_or_the_one_html_gives(html, role):
    page, element = read(html)

    assert page.role(element) == role


@pytest.mark.parametrize(
    ("html", "is_landmark"),
    [
        ("<main id=x>", True),
        ("<section id=x>", False),
        ("<section id=x aria-label=Doses>", True),
        ("<form id=x>", False),
        ("<form id=x aria-label=Search>", True),
        ("<search id=x>", True),
        ("<article id=x>", False),
    ],
)
def test_landmarks_are_the_parts_a_reader_can_jump_to(html, is_landmark):
    page, element = read(html)

    assert page.is_landmark(element) is is_landmark


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<a id=x href=/>Find a  <b>clin</b>ic\n now</a>", "Find a clinic now"),
        ("<a id=x href=/>One<br>two<div>three</div>four</a>", "One two three four"),
        ("<a id=x href=/><img alt='Crisis line'> <span>988</span></a>", "Crisis line 988"),
        ("<a id=x href=/><img alt=''></a>", ""),
        ("<a id=x href=/ title='Our clinics'><img alt=''></a>", "Our clinics"),
        ("<a id=x href=/>Map<span hidden> (old)</span></a>", "Map"),
        ("<a id=x href=/>Map<span aria-hidden=true> ↗</span></a>", "Map"),
        ("<a id=x href=/>Map<span style='display: NONE'> old</span></a>", "Map"),
        ("<a id=x href=/>Map <i style='visibility:hidden'>a <b>b</b></i></a>", "Map"),
        (
            "<a id=x href=/>A<i style=visibility:hidden><b style=visibility:visible> b</b></i></a>",
            "A b",
        ),
        ("<a id=x href=/>Map<span class=visually-hidden> (PDF)</span></a>", "Map (PDF)"),
        ("<a id=x href=/ aria-label='Our map'>Map</a>", "Our map"),
        ("<a id=x href=/ aria-label=' '>Map</a>", "Map"),
        ("<a id=x href=/ aria-label=Map aria-labelledby='b a'>M</a><i id=a>A</i><i id=b>B", "B A"),
        (
            "<a id=x href=/ aria-labelledby='x a' aria-label=Read>M</a><i id=a>about MS</i>",
            "Read about MS",
        ),
        ("<a id=x href=/ aria-labelledby=nobody>Map</a>", "Map"),
        ("<a id=x href=/ aria-labelledby=a>M</a><i id=a hidden>Kept <b>back</b></i>", "Kept back"),
        ("<a id=x href=/ aria-labelledby=a>M</a><i id=a>Seen <b hidden>not</b></i>", "Seen"),
        (
            "<a id=x href=/ aria-labelledby=a>M</a><i id=a aria-labelledby=b>A</i><i id=b>B</i>",
            "A",
        ),
        ("<button id=x>Save</button>", "Save"),
        ("<input id=x type=submit>", "Submit"),
        ("<input id=x type=submit value='Send it'>", "Send it"),
        ("<input id=x type=reset>", "Reset"),
        ("<input id=x type=image alt=Search>", "Search"),
        ("<label for=x>Your name</label><input id=x>", "Your name"),
        ("<label>Your name <input id=x></label>", "Your name"),
        ("<label for=x>Your</label> <label for=x>name</label><input id=x>", "Your name"),
        ("<label for=y>Name <input id=x></label>", ""),
        ("<label for=x hidden>Name</label><input id=x>", "Name"),
        ("<label for=x>Name</label><input id=x title=Hint placeholder=Rosa>", "Name"),
        ("<input id=x placeholder=Rosa>", "Rosa"),
        ("<input id=x title='Your name' placeholder=Rosa>", "Your name"),
        ("<input id=x value=Rosa>", ""),
        ("<div id=x role=textbox aria-placeholder='Your name'>Rosa</div>", "Your name"),
        (
            "<label><input type=checkbox id=x> Every <input value=4 size=2> hours</label>",
            "Every 4 hours",
        ),
        (
            "<label><input type=radio id=x> On <select><option>day<option selected>week</select>",
            "On week",
        ),
        ("<fieldset id=x><legend>How often</legend></fieldset>", "How often"),
        ("<table id=x><caption>Doses</caption><tr><td>1</table>", "Doses"),
        ("<table id=x title=Doses><tr><td>1</table>", "Doses"),
        ("<figure id=x><img alt=a><figcaption>A nerve</figcaption></figure>", "A nerve"),
        ("<img id=x alt='A nerve' title='Drawn in 2020'>", "A nerve"),
        ("<img id=x title='A nerve'>", "A nerve"),
        ("<svg id=x><title>A nerve</title></svg>", "A nerve"),
        ("<h2 id=x>Types of <abbr title='multiple sclerosis'>MS</abbr></h2>", "Types of MS"),
        ("<p id=x aria-label=Never>Text</p>", ""),
        ("<nav id=x aria-labelledby=h><h2 id=h>Quick links</h2></nav>", "Quick links"),
        ("<ul id=x><li>One</ul>", ""),
        ("<table><tr id=x><td>1<td>2</table>", ""),
        ("<dl><dt id=x>Myelin</dt><dd>A covering</dl>", "Myelin"),
        ("<details><summary id=x>More <b>words</b></summary></details>", "More words"),
        ("<button id=x>Closed<span hidden>open</span></button>", "Closed"),
    ],
)
def test_a_name_comes_from_the_first_source_that_has_one(html, name):
    page, element = read(html)

    assert page.name(element) == name


@pytest.mark.parametrize(
    ("html", "description"),
    [
        ("<a id=x href=/ aria-describedby=a>Map</a><small id=a>Opens at 8</small>", "Opens at 8"),
        ("<a id=x href=/ aria-describedby=a>Map</a><small id=a hidden>At 8</small>", "At 8"),
        ("<a id=x href=/ aria-describedby='b nobody a'>M</a><i id=a>A</i><i id=b>B</i>", "B A"),
        ("<a id=x href=/ aria-description='Opens at 8' title=No>Map</a>", "Opens at 8"),
        ("<a id=x href=/ title='Opens at 8'>Map</a>", "Opens at 8"),
        ("<a id=x href=/ title=Map>Map</a>", ""),
        ("<a id=x href=/ title='Our map'></a>", ""),
        ("<img id=x alt='A nerve' title='A nerve'>", "A nerve"),
        ("<a id=x href=/>Map</a>", ""),
    ],
)
def test_a_description_is_said_beside_the_name(html, description):
    page, element = read(html)

    assert page.description(element) == description


@pytest.mark.parametrize(
    ("html", "level"),
    [
        ("<h1 id=x>A</h1>", 1),
        ("<h6 id=x>A</h6>", 6),
        ("<h2 id=x aria-level=4>A</h2>", 4),
        ("<h2 id=x aria-level=high>A</h2>", 2),
        ("<div id=x role=heading aria-level=7>A</div>", 7),
        ("<div id=x role=heading>A</div>", 2),
        ("<div id=x role=heading aria-level=²>A</div>", 2),
        ("<h1 id=x role=note>A</h1>", None),
        ("<p id=x>A</p>", None),
    ],
)
def test_only_headings_have_a_level(html, level):
    page, element = read(html)

    assert page.level(element) == level


@pytest.mark.parametrize(
    ("html", "states"),
    [
        ("<button id=x aria-expanded=false>A</button>", {"expanded": "false"}),
        ("<button id=x aria-pressed=mixed>A</button>", {"pressed": "mixed"}),
        ("<p id=x aria-expanded=true>A</p>", {}),
        ("<details open><summary id=x>A</summary></details>", {"expanded": "true"}),
        ("<details><summary id=x>A</summary></details>", {"expanded": "false"}),
        ("<input id=x type=checkbox checked>", {"checked": "true"}),
        ("<input id=x type=radio>", {"checked": "false"}),
        ("<div id=x role=switch aria-checked=true>A</div>", {"checked": "true"}),
        ("<a id=x href=/ aria-current=page>A</a>", {"current": "page"}),
        ("<a id=x href=/ aria-current=sometimes>A</a>", {"current": "true"}),
        ("<a id=x href=/ aria-current=false>A</a>", {}),
        ("<input id=x required readonly>", {"required": "true", "readonly": "true"}),
        ("<input id=x aria-invalid=true>", {"invalid": "true"}),
        ("<button id=x disabled>A</button>", {"disabled": "true"}),
        ("<fieldset disabled><input id=x></fieldset>", {"disabled": "true"}),
        ("<fieldset disabled><legend><input id=x></legend></fieldset>", {}),
        ("<div aria-disabled=true><a id=x href=/>A</a></div>", {"disabled": "true"}),
        ("<textarea id=x></textarea>", {"multiline": "true"}),
        ("<select id=x><option>A</select>", {"expanded": "false"}),
        ("<button id=x aria-haspopup=true>A</button>", {"haspopup": "menu"}),
    ],
)
def test_states_that_hold_are_told_with_their_values(html, states):
    page, element = read(html)

    assert page.states(element) == states


@pytest.mark.parametrize(
    ("html", "is_hidden"),
    [
        ("<p id=x>A</p>", False),
        ("<p id=x class=visually-hidden>A</p>", False),
        ("<p id=x hidden>A</p>", True),
        ("<p id=x hidden=until-found>A</p>", True),
        ("<div hidden><p id=x>A</p></div>", True),
        ("<div aria-hidden=true><p id=x>A</p></div>", True),
        ("<div aria-hidden=false><p id=x>A</p></div>", False),
        ("<div style='color:red;display:none'><p id=x>A</p></div>", True),
        ("<p id=x style='display:none;display:block'>A</p>", False),
        ("<div style='visibility:hidden'><p id=x>A</p></div>", True),
        ("<div style='visibility:hidden'><p id=x style='visibility:visible'>A</p></div>", False),
        ("<details><summary>A</summary><p id=x>B</p></details>", True),
        ("<details><summary id=x>A</summary><p>B</p></details>", False),
        ("<details open><summary>A</summary><p id=x>B</p></details>", False),
        ("<dialog id=x>A</dialog>", True),
        ("<dialog id=x open>A</dialog>", False),
        ("<div popover id=x>A</div>", True),
        ("<div inert><p id=x>A</p></div>", True),
        ("<input type=hidden id=x>", True),
        ("<script id=x>a</script>", True),
        ("<template id=x>a</template>", True),
        ("<noscript id=x>a</noscript>", True),
    ],
)
def test_what_is_hidden_from_everyone_or_from_assistive_technology_is_not_there(html, is_hidden):
    page, element = read(html)

    assert page.is_hidden(element) is is_hidden


@pytest.mark.parametrize("tag", ["span", "b", "div"])
def test_hundreds_of_elements_inside_each_other_are_read_too(tag):
    page, element = read(f"<h2 id=x>{f'<{tag}>' * 900}Deep{f'</{tag}>' * 900}</h2>")

    assert page.name(element) == "Deep"
