"""The names of a mail's header fields as programs write them above a quoted mail, by language."""

from __future__ import annotations

import re

_FIELDS = {
    "from": "kutoka mula_kay mula_sa daga প্রেরক থেকে منجانب გამგზავნი kimdən kimdan кімнен nga šalje од nuo"
    " saatja จาก प्रेषक nork frá daripada from de von van da fra från od expéditeur emisor"
    " remitente remetente absender mittente lähettäjä kimden"
    " gönderen"
    " от от_кого отправитель від feladó von: de_la desde dari từ από odesílatel odosielateľ nadawca afzender avsändare"
    " 自 发件人 發件人 寄件者 寄件人 发送者 发信人 差出人 送信者 差出人名 보낸사람 보낸_사람 발신 보낸이 من المرسل"
    " מאת از",
    "sent": "tarehe ilitumwa petsa তারিখ თარიღი tarix sana күні data_e изпратено poslano poslato послато"
    " išsiųsta nosūtīts saadetud ส่งเมื่อ ส่ง วันที่ भेजा_गया दिनांक"
    " ارسال_شده bidalia dihantar sent date verschickt enviados enviadas enviat_el terkirim отправленные"
    " відправлені 送信済み enviado"
    " enviado_el enviado_em enviada enviada_em enviat fecha fecha_de_envío data envoyé"
    " envoyé_le"
    " envoyé_à gesendet gesendet_am datum verzonden verzonden_op skickat sendt dato lähetetty päiväys päivämäärä"
    " отправлено дата дата_отправки надіслано inviato inviato_il data_invio wysłano wysłany odesláno odoslané dne"
    " dátum elküldve küldve"
    " trimis tarih gönderildi gönderilme_tarihi gönderim_tarihi sent_at date_sent sent_time sent_on sent_date"
    " received on time"
    " στάλθηκε ημερομηνία đã_gửi ngày dikirim tanggal"
    " 发送时间 发送日期 发件时间 日期 时间 時間 傳送時間 寄件日期 寄送日期 送信日時 送信日 日時 日付 보낸날짜"
    " 보낸_날짜 날짜 일시 보낸시간"
    " تاريخ التاريخ تم_الإرسال أرسلت أُرسلت تاريخ_الإرسال الإرسال נשלח תאריך تاریخ",
    "to": "kwa para_kay প্রাপক بنام ადრესატი kimə kimga кімге për до за za prima kam adressaat kellele ถึง प्रति"
    " به nori to saaja per per_a tới 至 받은_사람 para à a an"
    " aan кому до till til do destinataire destinataires"
    " destinatario destinatário pour kime"
    " alıcı komu"
    " vastaanottaja címzett către cho đến kepada προς ontvanger empfänger 收件人 收件者 宛先 받는사람 받는_사람 수신"
    " 받는이 إلى الى المستلم אל به",
    "cc": "cc bcc copie_à kopie copie copia cópia копия копія 抄送 cc_to 副本 참조 reply-to organization organisation"
    " organización newsgroups"
    " répondre_à responder_a antwort_an rispondi_a importance priority sensitivity attachments bijlage anhänge anlagen"
    " adjuntos anexos archivos_adjuntos pièces_jointes allegati allegato attachment cópias kopia másolat dw ud"
    " másolatot_kap kopi"
    " bilgi νέα نسخة עותק 답장 密送 gruppi resent-from reply_to folder importancia prioridad wichtigkeit priorité"
    " in_reply_to"
    " message-id user-agent sent_by forwarded_by on_behalf_of cco mailing_list",
    "subject": "thema mada somo paksa judul tajuk বিষয় თემა mövzu mavzu тақырып naslov наслов subjekti относно zadeva"
    " temats teema เรื่อง विषय gaia efni subject ogg asunto objet sujet betreff onderwerp"
    " тема ämne emne assunto oggetto temat konu aihe předmět"
    " predmet tárgy"
    " subiect assumpte θέμα chủ_đề tiêu_đề subjek perihal re 主题 主題 主旨 件名 题名 标题 표제 제목 الموضوع موضوع"
    " נושא",
}
FIELD_KIND: dict[str, str] = {word.replace("_", " "): kind for kind, words in _FIELDS.items() for word in words.split()}
# What dates anything, not mails alone.
_DATES = (
    "tarehe petsa তারিখ თარიღი tarix sana күні date data fecha datum dato päiväys päivämäärä dátum tarih"
    " ημερομηνία ngày tanggal дата 日期 时间 時間 日時"
    " 日付 날짜 일시"
    " تاريخ التاريخ תאריך تاریخ on time received วันที่ दिनांक"
)
DATES = frozenset(_DATES.split())
FIELD = re.compile(
    r"^[\s*_|]{0,12}([^\W\d_][\w \-ُّ\u0900-\u0dff\u0e00-\u0e7f]{0,24}?)[*_]{0,2}\s{0,3}[:：][*_]{0,2}(?=\s|$|(?<=：)"
    r"|[\"'<&\w])(.*)$"
)
# A field of a language that is not in the table.
ANY_FIELD = re.compile(r"^[\s*_|]{0,6}[^\W\d_][^:：<>@]{0,30}[*_]{0,2}\s{0,3}[:：][*_]{0,2}\s*\S")
