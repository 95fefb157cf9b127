"""Who may do what. Every view, form and list asks here."""


def is_editor(user):
    """Whether ``user`` may enter the desk at all."""
    return user.is_active and user.is_staff


def may_write(user, article=None):
    """Write and preview pages: a new one, or ``article``."""
    if not is_editor(user):
        return False
    if article is None:
        return user.has_perm("articles.add_article") or user.has_perm("articles.change_article")
    return user.has_perm("articles.change_article")


def may_read(user, article=None):
    """See working copies, previews, history and comparisons."""
    return may_write(user, article) or (is_editor(user) and user.has_perm("articles.view_article"))


def may_publish(user, article=None):
    """Publish, move and withdraw pages."""
    return is_editor(user) and user.has_perm("articles.publish_article")


def may_choose_images(user):
    return may_write(user)


def may_send_images(user):
    """Put new images into the library."""
    return is_editor(user) and user.has_perm("articles.add_image")
