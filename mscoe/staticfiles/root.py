"""What browsers ask for at the root although no page links it, served before Django is asked."""

from whitenoise import WhiteNoise

SECONDS_KEPT = 3600  # as deploy/nginx.conf says of files whose names never change


def files_at_root(folder, application):
    """``application`` answers what is not in ``folder``."""
    return WhiteNoise(application, root=folder, max_age=SECONDS_KEPT, allow_all_origins=False)
