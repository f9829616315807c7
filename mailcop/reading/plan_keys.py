"""The keys of facilitators' blocks in English, Spanish and French, and the values that are words."""

from __future__ import annotations

from enum import StrEnum


class PlanKind(StrEnum):
    """What a facilitator's block plans."""

    ANNOUNCEMENT = "announcement"
    WEBINAR = "webinar"
    NEWSLETTER = "newsletter"
    DIALOGUE = "dialogue"
    SERIES = "series"
    TRAINING = "training"


# Written plainly (mailcop.reading.dates.plain). The key that names the kind carries the title.
KIND: dict[str, PlanKind] = {
    name: kind
    for kind, names in {
        PlanKind.ANNOUNCEMENT: "announce, announcement, anuncio, anunciar, annonce, annoncer",
        PlanKind.WEBINAR: "webinar, seminario web, seminario en linea, webinario, webinaire, event, evento, evenement",
        PlanKind.NEWSLETTER: "newsletter, boletin, bulletin, lettre d'information, infolettre",
        PlanKind.DIALOGUE: "dialogue, virtual dialogue, dialogo, dialogo virtual, dialogue virtuel",
        PlanKind.SERIES: "series, serie, ciclo, cycle",
        PlanKind.TRAINING: "training, course, formacion, curso, capacitacion, formation, cours",
    }.items()
    for name in names.split(", ")
}
# A dialogue may hold a webinar: there `Webinar:` is a field.
FIELD: dict[str, str] = {
    name: field
    for field, names in {
        "to": "to, audience, para, destinatarios, a, pour, destinataires",
        "when": "when, send, send on, cuando, enviar, enviar el, quand, envoi, envoyer, envoyer le",
        "date": "date, fecha, dates on, jour, dia",
        "dates": "dates, fechas, del, periode, period, periodo",
        "time": "time, hora, hour, heure",
        "duration": "duration, length, duracion, duree",
        "language": "language, languages, idioma, idiomas, langue, langues",
        "speaker": "speaker, speakers, with, ponente, ponentes, con, intervenant, intervenante, intervenants, avec",
        "guest": "guest, guests, invitado, invitada, invitados, invitadas, invite, invitee, invites, invitees",
        "every": "every, cada, chaque, tous les",
        "deadline": "deadline, sign up by, fecha limite, plazo, date limite, inscription avant, echeance",
        "link": "link, url, enlace, lien, where, donde, ou, place, lugar, lieu, join at, join link",
        "subject": "subject, title, asunto, titulo, objet, titre, sujet",
        "note": "note, concept note, nota, nota conceptual, note conceptuelle, note de cadrage",
        "forum": "forum, foro",
        "include": "include, items, incluir, incluye, inclure",
        "recording": "recording, grabacion, enregistrement",
        "reminders": "reminders, recordatorios, rappels",
        "about": "about, description, text, texto, descripcion, texte",
        "synthesis": "synthesis, sintesis, synthese",
        "move": "move, mover, trasladar, deplacer",
        "cancel": "cancel, cancelar, annuler",
    }.items()
    for name in names.split(", ")
}
_EVERYONE = (
    "everyone, everybody, all, all members, all of you, members, todas, todos, todas y todos, todos y todas"
    ", todes, tous, toutes, tout le monde, toutes et tous, tous et toutes, tous les membres, todos los miembros"
)
_NOW = (
    "now, immediately, at once, right away, asap, ahora, ya, inmediatamente, enseguida"
    ", maintenant, tout de suite, immediatement"
)
EVERYONE = frozenset(_EVERYONE.split(", "))
NOW = frozenset(_NOW.split(", "))
NO_LINK = frozenset({"no link", "without a link", "sin enlace", "sans lien", "pas de lien"})
NOWHERE = NO_LINK | {"", "-", "no", "none", "nada", "ninguno", "ninguna", "no hay", "non", "aucun", "aucune"}
FIRST_ORDINALS = {
    "first": 1, "1st": 1, "primer": 1, "primero": 1, "premier": 1, "second": 2, "2nd": 2, "segundo": 2, "deuxieme": 2,
    "third": 3, "3rd": 3, "tercer": 3, "tercero": 3, "troisieme": 3, "fourth": 4, "4th": 4, "cuarto": 4, "quatrieme": 4,
    "last": -1, "ultimo": -1, "dernier": -1,
}  # fmt: skip
