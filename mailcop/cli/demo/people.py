"""The members of the demo's community, as the CSV that they are imported from."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who writes in the story."""

    address: str
    name: str
    language: str
    zone: str

    @property
    def city(self) -> str:
        """The city that their zone is named for."""
        return self.zone.rpartition("/")[2].replace("_", " ")

    @property
    def clock(self) -> ZoneInfo:
        """Their wall clock."""
        return ZoneInfo(self.zone)


# address, name, language, zone, delivery in `general`, in `change` (or ""), the newsletter (or "")
_ROWS = """
thandiwe@learningtable.example | Thandiwe Mokoena | en | Africa/Nairobi | each | each | weekly
marisol@learningtable.example | Marisol Ferrán Duarte | es | America/Santo_Domingo | each | daily | weekly
wanjiru@mail.example | Wanjiru Kamau | en | Africa/Nairobi | each | each | weekly
grace@extension.example | Grace Holloway | en | America/New_York | each | |
aminata@radio.example | Aminata Diallo | fr | Africa/Dakar | each | daily | weekly
joseluis@mail.example | José Luis Ibáñez Quispe | es | America/Bogota | each | |
nasrin@shikkha.example | নাসরিন আক্তার | en | Asia/Kolkata | each | |
priya@coop.example | Priya Menon | en | Asia/Singapore | each | weekly | weekly
kenji@minato.example | 佐藤 健二 | en | Asia/Tokyo | daily | weekly | weekly
helene@atelier.example | Hélène Marchetti | fr | Europe/Paris | daily | each | weekly
rosaura@tequio.example | Rosaura Villalobos | es | America/Mexico_City | daily | | weekly
lucia@barrio.example | Lucía Peralta Gómez | es | Europe/Madrid | daily | daily |
anuradha@mail.example | अनुराधा जोशी | en | Asia/Kolkata | weekly | | weekly
layla@maktab.example | ليلى حداد | fr | Asia/Beirut | weekly | weekly |
olena@mail.example | Олена Коваль | en | Europe/Kyiv | weekly | | weekly
xuemei@mail.example | 李雪梅 | en | Asia/Singapore | weekly | |
haeun@mail.example | 김하은 | en | Asia/Tokyo | weekly | | weekly
somchai@mail.example | สมชาย ใจดี | en | Asia/Singapore | weekly | |
abebe@mail.example | አበበ ተስፋዬ | en | Africa/Nairobi | weekly | weekly |
georgia@mail.example | Γεωργία Παππά | en | Europe/Kyiv | weekly | |
noa@mail.example | נועה לוי | en | Asia/Beirut | weekly | |
kavitha@mail.example | கவிதா ராமன் | en | Asia/Kolkata | weekly | |
nare@mail.example | Նարե Սարգսյան | en | Europe/Kyiv | weekly | |
nino@mail.example | ნინო ბერიძე | fr | Europe/Paris | weekly | |
fatoumata@mail.example | Fatoumata Koné | fr | Africa/Dakar | weekly | | weekly
jeanbaptiste@mail.example | Jean-Baptiste Ngoma | fr | Africa/Dakar | weekly | |
mariana@mail.example | Mariana Nascimento | es | America/Bogota | weekly | |
anabelen@mail.example | Ana Belén Cruz | es | America/Bogota | weekly | |
tamatea@mail.example | Tamatea Rangi | en | Pacific/Auckland | weekly | | weekly
siobhan@mail.example | Siobhán Ní Dhuibhir | en | Europe/Madrid | weekly | |
yusuf@mail.example | Yusuf Adeyemi | en | America/New_York | weekly | |
ixchel@mail.example | Ixchel Tzoc | es | America/Mexico_City | weekly | |
sagal@mail.example | Sagal Warsame | en | Africa/Nairobi | notices | |
dilnoza@mail.example | Dilnoza Yusupova | en | Asia/Kolkata | none | |
"""
FACILITATORS = ("thandiwe", "marisol")
FORUMS = ("general", "change", "monthly")


def _rows() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in _ROWS.strip().splitlines()]


MEMBERS = {row[0].partition("@")[0]: Person(*row[:4]) for row in _rows()}

NGOZI = Person("ngozi@mail.example", "Ngozi Eze", "en", "Africa/Nairobi")  # joins during the story
STRANGER = Person("offers@bulk.example", "Best Offers", "en", "Europe/Paris")


def members_csv() -> str:
    """What `mailcop import members` would read: a row an address and forum."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["address", "name", "language", "zone", "forum", "delivery", "role"])
    for row in _rows():
        role = "facilitator" if row[0].partition("@")[0] in FACILITATORS else "member"
        for forum, delivery in zip(FORUMS, row[4:], strict=True):
            if delivery:
                table.writerow([*row[:4], forum, delivery, role])
    return out.getvalue()
