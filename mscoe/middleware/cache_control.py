"""How long browsers may keep what we send."""


def ask_before_showing_again(get_response):
    """Middleware: a page may be kept, but is asked for again each time.

    Health advice that was withdrawn must not live on in browsers. What has an answer of its own,
    such as images that never change and the desk that is never kept, is left alone.
    """

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return middleware
