"""Why an act was refused, in words for the person who asked for it."""


class Refused(Exception):
    """An act that left everything as it was. ``str()`` says why and what to do."""


class NotReadyToPublish(Refused):
    """The revision still lacks something that readers need."""

    def __init__(self, problems):
        """``problems``: a list of (field name, sentence)."""
        sentences = " ".join(sentence for _, sentence in problems)
        super().__init__(f"The page cannot be published yet. {sentences}")
        self.problems = problems


class AddressTaken(Refused):
    """Another page, or a redirect, answers at the address."""

    def __init__(self, holder):
        if holder.article_id is None:
            who = f"leads to {holder.target_url or holder.target}"
            since = "That redirect stands"
        else:
            title = holder.revision.title if holder.revision else holder.article
            who = f"belongs to “{title}”"
            since = "It has been there"
        super().__init__(
            f"The address {holder.path} {who}. {since} since {holder.starts_at:%-d %B %Y}. "
            "Choose another address part for this page."
        )
        self.holder = holder


class AddressReserved(Refused):
    """The first part of the address is one the site itself uses."""

    def __init__(self, part):
        super().__init__(
            f"“{part}” is used by the site itself, so no section can have it as its address. "
            "Choose another address part."
        )
        self.part = part


class NothingLive(Refused):
    """There is no live page to act on."""

    def __init__(self, article):
        super().__init__(f"“{article}” is not live, so there is nothing to withdraw.")
        self.article = article


class ReasonMissing(Refused):
    """Readers are told why a page was withdrawn."""

    def __init__(self):
        super().__init__("Say in a sentence why the page is withdrawn: readers will see it.")


class Conflict(Refused):
    """The database found two answers for one address, or two homes for one page."""

    def __init__(self):
        super().__init__(
            "Something else was published at the same address or moment. Nothing was changed; "
            "look at the page's state and try again."
        )


class TextTooMuch(Refused):
    """The text is past what the site can render; ``str()`` says which limit."""
