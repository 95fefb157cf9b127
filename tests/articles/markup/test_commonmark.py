"""CommonMark through the site's parser and sanitiser, with the site's own rules off.

Representative cases of our own; ``bench/commonmark_score.py`` runs the specification's.
"""

import pytest

from articles.markup import render_commonmark

BLOCKS = [
    ("Rest helps.\nSo does cooling.", "<p>Rest helps.\nSo does cooling.</p>\n"),
    ("One.\n\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
    ("# Care\n###### Deep #", "<h1>Care</h1>\n<h6>Deep</h6>\n"),
    ("Care\n====\nTeam\n----", "<h1>Care</h1>\n<h2>Team</h2>\n"),
    ("#hashtag", "<p>#hashtag</p>\n"),
    ("rest\n\n***\n\ncool", "<p>rest</p>\n<hr>\n<p>cool</p>\n"),
    ("> Keep\ncool", "<blockquote>\n<p>Keep\ncool</p>\n</blockquote>\n"),
    (
        "> one\n\n> two",
        "<blockquote>\n<p>one</p>\n</blockquote>\n<blockquote>\n<p>two</p>\n</blockquote>\n",
    ),
    ("- rest\n- cool", "<ul>\n<li>rest</li>\n<li>cool</li>\n</ul>\n"),
    ("- rest\n\n- cool", "<ul>\n<li>\n<p>rest</p>\n</li>\n<li>\n<p>cool</p>\n</li>\n</ul>\n"),
    ("7. seven\n8. eight", '<ol start="7">\n<li>seven</li>\n<li>eight</li>\n</ol>\n'),
    (
        "- outer\n  - inner\n\n  more",
        "<ul>\n<li>\n<p>outer</p>\n<ul>\n<li>inner</li>\n</ul>\n<p>more</p>\n</li>\n</ul>\n",
    ),
    ("- a\n+ b", "<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>\n"),
    ("dose\n1986. was early", "<p>dose\n1986. was early</p>\n"),
    ("    indented <b>", "<pre><code>indented &lt;b&gt;\n</code></pre>\n"),
    ("```python\nx < 1\n```", '<pre><code class="language-python">x &lt; 1\n</code></pre>\n'),
    ("~~~\nnever closed", "<pre><code>never closed\n</code></pre>\n"),
    ("````\n```\n````", "<pre><code>```\n</code></pre>\n"),
    ("-\ttab", "<ul>\n<li>tab</li>\n</ul>\n"),
]
INLINES = [
    ("*a* **b** ***c***", "<em>a</em> <strong>b</strong> <em><strong>c</strong></em>"),
    ("_a_ __b__ snake_case_name", "<em>a</em> <strong>b</strong> snake_case_name"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("**bold*", "*<em>bold</em>"),
    ("in*side*word", "in<em>side</em>word"),
    ("`code *not em*`", "<code>code *not em*</code>"),
    ("`` a`b ``", "<code>a`b</code>"),
    ("\\*plain\\*", "*plain*"),
    ("&copy; &#233; &unknown;", "© é &amp;unknown;"),
    ("5 < 6 & 7 > 2", "5 &lt; 6 &amp; 7 &gt; 2"),
    ("one  \ntwo\\\nthree", "one<br>\ntwo<br>\nthree"),
    ("[page](/care/)", '<a href="/care/">page</a>'),
    ('[page](</a b> "tip")', '<a href="/a%20b" title="tip">page</a>'),
    ("[page][ref]\n\n[REF]: /care/ 'tip'", '<a href="/care/" title="tip">page</a>'),
    ("[ref]\n\n[ref]: /care/\n[ref]: /other/", '<a href="/care/">ref</a>'),
    ("[a [b](/b) c](/c)", '[a <a href="/b">b</a> c](/c)'),
    ("[a](b(c)d)", '<a href="b(c)d">a</a>'),
    ("[no such reference]", "[no such reference]"),
    ("![a *b*](/c.png)", '<img src="/c.png" alt="a b">'),
    ("[![a](/b.png)](/c)", '<a href="/c"><img src="/b.png" alt="a"></a>'),
    (
        "<https://example.org/?a=b>",
        '<a href="https://example.org/?a=b">https://example.org/?a=b</a>',
    ),
    ("<who@example.org>", '<a href="mailto:who@example.org">who@example.org</a>'),
    ("*a `*` b*", "<em>a <code>*</code> b</em>"),
    ("[a*](/b)*", '<a href="/b">a*</a>*'),
    ("nul \x00 here", "nul \ufffd here"),
]
RAW_HTML = [
    ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
    ("<div>\n*a*\n</div>", "<p>&lt;div&gt;\n<em>a</em>\n&lt;/div&gt;</p>\n"),
    ("<!-- note -->", "<p>&lt;!-- note --&gt;</p>\n"),
    ("<?php echo 1; ?>", "<p>&lt;?php echo 1; ?&gt;</p>\n"),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
]


@pytest.mark.parametrize(("source", "html"), BLOCKS)
def test_blocks_come_out_as_commonmark_says(source, html):
    assert render_commonmark(source) == html


@pytest.mark.parametrize(("source", "html"), INLINES)
def test_text_comes_out_as_commonmark_says(source, html):
    assert render_commonmark(source) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(("source", "html"), RAW_HTML)
def test_raw_html_stays_text(source, html):
    assert render_commonmark(source) == html
