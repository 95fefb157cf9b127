"""The accounts that a site's folder names: whose a page is, who writes it too."""

from collections.abc import Iterable, Iterator

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User


class Accounts:
    """No folder brings accounts: each is looked for by its name, and told if it is not here."""

    def __init__(self) -> None:
        self.missing: set[str] = set()

    def named(self, name: str | None) -> User | None:
        """The account of that name, or None."""
        if not name:
            return None
        found = get_user_model().objects.filter(username=name).first()
        if found is None:
            self.missing.add(name)
        return found

    def all_named(self, names: Iterable[str] | None) -> list[User]:
        return [account for name in names or [] if (account := self.named(name)) is not None]

    def remarks(self) -> Iterator[str]:
        if self.missing:
            names = ", ".join(f"“{name}”" for name in sorted(self.missing))
            yield f"There is no account named {names}. Assign their work to someone else."
