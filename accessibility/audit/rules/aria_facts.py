"""What WAI-ARIA 1.2 (https://www.w3.org/TR/wai-aria-1.2/) says of roles and attributes."""

from accessibility.names.roles import VALID_ROLES
from accessibility.names.texts import tokens

BOOLEAN = frozenset({"true", "false"})
OPTIONAL = BOOLEAN | {"undefined"}
TRISTATE = OPTIONAL | {"mixed"}
# The attributes that take one of some words.
ONE_OF = {
    **dict.fromkeys(
        tokens("""
    atomic busy disabled modal multiline multiselectable readonly required
"""),
        BOOLEAN,
    ),
    **dict.fromkeys(["expanded", "grabbed", "hidden", "selected"], OPTIONAL),
    **dict.fromkeys(["checked", "pressed"], TRISTATE),
    "autocomplete": frozenset(["inline", "list", "both", "none"]),
    "current": frozenset(["page", "step", "location", "date", "time", "true", "false"]),
    "haspopup": frozenset(["false", "true", "menu", "listbox", "tree", "grid", "dialog"]),
    "invalid": frozenset(["grammar", "false", "spelling", "true"]),
    "live": frozenset(["assertive", "off", "polite"]),
    "orientation": frozenset(["horizontal", "undefined", "vertical"]),
    "sort": frozenset(["ascending", "descending", "none", "other"]),
}
SOME_OF = {
    "dropeffect": frozenset(["copy", "execute", "link", "move", "none", "popup"]),
    "relevant": frozenset(["additions", "all", "removals", "text"]),
}
WHOLE_NUMBERS = tokens("""
    colcount colindex colspan level posinset rowcount rowindex rowspan setsize
""")
NUMBERS = frozenset(["valuemax", "valuemin", "valuenow"])
GLOBAL = tokens("""
    atomic braillelabel brailleroledescription busy controls current describedby description
    details disabled dropeffect errormessage flowto grabbed haspopup hidden invalid keyshortcuts
    label labelledby live owns relevant roledescription
""")
FREE = tokens("""
    activedescendant colindextext placeholder rowindextext valuetext
""")
ATTRIBUTES = GLOBAL | FREE | WHOLE_NUMBERS | NUMBERS | set(ONE_OF) | set(SOME_OF)
DIGITAL_PUBLISHING = frozenset(
    f"doc-{name}"
    for name in tokens("""
    abstract acknowledgments afterword appendix backlink biblioentry bibliography biblioref
    chapter colophon conclusion cover credit credits dedication endnote endnotes epigraph
    epilogue errata example footnote foreword glossary glossref index introduction noteref
    notice pagebreak pagefooter pageheader pagelist part preface prologue pullquote qna subtitle
    tip toc
""")
)
ROLES = VALID_ROLES | DIGITAL_PUBLISHING

_RANGE = "valuemax valuemin valuenow valuetext"
_CELL = "colindex colindextext colspan rowindex rowindextext rowspan"
_HEADER = f"{_CELL} expanded readonly required selected sort"
_PLACE = "posinset setsize"
# What a role allows beside the global attributes; roles that allow nothing more are not listed.
ALLOWED = {
    role: frozenset(names.split())
    for role, names in {
        "alertdialog": "modal",
        "application": "activedescendant expanded",
        "article": _PLACE,
        "button": "expanded pressed",
        "cell": _CELL,
        "checkbox": "checked expanded readonly required",
        "columnheader": _HEADER,
        "combobox": "activedescendant autocomplete expanded readonly required",
        "comment": f"level {_PLACE}",
        "dialog": "modal",
        "document": "expanded",
        "grid": "activedescendant colcount multiselectable readonly rowcount",
        "gridcell": f"{_CELL} expanded readonly required selected",
        "group": "activedescendant",
        "heading": "level",
        "link": "expanded",
        "listbox": "activedescendant expanded multiselectable orientation readonly required",
        "listitem": f"level {_PLACE}",
        "menu": "activedescendant orientation",
        "menubar": "activedescendant orientation",
        "menuitem": f"expanded {_PLACE}",
        "menuitemcheckbox": f"checked expanded readonly required {_PLACE}",
        "menuitemradio": f"checked expanded readonly required {_PLACE}",
        "meter": _RANGE,
        "option": f"checked selected {_PLACE}",
        "progressbar": _RANGE,
        "radio": f"checked {_PLACE}",
        "radiogroup": "activedescendant orientation readonly required",
        "row": f"activedescendant colindex expanded level rowindex selected {_PLACE}",
        "rowheader": _HEADER,
        "scrollbar": f"orientation {_RANGE}",
        "searchbox": "activedescendant autocomplete multiline placeholder readonly required",
        "separator": f"orientation {_RANGE}",
        "slider": f"orientation readonly {_RANGE}",
        "spinbutton": f"activedescendant readonly required {_RANGE}",
        "switch": "checked expanded readonly required",
        "tab": f"expanded selected {_PLACE}",
        "table": "colcount rowcount",
        "tablist": "activedescendant multiselectable orientation",
        "textbox": "activedescendant autocomplete multiline placeholder readonly required",
        "toolbar": "activedescendant orientation",
        "tree": "activedescendant multiselectable orientation required",
        "treegrid": (
            "activedescendant colcount multiselectable orientation readonly required rowcount"
        ),
        "treeitem": f"checked expanded level selected {_PLACE}",
    }.items()
}
REQUIRED = {
    "checkbox": ("checked",),
    "combobox": ("expanded",),
    "heading": ("level",),
    "menuitemcheckbox": ("checked",),
    "menuitemradio": ("checked",),
    "meter": ("valuenow",),
    "radio": ("checked",),
    "scrollbar": ("controls", "valuenow"),
    "slider": ("valuenow",),
    "switch": ("checked",),
}
MAY_NOT_BE_NAMED = tokens("""
    caption code deletion emphasis generic insertion none paragraph strong subscript superscript
""")
NAMING = ("label", "labelledby", "braillelabel")
# Elements that browsers give no meaning, although a list of roles would call others generic too.
PLAIN_TAGS = tokens("""
    b bdi bdo data div i pre q samp small span u
""")
HIDES_CHILDREN = (
    *("button", "checkbox", "img", "menuitemcheckbox", "menuitemradio", "meter", "option"),
    *("progressbar", "radio", "scrollbar", "separator", "slider", "switch", "tab"),
)
PARENTS = {
    role: frozenset(names.split())
    for role, names in {
        "cell": "row",
        "columnheader": "row",
        "gridcell": "row",
        "listitem": "list",
        "menuitem": "menu menubar group",
        "menuitemcheckbox": "menu menubar group",
        "menuitemradio": "menu menubar group",
        "option": "listbox group",
        "row": "grid rowgroup table treegrid",
        "rowgroup": "grid table treegrid",
        "rowheader": "row",
        "tab": "tablist",
        "treeitem": "tree group treeitem",
    }.items()
}
_ITEMS = "menuitem menuitemcheckbox menuitemradio separator"
_ROWS = "row rowgroup caption"
CHILDREN = {
    role: frozenset(names.split())
    for role, names in {
        "feed": "article",
        "grid": _ROWS,
        "list": "listitem",
        "listbox": "option group",
        "menu": f"{_ITEMS} group",
        "menubar": f"{_ITEMS} group",
        "row": "cell gridcell columnheader rowheader",
        "rowgroup": "row",
        "table": _ROWS,
        "tablist": "tab",
        "tree": "treeitem group",
        "treegrid": _ROWS,
    }.items()
}
# What a group may hold, by what the group is in.
IN_GROUP = {
    "listbox": frozenset({"option"}),
    "menu": frozenset(_ITEMS.split()),
    "menubar": frozenset(_ITEMS.split()),
    "tree": frozenset({"treeitem"}),
}
