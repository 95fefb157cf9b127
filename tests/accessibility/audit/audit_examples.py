"""For each rule, HTML that breaks it and HTML that does not, written for these tests.

Rules about whole pages get what stands here as a page; the others as an article's body.
"""

LONG = "The nurse wrote a few words about walking and rest for us. "
SHORT_TABLE = "<tr><td>Walk</td><td>Twice</td></tr><tr><td>Rest</td><td>Often</td></tr>"
HEAD = "<tr><th>What</th><th>How often</th></tr>"
SPANISH = "La fatiga es uno de los síntomas más frecuentes y puede aparecer sin aviso"
MENU = '<nav aria-label="Main"><ul><li><a href="/a/">About us</a></li></ul></nav>'


def page(body="", head="<title>Walking with MS</title>", start='<html lang="en">'):
    return f"<!doctype html>{start}<head>{head}</head><body>{body}</body></html>"


def walking(title):
    words = "Walking gets easier with a plan. Ask a therapist which exercises help most."
    return page(f"<main><h1>Walking</h1><p>{words}</p></main>", head=f"<title>{title}</title>")


EXAMPLES = {
    "image-alt": (
        [
            '<p><img src="/nerve.png"></p>',
            '<p><img src="/nerve.png" alt=" "></p>',
            '<div role="img"></div>',
            '<a href="/a"><img src="/nerve.png"> Nerves</a>',
        ],
        [
            '<img src="/line.png" alt="">',
            '<img src="/n.png" alt="A nerve fibre">',
            '<img src="/n.png" role="presentation">',
            '<div hidden><img src="/n.png"></div>',
            '<a href="/a"><img src="/n.png"></a>',
        ],
    ),
    "image-link-name": (
        ['<a href="/a"><img src="/nerve.png" alt=""></a>', '<a href="/a"><img src="/n.png"></a>'],
        [
            '<a href="/a"><img src="/n.png" alt="About nerves"></a>',
            '<a href="/a"><img src="/n.png" alt=""> Nerves</a>',
            '<a id="x"><img src="/n.png" alt=""></a>',
        ],
    ),
    "image-alt-file-name": (
        [
            '<img src="/a.png" alt="nerve-fibre_2.png">',
            '<img src="/a.jpg" alt="IMG_2041">',
            '<img src="/a.jpg" alt="DSC 00012">',
        ],
        ['<img src="/a.png" alt="A nerve">', '<img src="/a.png" alt="Figure 2 shows a nerve.">'],
    ),
    "image-alt-placeholder": (
        ['<img src="/a.png" alt="Photo">', '<img src="/nerve-fibre.png" alt="nerve-fibre">'],
        ['<img src="/a.png" alt="A nerve">', '<img src="/nurse.png" alt="Nurse">'],
    ),
    "image-alt-says-image": (
        [
            '<img src="/a.png" alt="Picture of a nurse">',
            '<img src="/a.png" alt="Imagen de un nervio">',
        ],
        ['<img src="/a.png" alt="A nurse with a picture of her team">'],
    ),
    "image-alt-long": (
        [f'<img src="/a.png" alt="{"A nurse walks beside a patient. " * 6}">'],
        ['<img src="/a.png" alt="A nurse walks beside a patient.">'],
    ),
    "image-alt-repeats": (
        [
            '<figure><img src="/a.png" alt="A nerve"><figcaption>A nerve.</figcaption></figure>',
            '<a href="/a"><img src="/a.png" alt="Nerves"> Nerves</a>',
        ],
        ['<figure><img src="/a.png" alt="A nerve"><figcaption>At work</figcaption></figure>'],
    ),
    "link-name": (
        [
            '<p>Read <a href="/a"></a> today</p>',
            '<a href="/a"><span aria-hidden="true">→</span></a>',
        ],
        [
            '<a href="/a">Clinics</a>',
            '<a href="/a" aria-label="Clinics"></a>',
            '<a id="a"></a>',
            '<p hidden><a href="/a"></a></p>',
            '<a href="/a" role="button"></a>',
        ],
    ),
    "link-in-context": (
        [
            '<p><a href="/a">More</a></p>',
            '<p><a href="/a">Click here</a> <a href="/b">here</a></p>',
        ],
        [
            '<p>For tips on heat, read <a href="/a">more</a>.</p>',
            '<p><a href="/a">Heat tips</a></p>',
            '<ul><li>Heat leaflet<ul><li><a href="/a.pdf">PDF</a></li></ul></li></ul>',
            '<table><tr><th>Heat</th></tr><tr><td><a href="/a.pdf">PDF</a></td></tr></table>',
            '<p><a href="#m">More information</a></p><h2 id="m">More information</h2>',
        ],
    ),
    "link-kind-alone": (
        [
            '<p>We met in May.</p><p><a href="/a">Report</a></p>',
            '<ul><li><a href="/a.pdf">PDF</a></li></ul>',
        ],
        [
            '<p><a href="/a">Report of May</a></p>',
            '<p>On heat: <a href="/a">report</a></p>',
            '<nav><ul><li><a href="/resources/">Resources</a></li></ul></nav>',
        ],
    ),
    "link-vague": (
        [
            '<p>For tips on heat, <a href="/a">click here</a>.</p>',
            '<p>Para más consejos, <a href="/a">haga clic aquí</a>.</p>',
            '<p>The leaflet: <a href="/a.pdf">Download<span> (PDF, 2 MB)</span></a></p>',
        ],
        ['<p>Read <a href="/a">tips on heat</a>.</p>', '<p><a href="/a">More on heat</a></p>'],
    ),
    "link-bare-address": (
        ['<p>See <a href="https://ms.example/a">https://ms.example/a</a></p>'],
        ['<p>See <a href="https://ms.example/a">ms.example</a></p>'],
    ),
    "link-same-words": (
        ['<p>By day <a href="/a">bus</a>.</p><p>At night <a href="/b">Bus</a>.</p>'],
        [
            '<p>Go by <a href="/a">bus</a> or <a href="/a/">bus</a>.</p>',
            '<p>Go by <a href="https://ms.example">bus</a> or <a href="http://www.ms.example/">bus</a></p>',
            '<p>Go by <a href="/a">bus</a> or <a href="/b">train</a>.</p>',
        ],
    ),
    "link-same-words-in-context": (
        ['<p>Call <a href="/a">us</a> by day or <a href="/b">us</a> at night.</p>'],
        [
            '<p>By day <a href="/a">us</a>.</p><p>At night <a href="/b">us</a>.</p>',
            '<p>Call <a href="/a">us</a> or <a href="/a">us</a>.</p>',
            '<p>By day, call <a href="/a">us</a>. At night, ask <a href="/b">us</a>.</p>',
            '<h2>Day</h2><p><a href="/a">us</a></p><h2>Night</h2><p><a href="/b">us</a></p>',
        ],
    ),
    "link-document": (
        [
            '<a href="/leaflet.pdf">Leaflet on heat</a>',
            '<a href="/leaflet.pdf">Leaflet (PDF)</a>',
            '<a href="https://other.example/a.docx">A form</a>',
        ],
        [
            '<a href="/leaflet.pdf">Leaflet (PDF, 2 MB)</a>',
            '<a href="/leaflet.pdf">Leaflet</a> (PDF, 2 MB)',
            '<a href="https://other.example/a.pdf">A form (PDF)</a>',
            '<a href="/pdf/">About forms</a>',
            '<ul><li><a href="https://other.example/a.pdf">Form</a><p>PDF</p></li></ul>',
        ],
    ),
    "link-new-window": (
        ['<a href="/a" target="_blank">Clinics</a>'],
        [
            '<a href="/a" target="_blank">Clinics (opens in a new window)</a>',
            '<a href="/a">Clinics</a>',
            '<a href="/a" target="_self">Clinics</a>',
        ],
    ),
    "link-target-missing": (
        ['<a href="#heat">Heat</a>'],
        [
            '<a href="#heat">Heat</a><h2 id="heat">Heat</h2>',
            '<a href="#top">Top</a>',
            '<a href="#a%20b">Heat</a><p id="a b">Warm</p>',
            '<a href="#old">Old</a><a name="old"></a>',
        ],
    ),
    "heading-empty": (
        [
            "<h2></h2>",
            '<h2><img src="/a.png" alt=""></h2>',
            '<div role="heading" aria-level="2"></div>',
        ],
        ["<h2>Heat</h2>", '<h2><img src="/a.png" alt="Heat"></h2>', "<h2 hidden></h2>"],
    ),
    "heading-order": (
        ["<h2>Heat</h2><h4>Fans</h4>", "<h3>Heat</h3>"],
        ["<h2>Heat</h2><h3>Fans</h3><h2>Cold</h2>"],
    ),
    "heading-doubled": (
        ["<h2>Heat</h2><p>a</p><h2>Heat</h2>", "<h2>A</h2><h3>Tips</h3><h3>tips</h3>"],
        ["<h2>A</h2><h3>Tips</h3><h2>B</h2><h3>Tips</h3>"],
    ),
    "heading-long": ([f"<h2>{LONG * 3}</h2>"], [f"<h2>{LONG}</h2>"]),
    "heading-bold": (
        ["<p><strong>When it is hot</strong></p><p>Stay in the shade.</p>"],
        [
            "<p><strong>Call us.</strong></p><p>Now.</p>",
            "<p><b>Bring these:</b></p><ul><li>a</li></ul>",
            "<p><strong>Heat</strong> is hard.</p><p>Rest.</p>",
            "<p><strong>The end</strong></p>",
            '<div role="note"><p><strong>Please note</strong></p><p>Rest.</p></div>',
        ],
    ),
    "section-empty": (
        ["<h2>Heat</h2><h2>Cold</h2><p>Warm up.</p>", "<p>Hello</p><h2>The end</h2>"],
        [
            "<h2>Heat</h2><h3>Fans</h3><p>They help.</p>",
            '<h2>A</h2><img src="/a.png" alt="B"><h2>C</h2>d',
            "<div><h2>A</h2></div><div>words<h2>B</h2></div><p>c</p>",
        ],
    ),
    "headings-missing": (
        [f"<p>{LONG * 50}</p>"],
        [f"<h2>A</h2><p>{LONG * 50}</p>", f"<p>{LONG}</p>"],
    ),
    "table-header": (
        [f"<table>{SHORT_TABLE}</table>"],
        [
            f"<table>{HEAD}{SHORT_TABLE}</table>",
            f'<table role="presentation">{SHORT_TABLE}</table>',
        ],
    ),
    "table-layout": (
        [
            "<table><tr><td>Left part</td><td>Right part</td></tr></table>",
            "<table><tr><td><h2>A</h2><p>b</p></td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>",
        ],
        [f"<table>{SHORT_TABLE}</table>", f"<table>{HEAD}</table>"],
    ),
    "table-caption": (
        [f"<table>{HEAD}{SHORT_TABLE}</table>"],
        [
            f"<table><caption>Exercises</caption>{HEAD}{SHORT_TABLE}</table>",
            f'<table aria-label="Exercises">{HEAD}{SHORT_TABLE}</table>',
        ],
    ),
    "table-header-empty": (
        [
            f"<table><tr><th>What</th><th></th></tr>{SHORT_TABLE}</table>",
            f"<table><thead><tr><th>What</th><td></td></tr></thead>{SHORT_TABLE}</table>",
        ],
        [
            f"<table><tr><td></td><th>May</th></tr>{SHORT_TABLE}</table>",
            f"<table>{HEAD}<tr><td>Walk</td><td></td></tr></table>",
        ],
    ),
    "table-headers-attribute": (
        [
            '<table><tr><th id="a">A</th></tr><tr><td headers="b">1</td></tr></table>',
            '<table><tr><th>A</th></tr><tr><td id="b" headers="b">1</td></tr></table>',
        ],
        [
            '<table><tr><th id="a">A</th></tr><tr><td headers="a">1</td></tr></table>',
            '<table role="none"><tr><td headers="b">1</td></tr></table>',
        ],
    ),
    "table-header-unused": (
        [
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>",
            '<table><tr><th scope="row">A</th></tr></table>',
        ],
        [
            f"<table>{HEAD}{SHORT_TABLE}</table>",
            "<table><tr><th>Mon</th><td>8 to 12</td></tr><tr><th>Fri</th><td>9</td></tr></table>",
            '<table><tr><th>A<th rowspan="2">B<tr><td>1<tr><td>2<td>3</table>',
        ],
    ),
    "page-language": ([page(start="<html>"), page(start='<html lang=" ">')], [page()]),
    "page-language-valid": (
        [page(start='<html lang="english">'), page(start='<html lang="spa">')],
        [page(), page(start='<html lang="es-MX">'), page(start='<html lang="haw">')],
    ),
    "page-language-wrong": (
        [page(f"<p>{SPANISH}</p>", head="<title>La fatiga y el calor</title>")],
        [page(f"<p>{LONG}</p>"), page(f'<p lang="es">{SPANISH}</p><p>{LONG}</p>')],
    ),
    "language-valid": (
        ['<p lang="xq">Hola</p>', '<p lang="spanish">Hola</p>', '<p lang="es_MX">Hola</p>'],
        [
            '<p lang="es">Hola</p>',
            '<p lang="pt-BR">Olá</p>',
            '<p lang="xq"><img src="a" alt=""></p>',
        ],
    ),
    "language-wrong": (
        [
            f'<p lang="fr">{SPANISH}</p>',
            f'<p lang="es">{LONG}</p>',
            '<p lang="es">Рассеянный склероз</p>',
        ],
        [
            f'<p lang="es">{SPANISH}</p>',
            '<p lang="la">multiplex</p>',
            '<p lang="uk">Розсіяний склероз</p>',
        ],
    ),
    "language-unmarked": (
        [f"<p>{SPANISH}</p>", f"<ul><li>{SPANISH}</li></ul>"],
        [
            f'<p lang="es">{SPANISH}</p>',
            f"<p>{LONG}</p>",
            "<p>Walk a mile, or a half, as a rule</p>",
            f'<div lang="es"><p>{SPANISH}</p></div>',
            "<p>En route via Los Angeles to La Jolla</p>",
        ],
    ),
    "list-by-hand": (
        [
            "<p>- Walk</p><p>- Rest</p>",
            "<p>• Walk<br>• Rest<br>• Sleep</p>",
            "<p>1) Walk</p><p>2) Rest</p>",
            "<p>• Walk</p>",
            "<p>·\tWalk</p><p>o\tUphill</p>",
            "<p>Each day:\no\tWalk</p>",
            "<p>Each day:\n2) Walk\n3) Rest</p>",
            "<p>a. Walk\nb. Rest</p>",
            "<ul><li>Each day:\n• Walk\n• Rest</li></ul>",
        ],
        [
            "<ul><li>Walk</li><li>Rest</li></ul>",
            "<p>- Walk</p><p>and rest</p>",
            "<p>2019. A year</p><p>12. B</p>",
            "<p>– Ann Lee, nurse</p><p>– Rosa Paz, doctor</p>",
            "<p>o walk or rest</p>",
            "<p>The dose is\n2. It is taken\n4. times</p>",
            "<p>It helps\n– says Ann\n– to rest</p>",
            "<p>Ask Dr. A\nb. Lee or\nd. Paz</p>",
            "<p>·5 mg</p>",
            "<ul><li>• Walk</li></ul>",
        ],
    ),
    "markup-shown": (
        ["<p>A &lt;b&gt;bold&lt;/b&gt; word</p>"],
        ["<p>a &lt; b and b &gt; c</p>", "<p>The tag <code>&lt;b&gt;</code></p>"],
    ),
    "element-empty": (
        ["<p></p>", "<p>&nbsp;</p>", "<ul><li></li></ul>"],
        ["<p>a</p>", '<p><img src="/a.png" alt="b"></p>', '<p id="place"></p>'],
    ),
    "all-capitals": (
        ["<p>PLEASE CALL THE CLINIC BEFORE YOU COME</p>"],
        ["<p>MS, MRI, VA, CSF, PML, DMT, CNS, EDSS, RRMS</p>", "<p>CALL 911 NOW</p>"],
    ),
    "underlined": (
        ["<p>This is <u>important</u></p>", '<p style="text-decoration: underline">Important</p>'],
        ['<p><a href="/a"><u>Clinics</u></a></p>', "<p>Important</p>"],
    ),
    "id-doubled": (['<p id="a">1</p><p id="a">2</p>'], ['<p id="a">1</p><p id="b">2</p>']),
    "attribute-doubled": (
        ['<p lang="en" lang="es">Hola</p>', "<img alt='' src=a ALT='b'>"],
        ['<p lang="en" title="lang=es lang=fr">Hi</p>', "<!-- <p id=a id=b> --><p>a</p>"],
    ),
    "page-title": (
        [
            page(head=""),
            page(head="<title> </title>"),
            page("<svg><title>A</title></svg>", head=""),
        ],
        [page()],
    ),
    "page-title-says-nothing": (
        [walking("Untitled document"), walking("Opening hours of clinics")],
        [walking("Walking with MS"), walking("How therapists help")],
    ),
    "page-refresh": (
        [page(head='<meta http-equiv="refresh" content="5; url=/a">')],
        [
            page(head='<meta http-equiv="refresh" content="0; url=/a">'),
            page(head='<meta http-equiv="refresh" content="soon">'),
        ],
    ),
    "page-zoom": (
        [
            page(head='<meta name="viewport" content="width=device-width, user-scalable=no">'),
            page(head='<meta name="viewport" content="maximum-scale=1">'),
        ],
        [
            page(head='<meta name="viewport" content="width=device-width, initial-scale=1">'),
            page(head='<meta name="viewport" content="maximum-scale=5">'),
        ],
    ),
    "page-main": (
        [
            page("<p>a</p>"),
            page("<main>a</main><main>b</main>"),
            page('<main aria-hidden="true">a</main>'),
        ],
        [page("<main>a</main>"), page('<div role="main">a</div>')],
    ),
    "page-heading": (
        [page("<nav><h2>Menu</h2></nav><p>a</p>")],
        [page("<nav><h2>Menu</h2></nav><main><h1>Heat</h1></main>")],
    ),
    "page-skip-link": (
        [
            page(f"{MENU}<main id=main>a</main>"),
            page('<a href="#menu">Skip</a><nav id="menu">a</nav><p>b</p>'),
        ],
        [
            page(f'<a href="#main">Skip to content</a>{MENU}<main id="main">a</main>'),
            page("<main>a</main>"),
        ],
    ),
    "page-bypass": (
        [page(f"{MENU}<p>Words</p>")],
        [
            page(f"{MENU}<main>Words</main>"),
            page(f"{MENU}<h1>Heat</h1>"),
            page(f'<a href="#a">Skip</a>{MENU}<p id="a">b</p>'),
        ],
    ),
    "landmark-names": (
        [
            page("<nav>a</nav><nav>b</nav>"),
            page('<nav aria-label="A">a</nav><nav aria-label="a">b</nav>'),
        ],
        [page('<nav aria-label="Main">a</nav><nav aria-label="Footer">b</nav>')],
    ),
    "field-name": (
        ["<p>Name</p><input>", "<select><option>A</option></select>", '<div role="textbox"></div>'],
        [
            "<label>Name <input></label>",
            '<input type="hidden">',
            '<input aria-label="Name">',
            '<label for="a">Name</label><textarea id="a"></textarea>',
        ],
    ),
    "button-name": (
        ["<button></button>", '<div role="button" tabindex="0"></div>'],
        [
            "<button>Send</button>",
            '<input type="submit">',
            '<button><img src="a" alt="Send"></button>',
            '<button style="display: none"></button>',
        ],
    ),
    "image-button-name": (
        ['<input type="image" src="/go.png">', '<input type="image" src="/go.png" alt=" ">'],
        [
            '<input type="image" src="/go.png" alt="Search">',
            '<label>Go <input type="image" src="a"></label>',
        ],
    ),
    "summary-name": (
        ["<details><summary></summary><p>a</p></details>"],
        [
            "<details><summary>Hours</summary><p>a</p></details>",
            "<details><p>a</p></details>",
            '<details><summary><img src="a" alt="Hours"></summary></details>',
        ],
    ),
    "menu-item-name": (
        ['<div role="menu"><div role="menuitem"></div></div>'],
        ['<div role="menu"><div role="menuitem">Save</div></div>'],
    ),
    "label-in-name": (
        [
            '<a href="/a" aria-label="Go">Clinics near you</a>',
            '<button aria-label="Send now">Save</button>',
        ],
        [
            '<a href="/a" aria-label="Clinics near you: list">Clinics near you</a>',
            '<button aria-label="Close">x</button>',
            '<button aria-label="Save">Save (draft)</button>',
        ],
    ),
    "frame-name": (
        ['<iframe src="/map"></iframe>', '<iframe src="/map" title=" "></iframe>'],
        ['<iframe src="/map" title="Map"></iframe>', '<iframe src="/map" tabindex="-1"></iframe>'],
    ),
    "frame-keyboard": (
        ['<iframe tabindex="-1" srcdoc="&lt;a href=/a>Go&lt;/a>"></iframe>'],
        [
            '<iframe tabindex="-1" srcdoc="Hello"></iframe>',
            '<iframe srcdoc="&lt;a href=/a>Go&lt;/a>"></iframe>',
        ],
    ),
    "frame-same-name": (
        ['<iframe src="/a" title="Map"></iframe><iframe src="/b" title="Map"></iframe>'],
        ['<iframe src="/a" title="Map"></iframe><iframe src="/a" title="Map"></iframe>'],
    ),
    "object-name": (
        ['<object data="/film.mp4"></object>', '<object data="/x" type="image/png"></object>'],
        [
            '<object data="/film.mp4" title="How to stretch"></object>',
            '<object data="/page.html"></object>',
        ],
    ),
    "drawing-name": (
        ['<svg role="img"><path d="M0 0"/></svg>'],
        [
            '<svg role="img" aria-label="A nerve"></svg>',
            '<svg role="img"><title>A nerve</title></svg>',
            '<svg><path d="M0 0"/></svg>',
        ],
    ),
    "video-captions": (
        ['<video src="/a.mp4" controls></video>'],
        [
            '<video src="/a.mp4" controls><track kind="captions" src="/a.vtt"></video>',
            '<video src="/a.mp4" muted></video>',
        ],
    ),
    "audio-transcript": (
        ['<audio src="/a.mp3" controls></audio>'],
        ['<audio src="/a.mp3" controls></audio><p><a href="/t">Transcript of the talk</a></p>'],
    ),
    "sound-starts-alone": (
        ['<video src="/a.mp4" autoplay></video>', '<audio src="/a.mp3#t=0,9" autoplay></audio>'],
        [
            '<video src="/a.mp4" autoplay muted></video>',
            '<audio src="/a.mp3" autoplay controls></audio>',
            '<audio src="/a.mp3#t=5,7" autoplay></audio>',
        ],
    ),
    "aria-role": (
        ['<p role="paragraf">a</p>'],
        ['<p role="note">a</p>', '<p role="tiny note">a</p>', '<p role="">a</p>'],
    ),
    "aria-attribute": (['<p aria-lable="a">a</p>'], ['<p aria-busy="true">a</p>']),
    "aria-value": (
        [
            '<p aria-live="loud">a</p>',
            '<a href="/a" aria-current="here">a</a>',
            '<h2 aria-level="two">a</h2>',
        ],
        [
            '<p aria-live="polite">a</p>',
            '<a href="/a" aria-current="page">a</a>',
            '<p aria-live="">a</p>',
        ],
    ),
    "aria-required": (
        [
            '<div role="checkbox">a</div>',
            '<div role="heading">a</div>',
            '<p tabindex="0" role="separator"></p>',
        ],
        [
            '<div role="checkbox" aria-checked="true">a</div>',
            '<hr role="separator">',
            '<h2 role="heading">a</h2>',
        ],
    ),
    "aria-allowed": (
        ['<p aria-checked="true">a</p>', '<button aria-sort="none">a</button>'],
        ['<button aria-pressed="true">a</button>', '<p aria-busy="true">a</p>'],
    ),
    "aria-naming": (
        ['<p aria-label="Name">a</p>', '<span aria-label="Name">a</span>'],
        [
            '<div role="note" aria-label="Name">a</div>',
            '<p aria-label=" ">a</p>',
            '<nav aria-label="A">a</nav>',
        ],
    ),
    "aria-parent": (
        [
            '<div role="listitem">a</div>',
            '<div role="list"><div role="note"><p role="listitem">a</p></div></div>',
        ],
        ['<div role="list"><div><p role="listitem">a</p></div></div>', "<ul><li>a</li></ul>"],
    ),
    "aria-children": (
        ['<div role="list"><p>a</p></div>', '<ul role="menu"><li>a</li></ul>'],
        [
            '<div role="list"><div role="listitem">a</div></div>',
            '<div role="list"></div>',
            '<div role="menu"><div role="group"><p role="menuitem">a</p></div></div>',
        ],
    ),
    "aria-hidden-focus": (
        ['<p aria-hidden="true"><a href="/a">a</a></p>'],
        [
            '<p aria-hidden="true"><a href="/a" tabindex="-1">a</a></p>',
            '<p aria-hidden="true">a</p>',
            '<p aria-hidden="true"><button disabled>a</button></p>',
        ],
    ),
    "aria-focus-inside": (
        ['<button>a <a href="/a">b</a></button>', '<p role="img" aria-label="a"><input></p>'],
        ["<button>a <a>b</a></button>", "<button><span>a</span></button>"],
    ),
    "decorative-exposed": (
        ['<img src="/a.png" alt="" aria-label="A">', '<button role="none">a</button>'],
        ['<img src="/a.png" alt="">', '<p role="none">a</p>'],
    ),
    "contrast": (
        [
            '<p style="color:#999;background:#fff">words</p>',
            '<p style="color:#999;background:#fff"><span>words</span></p>',
            '<div style="background-color:white"><p style="color:rgb(150,150,150)">words</p></div>',
        ],
        [
            '<p style="color:#333;background:#fff">words</p>',
            '<p style="color:#888;background:#fff;font-size:24px">words</p>',
            '<p style="color:#999">words</p>',
            '<p style="color:#999;background:url(a.png)">words</p>',
            '<div style="color:#999;background:#fff"><p style="color:#222">words</p></div>',
            '<label style="color:#999;background:#fff">words <input disabled></label>',
        ],
    ),
    "colour-alone": (
        ['<p style="color: navy">words</p>'],
        ['<p style="color: navy; background: white">words</p>', '<p style="margin: 0">words</p>'],
    ),
    "sentence-long": (
        [f"<p>{'word ' * 40}.</p>"],
        [
            "<p>" + "One day we walk. " * 20 + "</p>",
            "<p>Ask Dr. Lee or St. Mary. " + "It helps a lot. " * 12 + "</p>",
            f"<ul><li>{'word ' * 20}<br>{'word ' * 20}</li></ul>",
        ],
    ),
    "paragraph-long": ([f"<p>{LONG * 15}</p>"], [f"<p>{LONG * 9}</p>"]),
    "reading-hard": (
        [
            "<p>" + "Interdisciplinary rehabilitation necessitates comprehensive multidimensional"
            " neurological assessment procedures throughout individualized therapeutic planning. "
            * 14
            + "</p>"
        ],
        [f"<p>{LONG * 20}</p>", "<p>Interdisciplinary rehabilitation.</p>"],
    ),
    "jargon": (
        ["<p>Utilize a cane.</p>", "<p>Rest prior to the visit.</p>"],
        [
            "<p>Use a cane.</p>",
            "<p>Edema is swelling.</p>",
            '<p>An <a href="/glossary/">edema</a></p>',
        ],
    ),
    "glossary-term": (
        ["<p>The myelin is thin.</p>"],
        [
            "<p>The nerve has a plaque.</p>",
            '<p>The <a href="/glossary/#myelin">myelin</a> is thin.</p>',
        ],
    ),
    "glossary-spelling": (
        ["<p>The mylin is thin.</p>"],
        ["<p>The myelin is thin.</p>", "<p>Mylinda is thin.</p>"],
    ),
    "abbreviation": (
        ["<p>Ask for an MRI scan.</p>", "<p>Tremor, fatigue, and MS. The MS clinic helps.</p>"],
        [
            "<p>Magnetic resonance imaging (MRI) helps.</p>",
            "<p>An MRI (a scan) helps.</p>",
            "<p>An <abbr>MRI</abbr> helps.</p>",
            "<p>By Ann Lee, MD, in Portland, OR</p>",
            "<p>Chapter IV</p>",
            "<p>The EDSS is a scale.</p>",
            "<p>Lee AB, Paz CD: How heat slows nerves. 2019.</p>",
            "<p>PLEASE READ THIS LEAFLET</p>",
            "<p>If you live in AL, AR, IL, or IN</p>",
        ],
    ),
}
