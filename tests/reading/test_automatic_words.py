"""Machines that answer and people who write about being away, in twelve languages and without a telling header."""

from __future__ import annotations

import pytest

from mailcop.reading import read
from mailcop.words import Automatic


def of(body: str, subject: str = "Re: Dialogue on care work", *fields: str) -> Automatic | None:
    head = ["From: Ana <ana@example.org>", "To: general@cop.example.org", f"Subject: {subject}", *fields]
    kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit"
    return read("\n".join([*head, kind, "", body]).encode()).automatic


MACHINES = [
    "Thank you for your message. I am out of the office until 3 July with limited access to e-mail. For "
    "urgent matters "
    "please contact my colleague Bob (bob@example.org).\n\nKind regards\nAna",
    "Hello,\n\nI am on annual leave and will be back on Monday 12 June. I will reply to your message on my "
    "return.\n\nAna",
    "This is an automated response. We have received your message and will answer within two working days.",
    "Gracias por su mensaje. Estoy fuera de la oficina hasta el 3 de julio. Para asuntos urgentes, por "
    "favor contacte a "
    "Luis (luis@example.org).",
    "Estimados: Me encuentro de vacaciones hasta el 15 de agosto. Responderé a la brevedad a mi regreso.",
    "Bonjour,\n\nJe suis absente du bureau jusqu'au 3 juillet inclus. En cas d'urgence, merci de contacter "
    "Luc.\n\nCordialement",
    "Bonjour, je suis en congé jusqu'au 12 août et je répondrai à votre message à mon retour.",
    "Olá, estou de férias até o dia 10 de julho. Em caso de urgência, por favor contate Rui pelo telefone 21 555 0100.",
    "Agradeço a sua mensagem. Estarei ausente até 20 de agosto e responderei assim que possível. Obrigada.",
    "Vielen Dank für Ihre Nachricht. Ich bin bis zum 3. Juli nicht im Büro. In dringenden Fällen wenden Sie "
    "sich bitte an "
    "Herrn Maier.",
    "Guten Tag, ich bin vom 1. bis 15. August im Urlaub und beantworte Ihre E-Mail nach meiner Rückkehr.",
    "Grazie per il messaggio. Sono fuori ufficio fino al 3 luglio. Per urgenze contattare Marco.",
    "Sarò assente fino al 20 agosto. Risponderò al mio rientro.",
    "Bedankt voor uw bericht. Ik ben niet op kantoor tot en met 3 juli. Voor dringende zaken kunt u contact "
    "opnemen met Jan.",
    "Ik ben met vakantie en ben weer bereikbaar op 12 augustus. Uw bericht wordt zo spoedig mogelijk beantwoord.",
    "Здравствуйте! Я нахожусь в отпуске до 3 июля. По срочным вопросам обращайтесь к коллеге: ivan@example.org.",
    "Спасибо за письмо. Меня нет в офисе, отвечу после возвращения.",
    "شكرا لرسالتك. أنا خارج المكتب حتى 3 يوليو. للأمور العاجلة يرجى الاتصال بزميلي.",
    "أنا في إجازة وسأعود يوم الأحد، وسأرد على رسالتك في أقرب وقت.",
    "ご連絡ありがとうございます。7月3日まで休暇をいただいております。お急ぎの場合は同僚までご連絡ください。",
    "出張中のため、返信が遅れます。戻り次第ご連絡いたします。",
    "您好，我正在休假，7月3日返回。如有急事，请联系我的同事。",
    "您的邮件已收到，我会尽快回复您。",
    "我目前不在办公室，将于周一回来，届时尽快回复。",
    "Tack för ditt mejl. Jag är inte på kontoret till och med 3 juli. Kontakta Lars vid akuta ärenden.",
    "Jag har semester och är tillbaka den 12 augusti. Då svarar jag på ditt mejl.",
]
PEOPLE = [
    "I am out of office next week, but I'd like to say yes.",
    "I am on leave until Monday, so I shall miss the webinar. Could someone send the recording?",
    "I will be out of the office when the dialogue starts. My answer to question two: unpaid care work is "
    "counted in our "
    "time-use survey since 2016, and the parliament used it for the budget.",
    "We closed the clinic in June. In my country women on maternity leave lose their seat in the council, and nobody "
    "speaks of it. The law of 2014 changed nothing.",
    "Estoy de vacaciones pero quiero participar: sí al seminario.",
    "La semana próxima estaré fuera de la oficina. ¿Podemos mover el diálogo al jueves?",
    "Je suis en congé la semaine prochaine mais je voudrais bien participer au dialogue.",
    "Je serai absente le 12 ; la question des quotas a été débattue au parlement en 2013 et la loi "
    "organique en prévoit la "
    "parité, que personne n'applique dans les communes rurales.",
    "Estou de férias, mas gostaria de participar do seminário.",
    "Ich bin nächste Woche im Urlaub, möchte aber trotzdem teilnehmen.",
    "La prossima settimana sono in ferie, ma vorrei partecipare al seminario.",
    "Ik ben volgende week met vakantie, maar ik wil graag meedoen.",
    "Я в отпуске, но хотел бы участвовать в обсуждении.",
    "أنا في إجازة لكن أود المشاركة في الحوار.",
    "来週は休暇ですが、ぜひ参加したいと思います。",
    "我下周休假，但是我想参加讨论。",
    "Jag har semester nästa vecka men jag vill gärna vara med.",
    "Parental leave is what our ministry debates now: twelve weeks for fathers, paid by the state.",
    "Yes.",
    "",
]


@pytest.mark.parametrize("body", MACHINES)
def test_what_a_machine_says_for_somebody_away_is_no_post(body: str) -> None:
    assert of(body) is Automatic.AUTO_REPLY


@pytest.mark.parametrize("body", PEOPLE)
def test_what_a_person_says_of_being_away_is_theirs(body: str) -> None:
    assert of(body) is None


def test_words_under_which_our_letter_is_quoted_are_a_persons() -> None:
    assert of("I am away until Monday, I will reply on my return.\n\n> What do you think?\n> Ana") is None


@pytest.mark.parametrize(
    ("subject", "is_machine"),
    [
        ("Automatic reply: Dialogue", True),
        ("Auto: Dialogue", True),
        ("Re: Automatic reply: Dialogue", False),
        ("[Auto-Reply] Dialogue", True),
        ("OOO: Dialogue", True),
        ("Respuesta automática: Diálogo", True),
        ("Réponse automatique : Dialogue", True),
        ("Resposta automática: Diálogo", True),
        ("Automatische Antwort: Dialog", True),
        ("Abwesenheitsnotiz", True),
        ("Risposta automatica: Dialogo", True),
        ("Automatisch antwoord: Dialoog", True),
        ("Автоматический ответ: Диалог", True),
        ("رد تلقائي: حوار", True),
        ("自動応答: 対話", True),
        ("自动回复: 对话", True),
        ("Automatiskt svar: Dialog", True),
        ("Please confirm your message to bob", True),
        ("ezmlm warning", True),
        ("confirm 4f1a9d0c2b7e6f5a4d3c2b1a0f9e8d7c6b5a4938", True),
        ("On holiday", False),
        ("Vacation policies in the public service", False),
        ("Automatic enrolment of women in the register", False),
        ("Im Urlaub", False),
        ("Réponse à la question 2", False),
        ("Confirm your seats for the webinar", False),
        ("Autonomy and leadership", False),
        ("Auto-organisation des femmes", False),
    ],
)
def test_a_subject_tells_a_machine(subject: str, is_machine: bool) -> None:
    assert (of("Thoughts on that.", subject) is Automatic.AUTO_REPLY) == is_machine


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (["Precedence: bulk"], Automatic.BULK),
        (["Precedence: bulk", "In-Reply-To: <1@example.net>"], None),
        (["Precedence: bulk", "User-Agent: Mozilla/5.0 Thunderbird/38"], None),
        (["Precedence: list", "Sender: owner-friends@lists.example.net"], None),
        (["Precedence: bulk", "X-Mailer: MailChimp Mailer"], Automatic.BULK),
        (["List-Unsubscribe: <https://x.example/u>", "Feedback-ID: 1:2:3"], Automatic.BULK),
        (["List-Unsubscribe: <mailto:u@x.example>", "X-Mailer: Apple Mail (2.543)"], None),
        (["X-Auto-Response-Suppress: All"], Automatic.AUTO_REPLY),
        (["X-Auto-Response-Suppress: DR, OOF, AutoReply"], Automatic.AUTO_REPLY),
        (["X-Auto-Response-Suppress: OOF, AutoReply", "X-MS-Has-Attach: ", "In-Reply-To: <1@example.net>"], None),
        (["Auto-Submitted: (a comment) auto-replied"], Automatic.AUTO_REPLY),
        (["Auto-Submitted: no (really)"], None),
        (["Delivered-To: Autoresponder"], Automatic.AUTO_REPLY),
        (["X-Autorespond:"], Automatic.AUTO_REPLY),
        (["X-MS-Exchange-Inbox-Rules-Loop: ana@example.org"], Automatic.AUTO_REPLY),
        (["X-Boxbe: 1"], Automatic.AUTO_REPLY),
        (["Return-Path: <>"], Automatic.AUTO_REPLY),
    ],
)
def test_marks_of_machines_are_weighed_against_those_of_people(fields: list[str], kind: Automatic | None) -> None:
    assert of("Thoughts on that.", "Dialogue", *fields) is kind
