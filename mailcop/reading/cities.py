"""Cities to IANA zones: those that name a zone, and the capitals and seats that do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

# Names as people write them, without accents; a zone's own city need not be listed.
_OTHERS: dict[str, str] = {
    "Europe/Berlin": "munich, munchen, frankfurt, hamburg, bonn, cologne, germany, alemania, allemagne",
    "Europe/Paris": "lyon, marseille, toulouse, strasbourg, france, francia",
    "Europe/Madrid": "barcelona, sevilla, valencia, bilbao, spain, espana, espagne",
    "Europe/Zurich": "geneva, geneve, ginebra, bern, berne, basel, lausanne",
    "Europe/Rome": "milan, milano, turin, torino, roma, naples",
    "Europe/London": "edinburgh, manchester, oxford, cambridge, londres",
    "Europe/Brussels": "bruselas, bruxelles, brussel, antwerp",
    "Europe/Vienna": "viena, vienne, wien",
    "Europe/Lisbon": "lisboa, lisbonne, porto",
    "Europe/Amsterdam": "the hague, la haya, la haye, rotterdam",
    "Europe/Copenhagen": "copenhague",
    "Europe/Stockholm": "estocolmo",
    "Europe/Warsaw": "varsovia, varsovie",
    "Europe/Prague": "praga",
    "Europe/Athens": "atenas, athenes",
    "Europe/Moscow": "moscu, moscou",
    "Europe/Kiev": "kyiv",
    "Europe/Istanbul": "ankara, estambul",
    "Europe/Dublin": "irlanda",
    "Atlantic/Canary": "canarias, canary islands, las palmas, tenerife",
    "America/New_York": "new york, nueva york, washington, boston, atlanta, miami, philadelphia, nyc",
    "America/Chicago": "houston, dallas, austin",
    "America/Los_Angeles": "san francisco, seattle, los angeles, san diego",
    "America/Toronto": "ottawa, montreal, quebec",
    "America/Mexico_City": "mexico, ciudad de mexico, cdmx, guadalajara",
    "America/Bogota": "medellin, colombia",
    "America/Lima": "peru",
    "America/Guayaquil": "quito",
    "America/Santiago": "santiago de chile",
    "America/Argentina/Buenos_Aires": "buenos aires, argentina",
    "America/Sao_Paulo": "sao paulo, brasilia, rio de janeiro",
    "America/Santo_Domingo": "santo domingo",
    "America/La_Paz": "sucre, bolivia",
    "America/Caracas": "venezuela",
    "America/Costa_Rica": "san jose",
    "America/El_Salvador": "san salvador",
    "America/Port-au-Prince": "port au prince, haiti",
    "America/Havana": "la habana, la havane",
    "America/Panama": "ciudad de panama",
    "Africa/Johannesburg": "pretoria, cape town, durban",
    "Africa/Lagos": "abuja, nigeria",
    "Africa/Nairobi": "kenya, mombasa",
    "Africa/Kinshasa": "brazzaville",
    "Africa/Dar_es_Salaam": "dar es salaam, dodoma",
    "Africa/Casablanca": "rabat, marruecos, maroc",
    "Africa/Cairo": "el cairo, le caire, alexandria",
    "Africa/Abidjan": "yamoussoukro",
    "Africa/Douala": "yaounde",
    "Africa/Porto-Novo": "cotonou",
    "Africa/Addis_Ababa": "addis ababa, addis abeba",
    "Africa/Tunis": "tunez",
    "Africa/Algiers": "alger, argel",
    "Asia/Kolkata": "delhi, new delhi, nueva delhi, mumbai, bangalore, bengaluru, chennai, pune"
    ", hyderabad, calcutta, india",
    "Asia/Karachi": "islamabad, lahore",
    "Asia/Shanghai": "beijing, pekin, peking, guangzhou, shenzhen",
    "Asia/Tokyo": "osaka, kyoto, tokio",
    "Asia/Seoul": "seul",
    "Asia/Manila": "quezon",
    "Asia/Ho_Chi_Minh": "hanoi, ho chi minh, saigon",
    "Asia/Kuala_Lumpur": "kuala lumpur",
    "Asia/Hong_Kong": "hong kong",
    "Asia/Dubai": "abu dhabi",
    "Asia/Riyadh": "jeddah",
    "Asia/Jerusalem": "tel aviv",
    "Asia/Beirut": "beyrouth",
    "Asia/Amman": "amman",
    "Asia/Kathmandu": "katmandu",
    "Asia/Singapore": "singapur, singapour",
    "Asia/Yangon": "rangoon",
    "Australia/Sydney": "canberra",
    "Pacific/Auckland": "wellington",
    "Pacific/Fiji": "suva",
}
_AREAS = frozenset({"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"})
_NO_CITIES = frozenset({"center", "oral", "reunion", "wake"})  # zones' cities that are plain words as well
_ZONE_NAME = re.compile(r"[A-Za-z_]+(?:/[A-Za-z_-]+){1,2}")
_WORD = re.compile(r"[a-z]+")
_BETWEEN = re.compile(r"[ .'_-]{1,3}\Z")  # what may stand between two words of one name
_LONGEST = 4  # words in a name


@dataclass(frozen=True, slots=True)
class Place:
    """A city, or the name of a zone, and where in the text it stands."""

    start: int
    end: int
    zone: str


@cache
def _zones() -> dict[str, str]:
    """Plain city names to zones: the last part of each zone's name, then the others."""
    known: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        area, slash, city = zone.rpartition("/")
        name = city.replace("_", " ").replace("-", " ").lower()
        if slash and area.split("/")[0] in _AREAS and name not in _NO_CITIES:
            known.setdefault(name, zone)
    for zone, names in _OTHERS.items():
        known |= {name: zone for name in names.split(", ")}
    return known


@cache
def _zone_names() -> dict[str, str]:
    return {zone.lower(): zone for zone in available_timezones()}


def places_in(text: str) -> list[Place]:
    """Every city and zone name in accentless `text`, in its order; none overlaps another."""
    named = [
        Place(match.start(), match.end(), _zone_names()[match.group().lower()])
        for match in _ZONE_NAME.finditer(text)
        if match.group().lower() in _zone_names()
    ]
    words = [
        word
        for word in _WORD.finditer(text.lower())
        if not any(place.start <= word.start() < place.end for place in named)
    ]
    index = 0
    while index < len(words):
        place = _longest(text, words, index)
        if place is not None:
            named.append(place)
        index += sum(place is not None and word.start() < place.end for word in words[index:]) or 1
    return sorted(named, key=lambda place: place.start)


def _longest(text: str, words: list[re.Match[str]], index: int) -> Place | None:
    """The longest name of a city that begins with this word."""
    best: Place | None = None
    name = ""
    for size in range(min(_LONGEST, len(words) - index)):
        word = words[index + size]
        if size and not _BETWEEN.match(text[words[index + size - 1].end() : word.start()]):
            break
        name = f"{name} {word.group()}".strip()
        zone = _zones().get(name)
        if zone:
            best = Place(words[index].start(), word.end(), zone)
    return best


def zone_of(text: str) -> str:
    """The IANA zone of the first city, or zone name, in accentless `text`; empty when there is none."""
    return next((place.zone for place in places_in(text)), "")
