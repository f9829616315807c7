"""The words of machines that answer: subjects, and bodies in which a machine speaks for somebody who is away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailcop.reading.report_words import plain, says, table, without_marks
from mailcop.reading.stems import Stems

# Subjects, `plain`; each stands at the beginning: who answers a machine has "Re:" before it. What a person
# may write too ("On holiday") is not among them.
SUBJECT = re.compile(
    without_marks(
        r"^(?:\[?auto(?:mat(?:ic|ed|isk|isch|ische|isches|iskt|isert|isiert))?[ :_-]{0,3}"
        r"(?:(?:e-?mail |mail )?(?:reply|response|responder|answer|svar|antwort|antwoord|acknowledg\w+)\b)"
        r"|(?:this is an )?automat(?:ic|ed|isch\w*) (?:e-?mail )?(?:antwort|reply|answer|response|antwoord"
        r"|beantwoord)\b"
        r"|autoreply|autoresponse|auto:|automated e?mail|ooo:|\[ooo\]|ooto\b|away from my mail"
        r"|out of (?:the )?office(?:\s*[:!(\]-]|\s*$| auto| reply| message| until| from| notification| alert|\.)"
        r"|i am (?:currently )?(?:out of (?:the )?office|away from (?:the )?office)|i am on (?:vacation|annual leave)"
        r"|vacation (?:reply|response|message|notice|auto)|holiday (?:reply|notice)|acknowledge?ment of receipt"
        r"|respuesta automatica|contestacion automatica|respuesta de ausencia|autorespuesta|respuesta automatizada"
        r"|fuera de (?:la )?oficina(?:\s*[:!(-]|\s*$| hasta)|ausente de la oficina|ausencia de la oficina"
        r"|mensaje automatico"
        r"|reponse (?:auto\b|automatique)|message automatique|absence du bureau|absent(?:e)? du bureau|repondeur"
        r"|courriel automatique|accuse de reception automatique|resposta automatica|fora do escritorio"
        r"|mensagem automatica|abwesenheits(?:notiz|assistent|meldung|benachrichtigung|nachricht|agent)|abwesend\b"
        r"|automatische (?:eingangs|antwort)|eingangsbestatigung|nicht im buro\s*[:!(-]"
        r"|risposta automatica|fuori (?:sede|ufficio)|assente dall'ufficio|messaggio automatico|risponditore"
        r"|afwezig|automatisch antwoord|niet aanwezig|buiten kantoor|ontvangstbevestiging"
        r"|автоответ|автоматическ(?:ий|ое) (?:ответ|уведомлен|сообщен)|вне офиса|автоматична вiдповiдь"
        r"|автоматична відповідь"
        r"|رد تلقائي|الرد التلقائي|رد آلي|خارج المكتب"
        r"|自動応答|自動返信|自動送信|自動回答|不在通知|不在のお知らせ|休暇のお知らせ|【自動|\[自動|受付完了|【受付"
        r"|自动回复|自動回覆|自动答复|自動回復|自动应答|不在办公室|不在辦公室|外出自动|假期自动|\(自动|\[自动|【自动"
        r"|자동 ?회신|자동 ?응답|자동 ?답장|부재 ?중|odpowiedz automatyczna|autoodpowiedz"
        r"|automatyczna odpowiedz|poza biurem"
        r"|otomatik yanit|ofis disinda|automaticka odpoved|automatikus valasz|automaattinen vastaus|poissaolo"
        r"|automatiskt svar|autosvar|automatsvar|franvaro(?:meddelande|svar|\s*[:(])|ej pa kontoret|inte pa kontoret"
        r"|ikke pa kontoret|fravaer|raspuns automat|αυτοματη απαντηση|automatski odgovor|автоматичен отговор"
        r"|balas otomatis|tra loi tu dong|ตอบกลับอัตโนมัติ|תשובה אוטומטית|מענה אוטומטי)"
    )
)
# Asking the sender to prove that they are one.
CHALLENGE = re.compile(
    r"(?:please )?confirm (?:your (?:message|e-?mail|mail) (?:to|delivery)|your (?:message|e-?mail)$|delivery"
    r"|that you (?:sent|are))"
    r"|(?:your )?(?:e-?mail|message|mail) (?:requires|needs|is awaiting) (?:sender |your )?(?:verification"
    r"|confirmation)"
    r"|sender (?:verification|confirmation|validation)|your (?:e-?mail|message) to .{0,80} (?:awaits"
    r"|is waiting|requires)"
    r"|boxbe|spam ?arrest|tmda\b"
    r"|awaiting your confirmation"
    r"|one[- ]time (?:sender )?(?:verification|confirmation)|confirmez l'envoi|confirme su mensaje"
    r"|confirm [0-9a-f]{20,}"
    r"|ezmlm (?:warning|probe|response)|confirm (?:un)?subscribe to|your message to .{0,60} awaits moderator"
)
CHALLENGED = ("(verification required)", "[spamarrest]", "[spam arrest]")  # anywhere in a subject
# In a short mail's first sentences: only a machine, or somebody who set one up, begins so.
AWAY = table("""
out of the office|out of office|away from the office|away from my office|away from my desk|away from my email
away from email|currently away|on annual leave|on vacation|on holiday until|on leave until|on leave from
on leave and|on maternity leave|on parental leave|on sabbatical|limited access to e-mail|limited access to email
limited access to my email|no access to email|no access to my email|without access to email
i am travelling until|i am currently travelling|i will be out of|i'm out of the office|i am away|i'm away
i will be away|office is closed|our offices are closed|return to the office|am on leave|be on leave
on mission until|fuera de la oficina|fuera de oficina|fuera del despacho|de vacaciones|estare ausente
estoy ausente|me encuentro ausente|ausente de la oficina|estaré fuera|estare fuera|estoy fuera
me encuentro fuera|me encuentro de|de permiso hasta|de baja hasta|sin acceso al correo|acceso limitado al correo
de licencia|absent du bureau|absente du bureau|absent jusqu|absente jusqu|je suis absent|je serai absent
je suis actuellement absent|actuellement absente|actuellement absent|actuellement en conge|en conges jusqu
en conge jusqu|je suis en conge|je serai en conge|je suis en deplacement|en vacances jusqu|en mission jusqu
en conge maternite|de retour le|mes bureaux sont fermes|acces limite a|nos bureaux sont fermes|hors du bureau
fora do escritorio|estou de ferias|estarei de ferias|em ferias ate|ausente ate|estou ausente|estarei ausente
encontro-me ausente|encontro-me de ferias|estou fora do|estarei fora|sem acesso ao e-mail|acesso limitado ao
de licenca|me encontro ausente|nicht im buro|nicht im haus|nicht im büro|ausser haus|außer haus|bin abwesend
abwesend bis|im urlaub|in urlaub|in elternzeit|ich bin bis|bin ich nicht|derzeit nicht erreichbar
zur zeit nicht erreichbar|momentan nicht erreichbar|nicht erreichbar|wieder erreichbar|erst ab dem
wieder im buro|ich bin vom|bin ich abwesend|bin derzeit nicht|fuori ufficio|fuori sede|sono assente|saro assente
assente dall'ufficio|in ferie|in vacanza fino|assente fino|in congedo|in maternita|accesso limitato alla
rientro in ufficio|saro fuori|sono fuori|niet op kantoor|afwezig|niet aanwezig|op vakantie|met vakantie
met verlof|buiten kantoor|ben ik niet|niet bereikbaar|weer bereikbaar|в отпуске|отсутствую|буду отсутствовать
вне офиса|нахожусь в командировке|в командировке|нет на рабочем месте|меня нет в офисе|не буду на
ограниченный доступ к почте|на больничном|خارج المكتب|في إجازة|في اجازة|خارج مكتبي|غائب عن|غير متواجد
سأكون غائبا|أنا غائب|لست في المكتب|اجازة حتى|لن أكون متاح|不在にして|不在です|不在となり|不在と|休暇を|休暇中
休暇をいただ|外出して|出張中|お休みを|お休みをいただ|席を外|夏季休業|年末年始休業|休業|不在办公室|不在辦公室
外出|休假|度假|出差|不在公司|부재중|휴가|자리를 비|출장|inte pa kontoret|ej pa kontoret|pa semester|har semester
ledig till|ar ledig|ar bortrest|franvarande|tjanstledig|foraldraledig|ar tillbaka|ar borta|ikke pa kontoret
pa ferie|poza biurem|na urlopie|не буду в офисе
""")
# A machine says what it is.
MACHINE = table("""
this is an automatic reply|this is an automated reply|this is an automatic response
this is an automated response|this is an auto-reply|this is an auto reply|this is an autoreply
this is an automatically generated|this is an automated message|this is an automated e-mail
this is an automated email|this is an auto-generated|this is an auto generated|automatically generated reply
automatically generated response|automatically generated message|automatically generated e-mail
automatically generated email|automated acknowledgement|generated automatically|we have received your
we've received your|has been received and|your message has been received|your email has been received
your request has been received|a ticket has been|no longer monitored|generado automaticamente|hemos recibido su
hemos recibido tu|se ha generado automatic|este es un mensaje automatico|este es un correo automatico
correo generado|genere automatiquement|envoye automatiquement|avons bien recu votre|avons bien recu
accusons reception|ceci est un message automatique|n'est plus consultee|gerada automaticamente
gerado automaticamente|recebemos a sua|recebemos sua|recebemos o seu|automatisch generiert|automatisch erzeugt
automatisch erstellt|ihre nachricht ist eingegangen|ihre anfrage ist|haben ihre nachricht erhalten
haben ihre anfrage erhalten|haben ihre e-mail erhalten|generato automaticamente|generata automaticamente
abbiamo ricevuto la|ricevuto la sua|automatisch gegenereerd|hebben uw bericht ontvangen|bericht ontvangen
hebben uw e-mail|создано автоматически|сформировано автоматически|отправлено автоматически|ваше письмо получено
мы получили ваше|تم إنشاؤها تلقائيا|تم استلام رسالتك|لقد استلمنا|تلقينا رسالتك|استلمنا رسالتك|自動的に送信
受け付けました|受付いたしました|受け付けいたしました|お問い合わせを受|お問い合わせいただき|自动发送|自動發送
自动生成|系统自动|系統自動|已收到您的|收到您的邮件|您的邮件已收到|已收到你的|您的来信已收到|자동으로 발송
automatiskt genererat|tagit emot ditt|mottagit ditt|ditt arende|thank you for contacting|ticket has been
""")
# Its name for what it does: a machine begins with it, or says that this is one; people write about them.
ANSWER = table("""
respuesta automatica|mensaje automatico|reponse automatique|message automatique|resposta automatica
mensagem automatica|automatische antwort|automatische nachricht|automatische e-mail|risposta automatica
messaggio automatico|automatisch antwoord|automatisch bericht|автоматический ответ|автоматическое сообщение
автоматическое уведомление|رد تلقائي|رد آلي|رسالة تلقائية|رسالة آلية|自動返信|自動送信|自動応答|自動配信
自动回复|自動回覆|자동 회신|자동 응답|automatiskt svar|autosvar|automatiskt meddelande|automatisk svar
automatyczna odpowiedz|otomatik yanit|automatic reply from
""")
# What goes with it: returning, standing in, urgency, thanks.
BESIDE = table("""
وصولي إلى البريد|محدود
urgent|immediate|assistance|in my absence|please contact|contact my|on my return|when i return|i will return
return on|returning|back on|be back|be back in|until|reply as soon|respond as soon|get back to you
respond to your|reply to your|answer your|as soon as possible|thank you for your|thanks for your
for your message|for your email|for your e-mail|will be read|not be read|not be forwarded|forwarded|urgente
urgencia|contacte|contactar|mi regreso|vuelta|respondere|hasta el|gracias por su|gracias por tu|a la brevedad
lo antes posible|dirijase|urgence|contacter|mon retour|jusqu'au|repondrai|merci de votre|merci pour votre
adresser|dans les plus brefs|dans les meilleurs delais|retour le|meu retorno|meu regresso|responderei|ate o dia
ate ao|obrigado|obrigada|contato com|contacto com|o mais breve|contate|dringend|wenden sie sich|meiner ruckkehr
bis zum|vielen dank|danke fur|vertret|nicht weitergeleitet|nicht gelesen|antworte|melde mich|beantwort|dringlich
urgenz|contattare|mio rientro|mio ritorno|fino al|grazie per|rispondero|risponderemo|al piu presto|rivolgersi
dringende|contact opnemen|terugkomst|terug op|tot en met|bedankt|dank voor|beantwoord|zo spoedig
zo snel mogelijk|neem contact|weer aanwezig|срочн|обращ|связ|возвращ|отвечу|спасибо|благодар|عاجل|الاتصال|عودت
حتى|شكرا|التواصل|سأرد|في أقرب|緊急|お急ぎ|ご連絡|戻り|返信|まで|より|出社|ご了承|ありがとう|折り返し|改めて|紧急
联系|聯繫|聯絡|回复|回覆|回来|返回|尽快|盡快|谢谢|感谢|謝謝|返回后|긴급|연락|까지|회신|감사|akut|bradskande
kontakta|aterkommer|tillbaka|till och med|tack for|svarar|sa snart|please do not reply to this
do not reply to this|please do not respond to this|no responda a este|no responder a este|ne pas repondre a ce
merci de ne pas repondre|nao responda a est|favor nao responder|nicht auf diese|non rispondere a quest
niet op dit bericht|не отвечайте на это|отвечать на него не|لا ترد على|عدم الرد على|このメールに返信
このメールには返信|请勿回复|請勿回覆|请勿直接回复|회신하지|svara inte pa|kan inte besvaras|prosze nie odpowiadac
""")
# What somebody says who is there.
PERSON = re.compile(
    without_marks(
        r"\bbut\b.{0,60}\b(?:i|we|my|let|please)\b|i'd (?:like|love)|i would (?:like|love|suggest|propose)"
        r"|in my (?:view|country)"
        r"|\bi (?:think|agree|wonder|believe|found|read|hope to|can join|want)\b|\bhowever\b.{0,40}\bi\b|[?？؟]"
        r"|\bpero\b|me gustaria|quisiera|creo que|\bpienso\b|estoy de acuerdo|\bmais\b.{0,60}\bje\b|j'aimerais"
        r"|je voudrais"
        r"|je pense|\bje crois\b|d'accord|\bmas\b.{0,60}\b(?:eu|gostaria|quero)|gostaria|acho que|concordo|\baber\b"
        r"|mochte (?:ich|aber|noch|trotzdem|gern)|ich (?:denke|glaube|finde|stimme)|\bma\b.{0,40}\b(?:vorrei"
        r"|volevo|penso)"
        r"|vorrei|penso che|sono d'accordo|\bmaar\b|ik (?:denk|vind|wil|zou)|\bно\b|я думаю|хотел|хочу|согласн"
        r"|لكن|أود|أعتقد|أتفق|と思い|思います|参加したい|但是|不过|但我|我想|我认为|我觉得|我同意"
        r"|\bmen\b.{0,40}\b(?:jag|vill)"
        r"|jag (?:tycker|tror|vill|skulle)|하지만|생각"
    )
)
_THIS_IS = re.compile(
    without_marks(
        r"(?:this is|dies ist|das ist|es handelt sich|este es|esta es|esto es|ceci est|voici|il s'agit"
        r"|questo e|questa e"
        r"|dit is|esta e|este e|isto e|det har ar|detta ar|dette er|это|данное|هذه|هذا|これは|このメールは"
        r"|本メールは|这是"
        r"|此邮件|本邮件|系统|이것은|이 메일은).{0,24}$"
    )
)
_LONG = 5  # letters of a word that says something


def _traces(phrases: Iterable[str]) -> tuple[str, ...]:
    """A few words of which each phrase has one; a text without any of them says none of the phrases."""
    left, found = set(phrases), []
    while left:
        words = [word for phrase in left for word in {w for w in phrase.split() if len(w) >= _LONG} or {phrase}]
        found.append(max(sorted(words), key=words.count))
        left = {phrase for phrase in left if found[-1] not in phrase}
    return tuple(found)


_TRACES = Stems(_traces(phrase for phrase in (*MACHINE, *ANSWER, *AWAY) if phrase.isascii()))
_LINK = re.compile(r"https?://\S+|www\.\S+")
_SENTENCE = re.compile(r"[.!;:。！；\n]+")
_NUMBERS = re.compile(r"@|(?:\d[ ()./+-]{0,2}){6}")
_MOST = 1_500  # characters: a machine is brief


def begins_as_a_machine(text: str) -> bool:
    """Whether a short text of no quotation is what a machine answers for somebody away, and nothing besides.

    People write of their holidays too: one phrase is not enough, and what a person adds makes it a person's.
    """
    if not text or len(text) > _MOST:
        return False
    told = plain(text[:280])
    if told.isascii() and not says(told, _TRACES):
        return False
    is_machine = says(told, MACHINE) or _says_it_is_an_answer(told)
    if not is_machine and not says(told, AWAY):
        return False
    whole = _LINK.sub(" ", text)
    if PERSON.search(plain(whole)):
        return False
    return is_machine or _is_all_about_being_away(whole)


def _says_it_is_an_answer(told: str) -> bool:
    """Whether a text begins with the name of what a machine sends, or says that this is one."""
    for phrase in ANSWER:
        at = told.find(phrase)
        if at >= 0 and (not told[:at].strip(" \t*-=<[(【《「") or _THIS_IS.search(told[:at])):
            return True
    return False


def _is_all_about_being_away(text: str) -> bool:
    """Whether hardly a sentence is about something else; greetings, names and numbers count for nothing."""
    beside, other, all_of_it = False, 0, 0
    for sentence in _SENTENCE.split(text):
        told = plain(sentence).strip()
        is_brief = len(told) < (45 if told.isascii() else 24) or bool(_NUMBERS.search(told))
        goes_with = says(told, BESIDE)
        beside = beside or goes_with
        all_of_it += len(told)
        if not goes_with and not is_brief and not says(told, AWAY):
            other += len(told)
    return beside and 3 * other <= all_of_it
