"""What never reaches the logs: the signed part of links that let somebody in."""

import logging
import re

SIGNED = re.compile(r"(/review/\d+)\.[\w.-]+")


class WithoutReviewLinks(logging.Filter):
    """Cuts the signature out of addresses of review links, wherever a message names one."""

    def filter(self, record):
        said = record.getMessage()
        if "/review/" in said:
            record.msg, record.args = SIGNED.sub(r"\1.…", said), None
        return True
