"""What a disclaimer says in any language: that a message is secret, for whom alone, what to do if it went astray.

A paragraph that says three of the five is no person's. The stems are in lower case, as small as their languages allow.
"""

from __future__ import annotations

from mailcop.reading.stems import Stems

SECRET = Stems.of(
    "confidential|confidencia|confidenti|conféidenti|confidenzial|vertraulich|riservat|vertrouwelijk|konfidentiell"
    "|fortrolig|konfidensiel|luottamuksel|poufn|důvěrn|dôvern|gizli|εμπιστευτικ|конфиденц|конфіденц|поверителн|bizalmas"
    "|bảo mật|rahasia|povjerljiv|zaupn|konfidentsiaal|konfidenciāl|konfidencial|privileged|sigilos|سري|סודי|חסוי|חסויים"
    "|保密|机密|機密|秘密|기밀|비밀"
)
ADDRESSEE = Stems.of(
    "addressee|recipient|intended|destinatari|destinatár|destinataire|destiné|destinad|dirigid|adressat|empfänger"
    "|bestimmt|geadresseerde|bestemd|adressaten|mottagare|mottaker|modtager|vastaanottaja|adresata|adresát|odbiorc"
    "|alıcı"
    "|παραλήπτη|адресат|получател|одержувач|címzett|người nhận|penerima|primatelj|naslovnik|المرسل إليه|المستلم|נמען"
    "|收件人|宛先|受信者|수신인|수신자|受取人"
)
ASTRAY = Stems.of(  # or meant for one alone
    "in error|by mistake|received this|por error|por engano|par erreur|irrtümlich|nicht der richtige|nicht der"
    " beabsicht"
    "|versehentlich|per errore|per sbaglio|ten onrechte|per abuis|vergissing|av misstag|ved en feil|ved en fejl|erehdyk"
    "|omyłkow|przez pomyłkę|omylem|omylom|nedopatření|yanlışlıkla|κατά λάθος|по ошибке|ошибочно|помилков|din greșeală"
    "|tévedés|nhầm lẫn|karena kesalahan|greškom|pomotoma|per error|عن طريق الخطأ|بطريق الخطأ|בטעות|错收|誤收"
    "|誤って|誤信"
    "|uitsluitend bestemd|ausschließlich für|exclusivamente|exclusivement|esclusivamente|wyłącznie|výhradně"
    "|исключительно"
    "|виключно|kizárólag|yalnızca|αποκλειστικά|endast för|uteslutande|kun beregnet|kun til bruk|仅限|僅供|專供"
    "|误收|잘못 수신|잘못 전송|not the intended|not intended|solely for|only for the|no es el|n'êtes pas"
)
TO_DO = Stems.of(
    "notify|delete|destroy|disclos|prohibit|unauthori|elimin|borre|divulga|prohib|expéditeur|détrui|supprim|interdit"
    "|diffusion|proibid|apague|remetente|löschen|vernichten|untersagt|nicht gestattet|absender|cancell|vietat|mittente"
    "|distrugg|verwijder|vernietig|verboden|verspreiding|radera|förbjud|avsändare|slett|avsender|afsender|tuhoa|poista"
    "|lähettäjä|usunięci|zabronion|nadawc|smaž|odesílatel|vymaž|odosielateľ|silin|göndereni|yasaktır|διαγρ|αποστολέα"
    "|удалит|запрещ|отправител|видал|відправник|заборон|șterg|expeditor|interzis|törölje|feladó|tilos|xóa|người gửi"
    "|hapus|pengirim|izbriš|pošiljatelj|remitent|حذف|المرسل وحذف|למחוק|לשולח|删除|刪除|削除|삭제|发件人|寄件者|送信者"
)
MESSAGE = Stems.of(
    "e-mail|email|message|mensaje|correo|courriel|mensagem|nachricht|messaggio|comunicazione|bericht|meddeland"
    "|meddelelse"
    "|e-post|viesti|wiadomoś|zpráva|zprávy|správa|e-posta|ileti|μήνυμα|сообщени|письм|повідомлен|mesaj|üzenet|thư|pesan"
    "|missatge|poruka|sporočilo|رسالة|הודעה|邮件|郵件|メール|메일|메시지|transmission|attachment"
)
SUBJECTS = (SECRET, ADDRESSEE, ASTRAY, TO_DO, MESSAGE)
# One of these is among its first words; whole words are sought, which costs next to nothing.
FIRST = frozenset(
    Stems.of(
        "message|e-mail|email|mail|communication|transmission|correspondence|mensaje|correo|mensagem|comunicação"
        "|courriel"
        "|courrier|nachricht|e-mails|messaggio|comunicazione|bericht|e-mailbericht|meddelande|meddelandet|mejl"
        "|meddelelse"
        "|meddelelsen|e-posten|e-posta|e-mailen|e-postmeddelande|viesti|sähköposti|wiadomość|zpráva|správa|ileti|mesajı"
        "|μήνυμα|сообщение|письмо|повідомлення|лист|mesaj|üzenet|levél|thư|email|pesan|surel|missatge|poruka|sporočilo"
        "|رسالة|الرسالة|הודעה|הודעת|information|información|informações|informations|informazioni|informatie"
    )
)
FIRST_UNSPACED = Stems.of("邮件|郵件|メール|메일")
_BEGINNING = 120  # characters


def is_disclaimer(text: str) -> bool:
    """Whether a paragraph, in lower case, says three of the five; the fields of a mail name who it is from and to, too.

    So it has to be secret or to have gone astray.
    """
    first = text[:_BEGINNING]
    if FIRST.isdisjoint(first.split()) and (text.isascii() or not FIRST_UNSPACED.stand_in(first)):
        return False
    return (SECRET.stand_in(text) or ASTRAY.stand_in(text)) and subjects_in(text) >= 3


def subjects_in(text: str) -> int:
    """How many of the five a paragraph, in lower case, says."""
    return sum(stems.stand_in(text) for stems in SUBJECTS)
