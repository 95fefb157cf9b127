"""The collected static files, looked at once a process instead of once a test client."""

from pathlib import Path

from whitenoise import WhiteNoise

SEARCH = WhiteNoise.update_files_dictionary


def share_found_files(folder):
    """Every WhiteNoise with the same settings gets what the first one found in this folder.

    It must not change while tests run. Each test client loads the middleware again, and finding
    500 files takes longer than answering most requests.
    """
    known = {}

    def find(site, root, prefix):
        if not Path(root).samefile(folder):
            SEARCH(site, root, prefix)
            return
        asked = (type(site), root, prefix, site.max_age, site.allow_all_origins, site.charset)
        if asked not in known:
            before, site.files = site.files, {}
            SEARCH(site, root, prefix)
            known[asked], site.files = site.files, before
        site.files |= known[asked]

    WhiteNoise.update_files_dictionary = find
