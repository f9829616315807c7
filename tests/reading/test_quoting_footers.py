"""What lists and their hosts set below a mail is folded as a footer."""

from __future__ import annotations

import pytest

from mailcop.reading.quoting import fold

OWN = "Yes, on Friday."
FOOTERS = (
    "_______________________________________________\nGeneral mailing"
    " list\nGeneral@lists.example.org\nhttps://lists.example.org/mailman/listinfo/general",
    "_______________________________________________\nGeneral mailing list -- general@lists.example.org\nTo"
    " unsubscribe send an email to general-leave@lists.example.org",
    "-- \nYou received this message because you are subscribed to the Google Groups \"General\" group.\nTo"
    " unsubscribe from this group and stop receiving emails from it, send an email to"
    " general+unsubscribe@googlegroups.com.\nTo view this discussion on the web visit"
    " https://groups.google.com/d/msgid/general/x.",
    "--~--~---------~--~----~------------~-------~--~----~\nYou received this message because you are subscribed to"
    " the Google Groups \"General\" group.\nTo post to this group, send email to"
    " general@googlegroups.com\n-~----------~----~----~----~------~----~------~--~---",
    "------------------------ Yahoo! Groups Sponsor ---------------------~-->\nBuy"
    " things!\n---------------------------------------------------------------------~->\n\nTo unsubscribe from this"
    " group, send an email to:\ngeneral-unsubscribe@yahoogroups.com\n\nYour use of Yahoo! Groups is subject to"
    " http://docs.yahoo.com/info/terms/",
    "__._,_.___\nMessages in this topic (3) Reply (via web post) | Start a new topic\nVisit Your Group\nYahoo!"
    " Groups Terms of Use | Unsubscribe\n__,_._,___",
    "-=-=-=-=-=-=-=-=-=-=-=-\nGroups.io Links: You receive all messages sent to this group.\nView/Reply Online"
    " (#123): https://groups.io/g/general/message/123\nMute This Topic: https://groups.io/mt/1/2\nGroup Owner:"
    " general+owner@groups.io\nUnsubscribe: https://groups.io/g/general/unsub [a@x.example]\n-=-=-=-=-=-=-=-=-=-=-=-",
    "########################################################################\n\nTo unsubscribe from the GENERAL"
    " list, click the following link:\nhttps://www.jiscmail.ac.uk/cgi-bin/webadmin?SUBED1=GENERAL&A=1",
    "############################\n\nAccess the General Home Page and"
    " Archives:\nhttps://listserv.example.org/cgi-bin/wa?A0=GENERAL\n\nTo unsubscribe from the GENERAL list:\nwrite"
    " to: mailto:GENERAL-SIGNOFF-REQUEST@LISTSERV.EXAMPLE.ORG",
    "---\nYou are currently subscribed to general as: a@x.example.\nTo unsubscribe click here:"
    " https://lists.example.org/u?id=1",
    "---------------------------------------------------------------------\nTo unsubscribe, e-mail:"
    " general-unsubscribe@example.org\nFor additional commands, e-mail: general-help@example.org",
    "--\nTo UNSUBSCRIBE, email to general-REQUEST@lists.example.org\nwith a subject of \"unsubscribe\". Trouble?"
    " Contact listmaster@lists.example.org",
    "-------------------------------------------------------\nThis SF.net email is sponsored by:"
    " Something\nhttp://sf.net/x\n_______________________________________________\nGeneral mailing"
    " list\nGeneral@lists.sourceforge.net",
    "_________________________________________________________________\nJoin the world's largest e-mail service with"
    " MSN Hotmail. http://www.hotmail.com",
    "---\nEste correo electrónico ha sido comprobado en busca de virus por Avast"
    " antivirus.\nhttps://www.avast.com/antivirus",
    "Has recibido este mensaje porque estás suscrito al grupo \"General\" de Grupos de Google.\nPara cancelar la"
    " suscripción a este grupo, envía un correo a x@y.example.",
    "-- \nVous recevez ce message, car vous êtes abonné au groupe Google Groupes \"General\".\nPour vous désabonner"
    " de ce groupe, envoyez un e-mail à x@y.example.",
)  # fmt: skip


@pytest.mark.parametrize("footer", FOOTERS)
def test_a_footer_is_folded(footer: str) -> None:
    folded = fold(f"{OWN}\n\n{footer}\n")
    assert folded.visible_text == OWN
    assert {part.kind for part in folded.folds} == {"footer"}


@pytest.mark.parametrize("footer", FOOTERS)
def test_a_footer_below_a_quotation_is_folded_too(footer: str) -> None:
    text = f"{OWN}\n\nOn 20 Jun 2017, Ana <ana@example.org> wrote:\n> Shall we meet?\n\n{footer}\n"
    assert fold(text).visible_text == OWN


def test_a_heading_that_speaks_of_a_list_is_no_footer() -> None:
    text = "Agenda\n===========\n1. The mailing list\n2. Money"
    assert fold(text).visible_text == text


def test_a_link_that_the_author_leads_to_stays() -> None:
    text = "Subscribe here:\n\nhttps://lists.example.org/mailman/listinfo/general"
    assert fold(text).visible_text == text


@pytest.mark.parametrize(
    "list_", ["books@yahoogroups.com", "books@googlegroups.com", "books-request@lists.example.org"]
)
def test_a_rule_above_the_fields_of_a_mail_is_no_footer(list_: str) -> None:
    fields = f"Dari: Ana <ana@example.org>\nKepada: {list_}\nTerkirim: Senin, 20 April, 2009 10:00:00\nJudul: Buku"
    folded = fold(f"{OWN}\n\n________________________________\n{fields}\n\nAda usul?")
    assert (folded.visible_text, [one.kind for one in folded.folds]) == (OWN, ["quote"])
