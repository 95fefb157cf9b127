"""How the desk writes dates and times: everywhere the same."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
