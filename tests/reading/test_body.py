"""Which body is the author's, and what the structure of HTML says of quotations and signatures."""

from __future__ import annotations

import pytest

from mailcop.reading import read
from mailcop.reading.html_text import to_text
from mailcop.reading.quoting import fold

OWN = "Yes, on Friday."
WORDS = "We have read the report and think that the third chapter should say more about the villages upstream. "
PAGES = {
    "Gmail": (
        '<div dir="ltr">Yes, on Friday.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On'
        ' Tue, Jun 20, 2017 at 9:03 AM Ana &lt;<a href="mailto:ana@example.org">ana@example.org</a>&gt; wrote:'
        '<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">'
        "<div>Shall we meet?</div></blockquote></div>"
    ),
    "Gmail in a language without a table": (
        '<div dir="ltr">Yes, on Friday.</div><div class="gmail_quote"><div class="gmail_attr">ในวันที่ อ. 20 มิ.ย.'
        ' 2017 Ana เขียนว่า<br></div><blockquote class="gmail_quote">Shall we meet?</blockquote></div>'
    ),
    "Outlook for Windows": (
        '<div class="WordSection1"><p class="MsoNormal">Yes, on Friday.<o:p></o:p></p><div'
        ' style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">'
        "<b>From:</b> Ana &lt;ana@example.org&gt; <br><b>Sent:</b> Tuesday, June 20, 2017 9:03 AM<br><b>To:</b>"
        " General<br><b>Subject:</b> Meeting<o:p></o:p></p></div><p class=MsoNormal>Shall we meet?<o:p></o:p></p>"
        "</div>"
    ),
    "Outlook in a language without a table": (
        '<p class="MsoNormal">Yes, on Friday.</p><div style="border:none;border-top:solid #E1E1E1'
        ' 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Foo:</b> Ana &lt;ana@example.org&gt;<br>'
        "<b>Bar:</b> 20/06/2017 09:03<br><b>Baz:</b> General<br><b>Qux:</b> Meeting</p></div><p>Shall we meet?"
        "</p>"
    ),
    "Outlook on the web": (
        '<div dir="ltr">Yes, on Friday.</div><div id="appendonsend"></div><hr style="width:98%" tabindex="-1">'
        '<div id="divRplyFwdMsg" dir="ltr"><b>Von:</b> Ana &lt;ana@example.org&gt;<br><b>Gesendet:</b> Dienstag,'
        " 20. Juni 2017<br><b>An:</b> General<br><b>Betreff:</b> Treffen<div>&nbsp;</div></div><div>Shall we"
        " meet?</div>"
    ),
    "Outlook for iOS": (
        '<div>Yes, on Friday.</div><div id="ms-outlook-mobile-signature">Obtener <a'
        ' href="https://aka.ms/o0ukef">Outlook para iOS</a></div><hr><div id="divRplyFwdMsg"><b>De:</b> Ana'
        " &lt;ana@example.org&gt;<br><b>Enviado:</b> martes, 20 de junio de 2017<br><b>Para:</b> General<br>"
        "<b>Asunto:</b> Reunión</div><div>Shall we meet?</div>"
    ),
    "Yahoo": (
        '<div>Yes, on Friday.</div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>On Tuesday, June 20,'
        " 2017, 09:03:12 AM GMT+2, Ana &lt;ana@example.org&gt; wrote: </div><div><br></div><div>Shall we meet?"
        "<br>Ana</div></div>"
    ),
    "Thunderbird": (
        '<p>Yes, on Friday.</p><div class="moz-cite-prefix">On 20/06/2017 09:03, Ana wrote:<br></div><blockquote'
        ' type="cite" cite="mid:x"><p>Shall we meet?</p></blockquote>'
    ),
    "Proton": (
        '<div>Yes, on Friday.<br></div><div class="protonmail_signature_block"><div'
        ' class="protonmail_signature_block-user">Bob<br>FAO</div></div><div class="protonmail_quote"> On'
        " Tuesday, June 20th, 2017 at 9:03 AM, Ana &lt;ana@example.org&gt; wrote:<br><blockquote"
        ' class="protonmail_quote" type="cite"> Shall we meet?</blockquote><br></div>'
    ),
    "163": (
        '<div>Yes, on Friday.</div><pre>At 2017-06-20 09:03:11, "Ana" &lt;ana@example.org&gt; wrote:</pre>'
        '<blockquote id="isReplyContent" style="PADDING-LEFT: 1ex"><div>Shall we meet?</div></blockquote>'
    ),
    "QQ": (
        "<div>Yes, on Friday.</div><div><br></div><div>------------------&nbsp;原始邮件&nbsp;------------------"
        '</div><div><div><b>发件人:</b>&nbsp;"Ana";&lt;ana@example.org&gt;;</div><div><b>发送时间:'
        '</b>&nbsp;2017年6月20日(星期二) 上午9:03</div><div><b>收件人:</b>&nbsp;"General";</div><div><b>主题:'
        "</b>&nbsp;Meeting</div></div><div>Shall we meet?</div>"
    ),
    "Apple": (
        '<body>Yes, on Friday.<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Enviado desde mi iPhone'
        '</div><div dir="ltr"><br><blockquote type="cite">El 20 jun 2017, a las 9:03, Ana &lt;ana@example.org&gt;'
        ' escribió:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">Shall we meet?</div>'
        "</blockquote></body>"
    ),
    "Zimbra": (
        '<div>Yes, on Friday.</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">'
        '<blockquote><b>De: </b>"Ana" &lt;ana@example.org&gt;<br><b>À: </b>"General"<br><b>Envoyé: </b>Mardi 20'
        ' Juin 2017 09:03<br><b>Objet: </b>Réunion<br></blockquote></div><div data-marker="__QUOTED_TEXT__">'
        "<blockquote>Shall we meet?</blockquote></div>"
    ),
    "Samsung": (
        '<div>Yes, on Friday.</div><div id="composer_signature"><div>Sent from my Galaxy</div></div><div><br>'
        "</div><div>-------- Original message --------</div><div>From: Ana &lt;ana@example.org&gt; </div>"
        "<div>Date: 20/06/2017 09:03 (GMT+01:00) </div><div>To: General </div><div>Subject: Meeting </div><div>"
        "<br></div><div>Shall we meet?</div>"
    ),
    "Spark": (
        '<div name="messageBodySection">Yes, on Friday.</div><div name="messageReplySection">On 20 Jun 2017,'
        ' 09:03 +0200, Ana &lt;ana@example.org&gt;, wrote:<br><blockquote type="cite">Shall we meet?</blockquote>'
        "</div>"
    ),
    "Yandex": (
        '<div>Yes, on Friday.</div><div> </div><div>20.06.2017, 09:03, "Ana" &lt;ana@example.org&gt;:</div>'
        "<blockquote><div>Shall we meet?</div></blockquote>"
    ),
    "mail.ru": (
        '<div>Yes, on Friday.<br><br><blockquote style="border-left:1px solid #0857A6;">Вторник, 20 июня 2017,'
        " 9:03 +03:00 от Ana &lt;ana@example.org&gt;:<br><div>Shall we meet?</div></blockquote></div>"
    ),
    "Gmail with a signature": (
        "<div>Yes, on Friday.<br clear=all><div><br></div><div class=gmail_signature><div>Ana Ruiz<br>FAO</div>"
        "</div></div>"
    ),
    "a preheader that nobody sees": '<div style="display:none;max-height:0">Look here</div><div>Yes, on Friday.</div>',
}  # fmt: skip


@pytest.mark.parametrize("program", PAGES)
def test_quotations_and_signatures_are_found_by_structure(program: str) -> None:
    folded = fold(to_text(PAGES[program], 100_000))
    assert folded.visible_text == OWN
    if "Shall we" in PAGES[program]:
        assert folded.folds[-1].kind == "quote"


def test_a_blockquote_that_only_indents_is_the_authors() -> None:
    style = "margin:0 0 0 40px;border:none;padding:0px"
    page = f'<div>The law:</div><blockquote style="{style}">No fishing.</blockquote><div>Yes.</div>'
    assert fold(to_text(page, 1_000)).visible_text == "The law:\n\nNo fishing.\n\nYes."


def test_answers_between_the_blockquotes_of_a_page_stay_with_them() -> None:
    page = (
        '<div class="gmail_quote"><div class="gmail_attr">On 20 Jun 2017 at 9:03 Ana &lt;ana@example.org&gt; wrote:<br>'
        '</div><blockquote class="gmail_quote">When?</blockquote><div>Friday.</div>'
        '<blockquote class="gmail_quote">Where?</blockquote>'
        '<div>Paris.</div><blockquote class="gmail_quote">Bye</blockquote></div>'
    )
    assert fold(to_text(page, 1_000)).visible_text.endswith("> When?\n\nFriday.\n\n> Where?\n\nParis.")


def test_a_forward_in_a_page_stays() -> None:
    page = (
        '<div>For you.</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>'
        "From: ILO"
        " &lt;x@example.org&gt;<br>Date: Tue, Jun 20, 2017<br>Subject: Call<br></div><div>Apply by 18"
        " August.</div></div>"
    )
    assert "18 August" in fold(to_text(page, 1_000)).visible_text


def test_sentences_inside_the_element_of_a_signature_are_the_authors() -> None:
    said = "<p>" + WORDS + "</p>"
    page = f'<div id="Signature">{said}{said}<p>Ana</p></div>'
    assert WORDS.strip() in fold(to_text("<p>Hello.</p>" + page, 10_000)).visible_text


def test_what_is_hidden_and_never_ends_is_shown() -> None:
    assert to_text('<div style="display:none">a<p>b', 1_000) == "a\n\nb"


def alternative(plain: str, page: str, kind: str = "alternative") -> str:
    raw = (
        f'From: Ana <ana@example.org>\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="b"\n\n--b\n'
        f"Content-Type: text/plain; charset=utf-8\n\n{plain}\n--b\n"
        f"Content-Type: text/html; charset=utf-8\n\n{page}\n--b--\n"
    )
    return read(raw.encode()).visible_text


@pytest.mark.parametrize(
    "plain",
    [
        "",
        "This message is in HTML format.",
        "Your mail client does not support HTML.",
        "This is a multi-part message in MIME format.",
        "Ce message est au format HTML.",
        "We have read the report and …",
    ],
)
def test_the_page_is_read_where_the_text_is_a_stub(plain: str) -> None:
    assert alternative(plain, f"<p>{WORDS * 2}</p>") == (WORDS * 2).strip()


def test_the_text_is_read_where_it_carries_as_much() -> None:
    page = f"<p><b>{WORDS}</b></p><p><a href='https://example.org/a'>More</a></p>"
    assert alternative(WORDS + "\n\n| a | b |", page) == WORDS + "\n\n| a | b |"


def test_a_text_that_quotes_is_no_stub_however_long_the_page() -> None:
    plain = "Yes.\n\nOn 20 Jun 2017, Ana <ana@example.org> wrote:\n> Shall we meet?"
    assert alternative(plain, f"<p>Yes.</p><p>{WORDS * 9}</p>") == "Yes."


def test_text_and_page_of_a_mixed_mail_are_both_read_unless_they_say_the_same() -> None:
    assert (
        alternative("Please see this:", "<p>Apply by 18 August.</p>", "mixed")
        == "Please see this:\nApply by 18 August."
    )
    assert alternative(WORDS, f"<p>{WORDS}</p>", "mixed") == WORDS.strip()


def test_each_of_two_alternatives_is_read() -> None:
    inner = (
        'Content-Type: multipart/alternative; boundary="{0}"\n\n--{0}\nContent-Type: text/plain\n\n{1}\n--{0}\n'
        "Content-Type: text/html\n\n<p>{1}</p>\n--{0}--\n"
    )
    raw = (
        'From: ana@example.org\nContent-Type: multipart/mixed; boundary="m"\n\n--m\n'
        + inner.format("a", "One.")
        + "--m\n"
        + inner.format("c", "Two.")
        + "--m--\n"
    )
    assert read(raw.encode()).visible_text == "One.\nTwo."
