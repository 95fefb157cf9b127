"""Word documents of any length, with pictures, made for measuring."""

import io
import random
import zipfile

from PIL import Image, ImageDraw

NAMES = "http://schemas.openxmlformats.org"
XML = (
    f'xmlns:w="{NAMES}/wordprocessingml/2006/main"'
    f' xmlns:r="{NAMES}/officeDocument/2006/relationships"'
    f' xmlns:a="{NAMES}/drawingml/2006/main"'
    f' xmlns:pic="{NAMES}/drawingml/2006/picture"'
    f' xmlns:wp="{NAMES}/drawingml/2006/wordprocessingDrawing"'
)
TYPES = (
    f'<Types xmlns="{NAMES}/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="jpg" ContentType="image/jpeg"/></Types>'
)
STYLES = {"Title": "Title", "Heading1": "heading 1"}
VOCABULARY = (
    "rest plan cool walk sleep water nerve fiber signal clinic nurse doctor visit week month dose"
    " tablet heat fatigue balance stretch chair breath morning evening notes ask call help family"
)
WORDS = VOCABULARY.split()


def leaflet() -> bytes:
    """1,500 words with headings, links, bold words and tables; two photographs and a drawing."""
    pictures = [("jpg", photograph(2400, 1800)), ("jpg", photograph(1600, 1200))]
    pictures.append(("png", drawing(1200, 800)))
    blocks = [paragraph(run("Living with fatigue"), style="Title")]
    for section in range(10):
        blocks.append(paragraph(run(sentence(4, section)), style="Heading1"))
        for number in range(3):
            words = run(sentence(18, section + number)) + run("often", "<w:b/>")
            link = f'<w:hyperlink r:id="link">{run("the society")}</w:hyperlink>'
            blocks.append(paragraph(words + link + run(sentence(24, number))))
        if section < len(pictures):
            blocks.append(picture(section))
        if section % 4 == 0:
            blocks.append(table(rows=5, columns=3))
    return document(blocks, pictures)


def short_paragraphs(count: int = 50_000) -> bytes:
    """A few KB that unpack to a great many paragraphs."""
    return document([paragraph(run("x"))] * count)


def handbook() -> bytes:
    """2,500 long paragraphs and 13,400 cells: what a manual of some hundred pages has."""
    prose = [paragraph(run(sentence(25, n)) + run(sentence(6, n), "<w:b/>")) for n in range(2_500)]
    return document(prose + [table(rows=25, columns=8)] * 67)


def sentence(words: int, seed: int) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(words)).capitalize() + ". "


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(runs: str, *, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}</w:pPr>{runs}</w:p>"


def table(*, rows: int, columns: int) -> str:
    cell = '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    row = "".join(cell.format(paragraph(run(sentence(4, n)))) for n in range(columns))
    return f"<w:tbl>{f'<w:tr>{row}</w:tr>' * rows}</w:tbl>"


def picture(number: int) -> str:
    return paragraph(
        f'<w:r><w:drawing><wp:inline><wp:docPr id="{number + 1}" name="P" descr="Number {number}"/>'
        "<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:embed="picture{number}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def photograph(width: int, height: int) -> bytes:
    """Soft areas of color under the noise of a sensor, the same each time."""
    chosen = random.Random(width)
    small = Image.frombytes("RGB", (24, 18), chosen.randbytes(24 * 18 * 3))
    grain = Image.frombytes("L", (width // 4, height // 4), chosen.randbytes(width * height // 16))
    noise = grain.resize((width, height)).convert("RGB")
    photo = Image.blend(small.resize((width, height), Image.Resampling.BICUBIC), noise, 0.1)
    return encoded(photo, "JPEG", quality=88)


def drawing(width: int, height: int) -> bytes:
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    for bar in range(9):
        left = 40 + bar * width // 10
        pen.rectangle((left, 60 + bar * 31 % 200, left + width // 15, height - 80), "steelblue")
        pen.text((left, height - 60), f"Week {bar}", fill="black", font_size=26)
    return encoded(image, "PNG")


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def document(blocks: list[str], pictures=()) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", relations(main=("officeDocument", "word/document.xml")))
        links = {
            f"picture{n}": ("image", f"media/{n}.{kind}") for n, (kind, _) in enumerate(pictures)
        }
        links["styles"] = ("styles", "styles.xml")
        links["link"] = ("hyperlink", "https://www.nationalmssociety.org/")
        archive.writestr("word/_rels/document.xml.rels", relations(**links))
        archive.writestr("word/styles.xml", styles())
        text = f"<w:document {XML}><w:body>{''.join(blocks)}</w:body></w:document>"
        archive.writestr("word/document.xml", text)
        for number, (kind, content) in enumerate(pictures):
            archive.writestr(f"word/media/{number}.{kind}", content)
    return buffer.getvalue()


def relations(**rows: tuple[str, str]) -> str:
    outside = ' TargetMode="External"'
    written = "".join(
        f'<Relationship Id="{key}" Type="{NAMES}/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}"{outside if kind == "hyperlink" else ""}/>'
        for key, (kind, target) in rows.items()
    )
    return f'<Relationships xmlns="{NAMES}/package/2006/relationships">{written}</Relationships>'


def styles() -> str:
    written = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    return f"<w:styles {XML}>{written}</w:styles>"
