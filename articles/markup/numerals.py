"""How a list numbers its items: figures, letters, Roman numerals, as HTML’s ``ol type`` names them.

Types are "1", "a", "A", "i" and "I". Letters go on after "z" with "aa", "ab", as browsers do.
"""

import re

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
         (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
LAST_ROMAN = 3999
ROMAN_LETTERS = re.compile(r"[ivxlcdm]{1,15}")


def written(number: int, type_: str) -> str:
    """A number as a list of a type shows it: in figures where it has no other way."""
    lower = type_.lower()
    if lower == "a" and number > 0:
        text = _letters(number)
    elif lower == "i" and 0 < number <= LAST_ROMAN:
        text = roman(number)
    else:
        return str(number)
    return text if type_ == lower else text.upper()


def number_of(sign: str, type_: str) -> int | None:
    """The number that a sign such as "iv" is in a list of a type, or None if it is none there."""
    if type_ == "1":
        return int(sign) if sign.isdecimal() and sign.isascii() else None
    if sign != (sign.lower() if type_.islower() else sign.upper()):
        return None
    lower = sign.lower()
    if type_.lower() == "a":
        return _of_letters(lower) if re.fullmatch("[a-z]{1,3}", lower) else None
    return _of_roman(lower) if ROMAN_LETTERS.fullmatch(lower) else None


def roman(number: int) -> str:
    text = ""
    for amount, sign in ROMAN:
        times, number = divmod(number, amount)
        text += sign * times
    return text


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _of_letters(sign: str) -> int:
    number = 0
    for letter in sign:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number


def _of_roman(sign: str) -> int | None:
    """Only as it is written properly: "iiii" is no numeral."""
    number, rest = 0, sign
    for amount, part in ROMAN:
        while rest.startswith(part):
            number, rest = number + amount, rest[len(part) :]
    return number if not rest and number <= LAST_ROMAN and roman(number) == sign else None
