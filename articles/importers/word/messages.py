"""What could not be carried over from a Word document, in sentences for whoever wrote it."""

import re

# What a document may hold and a page cannot, by its element in the main part.
LOST = {
    "w:del": "Deleted words of tracked changes were left out; inserted ones were taken.",
    "w:commentReference": "Comments were left out: write them as remarks on the page.",
    "m:oMath": "Formulas were left out: write them in words, or add them as a described image.",
    "c:chart": "Charts were left out: add each as an image with its description.",
    "dgm:relIds": "SmartArt was left out: write it as a list, or add it as a described image.",
    "w:object": "Embedded objects were left out.",
    "w:fldSimple": "Fields, such as page numbers, were taken as the words they showed.",
}
BY_NAME = {name.partition(":")[2]: sentence for name, sentence in LOST.items()}
BY_NAME["oMathPara"] = LOST["m:oMath"]
TAKEN_AS_TEXT = "its words were taken as plain text."
# What mammoth says → what a person is told; nothing where they lose nothing, or are told already.
MESSAGES = [
    (r"Unrecognised \w+ style: None ", ""),  # told by the next but one
    (
        r"Unrecognised (\w+) style: '?(.*?)'? \(Style ID",
        f"The {{}} style “{{}}” has no meaning here; {TAKEN_AS_TEXT}",
    ),
    (
        r"(\w+) style with ID (.*) was referenced but not defined",
        f"The {{}} style “{{}}” is not described in the document; {TAKEN_AS_TEXT}",
    ),
    (
        r"A w:sym element .* in font (.*)",
        "A sign of the font “{}” was left out: write it as a word.",
    ),
    (
        r"could not (?:open|find) external image:? '(.*?)'",
        "A picture was left out: it lies outside the document, at {}.",
    ),
    (r"Could not find image file", "A picture was left out: its file is not in the document."),
    (
        r"unexpected non-row element in table",
        "A table may have lost how its cells were merged: look it through.",
    ),
    (r"Unsupported break type", "A break of a page or a column was left out."),
    (r"Ignoring complex field", ""),
    (r"Image of type", ""),  # a picture that cannot be shown is told of where it is taken in
]


def in_words(message: str) -> str:
    """What mammoth says, for a person."""
    if found := re.match(
        r"An unrecognised element was ignored: (?:\{.*\}|\w+:)?([\w.-]+)", message
    ):
        return BY_NAME.get(found[1], f"A part that no page can hold was left out ({found[1]}).")
    for pattern, sentence in MESSAGES:
        if found := re.match(pattern, message):
            kind, *more = found.groups() or ("",)
            return sentence.format(kind.lower() if more else kind, *more)
    return f"Not carried over: {message.rstrip('.')}."
