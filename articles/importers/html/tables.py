"""Tables: which only arrange a page, and which rows of the others name their columns.

Sites of the table age laid whole pages out in cells, and most editors never marked a header. A
first row of facts that is read out as a header changes what every cell below it says.
"""

import re

from bs4 import BeautifulSoup, NavigableString, Tag

from articles.importers.html.elements import children_named, classes_of, holds, named

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
BLOCKS = ["p", "ul", "ol", "dl", "blockquote", "div", "pre", "center"]


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that name a column of a clinic's table, in English and Spanish.
COLUMN_WORDS = words_of(
    """
    action activity address advantages adverse age ages amount appointment benefit benefits brand
    category cause causes class clinic comment comments condition contact contraindications cost
    date dates day days description disadvantages doctor dosage dose doses drug drugs effect effects
    email example examples exercise fact fax form frequency generic goal goals group hours how
    instructions interval kind level location meaning medication medications medicine medicines
    method monitoring month months name names need normal note notes number option options organ
    outcome pharmacy phase phone place precautions price problem product program provider purpose
    question range reason reasons result results risk risks route schedule score service services
    severity side sign signs site source stage staff state status step strength study symptom
    symptoms task team telephone term test tests therapy time times topic treatment treatments type
    types unit units use uses value values visit week weeks what when where who why year years
    cuando cuándo descripción dia día días dirección dosis edad efecto efectos ejemplo fecha
    frecuencia horario hora horas lugar medicamento medicamentos nombre notas precio problema prueba
    pruebas qué quien quién razón resultado riesgo riesgos servicio síntoma síntomas teléfono tipo
    tratamiento uso valor
    """
)
LITTLE_WORDS = words_of("a and at by for if in is of on or per the to your you de del el la y o")
# What a cell of facts holds and a column's name does not: an amount, a time, a range.
FACT = re.compile(
    r"\d\s*(?:%|°|mg|mcg|µg|μg|g|kg|ml|mL|l|L|IU|units?|tablets?|capsules?|am|pm|a\.m|p\.m|h|x)\b"
    r"|\d\s*[:.]\s*\d|\d\s*(?:-|–|to|a)\s*\d|\$\s*\d|\d{3}[- ]\d{3,4}|[<>≤≥=±]\s*\d|\d{4,}",
    re.I,
)
HEADER_CLASS = re.compile(
    r"(?:^|[-_ ])(?:t?head|headers?|header-?row|row-?header|heading|th)(?:$|[-_ ])", re.I
)
MOST_WORDS_OF_A_NAME = 6
PAGE_OF_WORDS = 300
MOST = 0.5
LINKED = 0.8


def owner(part: Tag) -> Tag | None:
    return part.find_parent("table")


def rows_of(table: Tag) -> list[Tag]:
    return [row for row in table.find_all("tr") if owner(row) is table]


def cells_of(row: Tag) -> list[Tag]:
    return children_named(row, ("td", "th"))


# --- Tables that arrange a page ----------------------------------------------------------------


def is_layout_table(table: Tag) -> bool:
    """One that only arranges things: it is marked so, has one column, or holds parts of a page."""
    if str(table.get("role", "")).lower() in ("presentation", "none"):
        return True
    rows = rows_of(table)
    if max((len(cells_of(row)) for row in rows), default=0) <= 1:
        return True
    if any(owner(header) is table for header in table.find_all("th")):
        return False
    if holds(table, (*HEADINGS, "table", "form")):
        return True
    names_itself = holds(table, ("caption", "thead")) or str(table.get("summary", "")).strip()
    return not names_itself and arranges(rows)


def arranges(rows: list[Tag]) -> bool:
    """Whether a cell holds what a page does, or the only row stands for no row of facts."""
    cells = [cell for row in rows for cell in cells_of(row)]
    total = sum(len(text_of(cell)) for cell in cells)
    if any(is_page(cell) and len(text_of(cell)) > MOST * total for cell in cells):
        return True
    holds_parts = [cell for cell in cells if blocks_in(cell) > 1 or holds(cell, ("ul", "ol"))]
    if len(rows) == 1:
        return bool(holds_parts) or any(holds(cell, ("img",)) for cell in cells)
    return bool(holds_parts) and any(is_menu(cell) for cell in cells)


def is_page(cell: Tag) -> bool:
    return blocks_in(cell) > 1 and len(text_of(cell)) > PAGE_OF_WORDS


def blocks_in(cell: Tag) -> int:
    return sum(1 for block in named(cell, BLOCKS) if text_of(block))


def is_menu(cell: Tag) -> bool:
    """A column of short links within the site."""
    links = [a for a in cell.find_all("a", href=True) if text_of(a)]
    linked = sum(len(text_of(a)) for a in links)
    own = [a for a in links if not re.match(r"\w+:|//|#", str(a["href"]))]
    return (
        len(links) >= 3
        and len(own) >= LINKED * len(links)
        and linked >= LINKED * len(text_of(cell))
    )


def text_of(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


def linearize(soup: BeautifulSoup) -> None:
    """Put the cells of tables that arrange a page below one another; columns of links are menus."""
    for table in soup.find_all("table"):
        if not is_layout_table(table):
            promote_headers(table)
            continue
        parts = [part for part in table.find_all(["td", "th", "caption"]) if owner(part) is table]
        for part in parts:
            part.name = "nav" if is_menu(part) else "div"
        for part in [part for part in table.find_all(TABLE_PARTS) if owner(part) is table]:
            part.unwrap()
        table.name = "div"


TABLE_PARTS = ["tr", "tbody", "thead", "tfoot", "colgroup", "col"]


def promote_headers(table: Tag) -> None:
    """Cells of a first row whose class says that it heads the table are header cells."""
    rows = rows_of(table)
    for cell in cells_of(rows[0]) if rows else []:
        classes = " ".join([*classes_of(rows[0]), *classes_of(cell)])
        if HEADER_CLASS.search(classes) and cell.name == "td":
            cell.name = "th"


# --- Header rows of plain tables -----------------------------------------------------------------


def header_rows(rows: list[Tag]) -> int:
    """How many rows name the columns: those of the thead or of header cells, or a first row that
    is bold or says what columns are called. None where the first row may be facts.
    """
    count = 0
    for row in rows:
        cells = cells_of(row)
        if row.get("class") != "head" and not (cells and all(cell.name == "th" for cell in cells)):
            break
        count += 1
    if count == 0 and len(rows) > 1 and names_columns(rows):
        return 1
    return min(count, len(rows))


def names_columns(rows: list[Tag]) -> bool:
    first = [cell for cell in cells_of(rows[0]) if text_of(cell)]
    if not first or any(FACT.search(text_of(cell)) for cell in first):
        return False
    if all(map(is_bold, first)):
        return not all(is_bold(cell) for row in rows for cell in cells_of(row) if text_of(cell))
    return len(first) > 1 and all(is_name(text_of(cell)) for cell in first)


def is_bold(cell: Tag) -> bool:
    loose = [text for text in cell.find_all(string=True) if text.strip()]
    return bool(loose) and all(text.find_parent("strong") for text in loose)


def is_name(said: str) -> bool:
    """ "Side effects" names a column; "Monday" and "9 to 5" are facts."""
    words = [word.casefold() for word in re.findall(r"\w+", said)]
    telling = [word for word in words if word not in LITTLE_WORDS]
    known = sum(1 for word in telling if word in COLUMN_WORDS)
    return (
        0 < len(words) <= MOST_WORDS_OF_A_NAME
        and not re.search(r"\d", said)
        and known * 2 >= max(1, len(telling))
    )


def title_row(rows: list[Tag]) -> str:
    """The words of a first row that is one cell over all columns: the table's caption."""
    if len(rows) < 3 or len(first := cells_of(rows[0])) != 1:
        return ""
    width = max(sum(across(cell) for cell in cells_of(row)) for row in rows[1:])
    return text_of(first[0]) if across(first[0]) >= width > 1 else ""


def across(cell: Tag) -> int:
    said = str(cell.get("colspan", "1"))
    return int(said) if said.isdigit() else 1


def with_title_as_caption(table: Tag, soup: BeautifulSoup) -> None:
    """Give a table without a caption the one that its first row is."""
    rows = table.find_all("tr", recursive=False)
    if table.find("caption") is None and (said := title_row(rows)):
        rows[0].extract()
        caption, words = soup.new_tag("caption"), soup.new_tag("p")
        words.append(NavigableString(said))
        caption.append(words)
        table.insert(0, caption)


def remark_on(table: Tag) -> str:
    """What an editor should know of a table whose columns nothing names."""
    rows = table.find_all("tr", recursive=False)
    if not rows or header_rows(rows):
        return ""
    begins = next(filter(None, map(text_of, rows[0].find_all(["td", "th"]))), "")
    return (
        f"The table that starts with “{begins[:60]}” has no header row. If its columns have"
        " names, add a first row."
    )
