"""How a number is said in the languages the coach can count in. Everything else is said in English."""

from __future__ import annotations

LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}

_WORDS = {
    "en": "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn zwanzig",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf vingt",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte",
}


def spoken_number(number: int, language: str = "en") -> str:
    """The number in words up to twenty; above that in digits, which a speech engine of that language can read.

    KeyError for a language that is not in `LANGUAGES`.
    """
    words = _WORDS[language].split()
    return words[number] if 0 <= number < len(words) else str(number)
