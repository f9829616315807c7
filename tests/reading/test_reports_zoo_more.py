"""More reports in words: gateways, filters, phones, and systems that few people still run."""

from __future__ import annotations

import pytest

from mailcop.reading import read
from mailcop.words import Automatic, BounceKind

P, T, D = BounceKind.PERMANENT, BounceKind.TEMPORARY, BounceKind.DELAYED
OLD = "\nReceived: from x by y; Mon, 4 Mar 2019 10:00:00 +0100\nFrom: ana@example.org\nSubject: Quota\n"

# name: (From, Subject, text, what it says of whom)
ZOO: dict[str, tuple[str, str, str, dict[str, BounceKind]]] = {
    "activehunter": (
        "MAILER-DAEMON@mx.example.net",
        "FAILURE NOTICE :",
        "  ----- The following addresses had permanent fatal errors -----\n\n>>> bob@example.com "
        "<bob@example.com>\n\n"
        "  ----- non-delivered information -----\n550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n",
        {"bob@example.com": P},
    ),
    "james": (
        "postmaster@mx.example.net",
        "[BOUNCE]",
        "Hi. This is the James mail server at mx.example.net.\nI'm afraid I wasn't able to deliver your "
        "message to the "
        "following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.  "
        "Below\nI include the "
        "list of recipients and the reason why I was unable to deliver\nyour message.\n\nFailed recipient(s):\n"
        "bob@example.com\n\nError message:\n550 5.1.1 User unknown\n",
        {"bob@example.com": P},
    ),
    "biglobe": (
        "postmaster@biglobe.ne.jp",
        "Returned mail: Mailbox full",
        "   ----- The following addresses had delivery problems -----\nbob@biglobe.example\n\n   ----- Non-delivered "
        "information -----\nThe number of messages in recipient's mailbox exceeded the local limit.\n",
        {"bob@biglobe.example": T},
    ),
    "1und1": (
        '"Mail Delivery System" <mailer-daemon@kundenserver.de>',
        "Mail delivery failed: returning message to sender",
        "A message that you sent could not be delivered to one or more of\nits recipients. This is a "
        "permanent error. "
        'The following address\nfailed:\n\n"bob@example.de":\nSMTP error from remote server after RCPT command:\nhost: '
        "mx.example.de\n5.1.1 <bob@example.de>... User Unknown\n\n--- The header of the original message is "
        "following. "
        f"---{OLD}",
        {"bob@example.de": P},
    ),
    "kddi": (
        "no-reply@app.example.jp",
        "Mail delivery failed",
        "Your mail sent on: Thu, 29 Apr 2010 11:04:47 +0900\nCould not be delivered to: bob@au.example\nAs "
        "their mailbox "
        "is full.\n",
        {"bob@au.example": T},
    ),
    "mailfoundry": (
        "MAILER-DAEMON@mx.example.net",
        "Message delivery has failed",
        "This is a MIME encapsulated message\n\nUnable to deliver message to: <bob@example.com>\nDelivery "
        "failed for the "
        "following reason:\nServer mx.example.com[192.0.2.2] failed with: 550 <bob@example.com> No such user here\n\n"
        "This has been a permanent failure.  No further delivery attempts will be made.\n",
        {"bob@example.com": P},
    ),
    "mailmarshal": (
        "MailMarshal <postmaster@mx.example.net>",
        'Undeliverable Mail: "Quota"',
        "Your message:\n   From:    ana@example.org\n   Subject: Quota\n\nCould not be delivered because "
        "of\n\n550 5.1.1 "
        "User unknown\n\nThe following recipients were affected: \n    bob@example.com\n    eve@example.com\n",
        {"bob@example.com": P, "eve@example.com": P},
    ),
    "mcafee": (
        "Mail Delivery System <MAILER-DAEMON@mx.example.net>",
        "Delivery Status",
        "--- The following addresses had delivery problems ---\n\n<bob@example.com>   (User unknown "
        "bob@example.com)\n\n",
        {"bob@example.com": P},
    ),
    "a bracket behind": (
        "Mail Deliver System <MAILER-DAEMON@example.com>",
        "Returned Mail: User unknown",
        "The original message was received at Thu, 29 Apr 2010 23:34:45 +0900\nfrom "
        "ana@example.org\n\n---The following "
        "addresses had delivery errors---\n\nbob@example.com [User unknown]\n",
        {"bob@example.com": P},
    ),
    "mailchannels": (
        "mail-safe@mx.example.net",
        "There was an error sending your mail",
        "We had trouble delivering your message. Full details follow:\n\nSubject: 'Quota'\nDate: 'Thu, 29 "
        "Apr 2012'\n\n1 "
        "error(s):\n\nSMTP Server <mx.example.com> rejected recipient <bob@example.com> \n  (Error following RCPT "
        "command). It responded as follows: [550 5.1.1 <bob@example.com>: User unknown]\n",
        {"bob@example.com": P},
    ),
    "zoho": (
        "mailer-daemon@mail.zoho.example",
        "Mail Delivery Status Notification",
        "This message was created automatically by mail delivery software.\nA message that you sent could not be "
        "delivered to one or more of its recipients. This is a permanent error. \n\nbob@example.com Invalid Address, "
        "ERROR_CODE :550, ERROR_CODE :5.1.1 <bob@example.com>... User Unknown\n",
        {"bob@example.com": P},
    ),
    "surfcontrol": (
        "Mail Administrator <postmaster@example.net>",
        "Undeliverable: Quota",
        "Your message could not be sent.\nA transcript of the attempts to send the message follows.\nThe number of "
        "attempts made: 1\nAddressed To: bob@example.com\n\nThu 29 Apr 2010 23:34:45 +0900\nFailed to send "
        "to identified "
        "host,\nbob@example.com: [192.0.2.5], 550 bob@example.com... No such user\n--- Message non-deliverable.\n",
        {"bob@example.com": P},
    ),
    "sendmail 5": (
        "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>",
        "Returned mail: User unknown",
        "   ----- Transcript of session follows -----\nWhile talking to mx.example.com:\n>>> RCPT "
        "To:<bob@example.com>\n"
        "<<< 550 <bob@example.com>, User Unknown\n550 <bob@example.com>... User unknown\n\n   ----- Unsent message "
        f"follows -----{OLD}",
        {"bob@example.com": P},
    ),
    "m-filter": (
        "postmaster@mx.example.jp",
        "failure notice",
        "bob@example.jp\n-------server message \nR:550 5.1.1 <bob@example.jp>... User "
        "Unknown\n-------original message \n"
        f"{OLD}",
        {"bob@example.jp": P},
    ),
    "notes": (
        "Mail Router <postmaster@example.net>",
        "DELIVERY FAILURE: Quota",
        "------- Failure Reasons  --------\n\nUser not listed in public Name & Address "
        "Book\nbob@notes.example\n\n------- "
        f"Returned Message --------{OLD}",
        {"bob@notes.example": P},
    ),
    "dragonfly": (
        "MAILER-DAEMON <>",
        "Mail delivery failed",
        "This is the DragonFly Mail Agent v0.11 at mx.example.net.\n\nThere was an error delivering your mail to "
        "<bob@example.com>.\n\nmx.example.com [192.0.2.1] did not like our RCPT TO:\n550 5.1.1 <bob@example.com>: "
        "Recipient address rejected: User unknown\n\nMessage headers follow.\n",
        {"bob@example.com": P},
    ),
    "powermta": (
        "mailer-daemon@mx.example.net",
        "Delivery report",
        "Hello, this is the mail server on mx.example.net.\n\nI am sending you this message to inform you "
        "on the delivery "
        "status of a\nmessage you previously sent.  Immediately below you will find a list of\nthe affected "
        "recipients;  "
        "also attached is a Delivery Status Notification\n(DSN) report in standard format, as well as the "
        "headers of the "
        "original\nmessage.\n\n  <bob@example.com>  delivery failed; will not continue trying\n",
        {"bob@example.com": P},
    ),
    "barracuda": (
        "Barracuda Spam Firewall <postmaster@example.net>",
        "**Message you sent blocked by our bulk email filter**",
        "Your message to: bob@example.com\nwas blocked by our Spam Firewall. The email you sent with the following "
        "subject has NOT BEEN DELIVERED:\n\nSubject: Quota\n",
        {"bob@example.com": T},
    ),
    "ironport": (
        "Mail Delivery System <MAILER-DAEMON@mx.example.net>",
        "Delivery Status Notification (Failure)",
        "The following message to <bob@example.com> was undeliverable.\nThe reason for the problem:\n5.1.0 "
        "- Unknown address "
        "error 550-'5.1.1 <bob@example.com>: Recipient address rejected: User unknown'\n",
        {"bob@example.com": P},
    ),
    "ironport, expired": (
        "Mail Delivery System <MAILER-DAEMON@mx.example.net>",
        "Delivery Status Notification (Failure)",
        "The following message to <bob@example.com> was undeliverable.\nThe reason for the problem:\n5.4.7 "
        "- Delivery expired "
        "(message too old) 'timeout'\n",
        {"bob@example.com": T},
    ),
    "surgemail": (
        "Postmaster@mx.example.net",
        "Delivery Failure",
        "Your message has encountered delivery problems\nto the following "
        "recipient(s):\n\nbob@example.com\n(Was addressed "
        "to robert@example.net)\nDelivery failed\n550 No such user\n",
        {"bob@example.com": P},
    ),
    "zimbra": (
        "MAILER-DAEMON@mx.example.net (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        "<bob@example.com>: host mx.example.com[192.0.2.1] said: 452 4.2.2 Over quota (in\n    reply to end of DATA "
        "command)\n",
        {"bob@example.com": T},
    ),
    "exchange, french": (
        "Microsoft Outlook <postmaster@example.net>",
        "Non remis : Quota",
        "Échec de la remise aux destinataires ou groupes suivants :\n\nbob@example.com\nL'adresse de "
        "messagerie que vous "
        "avez entrée est introuvable. Vérifiez l'adresse.\n\nInformations de diagnostic pour les "
        "administrateurs :\n\n"
        "Serveur de génération : mx.example.net\n\nbob@example.com\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; "
        "not found ##\n",
        {"bob@example.com": P},
    ),
    "exchange, spanish": (
        "Microsoft Outlook <postmaster@example.net>",
        "No se puede entregar: Quota",
        "No se pudo entregar el mensaje a los siguientes destinatarios o grupos:\n\nbob@example.com\nEl "
        "buzón del destinatario "
        "está lleno y no puede aceptar mensajes en este momento.\n",
        {"bob@example.com": T},
    ),
    "exchange, german": (
        "Microsoft Outlook <postmaster@example.net>",
        "Unzustellbar: Quota",
        "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\nbob@example.com\nDie "
        "eingegebene "
        "E-Mail-Adresse konnte nicht gefunden werden.\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound ##\n",
        {"bob@example.com": P},
    ),
    "gmail in spanish": (
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Failure)",
        "** No se ha encontrado la dirección **\n\nTu mensaje no se ha entregado a bob@example.com porque "
        "no se ha encontrado "
        "la dirección o porque esta no puede recibir correo.\n\nLa respuesta del servidor remoto es:\n\n550 "
        "5.1.1 No such "
        "user\n",
        {"bob@example.com": P},
    ),
    "gmail in french, full": (
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Failure)",
        "** Boîte de réception du destinataire pleine **\n\nVotre message n'a pas pu être distribué à "
        "bob@example.com. Sa boîte "
        "de réception est pleine ou reçoit trop d'e-mails en même temps.\n",
        {"bob@example.com": T},
    ),
    "terra": (
        "MAILER-DAEMON@terra.com.br",
        "Mensagem devolvida",
        "Sua mensagem não pôde ser entregue ao destinatário abaixo:\n\n<bob@terra.example>\n\nCaixa postal "
        "do destinatário "
        "cheia.\n",
        {"bob@terra.example": T},
    ),
    "free": (
        "MAILER-DAEMON@free.fr (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        "Message non remis.\n\n<bob@free.example>: host mx.free.example[192.0.2.3] said: 550 5.2.1 This "
        "mailbox has been "
        "blocked due to inactivity\n",
        {"bob@free.example": P},
    ),
    "sina": (
        "MAILER-DAEMON@sina.example",
        "系统退信",
        "您的邮件没有能够送达，因为接收者的邮箱空间已满。\n\n  bob@sina.example\n",
        {"bob@sina.example": T},
    ),
    "arabic": (
        "postmaster@example.net",
        "تعذر التسليم: حصة",
        "لم يتم تسليم الرسالة إلى المستلمين التاليين:\n\nbob@example.com\n\nعنوان البريد غير موجود.\n",
        {"bob@example.com": P},
    ),
    "swedish": (
        "postmaster@example.se",
        "Kunde inte levereras: Kvot",
        "Ditt meddelande kunde inte levereras till följande mottagare:\n\nbob@example.se\n\nAdressen finns inte.\n",
        {"bob@example.se": P},
    ),
    "italian": (
        "postmaster@example.it",
        "Non recapitabile: Quota",
        "Impossibile recapitare il messaggio ai destinatari seguenti:\n\nbob@example.it\n\nLa casella è piena.\n",
        {"bob@example.it": T},
    ),
    "dutch": (
        "postmaster@example.nl",
        "Onbestelbaar: Quotum",
        "Uw bericht kon niet worden bezorgd bij:\n\nbob@example.nl\n\nOnbekende gebruiker.\n",
        {"bob@example.nl": P},
    ),
    "greylisted and waiting": (
        "MAILER-DAEMON@mx.example.net (Mail Delivery System)",
        "Delayed Mail (still being retried)",
        "####################################################################\n# THIS IS A WARNING ONLY.  "
        "YOU DO NOT NEED "
        "TO RESEND YOUR MESSAGE. "
        "#\n####################################################################\n\nYour message "
        "could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old.\n\n"
        "<bob@example.com>: host mx.example.com[192.0.2.1] said: 450 4.2.0\n    <bob@example.com>: Greylisted\n",
        {"bob@example.com": D},
    ),
}


@pytest.mark.parametrize("name", ZOO)
def test_a_rarer_report_names_whom_it_did_not_reach_and_for_how_long(name: str) -> None:
    author, subject, text, expected = ZOO[name]
    mail = f"From: {author}\nTo: general-bounces@cop.example.org\nSubject: {subject}\nContent-Type: text/plain; "
    letter = read(f"{mail}charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}".encode())
    assert letter.automatic is Automatic.BOUNCE
    assert letter.bounce is not None
    assert {one.address: one.kind for one in letter.bounce.recipients} == expected
