"""The header that says what a page may load: the same words in the same order on every page.

django-csp puts them together again for each answer, in an order that differs from process to
process, so that a page's headers differed from node to node.
"""

from csp.constants import HEADER
from csp.utils import build_policy


def say_what_may_load(get_response):
    policy = "; ".join(sorted(build_policy().split("; ")))

    def add_header(request):
        response = get_response(request)
        response.headers.setdefault(HEADER, policy)
        return response

    return add_header
