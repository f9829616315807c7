"""Reports in words, in the shapes that mail systems give them: whom they name, and how final their word is."""

from __future__ import annotations

import pytest

from mailcop.reading import read
from mailcop.words import Automatic, BounceKind

P, T, D, N = BounceKind.PERMANENT, BounceKind.TEMPORARY, BounceKind.DELAYED, BounceKind.NONE
RETURNED = "Return-Path: <general-bounces@cop.example.org>\nFrom: Ana <ana@example.org>\nSubject: Gender quota\n"

# name: (From, Subject, text, what it says of whom)
ZOO: dict[str, tuple[str, str, str, dict[str, BounceKind]]] = {
    "exim": (
        "Mail Delivery System <Mailer-Daemon@mx.example.net>",
        "Mail delivery failed: returning message to sender",
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
        "delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) "
        "failed:\n\n"
        "  bob@example.com\n    host mx.example.com [192.0.2.1]\n    SMTP error from remote mail server "
        "after RCPT TO:"
        "<bob@example.com>:\n    550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown\n"
        "  eve@example.net\n    retry timeout exceeded\n\n------ This is a copy of the message, including all the "
        "headers. ------\n\n" + RETURNED,
        {"bob@example.com": P, "eve@example.net": T},
    ),
    "exim, unrouteable": (
        "Mail Delivery System <Mailer-Daemon@mx.example.net>",
        "Mail delivery failed: returning message to sender",
        "A message that you sent could not be delivered to one or more of its\nrecipients. This is a "
        "permanent error. "
        "The following address(es) failed:\n\n  bob@nowhere.example\n    Unrouteable address\n\n" + RETURNED,
        {"bob@nowhere.example": P},
    ),
    "exim, delayed": (
        "Mail Delivery System <Mailer-Daemon@mx.example.net>",
        "Warning: message 1Abc-0001-Xy delayed 24 hours",
        "This message was created automatically by mail delivery software.\nA message that you sent has not yet been "
        "delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.net.\n\n"
        "The message identifier is:     1Abc-0001-Xy\nThe subject of the message is: Gender quota\n\nThe address to "
        "which the message has not yet been delivered is:\n\n  bob@example.com\n    host mx.example.com: 450 4.7.1 "
        "greylisted\n\nNo action is required on your part. Delivery attempts will continue for\nsome time.\n",
        {"bob@example.com": D},
    ),
    "sendmail": (
        "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>",
        "Returned mail: see transcript for details",
        "The original message was received at Mon, 4 Mar 2019 10:00:00 +0100\nfrom cop.example.org [192.0.2.7]\n\n"
        "   ----- The following addresses had permanent fatal errors -----\n<bob@example.com>\n    (reason: "
        "550 5.1.1 "
        "<bob@example.com>... User unknown)\n    (expanded from: <robert@example.net>)\n\n"
        "   ----- Transcript of session follows -----\n... while talking to mx.example.com.:\n>>> RCPT "
        "To:<bob@example.com>\n<<< 550 5.1.1 <bob@example.com>... User unknown\n550 5.1.1 <bob@example.com>... User "
        "unknown\n",
        {"bob@example.com": P, "robert@example.net": P},
    ),
    "sendmail, still trying": (
        "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.net>",
        "Warning: could not send message for past 4 hours",
        "    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n"
        "    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n"
        "The original message was received at Mon, 4 Mar 2019 10:00:00 +0100\n\n   ----- The following addresses had "
        "transient non-fatal errors -----\n<bob@example.com>\n\n   ----- Transcript of session follows -----\n"
        "<bob@example.com>... Deferred: Connection timed out with mx.example.com.\nWarning: message still "
        "undelivered after 4 hours\nWill keep trying until message is 5 days old\n",
        {"bob@example.com": D},
    ),
    "postfix without fields": (
        "MAILER-DAEMON@mx.example.net (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        "This is the mail system at host mx.example.net.\n\nI'm sorry to have to inform you that your message could "
        "not\nbe delivered to one or more recipients. It's attached below.\n\nFor further assistance, "
        "please send mail "
        "to postmaster.\n\n                   The mail system\n\n<bob@example.com> (expanded from "
        "<robert@example.net>): "
        "host mx.example.com[192.0.2.1] said: 550-5.1.1 The email\n    account that you tried to reach does "
        "not exist. "
        "Please try double-checking\n    the recipient's email address for typos (in reply to RCPT TO command)\n\n"
        "<eve@example.com>: mail for example.com loops back to myself\n",
        {"bob@example.com": P, "eve@example.com": T},
    ),
    "postfix, gave up waiting": (
        "MAILER-DAEMON@mx.example.net (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        "I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n"
        "<bob@example.com>: connect to mx.example.com[192.0.2.1]:25: Connection timed out\n",
        {"bob@example.com": T},
    ),
    "qmail": (
        "MAILER-DAEMON@mx.example.net",
        "failure notice",
        "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to "
        "the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        "<bob@example.com>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 No such user "
        "here\nGiving up on "
        "192.0.2.1.\n\n<eve@example.net>:\nI'm not going to try again; this message has been in the queue "
        "too long.\n\n"
        "--- Below this line is a copy of the message.\n\n" + RETURNED,
        {"bob@example.com": P, "eve@example.net": T},
    ),
    "exchange 2003": (
        "System Administrator <postmaster@mx.example.net>",
        "Undeliverable: Gender quota",
        "Your message\n\n  To:      General\n  Subject: Gender quota\n  Sent:    Mon, 4 Mar 2019 10:00:00 +0100\n\n"
        "did not reach the following recipient(s):\n\nbob@example.com on Mon, 4 Mar 2019 10:00:05 +0100\n   "
        " The e-mail "
        "account does not exist at the organization this message was sent to.\n    Check the e-mail address, or "
        "contact the recipient directly to find out the correct address.\n            <mx.example.net #5.1.1>\n",
        {"bob@example.com": P},
    ),
    "exchange 2010": (
        "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.net>",
        "Undeliverable: Gender quota",
        "Delivery has failed to these recipients or groups:\n\nbob@example.com<mailto:bob@example.com>\nThe e-mail "
        "address you entered couldn't be found. Please check the recipient's e-mail address and try to resend the "
        "message. If the problem continues, please contact your helpdesk.\n\nDiagnostic information for "
        "administrators:\n\nGenerating server: mx.example.net\n\nbob@example.com\n#550 5.1.1 "
        "RESOLVER.ADR.RecipNotFound;"
        " not found ##\n\nOriginal message headers:\n\nReceived: from x\n",
        {"bob@example.com": P},
    ),
    "office 365, full": (
        "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.net>",
        "Undeliverable: Gender quota",
        "Your message to bob@example.com couldn't be delivered.\n\nThe recipient's mailbox is full and can't accept "
        "messages now.\n\n550 5.2.2 The recipient's mailbox is full\n",
        {"bob@example.com": T},
    ),
    "gmail of old": (
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Failure)",
        "Delivery to the following recipient failed permanently:\n\n     bob@example.com\n\nTechnical details of "
        "permanent failure: \nGoogle tried to deliver your message, but it was rejected by the recipient domain. We "
        "recommend contacting the other email provider for further information about the cause of this error. The "
        "error that the other server returned was: 550 550 5.1.1 <bob@example.com>: Recipient address rejected: User "
        "unknown (state 14).\n\n----- Original message -----\n\n" + RETURNED,
        {"bob@example.com": P},
    ),
    "gmail of old, delay": (
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Delay)",
        "This is an automatically generated Delivery Status Notification\n\nTHIS IS A WARNING MESSAGE "
        "ONLY.\n\nYOU DO "
        "NOT NEED TO RESEND YOUR MESSAGE.\n\nDelivery to the following recipient has been delayed:\n\n     "
        "bob@example.com\n\nMessage will be retried for 2 more day(s)\n",
        {"bob@example.com": D},
    ),
    "yahoo": (
        "MAILER-DAEMON@yahoo.com",
        "Failure Notice",
        "Sorry, we were unable to deliver your message to the following "
        "address.\n\n<bob@example.com>:\n554: delivery "
        "error: dd This user doesn't have a yahoo.com account (bob@example.com) [0] - mta1\n\n--- Below "
        "this line is a "
        "copy of the message.\n\n" + RETURNED,
        {"bob@example.com": P},
    ),
    "domino": (
        "Postmaster@example.net",
        "DELIVERY FAILURE: User bob (bob@example.com) not listed in public Name & Address Book",
        "Your message\n\n  Subject: Gender quota\n\nwas not delivered to:\n\n  "
        "bob@example.com\n\nbecause:\n\n  User bob "
        "(bob@example.com) not listed in public Name & Address Book\n",
        {"bob@example.com": P},
    ),
    "groupwise": (
        "postmaster@example.net",
        "Message status - undeliverable",
        "The message that you sent was undeliverable to the following:\n\tbob@example.com (user not found)\n\n"
        "Possibly truncated original message follows:\n\n",
        {"bob@example.com": P},
    ),
    "messagelabs": (
        "MAILER-DAEMON@messagelabs.com",
        "failure notice",
        "This is the mail delivery agent at messagelabs.com.\nI was unable to deliver your message to the following "
        "addresses:\n\nbob@example.com\n\nReason: 550 Invalid recipient <bob@example.com> (#5.1.1)\n\nThe message "
        "subject was: Gender quota\nThe message date was: Mon, 4 Mar 2019\nThe message identifier was: 0B/57\n",
        {"bob@example.com": P},
    ),
    "imail": (
        "Postmaster <postmaster@example.net>",
        "Undeliverable Mail",
        "Unknown host: bob@nowhere.example\n\nOriginal message follows.\n\n" + RETURNED,
        {"bob@nowhere.example": P},
    ),
    "mailenable": (
        "Delivery Subsystem <POSTMASTER@example.net>",
        "Message Delivery Failure",
        "MailEnable: Message could not be delivered to some recipients.\nThe following recipient(s) could not be "
        "reached:\n\n\tRecipient: [SMTP:bob@example.com]\n\tReason: Mailbox is full\n\n\nMessage headers follow:\n\n"
        + RETURNED,
        {"bob@example.com": T},
    ),
    "mdaemon, unknown": (
        "MDaemon@example.net",
        "Warning: bob@example.com - User unknown!",
        "bob@example.com - no such user here.\n\nThere is no user by that name at this server.\n",
        {"bob@example.com": P},
    ),
    "opensmtpd": (
        "Mailer Daemon <MAILER-DAEMON@mx.example.net>",
        "Delivery status notification: error",
        "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred "
        "while attempting to deliver a message for\n    the following list of "
        "recipients:\n\nbob@example.com: 550 5.1.1 "
        "User does not exist\n\n    Below is a copy of the original message:\n\n" + RETURNED,
        {"bob@example.com": P},
    ),
    "courier": (
        '"Courier mail server at mx.example.net" <postmaster@mx.example.net>',
        "NOTICE: mail delivery status.",
        "This is a delivery status notification from mx.example.net,\nrunning the Courier mail server.\n\n"
        "UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<bob@example.com>:\n"
        "    mx.example.com [192.0.2.1]:\n>>> RCPT TO:<bob@example.com>\n<<< 550 User unknown.\n",
        {"bob@example.com": P},
    ),
    "a policy of theirs": (
        "Mail Delivery System <Mailer-Daemon@mx.example.net>",
        "Mail delivery failed: returning message to sender",
        "The following address(es) failed:\n\n  bob@example.com\n    SMTP error from remote mail server after end of "
        "data:\n    554 5.7.1 Message rejected as spam; your IP is listed at bl.example.net\n\n" + RETURNED,
        {"bob@example.com": T},
    ),
    "too large": (
        "MAILER-DAEMON@mx.example.net (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        "I'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n"
        "<bob@example.com>: message size 30000000 exceeds size limit 10240000 of server mx.example.com[192.0.2.1]\n",
        {"bob@example.com": T},
    ),
    "docomo": (
        "Mail Delivery Subsystem <MAILER-DAEMON@docomo.ne.jp>",
        "Returned mail: User unknown",
        "The following addresses had permanent fatal errors\n<bob..smith.@docomo.ne.jp>\n\n550 Unknown user "
        "bob..smith.@docomo.ne.jp\n",
        {"bob..smith.@docomo.ne.jp": P},
    ),
    "kddi": (
        "Postmaster@ezweb.ne.jp",
        "Mail System Error - Returned Mail",
        "Each of the following recipients was rejected by a remote mail server.\nThe reasons given by the server are "
        "included to help you determine why\neach recipient was rejected.\n\n    Recipient: <bob@ezweb.ne.jp>\n    "
        "Reason:    <bob@ezweb.ne.jp>... User Unknown\n\n\nPlease reply to <Postmaster@ezweb.ne.jp>\nif you "
        "feel this "
        "message to be in error.\n",
        {"bob@ezweb.ne.jp": P},
    ),
    "japanese": (
        "postmaster@mx.example.jp",
        "配信不能通知",
        "以下の宛先にメールを配信できませんでした。\n\n宛先: <bob@example.jp>\n理由: ユーザーが存在しません。\n",
        {"bob@example.jp": P},
    ),
    "japanese, full": (
        "postmaster@mx.example.jp",
        "メール配信エラー",
        "メールボックスの容量が一杯のため、メールを配信できませんでした。\n\n  bob@example.jp\n",
        {"bob@example.jp": T},
    ),
    "mail.ru": (
        "Mail Delivery System <mailer-daemon@corp.mail.ru>",
        "Ваше сообщение не доставлено. Mail failure.",
        "Это письмо создано автоматически сервером Mail.Ru, отвечать на него не нужно.\n\nК сожалению, Ваше "
        "письмо не "
        "может быть доставлено одному или нескольким получателям:\n\n**********************\n\nbob@mail.example "
        "(user not found)\n",
        {"bob@mail.example": P},
    ),
    "yandex": (
        "mailer-daemon@yandex.ru",
        "Недоставленное сообщение",
        "Это сообщение отправлено почтовым сервером yandex.ru.\n\nК сожалению, мы вынуждены сообщить Вам о том, что "
        "Ваше письмо не может\nбыть отправлено одному или нескольким адресатам.\n\n<bob@example.com>: host "
        "mx.example.com[192.0.2.1] said: 552 5.2.2 Mailbox size limit exceeded\n",
        {"bob@example.com": T},
    ),
    "german": (
        "Mail Delivery System <mailer-daemon@kundenserver.de>",
        "Mail delivery failed: returning message to sender",
        "Ihre Nachricht konnte nicht zugestellt werden.\n\nbob@example.de:\n  Postfach ist voll\n",
        {"bob@example.de": T},
    ),
    "german, gone": (
        "postmaster@t-online.de",
        "Unzustellbar: Gender quota",
        "Ihre Nachricht an folgenden Empfänger konnte nicht zugestellt werden:\n\nbob@example.de\n\nGrund: "
        "Der Empfänger "
        "ist nicht bekannt.\n",
        {"bob@example.de": P},
    ),
    "french": (
        "Mail Delivery System <mailer-daemon@orange.fr>",
        "Échec de la remise de votre message",
        "Votre message n'a pas pu être remis aux destinataires suivants :\n\n<bob@example.fr> : adresse inconnue "
        "(550 5.1.1)\n",
        {"bob@example.fr": P},
    ),
    "spanish": (
        "postmaster@example.es",
        "No se puede entregar: Gender quota",
        "Su mensaje no se pudo entregar a los siguientes destinatarios:\n\n  bob@example.es\n\nEl buzón "
        "está lleno.\n",
        {"bob@example.es": T},
    ),
    "portuguese": (
        "postmaster@uol.com.br",
        "Falha na entrega de mensagem",
        "Não foi possível entregar a mensagem para: bob@example.com.br\n\nMotivo: usuário desconhecido\n",
        {"bob@example.com.br": P},
    ),
    "qq": (
        "PostMaster@qq.com",
        "系统退信/Systems bounce",
        "抱歉，您的邮件被退回来了……\n\n收件人邮件地址：bob@qq.example\n退信原因：收件人邮件地址不存在，邮"
        "件无法送达。\nhost mx.qq.example said: 550 Mailbox not "
        "found\n",
        {"bob@qq.example": P},
    ),
    "163": (
        "Postmaster@163.com",
        "系统退信",
        "很抱歉，您发送的邮件无法送达，被退回。\n\n收件人：<bob@163.example>\n原因：收件人邮箱已满\n",
        {"bob@163.example": T},
    ),
    "naver": (
        "postmaster@naver.com",
        "[NAVER] 메일 전송 실패 안내",
        "메일이 전송되지 못했습니다.\n\n받는사람: bob@naver.example\n사유: 존재하지 않는 사용자입니다 (550 "
        "5.1.1 No such user)\n",
        {"bob@naver.example": P},
    ),
    "an appliance that says nothing": (
        "mailer-daemon@fax.example.net",
        "Report",
        "Something went wrong.\n",
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ZOO)
def test_a_report_in_words_names_whom_it_did_not_reach_and_for_how_long(name: str) -> None:
    author, subject, text, expected = ZOO[name]
    mail = f"From: {author}\nTo: general-bounces@cop.example.org\nSubject: {subject}\nContent-Type: text/plain; "
    letter = read(f"{mail}charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}".encode())
    assert letter.automatic is Automatic.BOUNCE
    assert letter.bounce is not None
    assert {one.address: one.kind for one in letter.bounce.recipients} == expected
