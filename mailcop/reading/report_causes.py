"""The words in which delivery reports and hosts give their reasons, by what they mean and in many languages."""

from __future__ import annotations

import re

from mailcop.reading.report_words import plain, table


def pattern(*alternatives: str) -> re.Pattern[str]:
    """One pattern for text that is `plain`, written as people write."""
    return re.compile(plain("|".join(alternatives)))


# Why: a full mailbox.
FULL = table("""
ist voll|sind voll|cheia|lotada|pleine|piena|exceeded the local limit
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
used up|has no space|insuffi|insuficien|onvoldoende|yetersiz|nedostatecn|niewystarcz|sem espaco|sin espacio
pas d'espace|kein platz|geen ruimte|senza spazio|not have enough space|getting too much mail|上限に達|満杯|容量不足
爆满|额满|空间已用|夾滿|꽉 찼
เต็ม|hop thu day|da day|penuh|מלאה|שטח האחסון|πληρες|γεματο|переповнен|препълнен|prepuna|poln predal|preplnila
꽉 차
over disk|over storage|disk usage|no room
plina|ειναι πληρη|ειναι γεματ
at capacity|kontingent|erschopft|wyczerpan|место в ящике|用尽|空きが
""")
# The same, where other words come between.
FILLED = pattern(
    r"(?:mail ?box|inbox|mail ?file|mail ?folder|mail ?store|\baccount|storage|\bdis[ck]\b|spool|mail ?drop)"
    r"\b[^.]{0,40}\b(?:full|exceed\w*|exhausted|out of|no (?:more )?(?:room|space))\b",
    r"(?:postfach|mailbox|briefkasten|speicher)[^.]{0,60}\b(?:voll|uberschritten|erschopft|uberfullt)\b",
    r"(?:boite|messagerie|\bbal\b|\bcompte)[^.]{0,60}(?:plein|satur|depass)",
    r"(?:buzon|casilla|bandeja|cuenta)[^.]{0,60}(?:llen|satur|exced|superad)",
    r"(?:caixa|\bconta\b)[^.]{0,60}(?:chei|lotad|exced|esgot|ultrapass)",
    r"(?:casella|mailbox|cassetta)[^.]{0,60}(?:\bpien|satur|esaur|superat)",
    r"(?:postvak|mailbox|postbus|brievenbus|inbox)[^.]{0,60}\b(?:vol|overschreden)\b",
    r"(?:skrzyn|\bkonto)[^.]{0,60}(?:peln|przepeln|zapeln|przekroc)",
    r"(?:schrank|kapacit)[^.]{0,60}(?:pln|prekroc)",
    r"(?:kutu|hesap|hesab)[^.]{0,60}(?:dolu|dolmus|doldu|asil)",
    r"(?:brevl|postl|inkorg|inboks|indbakke|postkass|mailbox)[^.]{0,60}\b(?:full|fullt|fuld|fyldt|overfyl)",
    r"(?:ящик|почт)[^.]{0,60}(?:полон|заполн|переполн|превыш)",
    r"(?:postafiok|postalada)[^.]{0,60}(?:\btele|megtelt|betelt)",
    r"\bllen[oa]s?\b",
)
# Whatever exceeds a limit is somebody who is there; no tongue says so of a user who is not.
LIMIT = pattern(
    r"exceed|\blimit(?!ed\b)|depass|excedid|excedeu|superad|ultrapass|superato|uberschritten|overschred|превыш",
    r"перевищ|przekroc|prekroc|depasit|overskrid|ylitt|asildi|超出|超过|超過|上限|초과|υπερβ",
)
# What may be so is not said to be so.
HEDGES = pattern(
    r"\b(?:may|might)\b(?: \w+){0,2} (?:not |no longer |have |be )[^.;:]{0,60}",
    r"\bif\b [^.;:,]{0,80}[.;:,]",
    r"\b(?:check|verify|ensure|make sure|confirm) (?:that|whether|if)\b[^.;:]{0,80}",
)
# Nobody says what it was.
UNCLEAR = pattern(
    r"\b(?:unknown|undefined|unspecified|unbekannte[rn]?|неизвестн\w{1,3}|onbekende)"
    r" (?:error|reason|cause|fehler|grund|ursache|fout|ошибк\w*|причин\w*)",
    r"\b(?:error|reason|cause|raison|motif|erreur|motivo|causa|erro|errore|fehler|grund|fout|ошибка|причина)"
    r" (?:is |est |ist |es |e )?(?:unknown|inconnue?|desconocid[oa]|desconhecid[oa]|sconosciut[oa]|unbekannt|onbekend"
    r"|неизвестн\w*)",
    r"原因不明|原因は不明|未知错误|未知原因|不明なエラー|알 수 없는 (?:오류|이유)",
)
# What is unknown, deleted or disabled here is no address but a command, a letter, a service. IronPort gives every
# refusal of an address the name that stands last.
OTHER_THINGS = pattern(
    r"\b(?:unrecogni[sz]ed|unknown|invalid|bad) (?:command|parameter|option|argument|encoding|header|format)",
    r"\b(?:message|e-?mail|mail|attachment|file|nachricht|anlage|anhang|datei)s? (?:has |have |was |were )?(?:been )?"
    r"(?:deleted|discontinued|disabled|deactivated)",
    r"\b(?:relay\w*|\w*auth\w*|service|smtp|forwarding|access|feature|log-?in|vrfy|reports?) (?:has been|is) disabled",
    r"not a known (?:client|host|sender)|disabled (?:e?-?mail|messages) from"
    r"|(?:unknown address error|other mail system problem)(?= \d\d\d)",
)

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
mas tarde|temporaneamente|piu tardi|temporariamente|mais tarde|tijdelijk|временно|позже|一時的|稍后
稍後|暂时|暫時|일시적|tillfalligt|midlertidig|temporar|not currently|currently unavailable|server is busy|server busy
too busy|too many|versuchen sie es spater|es spater|later opnieuw|opnieuw later|try to resend|try resending
please resend|send it again later|overload|high load|load average
try it later
try again after|later retry|resend later|resend your message later
tymczasow|pozniej|docasn|pozdeji|gecici|daha sonra|tilapai|myohemmin|senere|senare|ideiglenes|kesobb|мимолет|тимчасов
пізніше|προσωριν|sementara|tam thoi|זמני|ชั่วคราว|مؤقت|لاحقا|しばらく|後ほど|混雑|频率|頻率|account is locked|frozen
попробуйте позже|попробуйте через|повторите позже|maintenance|wartung|обслуживани|メンテナンス|维护中|점검
at this time|at the moment|rate of messages|number of messages|messages per|per hour|per day|too high|momentan
derzeit nicht
zurzeit|zur zeit|en este momento|pour le moment|pour l'instant|al momento|no momento|op dit moment|w tej chwili
в данный момент|сейчас не
again in|現在受信|現在メールを受|現在、メールを受
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
無法連線|시간 초과|연결할 수|lowest numbered mx|mx record points to|points back to|all hosts for|no host available
unable-to-transfer|transfer-failure|maximum-time-expired|mts-congestion|loop-detected|time limit|unreachable
no route|server is down|host not responding|mail server unavailable|server unavailable
did not accept our requests to connect|not accept connections?|przekroczono czas|vyprsel|casovy limit|zaman asimi
aikakatkaisu|időtúllépés|tidsgrans|tidsavbrott|не удалось установить|соединени|verbindung|verbinding|connexion
conexion
conexao|connessione|polaczeni|spojeni|baglanti|yhteytta|anslutning|forbindelse|接続|连接|連線|連接|연결|اتصال
nicht geantwortet|antwortet nicht|n'a pas repondu|no respondio|no ha respondido|nao respondeu|non ha risposto
niet geantwoord|reageert niet|svarade inte|svarar inte|svarede ikke|svarer ikke|svarte ikke|ei vastannut|ei vastaa
nie odpowiada|nie odpowiedzial|neodpovid|yanit vermi|nem valaszol|응답하지|応答しません|応答がありません|没有响应
无响应|沒有回應
network error|destination mx
""")
# A number of attempts, or the time that they took.
TRIED = pattern(
    r"\b\d+ (?:failed )?(?:delivery )?(?:attempts?|tries|retries|versuche|tentatives|tentativas|tentativi"
    r"|intentos|pogingen)",
    r"\b(?:after|for|nach|seit|past|over|within|apres|depuis|durante|despues de|tras|apos|dopo|na|po|через|в течение)"
    r" (?:\w+ )?\d+(?:[.,]\d+)? (?:days?|hours?|minutes?|tage?n?|stunden|jours?|heures?|dias?|horas?|giorni|ore|dagen"
    r"|uur|dni|godzin|дн\w+|час\w+|dnech|hodin)\b",
    r"\d+ ?(?:日間|時間|小时|小時|天|시간|일간)",
)

SIZE = table("""
too large|too big|exceeds size|size exceeds|size limit|maximum message size|exceeds the maximum
exceeds maximum size|exceeds the size|larger than|message exceeds|maximum size|exceeds fixed
oversize|zu gross|zu groß|trop grand|trop volumineux|demasiado grande|muito grande|troppo grande|te groot
слишком большой|サイズ|过大|過大|太大|초과
for stort|for stor for|liian suuri|za duza|za duzy|prilis velk|tul nagy|cok buyuk|prea mare|너무 크|너무 커|大きすぎ
слишком велик|πολυ μεγαλ
""")

# Why: something about us, or what the letter holds.
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
preferences|user rules|protected by|not accepting any|accepting mail from
only accepts|denied by|has been denied|not accepted here|rejected by user|user reject|refuses|refused to receive
improper|unsafe|dangerous|fraud|violat|starttls|non-member|members-only|not a member of|attachment|restrict|security
screening|quarantin
unlawful|offensive|not allowed|not permitted|permission|authoriz|authoris|authenticat|trust|challenge
will not accept delivery|content denied|connection denied|connection rejected|bounce attack|frequency|classified as
rejected message|permanently rejected|content-related|third-party|listed in|listed at|black hole|deny list|scored
as a relay|restreint|eingeschrankt|limitee a|limitado a|gesperrt|sperrliste|interdit|rejete|prohibid
proibid
vietat|verboten|niet toegestaan|odrzucon|niedozwolon|odmitnut|zamitnut|отклонен|заблокирован|запрещ|черном списке
черный список|거부|거절|차단|拒收|拒绝|拒絕|黑名单|黑名單|敏感|违规|違規|受信しない設定|受信設定
engelle|reddedildi
requires tls|require tls|encryption|approved sender|whitelist|white list|allowlist|allow list|no relay
not a known client
smtp auth|auth required|auth is required|not accept messages from|nimmt keine|запретил
for review|scam|advertis|subscribe|may not write|may not send|may not post|duplicate|holiday|vacation|slow down
only takes|only accept|from outside
""")

# The plainest of them, for looking through a whole report.
REFUSED = table("""
spam|blacklist|blocked|virus|relaying denied|relay access denied|greylist|too large|temporarily|too many hops
спам|迷惑メール|垃圾|스팸|вирус|ウイルス|病毒|바이러스|拒收|수신거부|수신을 거부|受信を拒否|受信拒否
restreint|eingeschrankt|n'etes pas autorise|berechtigung|nicht berechtigt|permiso para|permissao para|autorizzazion
gemachtigd|нет разрешения|uprawnien|权限|權限|権限|アクセス許可|권한
混雑|attachment has been removed|attachment was removed|attachment removed
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
maintenance|read-only|no-answer-from-host|routing-errors|bad-connection|bad-configuration|protocol-errors
migrat|offline|system problem|alias loop|points to itself|lookup deferred|database unavailable|directory unavailable
cannot contact|could not contact|unable to contact
child process|transport returned
disk error|expansion failed|not be loaded
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
not in the directory|not in our|not on our|no matches|not our customer|not a user|user moved
address changed|changed address|not recognized|not recognised|no existe|unrecognized
recipient address rejected: user|not hosted here
isn't hosted|not handled here|mailbox unavailable or not local|mailbox not available|does not accept mail
doesn't accept mail|never accepts mail|not accept email|this user doesn't|this user does|address is wrong
resolver.adr|adr.recip|undeliverable address
relayed to non-existent|nonexistent|non-existent|non existent|nonexist|non-exist|not existing
name is not recognized|unknown as|existiert nicht|nicht bekannt|unbekannt|nicht gefunden|nicht vorhanden
ungueltige|ungultige|gibt es nicht|kein postfach|kein benutzer|empfaenger nicht|empfanger nicht|nicht mehr aktiv
nicht mehr gultig|nicht mehr verfugbar|nicht eingerichtet|deaktiviert|kein account|n'existe pas|inconnu
introuvable|n'est pas valide|invalide|n'a pas ete trouve|n'existe plus|n'est plus|desactive|adresse d'au moins
desconocid|no encontrad|no se encontro|no se ha encontrado|no se encuentra|inexistente|no corresponde
dado de baja|deshabilitad|nao existe|desconhecid|nao encontrad|nao foi encontrad|nao e valid|inativ|desativad
incorret|inexistent|nao reconhecid|non esiste|sconosciut|inesistente|non trovat|non valid|non e valido
disattivat|non riconosciut|non attiv|bestaat niet|onbekend|niet gevonden|ongeldig|niet bekend|opgeheven
niet meer in gebruik|не существует|неизвестн|не найден|не зарегистрирован|не обслуживается
несуществующ|нет такого|недействительн|отключен|не активен|не використовується|غير موجود|غير معروف
غير صالح|لا يوجد|لم يتم العثور|存在しません|存在しない|見つかりません|見つからない|該当する|無効
アドレスが間違|不存在|找不到|查无此|查無此|无此用户|無此用戶|无效|無效
未找到|已停用|被禁用|不正确|无此|地址错误|未知用户|冻结|존재하지|찾을 수 없|없는 사용자|알 수 없는
없는 계정|유효하지|잘못된|휴면|탈퇴|finns inte|okand|existerar inte|hittades inte|kunde inte hittas|ogiltig
findes ikke|ukendt|ukjent|finnes ikke|ugyldig|ei ole olemassa|tuntematon|ei loydy|nie istnieje|nieznany|nieznan
nie znaleziono|nieprawidlow|neexistuje|neznam|nenalezen|neplatn|nem letezik|ismeretlen|nem talalhato|bulunamadi
mevcut degil|gecersiz|nu exista|necunoscut|αγνωστ|δεν υπαρχει|не съществува|ne postoji|nepoznat|user has moved
recipient has moved|has moved to|no account with|no account by|no account here
is not known|a gateway for|no gateway|unable to route|cannot route|no route for|unrecognised-or
unrecognized-or|unrecognised o/r|unrecognized o/r|find any host|any host named|not a known
no one by|no one at this|no local mailbox
no account|not a local|is not local|missing home|recipient not ok|badrcptto|validrcptto|envelope recipient
has been replaced by|no host exists|domain must exist|final email delivery point|not present|mailbox is unavailable or
incorrect address|address is incorrect|possibly incorrect|user name not|unknown virtual|not on this server
no such person|no such object|cannot find user|can't find user|cannot find the user|could not find user|cannot locate
could not locate|unable to find|unable to locate|left the company|left the organi|no longer employ|nie ma takiego
nie odnaleziono|neni znam|neni plat|nebyl nalezen|nebyla nalezena|boyle bir kullanici|kullanici yok|ne obstaja
ne postoji
не існує|невідом|не знайден|לא קיים|לא נמצא|לא מוכר|ไม่มี|ไม่พบ|khong ton tai|khong tim thay|tidak ditemukan
tidak ada|tidak dikenal|δεν βρεθηκε|δεν υπαρχει|nuk ekziston|finns ej|hittas inte|ikke fundet|ikke funnet
eksisterer ikke
fandtes ikke|ei loytynyt|ei ole kaytossa|inexistant|n'est pas reconnu|non reconnu|nicht existier|unbekannter
nicht ermittelt|wurde geschlossen|cloture|endereco invalido|usuario invalido|destinatario invalido
keinen benutzer|keinen empfanger|no valida|no es valid|adres yok|boyle bir adres
存在しておりません|使われておりません|使われていません|解約|注销|註銷|已停止|不存
recipient does not exist|recipient does not have|recipient is not valid|recipient is not local|recipient is not known
recipient is not a|recipient is not found|recipient is not in|recipient is not on|recipient is not active
recipient is not exist|recipient is not recog|recipient is not registered|recipient is not ok|recipient isn't a
owner has changed|obsolete address|bad-mailbox|inactive-mailbox|bad-domain|illegal host|bad system name
system not known|unknown system|administrative disabled|administratively disabled|mailbox is closed
mailbox has been closed|cancelled the account|not be located|not be found|not in the name|name & address book
kennt keinen|kennt diesen|kennt den empf|kennt die adresse|konto geloscht|konto wurde geloscht|postfach geloscht
postfach wurde geloscht|adresse geloscht|adresse wurde geloscht|benutzer geloscht|adressbuch nicht
cuenta cancelad|cuenta ha sido cancelad|cuenta fue cancelad|cuenta esta cancelad|conta cancelad|conta foi cancelad
conta esta cancelad|usuario cancelad|endereco cancelad|caixa postal cancelad|conta encerrada|conta foi encerrada
cuenta eliminada|cuenta fue eliminada|cuenta ha sido eliminada|direccion eliminada
impossibile trovare|pas repertorie|pas referenc|pas trouve|aucun utilisateur|aucun compte|ne figure pas
gick inte att hitta|kunde ikke findes|blev ikke fundet|kan niet worden gevonden|nie mozna odnalezc|nie figuruje
brak uzytkownika|brak takiego uzytkownika|brak konta|konto nieaktywne|konto zostalo usuniete|skrzynka nie istniej
nincs ilyen|nem talalhat|megszunt|nu a fost gasit|nu s-a gasit|nu este valid|nije pronad|ne obstoji|няма такъв
не е намерен|не удалось найти|не найти|ящик заблокирован|ящик был заблокирован|аккаунт заблокирован
пользователь заблокирован|запись заблокирована|заблокирован за не|ящик удален|ящик был удален|пользователь удален
запись удалена|аккаунт удален|адрес удален|удалил свой|неверный адрес|неверный почт|неверный получ|неверное имя
указан неверно|адрес неверен|неверно указан|δεν ηταν δυνατη η ευρεση|تعذر العثور|لا يمكن العثور
宛先不明|宛先が不明|ユーザー不明|ユーザ不明|受信者不明|アドレス不明|不明なユーザ|不明な宛先|不明なアドレス
不明な受信者
ユーザーがいません|ユーザーがありません|ユーザがいません|廃止され|アドレスは廃止|アカウントは削除|アカウントが削除
ユーザーは削除|帐号无|帐号不|帐号错误|帐号已注销|帐号被禁|账号不|账号无|账号已注销|用户已注销|用户已停用|用户已删除
用户已被
邮箱已注销|邮箱已停用|계정이 삭제|삭제된 계정|휴면 계정
verzeichnis aufgefuhrt|verzeichnis eingetragen|adressbuch aufgefuhrt
we do not know|account was closed|account is closed|not listed at|a ete ferme|est ferme|pas connu|ya no esta activ
no esta dado de alta|no esta activ|no esta registrad|nao cadastrad|nao esta cadastrad|nao registrad|foi excluid
stato chius
stata chius|non e registrat|non registrat|avslutat|avslutad|ar stangt|er lukket|er stengt|er nedlagt|avsluttet
suljettu|vastaanottajaa ei ole|kayttajaa ei ole|osoitetta ei ole|zostalo zamkniete|zostala zamknieta|zrusen|kapatil
неизвестен|запись закрыта|ящик закрыт|аккаунт закрыт|ящика нет|адреса нет|пользователя нет|не зарегестрир
アドレスが正しく|アカウントは閉鎖|アカウントが閉鎖|メールボックスは閉鎖|없는 메일|없는 주소|없는 수신|غير صحيح
已关闭|已被关闭
previously bounced
account inactive|account is not active|not defined on|account has been removed|account was removed
account has been cancel
left the univ|left us|user is not registered|is not registered|not found: |is terminated|address is dead
user not local
bad-address|no mail hosts|user not listed|not in use|not work here|supprimee|nicht vergeben|abgeschaltet|adresu nie ma
neni zde|zde neni|абонента нет|사용되지 않|mailbox frozen by|empfangeradresse ungultig|does not exist
stato trovat|stata trovat
kunne ikke findes|kan ikke findes|kunne ikke finnes
""")
# They mean the address where nothing above speaks of another cause.
WEAK = table("""
recipient address rejected|mailbox unavailable|address rejected|recipient refused|recipient not accepted
rejected by the recipient|recipient verify failed|recipient verification|verify the address|check the address
check for typos|recipient's server
recipient reject|rejected recipient|does not like recipient|recipient is not|recipient isn't
アドレスをご確認|宛先メールアドレスが|アドレスを確認
""")
# Whom a host speaks of: a refusal without such a word is of the letter or of us.
ADDRESSEE = table("""
user|mailbox|mail box|recipient|account|address|addressee|rcpt|inbox|mbox|alias|person|domain|customer|subscriber
local
destinat|empfanger|empfaenger|postfach|benutzer|konto|adres|compte|utilisateur|usager|boite|client|abonne|usuario
cuenta|buzon|casilla|direccion|conta|caixa|endereco|utente|casella|indirizzo|gebruiker|postvak|postbus|ontvanger
mottagar|modtager|bruker|bruger|konto|brevl|postkasse|vastaanott|kayttaj|odbiorc|uzytkown|skrzynk|prijemc|uzivatel
schrank|alici|kullanici|hesap|hesab|kutu|cimzett|felhaszn|fiok|utilizator|casuta|корист|одержув|пользоват|получат
адрес|ящик|аккаунт|потребител|παραληπτ|χρηστη|διευθυνσ|受信者|ユーザ|アドレス|宛先|アカウント|收件|用户|用戶|邮箱|信箱
帐号|账号|帳號|수신자|사용자|계정|주소|사서함|받는|مستلم|مستخدم|عنوان|משתמש|נמען|ผู้รับ|ผู้ใช้|nguoi nhan|pengguna
penerima
""")
# What a host does to a letter, or a reader to a sender, and hosts that do nothing. A status that names the address
# weighs more.
REFUSING = table("""
refus|reject|declin|denied|blocked|bloque|bloqueou|bloquead|blokker|blokade|rifiutat|rechaz|recus|weiger|afgewezen
abgelehnt
abgewiesen|zuruckgewiesen|avvisad|afvist|avvist|hylat|odrzuc|odmit|zamit|elutasit|redded|reddet|respins|απορριφ
отклон|отказ|відхил|отхвърл|رفض|נדח|拒|거부|거절|차단|受け取り
server|servid|serveur|kiszolgalo|sunucu|διακομιστ|сервер|服务器|伺服器|サーバ|서버|خادم|שרת
""")
