import pytest

from mscoe.staticfiles.bundles import CannotJoin, join_modules, join_styles


def reading(sources):
    return sources.__getitem__


def test_parts_stand_where_they_are_imported_each_in_its_layer():
    sources = {
        "css/site.css": (
            '@layer tokens, base;\n@import "tokens.css" layer(tokens);\n@import "base.css";\n'
        ),
        "css/tokens.css": ":root { --ink: #000; }\n",
        "css/base.css": "body { margin: 0; }\n",
    }

    joined = join_styles("css/site.css", reading(sources))

    assert joined == ("@layer tokens, base;@layer tokens{:root{--ink:#000}}body{margin:0}\n")


def test_parts_of_parts_are_joined_too():
    sources = {
        "css/site.css": '@import "parts/all.css" layer(components);',
        "css/parts/all.css": '@import "card.css";',
        "css/parts/card.css": ".card { margin: 0; }",
    }

    joined = join_styles("css/site.css", reading(sources))

    assert joined == "@layer components{.card{margin:0}}\n"


def test_remarks_and_indentation_are_not_sent_to_readers():
    sources = {"site.css": "/* Why:\n   because. */\nbody {\n  margin: 0; /* none */\n}\n"}

    assert join_styles("site.css", reading(sources)) == "body{margin:0}\n"


def test_spaces_stay_wherever_they_may_mean_something():
    source = (
        '@media (width > 40rem) {\n  .a :hover,\n  .b > .c::after {\n    content: "a: b" / "";\n'
        "    margin: calc(1px + 2px) 0;\n  }\n}\n"
    )

    assert join_styles("site.css", reading({"site.css": source})) == (
        "@media (width > 40rem){.a :hover,.b > .c::after{"
        'content:"a: b" / "";margin:calc(1px + 2px) 0}}\n'
    )


@pytest.mark.parametrize(
    ("written", "joined"),
    [
        ('url("../fonts/a.woff2")', 'url("fonts/a.woff2")'),
        ('url("b.png")', 'url("parts/b.png")'),
        ('url("/static/c.png")', 'url("/static/c.png")'),
        ('url("data:image/png;base64,AA")', 'url("data:image/png;base64,AA")'),
        ('url("#mark")', 'url("#mark")'),
    ],
)
def test_addresses_are_told_from_where_the_joined_file_lies(written, joined):
    sources = {
        "site.css": '@import "parts/card.css";',
        "parts/card.css": f".card {{ background: {written}; }}",
    }

    assert join_styles("site.css", reading(sources)) == f".card{{background:{joined}}}\n"


@pytest.mark.parametrize(
    "written",
    ["@import url(part.css);", "@import 'part.css';", '@import "part.css" screen;'],
)
def test_an_import_written_another_way_is_refused(written):
    with pytest.raises(CannotJoin, match="site.css"):
        join_styles("site.css", reading({"site.css": written, "part.css": ""}))


MODULES = {
    "js/site.js": '// Both use the same words.\nimport "./first.js";\nimport "./second.js";\n',
    "js/first.js": (
        'import { loud } from "./words.js";\n'
        'const said = loud("first");\n'
        "globalThis.heard = [said];\n"
    ),
    "js/second.js": (
        'import { loud, MARK } from "./words.js";\n'
        'const said = loud("second") + MARK;\n'
        "globalThis.heard.push(said);\n"
    ),
    "js/words.js": (
        "globalThis.evaluations = (globalThis.evaluations ?? 0) + 1;\n"
        'export const MARK = "!";\n'
        "export function loud(word) {\n  return word.toUpperCase();\n}\n"
    ),
}


def test_joined_modules_do_what_the_modules_do(browser):
    page = browser.new_page()

    page.evaluate(f"() => {{ {join_modules('js/site.js', reading(MODULES))} }}")

    assert page.evaluate("heard") == ["FIRST", "SECOND!"]
    assert page.evaluate("evaluations") == 1
    page.close()


def test_indentation_of_modules_is_not_sent_unless_it_is_part_of_a_text():
    plain = {"a.js": "if (wide) {\n  show(`one ${line}`);\n}\n"}
    text = {"a.js": "if (wide) {\n  show(`two\n    lines`);\n}\n"}

    assert "if (wide) {\nshow(`one ${line}`);\n}" in join_modules("a.js", reading(plain))
    assert "  show(`two\n    lines`);" in join_modules("a.js", reading(text))


@pytest.mark.parametrize(
    "written",
    [
        'import words from "./words.js";',
        'import * as words from "./words.js";',
        'import { a } from "elsewhere";',
        "export default 1;",
        'export { a } from "./words.js";',
    ],
)
def test_what_joining_does_not_understand_is_refused_by_name(written):
    with pytest.raises(CannotJoin, match="site.js"):
        join_modules("site.js", reading({"site.js": written + "\n", "words.js": ""}))


def test_modules_that_import_each_other_are_refused():
    sources = {"a.js": 'import "./b.js";\n', "b.js": 'import "./a.js";\n'}

    with pytest.raises(CannotJoin, match="imports itself"):
        join_modules("a.js", reading(sources))
