"""Frames, films, sound and drawings: that each has a name and starts only when asked."""

import re
from collections.abc import Iterator
from math import inf

from lxml.html import HtmlElement

from accessibility.audit.findings import Level
from accessibility.audit.rules.document import Document, Page
from accessibility.audit.rules.focusing import focusable_inside
from accessibility.audit.rules.numbers import number
from accessibility.audit.rules.places import parts_of
from accessibility.audit.rules.ruling import Fault, error, warning
from accessibility.names.texts import tokens

# What an object shows that has no words of its own.
MEDIA_FILE = re.compile(
    r".*\.(?:png|jpe?g|gif|webp|svg|avif|bmp|mp3|ogg|oga|wav|m4a|flac|mp4|m4v|webm|ogv|mov|swf)",
    re.IGNORECASE,
)
MEDIA_TYPE = re.compile(r"(?:image|audio|video)/", re.IGNORECASE)
CLIP = re.compile(r"(?:^|&)t=(?:npt:)?([0-9.]*),([0-9.]+)")
LONGEST_SOUND = 3.0
DRAWN_ROLES = tokens("""
    img image graphics-document graphics-object graphics-symbol
""")
TRANSCRIPT = re.compile(r"transcript|transcripción|captions?\b|subtítulos", re.IGNORECASE)


@error("frame-name", "4.1.2", Level.A)
def frames_have_names(document: Document) -> Iterator[Fault]:
    """A frame says what it holds."""
    for frame in document.all("iframe", "frame"):
        is_left_out = (frame.get("tabindex") or "").strip().startswith("-")
        if not is_left_out and not _is_presentation(frame) and not _own_name(frame, document):
            yield Fault(
                frame,
                "This frame shows another page, but it has no title.",
                "Give the frame a title that says what it shows.",
                frame.get("src") or "<iframe>",
            )


@error("frame-keyboard", "2.1.1", Level.A)
def frames_can_be_entered(document: Document) -> Iterator[Fault]:
    """A frame that holds links or fields can be entered with the keyboard."""
    for frame in document.all("iframe"):
        is_left_out = (frame.get("tabindex") or "").strip().startswith("-")
        if is_left_out and not _is_tiny(frame) and _holds_controls(frame.get("srcdoc") or ""):
            yield Fault(
                frame,
                "The links and fields in this frame cannot be reached with the keyboard.",
                "Remove the tabindex from the frame.",
                "<iframe>",
            )


@warning("frame-same-name", "4.1.2", Level.A)
def frames_with_one_name_hold_one_thing(document: Document) -> Iterator[Fault]:
    """Frames with the same name hold the same."""
    met: dict[str, str] = {}
    for frame in document.all("iframe"):
        name = " ".join(_own_name(frame, document).casefold().split())
        source = frame.get("src") or frame.get("srcdoc") or ""
        if name and met.setdefault(name, source) != source:
            yield Fault(
                frame,
                f"Two frames have the title “{_own_name(frame, document)}” but show different"
                " pages.",
                "Give each one its own name.",
                source,
            )


@error("object-name", "1.1.1", Level.A)
def objects_have_names(document: Document) -> Iterator[Fault]:
    """An embedded picture, sound or film has a name."""
    for element in document.all("object"):
        path = parts_of(element.get("data")).path
        is_media = MEDIA_FILE.fullmatch(path) or MEDIA_TYPE.match(element.get("type") or "")
        if is_media and not element.get("role") and not _own_name(element, document):
            yield Fault(
                element,
                "This embedded content has no title.",
                "Give it a title that says what it shows or plays.",
                element.get("data") or "<object>",
            )


@error("drawing-name", "1.1.1", Level.A)
def drawings_have_names(document: Document) -> Iterator[Fault]:
    """A drawing that is marked as an image has a name."""
    for element in document.exposed:
        roles = (element.get("role") or "").lower().split()
        is_drawn = element.tag == "svg" or next(element.iterancestors("svg"), None) is not None
        if (
            is_drawn
            and roles[:1]
            and roles[0] in DRAWN_ROLES
            and not _drawn_name(element, document)
        ):
            yield Fault(
                element,
                "This drawing has no title.",
                "Give it a title that says what it shows.",
                f"<{element.tag}>",
            )


@warning("video-captions", "1.2.2", Level.A)
def films_have_captions(document: Document) -> Iterator[Fault]:
    """A film has captions."""
    for video in document.all("video"):
        kinds = {(track.get("kind") or "subtitles").lower() for track in video.iter("track")}
        if not kinds & {"captions", "subtitles"} and "muted" not in video.attrib:
            yield Fault(
                video,
                "This video has no captions. People who cannot hear it miss what is said.",
                "Add captions, or write next to it that the video has no sound.",
                _media_source(video),
            )


@warning("audio-transcript", "1.2.1", Level.A)
def recordings_have_transcripts(document: Document) -> Iterator[Fault]:
    """A sound recording has a transcript."""
    for audio in document.all("audio"):
        if not TRANSCRIPT.search(document.text(document.body)):
            yield Fault(
                audio,
                "This recording has no transcript.",
                "Add a transcript here, or on a page linked next to the recording.",
                _media_source(audio),
            )


@error("sound-starts-alone", "1.4.2", Level.A)
def sound_waits_to_be_started(document: Document) -> Iterator[Fault]:
    """Sound does not start by itself, or can be stopped, or is over in three seconds."""
    for media in document.walk.order:
        if media.tag not in ("audio", "video") or "autoplay" not in media.attrib:
            continue
        is_quiet = "muted" in media.attrib or "controls" in media.attrib
        if not is_quiet and not _is_short(media):
            yield Fault(
                media,
                "This plays automatically, and there is no button to stop it. It drowns out"
                " screen readers.",
                "Let readers start it themselves.",
                _media_source(media),
            )


def _is_presentation(element: HtmlElement) -> bool:
    return (element.get("role") or "").strip().lower() in ("none", "presentation")


def _is_tiny(frame: HtmlElement) -> bool:
    """Too small to hold anything that is seen."""
    sizes = [(frame.get(name) or "").strip() for name in ("width", "height")]
    return any(size in ("0", "1") for size in sizes)


def _holds_controls(srcdoc: str) -> bool:
    if not srcdoc.strip():
        return False
    inside = Document(srcdoc, Page())
    return next(focusable_inside(inside.body, inside), None) is not None


def _own_name(element: HtmlElement, document: Document) -> str:
    """What an author named it; frames and objects have no role that names would be asked of."""
    named = [document.by_id(key) for key in (element.get("aria-labelledby") or "").split()]
    words = " ".join(each.text_content() for each in named if each is not None)
    given = (words, element.get("aria-label") or "", element.get("title") or "")
    return next((each.strip() for each in given if each.strip()), "")


def _drawn_name(element: HtmlElement, document: Document) -> str:
    title = element.find("title")
    titled = title.text_content().strip() if title is not None else ""
    return titled or (document.name(element) if _own_name(element, document) else "")


def _media_source(media: HtmlElement) -> str:
    inner = next((each.get("src") for each in media.iter("source") if each.get("src")), None)
    return media.get("src") or inner or f"<{media.tag}>"


def _is_short(media: HtmlElement) -> bool:
    """Whether every source asks for a clip of three seconds or less."""
    sources = [media.get("src"), *(each.get("src") for each in media.iter("source"))]
    clips = [CLIP.search(parts_of(each).fragment) for each in sources if each]
    return bool(clips) and all(clip and _length(clip) <= LONGEST_SOUND for clip in clips)


def _length(clip: re.Match[str]) -> float:
    start, end = number(clip[1] or "0"), number(clip[2])
    return end - start if start is not None and end is not None else inf
