"""What programs say of themselves below a mail, in any language: "Sent from my iPhone", "iOS 版 Outlook を入手"."""

from __future__ import annotations

from mailcop.reading.stems import Stems

# Devices, programs and hosts, in lower case, as parts of words: "iPhonesta", "iPhonu".
DEVICES = Stems.of(
    "iphon|ipad|ipod|android|galaxy|samsung|outlook|k-9|yahoo|proton mail|protonmail|windows|tuta|mailspring|spark"
    "|huawei"
    "|xiaomi|redmi|honor|oppo|vivo|oneplus|pixel|nokia|motorola|blackberry|gmx|web.de|telekom mail|mail.ru|яндекс"
    "|mymail"
    "|libero mail|uol mail|mail orange|shortwave|spike|aol|icloud|gmail|thunderbird|fairemail|bluemail|airmail"
    "|superhuman"
    "|canary|edison|smartphone|apple watch|mobile app|mobilní|handy|手机|手機|邮箱|郵箱|信箱|スマートフォン|휴대폰"
    "|갤럭시"
    "|seznam|wirtualna polska|onet|surface"
)
# What such a line begins with, where a device stands behind it.
SENT = Stems.of(
    "sent from |sent with |sent via |sent using |sent by |sent on |secured with |enviado desde |enviado con "
    "|enviado via "
    "|enviado do |enviado de |enviado pelo |enviado a partir |envoyé de |envoyé depuis |envoyé à partir |envoyé avec "
    "|envoyé via |provenance|gesendet von |gesendet mit |gesendet aus |gesendet über |versendet mit |sicher versendet "
    "|inviato da|inviato con |inviato tramite |verzonden van|verzonden met |verzonden via |verstuurd van|skickat från "
    "|skickat med |sendt fra |sendt med |sendt via |lähetetty |отправлено |надіслано |wysłan|odeslán|odoslan|trimis "
    "|στάλθηκε |αποστολή |elküldve |được gửi |đã gửi từ|gửi từ|dikirim dari|terkirim dari|enviat des |נשלח |تم"
    " الإرسال من"
    "|أُرسلت من|أرسلت من|مرسل من|发自|来自|發自|來自|从|從|изпратено от|poslano s|poslano iz|išsiųsta iš|saadetud"
)
# What it ends in, where a device stands before it.
SENT_BEFORE = Stems.of(
    "gesendet|verzonden|から送信|发送|發送|傳送|에서 보냄|에서 전송했습니다|에서 보낸 메시지|gönderildi|küldve"
)
# How Outlook praises itself: one of these first or last, and the system that it runs on.
GET = Stems.of(
    "get |obtener |obtén |descargar |descarga |obtenir |obtenez |téléchargez |télécharger |holen sie |laden sie "
    "|beziehen sie |obter |obtenha |baixar |baixe |transferir |scarica |ottieni |download |hämta |skaffa |hent |få"
    " |skaff "
    "|hanki |получить |скачать |отримати |завантажити |pobierz |uzyskaj |získat |získejte |získať |obțineți "
    "|descărcați |skaffe |ดาวน์โหลด |รับ |pata |pakua |تنزيل |دریافت |ontvang |instalar |installer |nabavite |preuzmite "
    "|αποκτήστε |λήψη |az outlook |tải |nhận |dapatkan |unduh |obteniu |baixeu |הורד|קבל|הורידו|الحصول على |احصل على"
    "|获取|下载|取得|下載|获得"
)
GET_BEFORE = Stems.of("を入手|다운로드|받기|edinin|indirin|downloaden|herunterladen|beziehen|ophalen|beszerzése")
SYSTEMS = Stems.of("ios|android|mac|iphone")
OFFERED = Stems.of("outlook|bluemail")
_OFFERS = "aka.ms/"  # where Outlook leads, whatever language it speaks
_MOST_WORDS_OF_AN_OFFER = 6
WHOLE = frozenset(
    Stems.of(
        "yahoo mail: search, organize, conquer|mobiel verzonden|простите за краткость, создано в k-9 mail"
        "|sent from my phone|mobil gesendet|enviado desde mi teléfono móvil|送信元: iphone|sent from yahoo mail."
        " get the app"
    )
)
_BEGINNINGS = frozenset(phrase[:2] for phrase in SENT + GET)
_ENDS = frozenset(phrase[-1] for phrase in SENT_BEFORE + GET_BEFORE)
_MOST_WORDS = 16
_LONGEST = 140


def is_of_a_device(text: str) -> bool:
    """Whether a line, in lower case, is a device's or a program's own.

    It has few words, names a device, and begins or ends with what such lines say of it; that it is no sentence of a
    person's is for the caller to tell.
    """
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if (
        _OFFERS in text
        and "outlook" in text
        and len(text.split()) <= _MOST_WORDS_OF_AN_OFFER
        and SYSTEMS.stand_in(text)
    ):
        return True
    bare = text.strip(" \t*_()[]<>-.。!").partition("<http")[0].rstrip(" .。(")
    if bare in WHOLE:
        return True
    if bare[:2] not in _BEGINNINGS and bare[:1] not in _BEGINNINGS and bare[-1:] not in _ENDS:
        return False
    if not DEVICES.stand_in(bare):
        return False
    if bare.startswith(SENT) or bare.endswith(SENT_BEFORE):
        return True
    is_offer = bare.startswith(GET) or bare.endswith(GET_BEFORE)
    return is_offer and OFFERED.stand_in(bare) and SYSTEMS.stand_in(bare)
