"""What becomes of a Word document while it is read: sentences and pieces left out, in order."""

from dataclasses import dataclass, field

from articles.importers.records import LeftOut

LONGEST = 120


@dataclass
class Report:
    """Gathered by everything that changes a document before it is converted."""

    remarks: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def remark(self, sentence: str) -> None:
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def leave_out(self, kind: str, text: str) -> None:
        """A piece with words in it; what says nothing is not reported."""
        piece = LeftOut(kind, text)
        if text.strip() and piece not in self.left_out:
            self.left_out.append(piece)


def quoted(text: str) -> str:
    """Words as a sentence quotes them, cut where they are long."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + '…'}”"
