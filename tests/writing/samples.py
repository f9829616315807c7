"""One letter of each kind, in the shape of the looks, for tests and for looking at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailcop.writing.compose import Writer
from mailcop.writing.facts import (
    AnnouncementFacts,
    AttachmentFacts,
    Audience,
    Community,
    DigestFacts,
    DigestLine,
    DigestThread,
    Doubt,
    Facts,
    ForumFacts,
    HeldFacts,
    NewsletterFacts,
    NoticeFacts,
    OccurrenceFacts,
    PostFacts,
    PreviewFacts,
    Quoted,
    Recipient,
    ReminderFacts,
    Send,
    UnderstoodField,
    Value,
)
from mailcop.writing.notice_kinds import REQUIRED, NoticeKind
from mailcop.writing.notices import REPLY_WORDS

TEMPLATES = Path(__file__).parents[2] / "templates"
NOW = datetime(2027, 3, 9, 8, 42, tzinfo=UTC)
ALL_OFFERS = frozenset(REPLY_WORDS)
COMMUNITY = Community(
    name="Common Ground",
    base_url="https://cop.example.org",
    postal="Common Ground, 14 Jakaranda Lane, Nairobi, Kenya.",
    languages=("en", "es", "fr"),
    domain="cop.example.org",
    address="announce@cop.example.org",
    cities=(
        ("Paris", "Europe/Paris"),
        ("New York", "America/New_York"),
        ("Kolkata", "Asia/Kolkata"),
        ("Suva", "Pacific/Fiji"),
        ("Mexico City", "America/Mexico_City"),
    ),
    offers=ALL_OFFERS,
)
GENERAL = ForumFacts(
    name="general",
    title="General",
    address="general@cop.example.org",
    list_id="general.cop.example.org",
    leave_address="general.leave@cop.example.org",
    help_address="general.help@cop.example.org",
    owner_address="general.facilitators@cop.example.org",
    archive_url="https://cop.example.org/f/general",
    members=231,
)
READER = Recipient(
    address="wanjiru@mail.example",
    name="Wanjiru Odhiambo",
    message_id="<d.4711.1@cop.example.org>",
    reply_to="general.t2yyuhi77bfjpwsyy73gwkgrsz@cop.example.org",
    leave_token="32p4ybewk3twq42wr6xb",
    items=tuple(f"general.tr{n:02}tud2jazt4h23pdc44pixhz@cop.example.org" for n in range(1, 20)),
)

POST = PostFacts(
    forum=GENERAL,
    subject="Re: Qui paie quoi à la maison ?",
    author_name="Nadège Mamas",
    at=NOW,
    language="fr",
    text="Chère Marisol, chères toutes,\n\nVotre horloge a fait parler la salle ! Nous l’avons essayée samedi à "
    "Pointe-Noire, avec quatorze couples. Chacun remplit la sienne sans regarder l’autre, puis on les accroche au mur, "
    "sans noms. On cherche ensuite les heures qui se ressemblent.\n\nCe qui a grincé : trois hommes ont compté les "
    "trajets comme du travail, et les femmes ont ri, car elles portaient l’eau pendant ces mêmes trajets. J’ai gardé "
    "ce rire pour la suite ; il disait tout.\n\nLa fiche est ici : https://fiches.example/horloge?v=2&lang=fr. Qui "
    "l’a tenté avec des groupes de femmes seulement ?\n\nNadège",
    message_id="<p.8c1f2a@cop.example.org>",
    references=("<CAF.1@mail.example>", "<p.11aa22@cop.example.org>"),
    quote=Quoted(
        "Marisol Quispe",
        NOW - timedelta(days=4),
        "Usamos un reloj de 24 horas para cada persona. Primero se llena a solas, con lápiz: dormir, cocinar, esperar "
        "el bus, cuidar, ganar dinero. Después cada quien pinta de un color lo que alguien le paga, y de otro lo que "
        "no.\n\nLo importante es no hablar hasta el final. Cuando se habla antes, siempre corrige quien tiene la voz "
        "más alta, y el reloj sale igualito para los dos.\n\nCon veinte personas lleva una hora. Traigan muchos "
        "lápices.",
        "es",
    ),
    attachments=(
        AttachmentFacts(
            1,
            "fiche-horloge.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            88_000,
            "https://cop.example.org/a/1",
        ),
        AttachmentFacts(2, "mur-des-horloges.jpg", "image/jpeg", 1_900_000, "https://cop.example.org/a/2"),
    ),
    thread_url="https://cop.example.org/t/409",
    permalink="https://cop.example.org/p/8c1f2a",
    posts_in_thread=8,
    is_reply=True,
)
INTERVIEW = OccurrenceFacts(
    title="Teaching budgets to people who fear numbers",
    starts_at=datetime(2027, 3, 11, 14, 0, tzinfo=UTC),
    zone="Europe/Paris",
    uid="interview-diallo.57@cop.example.org",
    speaker="Amara Diallo",
    languages=("en",),
    language="en",
    text="Bring one budget you were ashamed of.",
    register_address="interview-diallo.register@cop.example.org",
    cancel_address="interview-diallo.cancel@cop.example.org",
    ask_address="interview-diallo.ask@cop.example.org",
    join_url="https://meet.example.org/cg-57-w7k2",
    ics_url="https://cop.example.org/e/57.ics",
    is_registered=True,
)
LIVE = OccurrenceFacts(
    title="How do we know that a training worked?",
    starts_at=datetime(2027, 3, 17, 14, 0, tzinfo=UTC),
    zone="Europe/Paris",
    uid="live-hour.58@cop.example.org",
    speaker="سلمى الحداد",
    languages=("en", "es"),
    language="en",
    register_address="live-hour.register@cop.example.org",
    ics_url="https://cop.example.org/e/58.ics",
    join_url="https://meet.example.org/cg-58-w7k2",
)
_AT = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
THREADS = (
    DigestThread(
        1,
        "Una escuela feminista para quienes formamos",
        "https://cop.example.org/t/412",
        "Daniela Ríos",
        _AT,
        "es",
        "Una charla informa; una escuela acompaña. En nuestros talleres en Oruro vimos que nada cambia si cada una "
        "vuelve sola a su casa con sus apuntes. Por eso empezamos con educación popular: contamos lo que nos pasa, "
        "buscamos la raíz y cerramos con una agenda común, aunque sea mínima. ¿Quién más trabaja así?",
        new_posts=5,
        people=4,
        others=(
            DigestLine("Nadège Mamas", "Chez nous, ce sont les tontines qui font école.", "fr"),
            DigestLine("سلمى الحداد", "هل جرّبتنّ هذا مع مجموعات مختلطة؟", "ar"),
            DigestLine("Thandi Nkosi", "We pair each participant for six weeks afterwards.", "en"),
        ),
        attachments=(
            AttachmentFacts(1, "agenda-minima.pdf", "application/pdf", 240_000, "https://cop.example.org/a/9"),
        ),
    ),
    DigestThread(
        2,
        "A first woman mayor, and what the campaign taught us",
        "https://cop.example.org/t/415",
        "栄祥 林",
        _AT + timedelta(days=2),
        "en",
        "Nine of us wore orange on nomination day, and the photographers liked it more than our programme. She won. "
        "What I learnt in the evaluation course came in useful in a place I had not expected: at the doorstep, where "
        "one good question did more than any leaflet.",
        is_cut=True,
        new_posts=4,
        people=3,
        others=(
            DigestLine("Ruth Okello", "The problem tree, at a family meeting. It worked.", "en"),
            DigestLine("さくら 田中", "すばらしい報告をありがとうございます。質問を教えてください。", "ja"),
        ),
    ),
)
DIGEST = DigestFacts(
    forum=GENERAL,
    number=24,
    period="weekly",
    since=datetime(2027, 3, 1, 4, 0, tzinfo=UTC),
    until=datetime(2027, 3, 8, 4, 0, tzinfo=UTC),
    threads=THREADS,
    note="Thirty-one answers to question 1, and hardly two alike.\n\nOnly five minutes this week? Thread 2 needs you.",
    note_by="Inés Aldana",
    occurrences=(INTERVIEW, LIVE),
    unanswered=(
        DigestThread(
            3,
            "Interpreting into sign language in online rooms?",
            "https://cop.example.org/t/398",
            "Ruth Okello",
            _AT,
            "en",
            waiting_days=11,
        ),
    ),
    also_new=(
        DigestThread(
            4, "Ice-breakers that are not childish", "https://cop.example.org/t/391", "Anil", _AT, "en", new_posts=4
        ),
        DigestThread(
            5, "Former les formateurs, à distance", "https://cop.example.org/t/406", "Bérénice", _AT, "fr", new_posts=3
        ),
    ),
    more_threads=6,
    more_posts=9,
    url="https://cop.example.org/i/24",
)
ANNOUNCEMENT = AnnouncementFacts(
    title="A perspective from India",
    text="Dear all,\n\nOn Monday we open a conversation with trainers from Kerala: https://kerala.example/trainers\n\n"
    "- three short texts\n- one question each\n\nRead one, and answer the question that bothers you most.",
    author_name="Inés Aldana",
    language="en",
    forum=GENERAL,
    url="https://cop.example.org/n/31",
)
WEBINAR = AnnouncementFacts(
    title=LIVE.title,
    text="For an hour we ask what remains. Bring one training you gave at least six months ago.",
    author_name="Inés Aldana",
    language="en",
    occurrence=LIVE,
)
NEWSLETTER = NewsletterFacts(
    forum=ForumFacts(
        "newsletter",
        "The letter of Common Ground",
        "newsletter@cop.example.org",
        "newsletter.cop.example.org",
        leave_address="newsletter.leave@cop.example.org",
    ),
    number=9,
    title="What others know",
    titles={"fr": "Le savoir-faire des autres"},
    variants={
        "en": "A trainer who asks for help gives a good course without knowing it.\n\nThis month three of you asked.",
        "fr": "Une formatrice qui demande de l’aide donne un bon cours sans le savoir.\n\nCe mois-ci, trois d’entre "
        "vous ont demandé, et quarante ont répondu.",
    },
    author_name="Inés Aldana",
    at=NOW,
    threads=tuple(replace(t, others=(), attachments=()) for t in THREADS),
    occurrences=(LIVE,),
    url="https://cop.example.org/n/9",
)
REMINDER = ReminderFacts(LIVE, "day", GENERAL, 34, registered_at=NOW)
PREVIEW = PreviewFacts(
    kind="webinar",
    title=LIVE.title,
    fields=(
        UnderstoodField("Title", LIVE.title, "Webinar: How do we know that a training worked?"),
        UnderstoodField("Date", LIVE.starts_at, "Wed 17 March, 3pm CET / 9am EST (New York)"),
        UnderstoodField("Duration", "one hour"),
        UnderstoodField("Speaker", "سلمى الحداد", "Speaker: سلمى الحداد"),
    ),
    audience=Audience(231, 214, (("none", 12), ("paused", 5)), (("en", 121), ("es", 58), ("fr", 35))),
    sends=(
        Send(None, "invitation", 214),
        Send(LIVE.starts_at - timedelta(days=1), "reminder-day"),
        Send(LIVE.starts_at - timedelta(hours=1), "reminder-hour"),
    ),
    sample_subject=LIVE.title,
    sample_text="HOW DO WE KNOW THAT A TRAINING WORKED?\nInés Aldana writes to you by way of Common Ground.\n\n"
    "Wednesday 17 March, 17:00 in Nairobi (UTC+3)\n  With سلمى الحداد.\n",
    doubts=(
        Doubt(
            "Is it 10:00 in New York?",
            "You wrote 9am EST. On 17 March New York has summer time: 15:00 in Paris is 10:00 there.",
            "15:00 Paris, 10:00 New York.",
            "Time: 14:00 Paris",
        ),
    ),
    wrote_at=NOW,
    in_reply_to="<20270218091203.4411@mail.example>",
    colleagues=("Ruth Okello",),
    answers=("When: tomorrow 09:00",),
)
UNABLE = replace(
    PREVIEW,
    kind="dialogue",
    fields=(),
    sends=(),
    audience=Audience(0, 0),
    sample_subject="",
    sample_text="",
    doubts=(),
    answers=(),
    unable="A dialogue can't be sent by mail yet.",
)
HELD = HeldFacts(
    subject="Peer coaching after a course",
    text="Good morning. I train community mediators in Enugu, and I would like to hear how you keep people talking to "
    "each other once the course is over. We tried pairs who phone on Fridays. It held for five weeks...",
    at=NOW,
    author="Adaeze Bright",
    language="en",
    attachments=(AttachmentFacts(1, "pairs.pdf", "application/pdf", 120_000),),
)
VALUES: dict[str, Value] = {
    "delivery": "weekly",
    "address": "adaeze@mail.example",
    "reason": "new-member",
    "why": "Could you tell us in two lines what you tried? The rest is lovely.",
    "by": "Inés Aldana",
    "was_at": datetime(2027, 3, 10, 14, 0, tzinfo=UTC),
    "question": "What do you do with those who leave at the first table?",
    "url": "https://cop.example.org/in/abc",
    "minutes": 30,
    "number": 3,
    "subject": "Qui paie quoi à la maison ?",
    "title": "A perspective from India",
    "people": 214,
    "answer": "publish",
    "lines": "General: weekly\nLast letter: Monday 8 March",
    "until": NOW + timedelta(days=2),
    "confirm_url": "https://cop.example.org/c/xyz",
    "join_address": "general.join@cop.example.org",
    "words": "Welcome! Many here have waited for this.",
}


def notice(kind: NoticeKind) -> NoticeFacts:
    """A notice with everything that it may be told."""
    names = REQUIRED[kind]
    extra = {
        NoticeKind.HELD_AUTHOR: ("until",),
        NoticeKind.JOIN_CONFIRM: ("confirm_url",),
        NoticeKind.PUBLISHED: ("url", "words", "by"),
        NoticeKind.RETURNED: ("by",),
        NoticeKind.LEFT: ("join_address",),
        NoticeKind.FACILITATORS_ANSWER: ("by",),
        NoticeKind.NOT_DONE: ("address",),
    }.get(kind, ())
    return NoticeFacts(
        kind,
        forum=None if kind in (NoticeKind.SIGN_IN, NoticeKind.STATUS) else GENERAL,
        about=HELD if "about" in names else None,
        occurrence=INTERVIEW if "occurrence" in names else None,
        values={name: VALUES[name] for name in (*names, *extra) if name in VALUES},
        in_reply_to="<CAF3x.9921@mail.example>",
    )


def letters() -> dict[str, Facts]:
    """Every sample by name."""
    found: dict[str, Facts] = {
        "post": POST,
        "digest": DIGEST,
        "announcement": ANNOUNCEMENT,
        "webinar": WEBINAR,
        "newsletter": NEWSLETTER,
        "reminder": REMINDER,
        "reminder-hour": replace(REMINDER, lead="hour"),
        "preview": PREVIEW,
        "preview-unable": UNABLE,
    }
    return found | {f"notice-{kind}": notice(kind) for kind in NoticeKind}


def writer() -> Writer:
    """A writer over the real templates and catalogues."""
    return Writer.load(TEMPLATES, COMMUNITY)
