"""The words of delivery reports, by what they mean and in the languages that mail systems speak."""

from __future__ import annotations

import unicodedata

from mailcop.reading.stems import Stems

# Letters with marks that Unicode does not take apart.
_BARRED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "ħ": "h"})
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u2011": "-"})


def plain(text: str) -> str:
    """Text for comparing: small letters, no accents, one space between words; the tables below are kept so too."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(without_marks(text.translate(_QUOTES).casefold()).split())


def without_marks(text: str) -> str:
    """Text without accents and other marks on its letters."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_BARRED))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def table(lines: str) -> Stems:
    """Phrases that stand between bars and line ends, each once, `plain`."""
    return Stems(dict.fromkeys(plain(p).strip() for line in lines.splitlines() for p in line.split("|") if p.strip()))


def says(text: str, phrases: Stems) -> bool:
    """Whether one of the phrases stands in `text`, which is `plain`."""
    return phrases.stand_in(text)


# The subjects of reports. Matched at the beginning, behind list tags and `Re:` never.
SUBJECTS = table("""
there was an error sending|there was an error delivering
undeliverable|undelivered|undelivery|undeliver|unable to deliver|mail delivery|message delivery
mail not delivered|delivery status notification|delivery notification|delivery report|delivery failure
delivery failed|delivery error|delivery problem|delivery has failed|delivery delayed|delivery delay
delivery incomplete|delivery warning|delivery unsuccessful|delivery attempt|permanent delivery
temporary delivery|permanent failure|failed delivery|returned mail|returned to sender|returned email
returned message|return receipt: failed|email returned|failure notice|failure notification|failure delivery
delivery to the following|failed mail|failed message|mail failure|mail system error|mail error
message undeliverable|mail undeliverable|email undeliverable|message not delivered
message could not be delivered|mail could not be delivered|email could not be delivered
your message was not delivered|could not deliver|couldn't deliver|non-delivery|nondelivery|non delivery|ndn:
ndr:|dsn:|dsn|nondeliverable|warning: message|warning: could not send|warning: mail|warning: e-mail|delayed mail
delayed delivery|message delayed|message status - undeliverable|message you sent|your message could not
your message cannot|your email could not|your mail could not|your message has been delayed|mail delayed
email delayed|bounced mail|bounce notification|bounced:|user unknown|unknown user|unknown recipient|no such user
invalid recipient|address not found|recipient unknown|message blocked|message rejected|mail rejected
rejected mail|rejected:|rejected message|email rejected|mailbox full|host unknown|could not send message
cannot send message|unsent message|unroutable mail|mail routing error|error sending|error delivering
problem delivering|problems delivering|message expired|transport error|sendmail error|unzustellbar
nicht zustellbar|mail konnte nicht|nachricht konnte nicht|zustellung fehlgeschlagen|ruckgabe|zustellungsfehler
zustellfehler|fehlgeschlagene zustellung|verspatete|benachrichtigung zum ubermittlungsstatus
benachrichtigung uber den zustellstatus|ubermittlungsstatus|ihre e-mail konnte|ihre nachricht konnte
e-mail konnte nicht|zustellbericht|verzogerte zustellung|mailzustellung|non remis|non distribuable|non délivré
message non remis|message non distribu|non-remise|échec de|echec d'|echec lors|avis de non|courrier non
courriel non|notification d'état de remise|notification d'etat de distribution|rapport de non
impossible de remettre|message non delivre|mail non delivre|erreur de livraison|retour de courrier
votre message n'a|utilisateur inconnu|utilisateur non recense|remise retardee|retard de remise|livraison echouee
retourne a l'expediteur|no se puede entregar|no se ha podido entregar|no se pudo entregar|no entregado
no entregable|mensaje no entregado|correo no entregado|devolucion de correo|correo devuelto|mensaje devuelto
fallo en la entrega|fallo de entrega|error de entrega|error en la entrega|entrega fallida|entrega retrasada
aviso de no entrega|imposible entregar|notificacion de estado de entrega|notificacion del estado|no entregue
mensaje rechazado|fallo al entregar|nao foi possivel entregar|nao entregue|mensagem nao entregue
falha na entrega|falha de entrega|falha no envio|erro na entrega|erro de entrega|devolucao de e-mail
mensagem devolvida|e-mail devolvido|notificacao de falha|notificacao de status de entrega|notificacao do status
nao entregavel|entrega atrasada|aviso de erro|non recapitabile|non consegnato|mancato recapito|mancata consegna
impossibile recapitare|messaggio non consegnato|errore di consegna|avviso di mancata
notifica di stato del recapito|notifica sullo stato|recapito non riuscito|consegna fallita|consegna ritardata
mail non recapitata|posta non recapitata|restituito al mittente|onbestelbaar|niet bezorgd|niet afgeleverd
kan niet worden bezorgd|bezorging mislukt|aflevering mislukt|onbezorgbaar|kennisgeving van de status
bericht kon niet|niet te bezorgen|vertraagde bezorging|geweigerd bericht|не доставлено|не удается доставить
недоставленное|недоставлено|не может быть доставлено|невозможно доставить|сообщение не доставлено
ваше сообщение не доставлено|ваше письмо не|письмо не доставлено|ошибка доставки|отчет о доставке
отчет о недоставке|уведомление о недоставке|возврат письма|возвращенное письмо|недоставленное сообщение
уведомление о состоянии доставки|сбой доставки|доставка задержана|возвращено отправителю|не вдалося доставити
не доставлено повідомлення|недоставлений лист|تعذر التسليم|تعذر تسليم|لم يتم تسليم|فشل التسليم|فشل في التسليم
غير قابل للتسليم|إشعار حالة التسليم|رسالة مرتجعة|配信不能|配信できません|配信されませんでした|配送エラー
配達不能|送信エラー|送信できません|送信失敗|エラーメール|メール配信エラー|返送|未配信|不達|届けられません
お届けできません|宛先不明|配信状況通知|配信の遅延|配信エラー|メールが送信できません|戻りメール|退信|系统退信
系統退信|无法送达|無法送達|无法投递|無法投遞|投递失败|投遞失敗|发送失败|發送失敗|未送达|未送達|邮件退回|郵件退回
送达状态通知|传递失败|傳遞失敗|無法傳遞|无法传递|郵件傳遞|邮件投递|未能送達|投递状态通知|传送失败|배달되지 않음
배달할 수 없|배달 실패|발송 실패|전송 실패|전달되지 않|반송|메일 전송 실패|전송되지 않|수신 거부|배달 상태 알림
olevererbart|kunde inte levereras|ej levererat|leveransfel|ej leverans|olevererat|gick inte att leverera
leveransstatus|kan ikke leveres|ikke leveret|ikke levert|kunne ikke leveres|leveringsfejl|leveringsfeil
uleverbar|ulevert|leveringsstatus|toimitus epaonnistui|viestia ei voitu toimittaa|ei voitu toimittaa
toimittamatta|palautettu viesti|nie można dostarczyć|nie dostarczono|niedostarczone|niedostarczalne
blad doręczenia|zwrot wiadomości|zwrot poczty|niedoreczona|nedoručitelné|nelze doručit|nedoruceno|nedorucitelna
nepodarilo se dorucit|vraceny email|nedoruciteľné|vrácená zpráva|kézbesíthetetlen|nem kézbesíthető
sikertelen kézbesítés|kezbesitesi hiba|nelivrabil|nu a putut fi livrat|mesaj nelivrat|teslim edilemedi
teslim edilemeyen|iletilemedi|gonderilemedi|iletilmeyen|μη παραδοτέο|αδυναμία παράδοσης|δεν παραδοθηκε
недоставено|неуспешна доставка|nije isporučeno|ne moze se isporuciti|nedostavljeno|ni bilo mogoce dostaviti
לא נמסר|לא ניתן למסור|ไม่สามารถส่ง|không gửi được|thư không gửi|tidak terkirim|gagal terkirim
tidak dapat dikirim|failed to deliver|email delivery fail|email delivery delay|email delivery warn|email delivery stat
e-mail delivery fail|e-mail delivery delay|failure to deliver|e-mail not delivered|email not delivered
notification of delivery fail|notification of non|bounce: |your message was rejected|your mail was rejected
your email was not|your e-mail was not|your e-mail could not|levering mislukt|leverans misslyckades|toimitusvirhe
doruceni selhalo|teslimat basarisiz|wiadomosc niedostarczona|wiadomosc nie zostala|nicht zugestellt
nachricht wurde nicht|e-mail wurde nicht|zustellung nicht|su mensaje no|su correo no|sua mensagem nao|seu e-mail nao
il tuo messaggio non|il messaggio non|la tua e-mail non|uw bericht kon|uw bericht is niet|uw e-mail kon
ditt meddelande kunde|din meddelelse kunne|din e-post kunde|votre courriel n'a|votre e-mail n'a
votre mail n'a|zprava nebyla|zpravu se nepodarilo|iletiniz|mesajiniz|az on levele|viestisi
waiting mail (msg|failed mail (msg
""")

# How a report begins: sentences that no person writes about the letter of another.
HEADS = table("""
had trouble delivering|rejected recipient|rejected your message|error delivering
could not be delivered|couldn't be delivered|cannot be delivered|can not be delivered|can't be delivered
not be delivered|was not delivered|wasn't delivered|were not delivered|has not been delivered
have not been delivered|not delivered to|wasn't able to deliver|unable to deliver|was unable to deliver
not able to deliver|could not deliver|couldn't deliver|did not reach the following|did not receive
non-delivery report|nondelivery report|delivery status notification|delivery to the following
delivery has failed|delivery failed|delevery to the following|delivery of this message|delivery of your message
delivery of email to|delivery of the following|undeliverable|undelivered|failed permanently
mail delivery software|mail delivery agent|mail delivery system|delivery subsystem|permanent fatal error
fatal error|following addresses had|following addresses failed|following address failed|address(es) failed
failed recipients|transcript of session|transcript of the session|returned to you|returned to sender
message was rejected|was rejected by|your message was not|problems delivering|delivery problems
error has occurred while attempting to deliver|no final email delivery|mail could not|message could not
message wasn't delivered|message cannot be|unroutable|has not yet been delivered|delivery is delayed
delivery attempts will|will be retried|still being retried|rejected your|your message couldn't be|your email to
permanent error|transient non-fatal|temporarily deferred|has been delayed|this user doesn't have|user unknown
mailbox is full|over quota|no such user|recipient address rejected|mailbox unavailable|konnte nicht zugestellt
konnte nicht ausgeliefert|nicht zustellbar|unzustellbar|konnte leider nicht|wurde nicht zugestellt
n'a pas pu etre|n'a pas ete|n'ont pas pu|ne peut pas etre|impossible de remettre|impossible de distribuer
non remis|no pudo ser entregado|no se pudo entregar|no se ha podido|no ha podido ser|no puede ser entregado
no fue entregado|nao pode ser entregue|nao foi entregue|nao pode ser enviada|nao foi possivel|nao pôde ser
nao foi possível entregar|non e stato consegnato|non e stato possibile|impossibile consegnare|non puo essere
non e stato recapitato|mancato recapito|kon niet worden|kan niet worden|niet bezorgd|niet afgeleverd
niet worden afgeleverd|не может быть доставлено|не было доставлено|не доставлено|не удалось доставить
невозможно доставить|не удается доставить|لم يتم تسليم|تعذر تسليم|لا يمكن تسليم|فشل تسليم|配信できません
配信されません|届けられません|届けることができません|送信できません|届きませんでした|お届けできません
配送できません|配達できません|送信されませんでした|宛先に|无法投递|无法送达|投递失败|未能送达|被退回|退信
無法投遞|無法送達|无法发送|發送失敗|无法传递|배달하지 못|전송하지 못|전달하지 못|배달되지|반송|전송되지
kunde inte levereras|har inte levererats|kunne ikke leveres|ei voitu toimittaa|nie mogła zostać|nie mogla byc
nelze dorucit|nemohla byt dorucena|nemohla byt doručena|nem kézbesíthető|nem sikerült kézbesíteni
teslim edilemedi|nu a putut fi|impossible de livrer|n'est pas distribuable|echec de la remise
fehler bei der zustellung|zustellung ist fehlgeschlagen|konnte an die folgenden|ha podido entregarse
recapito non riuscito|non puo essere recapitato|nie mozna dostarczyc|nie zostala dostarczona|nepodarilo se dorucit
ulastirilamadi|teslim edilemeyen|gonderilemedi|were unable to deliver|is undeliverable|failed to deliver to
an email you addressed to email address|mancata consegna|e stato rilevato un errore|rifiutato dal sistema
""")

# What counts as speaking of a failure in a mail that is a report already.
FAILING = table("""
not deliverable|failed to deliver|cannot deliver|can not deliver|can't deliver|couldn't reach|could not be reached
could not reach|not reached|was not able to be|have failed|has failed|delivery problems|unsuccessful|failed
encountered an error|returned because|was aborted
error de entrega|la entrega|a entrega|la remise|la consegna|il recapito|zustell|bezorg|aflever|не выполнена
не вдалося|לא ניתן|לא נמסר|δεν ηταν δυνατη|khong the gui|tidak dapat dikirim|ไม่สามารถส่ง|kunne ikke|kunde inte
ne moze biti|ni mogoce|nelze|nepodarilo|nie mozna|edilemedi|nem sikerult|nu a putut|エラー|失败|失敗|실패
""")

# Nothing is lost yet.
DELAYED = table("""
not yet been delivered|not been delivered yet|still being retried|still trying|still attempting|keep trying
keeps trying|will be retried|will retry|will continue to try|will continue to attempt|will continue trying
delivery attempts will continue|attempts will continue
no action is required on your part|do not need to resend|not need to resend|no need to resend
don't need to resend|warning only|warning message only|advisory-only|advisory only|this is just a warning
only a warning|only a notification about a delay|notification about a delay|has been delayed|delivery delayed
delivery is delayed|delivery delay|delayed mail|message delayed|mail delayed|has been postponed|been deferred
has been deferred|deferred for|could not be delivered for|delivery incomplete|will try again|will try for
will try to deliver|be attempted again|will be reattempted|keep retrying|still in the queue|remains in the queue
has not been delivered after|delivery is incomplete|temporary problem delivering|there was a temporary
wird weiterhin versucht|weitere zustellversuche|wird weiter versucht|erneut versucht|verzogert|verzoegert
noch nicht zugestellt|verzogerte|n'a pas encore|encore tente|nouvelle tentative|nouvelles tentatives|retarde
sera retente|differee|se retrasa|retrasad|demorad|se seguira intentando|seguira intentando|se reintentara
aun no se ha|todavia no|sigue intentando|continuara intentando|atrasad|sera tentad|continuara tentando
ainda nao foi|ritardo|ritardat|verra ritentat|non e ancora|nuovi tentativi|vertraag|nog niet bezorgd
opnieuw geprobeerd|blijven proberen|задержан|еще не доставлено|пока не доставлено|попытки доставки|تأخر
سيتم إعادة المحاولة|遅延|再試行|引き続き|まだ配信|延迟|延遲|尚未|지연|fordrojd
forsinket|forsinkelse|yritetaan uudelleen|opozni|noch nicht erfolgt|jeszcze nie zosta|zpozd|gecik|ertelendi
keses|intarzi|затрим|откладыв|отложен|καθυστερ|chua duoc|tertunda|tarda mas|envio pendiente
再送を試み|再送を続|再送を行|再送しており|自動的に再送|再送します|再送いたします|再送中|再送処理|再送され|再送予定
non escludendo che|nelle prime dodici ore
将重试|會重試|会重试|继续重试|自动重试|重试投递|正在重试|將重試|自動重試|繼續重試|再次尝试投递|다시 시도합|다시 시도할
다시 시도하고|재시도합|재시도할|재시도 중|재시도하고|повторные попытки|повторных попыт|повторная попытка
повторной попыт
not yet been fully delivered|still pending
forsenad|viivasty|задерж|забав|oneskor|odgod|עיכוב|התעכב|تأخير|ล่าช้า|tri hoan
""")
# They outweigh what sounds final in the same report: "undeliverable for 4 hours", "if it fails permanently".
LASTING = table("""
will continue to try|will continue to attempt|will continue trying|continue to be attempted|will keep trying
delivery attempts will continue|future delivery attempts|attempts to deliver will continue|gmail will retry
will retry for|will be retried for|still being retried|is being retried|is still trying|will be tried again
do not need to resend your|don't need to resend|no need to resend|warning message only|will remain in queue
no action is required on your part|delivery is being retried|will try again for|es wird weiterhin versucht
weitere zustellversuche|nouvelles tentatives|seguira intentando|continuara intentando|continuara tentando
continuera a tentare|blijft proberen|попытки доставки будут|引き続き配信|再送を試み|将继续尝试|將繼續嘗試|계속 시도
message is delayed for|do not need to re-send|is kept in the queue|this is a temporary error|(delay)
address(es) deferred|temporary failure report|delivery delayed|delivery warning|zostana ponowione|bude opakovano
denemeye devam|fortsatter att forsoka|vil fortsatt|jatketaan|ستستمر المحاول
attempts to deliver the message will continue|attempts are still pending
kommer att forsoka
""")
GIVEN_UP = table("""
giving up|given up|gave up|permanent error|permanent fatal|permanently|undeliverable
cannot be delivered|could not be delivered to one|could not be delivered to all|unable to deliver
delivery has failed|delivery failed|returned to sender|has been removed|action: failed
retry time not reached for any host after|aufgegeben
no further attempt|no further deliver|no further tr|no further retr
""")
# The queue has come to its end, whatever is said of trying.
ENDED = table("""
giving up|given up|gave up|not going to try|will not be retried|no more attempts|permanent error
permanent failure
timed out and failed|has been removed from the|deleted from the queue|action: failed
no further attempt|no further deliver|no further tr|no further retr
""")
# What reports say besides, of every failure alike.
USUAL = table("""
postmaster|administrator|for further assistance|for assistance|support|contact|question|please reply|please send
please include|problem report|delete your own text|the mail system|created automatically|automatically generated
generated automatically|generated by|attached|original message|returned message|copy of|below this line|did not work
didn't work out|sorry|this message|this report|your message|the message|following message|message-id|received
following|recipients|to resend|will not try|try to redeliver|this is the|mail server|reporting|learn more|header
more information|regards|thank|error message|error detail|email|e-mail|this is an automat|do not reply|more details
given up
diese nachricht|ihre nachricht|este mensaje|su mensaje|esta mensagem|sua mensagem|ce message|votre message
questo messaggio|il messaggio|dit bericht|uw bericht|это сообщение|ваше сообщение|письмо|администратор|以下の|次の
宛先|您的邮件|以下收件人|수신자
""")
# What reports say of a failure that is for good, whatever its cause.
FINAL = table("""
permanent error|permanent fatal|permanent fail|permanent delivery|failed permanently|permanently fail|given up
giving up
will not continue trying|will not retry|will not be retried|permanent problem
""")
# It arrived, or went on to where no more is known of it.
ARRIVED = table("""
successfully delivered|successful mail delivery|successful delivery notification|delivered successfully
notification was not sent by the destination|relayed to non-dsn-aware|successfully relayed|delivered to mailbox
relayed; expect no further|relayed to a mailer|has been delivered to the following|was delivered to the following
erfolgreich zugestellt|erfolgreich ubermittelt|remis avec succes|ete remis aux|distribue avec succes
se entrego correctamente|entregado correctamente|se ha entregado a|entregue com exito|entregue com sucesso
foi entregue aos|recapitato correttamente|consegnato correttamente|e stato recapitato ai
is afgeleverd bij|is bezorgd bij|успешно доставлен|было доставлено|正常に配信され|配信されました
已成功送达|已成功投递|已成功傳遞|배달되었습니다|har levererats till|er blevet leveret|er levert til
zostala dostarczona do|byla dorucena|teslim edildi
""")
