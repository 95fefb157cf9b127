"""The header that keeps other sites from building our pages, images and files into theirs."""

POLICY = "same-origin"


def keep_to_this_site(get_response):
    """Middleware, before the one that answers static files."""

    def add_header(request):
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", POLICY)
        return response

    return add_header
