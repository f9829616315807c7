"""The words of delivery reports, by what they mean and in the languages that mail systems speak."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u2011": "-"})


def plain(text: str) -> str:
    """Text for comparing: small letters, no accents, one space between words; the tables below are kept so too."""
    return _SPACE.sub(" ", without_marks(text.translate(_QUOTES).casefold()))


def without_marks(text: str) -> str:
    """Text without accents and other marks on its letters."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def table(lines: str) -> tuple[str, ...]:
    """Phrases that stand between bars and line ends, each once, `plain`."""
    return tuple(dict.fromkeys(plain(p).strip() for line in lines.splitlines() for p in line.split("|") if p.strip()))


def says(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether one of the phrases stands in `text`, which is `plain`."""
    for phrase in phrases:  # noqa: SIM110 (a generator costs twice as much, and every mail is asked)
        if phrase in text:
            return True
    return False


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
tidak dapat dikirim
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
teslim edilemedi|nu a putut fi
""")

# Why: a full mailbox.
FULL = table("""
ist voll|sind voll|cheia|lotada|lleno|llena|pleine|piena|exceeded the local limit
quota|mailbox is full|mailbox full|mail box full|mail box is full|inbox is full|inbox full|mailfolder is full
mailbox exceeds|mailbox has exceeded|mailbox size limit|mailbox limit|storage limit|out of storage
exceeded storage|storage exceeded|exceeded its storage|exceeds its storage|exceeded the storage
insufficient storage|insufficient disk|not enough storage|no space left|not enough space|insufficient space
disk full|disk is full|disk space|too much mail|too many messages|mailbox too full|account is full|account full
exceeded the space|exceeded allowed|over the allowed|over allowed|is over limit|over the maximum
maildir delivery failed|maildir over|mailfull|mbox full|overquota|exceed the quota|exceed mailbox
storage allocation|allocated storage|would exceed|would be exceeded|mailbox exceeded|mailbox for user is full
boite pleine|boite aux lettres pleine|boite est pleine|boite de reception pleine|boite mail pleine|est pleine
espace insuffisant|depasse son quota|espace de stockage|postfach voll|postfach ist voll|mailbox voll
speicherplatz|postfach uberfullt|ist ueberfuellt|ist uberfullt|speicher voll|speicherlimit|buzon lleno
buzon esta lleno|bandeja llena|casilla llena|casilla esta llena|espacio insuficiente|esta lleno
espacio disponible|cuota|excedido el espacio|caixa cheia|caixa postal cheia|caixa postal lotada|caixa lotada
esta cheia|esta lotada|cota|caixa de entrada cheia|espaco em disco|caixa de correio cheia|casella piena
casella postale piena|e piena|spazio esaurito|spazio insufficiente|mailbox is vol|postbus is vol|postvak is vol
postvak vol|opslagruimte|переполнен|превышена квота|превысил|квота|нет места|недостаточно места|ممتلئ|تجاوز
容量超|容量オーバー|メールボックスがいっぱい|メールボックスが一杯|一杯|いっぱい|容量制限|容量を超
メールボックス容量|容量がいっぱい|已满|已滿|空间不足|空間不足|超出容量|容量不足|超过配额|配额|邮箱满|郵箱滿
空间已|信箱已滿|용량|가득|postladan ar full|brevlada ar full|brevladan ar full|ar full|er fuld|er full|on taynna
skrzynka jest pelna|przepelnion|preplnen|schranka je plna|betelt|megtelt|kota dolu|kotasi|dolu|este plina
casuta plina|has exceeded its|has exceeded his|exceeded his/her|full mailbox|mailbox voll
""")

# Why: for now.
GREY = table("""
spater noch einmal
greylist|graylist|grey-list|gray-list|grey listed|gray listed|greylisting|greyisting|try again later|try later
temporarily rejected|temporarily deferred|temporarily unavailable|temporarily blocked|temporarily suspended
temporary failure|temporary error|temporary problem|temporary local|temporary lookup|temporarily disabled
temporarily locked|temporarily over|rate limit|rate-limit|rate exceeded|receiving mail too quickly
receiving mail at a rate|too many connections|too many errors|too many concurrent|too much mail from
too many mails|throttl|exceeded the rate|over rate|sending rate|service unavailable|service not available
system not accepting|come back later|please retry|try again in|resources temporarily|resource temporarily
vorubergehend|spater erneut|temporär|temporaer|temporairement|plus tard|reessayer|temporalmente
mas tarde|temporaneamente|piu tardi|temporariamente|mais tarde|tijdelijk|временно|позже|попробуйте|一時的|稍后
稍後|暂时|暫時|일시적|tillfalligt|midlertidig
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
will try to deliver|be attempted again|will be reattempted|retrying|still in the queue|remains in the queue
has not been delivered after|delivery is incomplete|temporary problem delivering|there was a temporary
wird weiterhin versucht|weitere zustellversuche|wird weiter versucht|erneut versucht|verzogert|verzoegert
noch nicht zugestellt|verzogerte|n'a pas encore|encore tente|nouvelle tentative|nouvelles tentatives|retarde
sera retente|differee|se retrasa|retrasad|demorad|se seguira intentando|seguira intentando|se reintentara
aun no se ha|todavia no|sigue intentando|continuara intentando|atrasad|sera tentad|continuara tentando
ainda nao foi|ritardo|ritardat|verra ritentat|non e ancora|nuovi tentativi|vertraag|nog niet bezorgd
opnieuw geprobeerd|blijven proberen|задержан|еще не доставлено|пока не доставлено|попытки доставки|повторн|تأخر
سيتم إعادة المحاولة|遅延|再送|再試行|引き続き|まだ配信|延迟|延遲|重试|重試|尚未|지연|다시 시도|재시도|fordrojd
forsinket|forsinkelse|yritetaan uudelleen|opozni
""")
GIVEN_UP = table("""
giving up|given up|gave up|permanent error|permanent fatal|permanently|no further|undeliverable
cannot be delivered|could not be delivered to one|could not be delivered to all|unable to deliver
delivery has failed|delivery failed|returned to sender|has been removed|action: failed
retry time not reached for any host after|aufgegeben
""")

# Why: the way there, not the address.
EXPIRED = table("""
expired|timed out|timeout|time out|too old|queued too long|queue too long|retry timeout|retry time|maximum queue
queue lifetime|in queue|in the queue|within the allowed queue|queue period|could not be delivered within
not delivered within|was not delivered within|exceeded retry|retries exceeded|number of retries
retry limit|delivery time|unable to transfer|unable to connect|couldn't connect
could not connect|cannot connect|can't connect|connection refused|connection reset|connection lost
connection timed|connection dropped|connection closed|connection failed|lost connection|connection died
connection aborted|no route to host|network is unreachable|network unreachable|host is unreachable
host unreachable|not reachable|not responding|no response from|did not respond|not respond|no answer from host
no answer|server not available|host is down|connection error|establish an smtp|establish any smtp
smtp connection|delivery attempts failed|delivery time expired|host down|zeitüberschreitung|nicht erreichbar
delai depasse|ne repond pas|tiempo de espera|no responde|caduc|tempo esgotado|nao respond|tempo scaduto
non risponde|verlopen|истек|не отвечает|время ожидания|انتهت|タイムアウト|期限|接続できません|超时|逾时|连接失败
無法連線|시간 초과|연결할 수
""")

SIZE = table("""
too large|too big|exceeds size|size exceeds|size limit|maximum message size|exceeds the maximum
exceeds maximum size|exceeds the size|larger than|message exceeds|maximum size|exceeds fixed
oversize|zu gross|zu groß|trop grand|trop volumineux|demasiado grande|muito grande|troppo grande|te groot
слишком большой|サイズ|过大|過大|太大|초과
""")

# Why: something about us.
SENDER = re.compile(
    r"sender (?:address|domain|verify|verification|id|ip|e-?mail|host)?.{0,60}"
    r"(?:rejected|denied|not exist|not found|unknown|invalid|failed|blocked|not allowed|refused|blacklist)"
    r"|(?:return|envelope|from) (?:address|domain|path|sender).{0,40}(?:reject|denied|not exist|invalid|block|unknown)"
    r"|domain of sender|reverse (?:dns|lookup)|\bptr\b|\bhelo\b|\behlo\b|sender's domain|sender is (?:un|not)"
    r"|dmarc|dkim|\bspf\b|authentication (?:checks|requirements)|unauthenticated|not authenticated"
    r"|5\.7\.(?:2[0-9]|515|750)"
    r"|does not (?:have|pass) (?:a )?(?:valid )?(?:mx|dns|authentication)|callout verification"
)
POLICY = table("""
allowed rcpthosts
spam|unsolicited|bulk mail|blacklist|black list|blocklist|block list|blocked|blocking|block-list|rbl|dnsbl
banned|reputation|policy|content reject|content filter|message content|rejected due to content
content restriction|prohibited|virus|malware|infected|phish|message filtered|has been filtered|filtered|junk
complaint|refused to accept your mail|not accept mail from your|not accepting mail from your|access denied
relaying denied|relay denied|relaying not|relay not|relay access denied|not permitted to relay|unable to relay
cannot relay|relaying prohibited|relaying is|do not relay|doesn't relay|does not relay|not allow relay|relaying
relay access|not authorized|not authorised|unauthorized|not permitted|not allowed to send|isn't allowed
not have permission|permission to send|authentication required|requires authentication|must authenticate
must issue a starttls|tls required|suspicious|message rejected as|bounce address tag|administrative prohibition
administratively|poor reputation|ip address|client host|your host|your ip|rejected by filter|moderat|forbidden
dynamic|unacceptable|suspended|message refused|message was rejected because|charset|character set
non-ascii|smtputf8|bare lf|line too long|malformed|rfc 5322|rfc 2822|rfc 822|werbung|abgelehnt aufgrund
indesirable|politique|no deseado|politica|spamverdacht|нежелательн|спам|迷惑メール|拒否|垃圾|스팸|ウイルス|病毒
""")

# The plainest of them, for looking through a whole report.
REFUSED = table("""
spam|blacklist|blocked|virus|relaying denied|relay access denied|greylist|too large|temporarily|too many hops
""")
SYSTEM = table("""
unknown mailer error|command died|i/o error|system error|internal error|internal server|configuration error
config error|misconfigur|mail loops back|loops back to myself|mail loop|mail forwarding loop|routing loop
loop detected|too many hops|hop count|hopcount|maximum hop|too many received|can't create|cannot create
can't open|cannot open|cannot append|can't append|read-only file|service currently|server error
local error|lookup failure|name service error for name|server configuration|dns error
dns query failed|dns failure|dns lookup failed|temporary dns|servfail|server failure|protocol error|bad sequence
syslog|out of memory|insufficient system|insufficient resources|storedrv|storeexceptions|program failure
mailbox locked|mailbox is locked|mailbox busy|boucle|schleife|bucle
""")

# Why: nobody there.
UNKNOWN = table("""
recipient address rejected: access denied|recipient address rejected: undeliverable address|inactivity
user unknown|unknown user|unknown recipient|recipient unknown|unknown address|address unknown|unknown mailbox
mailbox unknown|unknown account|unknown local|unknown or illegal|unknown or invalid|unknown name|unknown person
unknown virtual|unknown alias|unknown to|user not known|user is unknown|user is not known|not known at
not known here|not known to|is unknown|isn't known|recipnotfound|no such user|no such account|no such address
no such mailbox|no such recipient|no such local|no such person|no such name|no such domain|no such host
no such alias|no such email|no such virtual|no such inbox|no mailbox|no mail box|no valid recipient|no person
nobody by|no longer available|no longer in use|no longer valid|no longer active|no longer exist|no longer with
no longer works|no longer accept|no longer on|no longer employed|no longer receiv|no longer monitored
no longer being|doesn't exist|does not exist|not exist|does not have an account
do not have an account|not a valid|isn't a valid|is not valid|isn't valid|not valid|invalid recipient
invalid mailbox|invalid user|invalid address|invalid email|invalid e-mail|invalid account|invalid local
invalid final|invalid destination|invalid domain|invalid name|invalid destinatario|user not found
recipient not found|mailbox not found|address not found|account not found|couldn't be found|could not be found
wasn't found|was not found|cannot be found|can't be found|not found in|not found at|not found on
recipient was not found|not found by smtp|alias not found|name not found|host not found|domain not found
host unknown|unknown host|domain unknown|unrouteable|unroutable|unresolvable|name or service not known
host or domain name not found|name server: host not found|nxdomain|domain does not|invalid mx
null mx|no mx|nullmx|bad destination|bad address|bad recipient|bad mailbox|bad user|bad email|illegal user
illegal alias|ambiguous|addressee unknown|user disabled|account disabled|mailbox disabled|has been disabled
is disabled|account is disabled|mailbox is disabled|disabled or discontinued|account has been closed
account closed|account is closed|been deactivated|deactivated|discontinued|been deleted|account is inactive
is inactive|mailbox is inactive|mailbox inactive|user inactive|inactive user|inactive mailbox|inactive account
been terminated|account terminated|account expired|mailbox expired|not listed in|not in directory
not in the directory|not in our|not on our|no matches|not our customer|not a member|not a user|user moved
address changed|changed address|not recognized|not recognised|no existe|unrecognized
recipient address rejected: user|recipient does not|recipient is not|recipient isn't|not hosted here
isn't hosted|not handled here|mailbox unavailable or not local|mailbox not available|does not accept mail
doesn't accept mail|never accepts mail|not accept email|this user doesn't|this user does|address is wrong
resolver.adr|adr.recip|recipient reject|recipient rejected|rejected recipient|undeliverable address
relayed to non-existent|nonexistent|non-existent|non existent|nonexist|non-exist|not existing
name is not recognized|unknown as|existiert nicht|nicht bekannt|unbekannt|nicht gefunden|nicht vorhanden
ungueltige|ungultige|gibt es nicht|kein postfach|kein benutzer|empfaenger nicht|empfanger nicht|nicht mehr aktiv
nicht mehr gultig|nicht mehr verfugbar|nicht eingerichtet|deaktiviert|gelöscht|kein account|n'existe pas|inconnu
introuvable|n'est pas valide|invalide|n'a pas ete trouve|n'existe plus|n'est plus|desactive|adresse d'au moins
desconocid|no encontrad|no se encontro|no se ha encontrado|no se encuentra|inexistente|no corresponde
dado de baja|deshabilitad|nao existe|desconhecid|nao encontrad|nao foi encontrad|nao e valid|inativ|desativad
cancelad|incorret|inexistent|nao reconhecid|non esiste|sconosciut|inesistente|non trovat|non valid|non e valido
disattivat|non riconosciut|non attiv|bestaat niet|onbekend|niet gevonden|ongeldig|niet bekend|opgeheven
niet meer in gebruik|не существует|неизвестн|не найден|не зарегистрирован|заблокирован|не обслуживается
несуществующ|нет такого|недействительн|неверн|удален|отключен|не активен|не використовується|غير موجود|غير معروف
غير صالح|لا يوجد|لم يتم العثور|存在しません|存在しない|見つかりません|見つからない|該当する|不明|無効|ユーザーが
アドレスが間違|アドレスをご確認|宛先メールアドレスが|不存在|找不到|查无此|查無此|无此用户|無此用戶|无效|無效
未找到|用户已|已停用|被禁用|不正确|无此|地址错误|未知用户|帐号|冻结|존재하지|찾을 수 없|없는 사용자|알 수 없는
없는 계정|유효하지|잘못된|휴면|탈퇴|finns inte|okand|existerar inte|hittades inte|kunde inte hittas|ogiltig
findes ikke|ukendt|ukjent|finnes ikke|ugyldig|ei ole olemassa|tuntematon|ei loydy|nie istnieje|nieznany|nieznan
nie znaleziono|nieprawidlow|neexistuje|neznam|nenalezen|neplatn|nem letezik|ismeretlen|nem talalhato|bulunamadi
mevcut degil|gecersiz|nu exista|necunoscut|αγνωστ|δεν υπαρχει|не съществува|ne postoji|nepoznat|user has moved
recipient has moved|has moved to|no account with|no account by|no account here
""")
# They mean the address where nothing above speaks of another cause.
WEAK = table("""
recipient address rejected|mailbox unavailable|address rejected|recipient refused|recipient not accepted
rejected by the recipient|recipient verify failed|recipient verification|verify the address|check the address
check for typos|user reject|recipient's server
""")
