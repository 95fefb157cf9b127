"""How the desk writes dates and times: everywhere the same, as in the United States."""

DATE_FORMAT = "F j, Y"
TIME_FORMAT = "P"
DATETIME_FORMAT = "F j, Y, P"
