"""The words of machines that answer: bodies in which a machine speaks for somebody who is away, or says what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailcop.reading import automatic_people as people
from mailcop.reading.headers import Headers
from mailcop.reading.report_words import plain, says, table, without_marks
from mailcop.reading.stems import Stems

# In a short mail's first sentences: only a machine, or somebody who set one up, begins so.
AWAY = table("""
out of the office|out of office|away from the office|away from my office|away from my desk|away from my email
away from email|currently away|on annual leave|on vacation|on holiday until|on leave until|on leave from
on leave and|on maternity leave|on parental leave|on sabbatical|limited access to e-mail|limited access to email
limited access to my email|no access to email|no access to my email|without access to email
i am travelling until|i am currently travelling|i will be out of the office|i will be out of office
i will be out of town|i'm out of the office|i am away|i'm away
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
har ferie|holder ferie|er pa ferie|ikke til stede|er bortreist|er bortrejst|er fravaerende|pa barsel|pa orlov
i permisjon|olen lomalla|lomalla|poissa toimistosta|en ole toimistolla|virkavapaalla|jestem nieobecn|bede nieobecn
nieobecny|nieobecna|na zwolnieniu|na dovolene|cerpam dovolenou|mimo kancelar|nejsem v kancelari|nepritom
na dovolenke|cerpam dovolenku|nie som v kancelarii|nepritomn|szabadsagon|hazon kivul|nem vagyok az irodaban
tavol vagyok|tavol leszek|in concediu|nu sunt la birou|lipsesc din birou|εκτός γραφείου|σε άδεια|απουσιάζω
θα απουσιάζω|в отпуск|извън офиса|отсъствам|у відпустці|у відрядженні|відсутній|відсутня|поза офісом|на лікарняному
na godisnjem|na odmoru|van kancelarije|izvan ureda|odsutan|odsutna|na dopustu|odsoten|odsotna|на годишњем|на одмору
ван канцеларије|izindeyim|yillik izin|ofis disinda|ofiste degilim|ofiste olmayacagim|tatildeyim|izinde olacagim
מחוץ למשרד|בחופשה|חופשת לידה|לא נמצא במשרד|לא נמצאת במשרד|nghi phep|vang mat|khong co mat tai|di cong tac
sedang cuti|cuti tahunan|di luar kantor|tidak di kantor|bercuti|luar pejabat|ลาพักร้อน|ลาพักผ่อน|ไม่อยู่ที่สำนักงาน
ไม่อยู่ในสำนักงาน|در مرخصی|خارج از دفتر|छुट्टी पर|कार्यालय से बाहर|अवकाश पर|fora del despatx|fora de l'oficina
de vacances|olen puhkusel|kontorist eemal|atvalinajuma|atostogauj|atostogose|out of town
""")
# A machine says what it is.
MACHINE = table("""
this is an automatic reply|this is an automated reply|this is an automatic response|this is an automated response
this is an auto-reply|this is an auto reply|this is an autoreply|this is an automatically generated
this is an automated message|this is an automated e-mail|this is an automated email|this is an auto-generated
this is an auto generated|automatically generated reply|automatically generated response
automated acknowledgement
este es un mensaje automatico|este es un correo automatico|correo generado
ceci est un message automatique
automaattinen viesti|wiadomosc automatyczna
automatikus uzenet|mesaj automat|αυτοματο μηνυμα
הודעה אוטומטית|missatge automatic
automatne teade|automatiskais zinojums
""")
# How it came about: a machine says so of what it sends, people of other things.
GENERATED = table("""
automatically generated message|automatically generated e-mail|automatically generated email|generated automatically
generado automaticamente|se ha generado automatic|genere automatiquement|envoye automatiquement
gerada automaticamente|gerado automaticamente|automatisch generiert|automatisch erzeugt|automatisch erstellt
generato automaticamente|generata automaticamente|automatisch gegenereerd|создано автоматически
сформировано автоматически|отправлено автоматически|تم إنشاؤها تلقائيا|自動的に送信|自动发送|自動發送|自动生成
系统自动|系統自動|자동으로 발송
automatiskt genererat|automatisk genereret|automatisk generert|wygenerowana automatycznie|wygenerowano automatycznie
automaticky vygenerovan|automatikusan generalt|generat automat|автоматично генерирано|автоматично створен
automatski generisan|automatski generiran|samodejno ustvarjen|automatically generated|automatically sent
sent automatically|otomatik olarak|secara otomatis|tu dong|به صورت خودکار|automatiskt skapat
""")
# What it says of a letter that has come, as a treasurer may say it of money.
RECEIPT = table("""
we have received your|we've received your|has been received and|your message has been received
your email has been received|your request has been received|a ticket has been|no longer monitored|hemos recibido su
hemos recibido tu|avons bien recu votre|avons bien recu|accusons reception|n'est plus consultee|recebemos a sua
recebemos sua|recebemos o seu|ihre nachricht ist eingegangen|ihre anfrage ist|haben ihre nachricht erhalten
haben ihre anfrage erhalten|haben ihre e-mail erhalten|abbiamo ricevuto la|ricevuto la sua
hebben uw bericht ontvangen|bericht ontvangen|hebben uw e-mail|ваше письмо получено|мы получили ваше
تم استلام رسالتك|لقد استلمنا|تلقينا رسالتك|استلمنا رسالتك|受け付けました|受付いたしました|受け付けいたしました
お問い合わせを受|お問い合わせいただき|已收到您的
收到您的邮件|您的邮件已收到|已收到你的|您的来信已收到|tagit emot ditt|mottagit ditt|ditt arende
thank you for contacting|ticket has been
din henvendelse er|henvendelsen din er mottatt|modtaget din henvendelse|mottatt din henvendelse
viestisi on vastaanotettu|otrzymalismy|twoja wiadomosc zostala|vas e-mail byl prijat|obdrzeli jsme vas|megkaptuk
am primit mesajul|λαβαμε το μηνυμα|получихме вашето|отримали ваш|primili smo vas|mesajiniz alinmistir
mesajinizi aldik|פנייתך התקבלה|פנייתכם התקבלה
""")
# Its name for what it does: a machine begins with it, or says that this is one; people write about them.
ANSWER = table("""
respuesta automatica|mensaje automatico|reponse automatique|message automatique|resposta automatica
mensagem automatica|automatische antwort|automatische nachricht|automatische e-mail|risposta automatica
messaggio automatico|automatisch antwoord|automatisch bericht|автоматический ответ|автоматическое сообщение
автоматическое уведомление|رد تلقائي|رد آلي|رسالة تلقائية|رسالة آلية|自動返信|自動送信|自動応答|自動配信
自动回复|自動回覆|자동 회신|자동 응답|automatiskt svar|autosvar|automatiskt meddelande|automatisk svar
automatyczna odpowiedz|otomatik yanit|automatic reply from
ข้อความอัตโนมัติ|ตอบกลับอัตโนมัติ|स्वचालित उत्तर|स्वचालित संदेश|otomatik mesaj|balasan otomatis|pesan otomatis
tra loi tu dong|automaticka odpoved|automatikus valasz|automaattinen vastaus|raspuns automat|αυτόματη απάντηση
automatski odgovor|автоматичен отговор|автоматична відповідь|הודעה אוטומטית|תשובה אוטומטית
""")
# What goes with it: returning, standing in, urgency, thanks.
BESIDE = table("""
melden uns|so schnell wie|so bald wie|schnellstmöglich|vi svarar|vi vender tilbage|wij antwoorden
وصولي إلى البريد|محدود|urgent|immediate|assistance|in my absence|please contact|contact my|on my return
when i return|i will return|return on|be back in|reply as soon|respond as soon|get back to you|respond to your
reply to your|answer your|as soon as possible|for your message|for your email|for your e-mail|will be read
not be read|not be forwarded|forwarded|urgente|urgencia|contacte|contactar|mi regreso|vuelta|respondere
a la brevedad|lo antes posible|dirijase|urgence|contacter|mon retour|repondrai|adresser|dans les plus brefs
dans les meilleurs delais|meu retorno|meu regresso|responderei|contato com|contacto com|o mais breve|contate
dringend|wenden sie sich|meiner ruckkehr|vertret|nicht weitergeleitet|nicht gelesen|antworte|melde mich
beantwort|dringlich|urgenz|contattare|mio rientro|mio ritorno|rispondero|risponderemo|al piu presto|rivolgersi
dringende|contact opnemen|terugkomst|beantwoord|zo spoedig|zo snel mogelijk|neem contact|weer aanwezig|срочн
обращ|связ|возвращ|отвечу|عاجل|الاتصال|عودت|التواصل|سأرد|في أقرب|緊急|お急ぎ|ご連絡|戻り|返信|より|出社|ご了承
折り返し|改めて|紧急|联系|聯繫|聯絡
回复|回覆|回来|返回|尽快|盡快|返回后|긴급|연락|회신|akut|bradskande|kontakta|aterkommer|tillbaka|svarar|sa snart
please do not reply to this|do not reply to this|please do not respond to this|no responda a este
no responder a este|ne pas repondre a ce|merci de ne pas repondre|nao responda a est|favor nao responder
nicht auf diese|non rispondere a quest|niet op dit bericht|не отвечайте на это|отвечать на него не|لا ترد على
عدم الرد على|このメールに返信|このメールには返信|请勿回复|請勿回覆|请勿直接回复|회신하지|svara inte pa
kan inte besvaras|prosze nie odpowiadac
haster|hastesager|svarer|tilbake|tilbage|besvar|henvend|kiireel|ota yhteytt|vastaan|palattuani|palaan|pilny
kontakt|odpowiem|po powrocie|wroce|nalehav|obratte|odpovim|odpoviem|navrat|surgos|fordul|valaszol|visszater
contactati|raspund|intoarc|revin|επειγ|επικοινων|απαντησ|επιστρ|спешн|свърж|отговор|върна|завръщ|термінов|зверта
зв'яж|відпові|поверн|hitn|nujn|obrnite|obratite|odgovor|povrat|vratit|javit|хитн|одговор|поврат|хвала|acil
iletisim|ulas|donus|cevap|yanit|דחופ|דחוף|לפנות|אחזור|אשוב|אענה|בהקדם|khan cap|lien he|tra loi|phan hoi|mendesak
darurat|hubungi|membalas|kembali|เร่งด่วน|ติดต่อ|ตอบกลับ|กลับมา|فوری|تماس|پاسخ|بازگشت|सपर्क|संपर्क|उत्तर|जवाब
contacteu|contacti|respondr|tornada|poordu|vastan|tagasi|steidzam|atbild|atgriez|skubi|kreipk|atsaky|grizus
""")
# So much goes with it when people say it, too; thanks are a note's where they are for a mail.
WITH_IT = table("""
until|returning|back on|be back|back in|hasta el|jusqu'au|retour le|ate o dia|ate ao|bis zum|fino al|tot en met
terug op|حتى|まで|까지|till och med|asti|thank you for your|thanks for your|gracias por su|gracias por tu
merci de votre|merci pour votre|obrigado|obrigada|vielen dank|danke fur|grazie per|bedankt|dank voor|спасибо
благодар|شكرا|ありがとう|谢谢|感谢|謝謝|감사|tack for|takk for|tak for|kiitos|dziekuj|dekuji|dakujem|koszon|multumesc
ευχαριστ|дяку|hvala|tesekkur|תודה|cam on|terima kasih|ขอบคุณ|धन्यवाद|gracies|tanan|paldies|aciu
""")
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


_TRACES = Stems(_traces(phrase for phrase in (*MACHINE, *ANSWER, *GENERATED, *RECEIPT, *AWAY) if phrase.isascii()))
_A_MAIL = table("""
mail|message|reply|response|notif|nachricht|antwort|benachricht|mensaje|correo|respuesta|mensagem|resposta|courriel
reponse|messaggio|risposta|bericht|antwoord|meddel|svar|viesti|vastaus|wiadomos|odpowied|zprav|odpoved|uzenet|valasz
level|mesaj|raspuns|poruk|odgovor|sporocil|ileti|posta|yanit|thu nay|tin nhan|pesan|письмо|сообщен|відповідь|лист
съобщени|отговор|رسالة|رسائل|پیام|メール|邮件|郵件|消息|메일|הודעה|ข้อความ
""")
_SENTENCE = re.compile(r"[.!;:。！；\n]+")
_NUMBERS = re.compile(r"@|(?:\d[ ()./+-]{0,2}){6}")
MOST = 1_500  # characters: a machine is brief
_BEGINNING, _SHORT = 280, 400
_ANSWERS = re.compile(
    r"(?:\[[^\]]{1,40}\] ?)?(?:re|aw|sv|vs|antw|odp|rv|res|rif|r|ynt|απ|на|отв|回复|回覆|答复|返信) ?(?:\[\d+\])?[:：]"
)
_IS_AWAY = re.compile(
    without_marks(
        r"\b(?:is (?:currently )?(?:out of (?:the )?office|away|on leave|on vacation)|ist (?:nicht im buro"
        r"|ausser haus|abwesend|im urlaub)"
        r"|est (?:absente?|en conge)|esta (?:ausente|fuera|de vacaciones)|e (?:assente|in ferie)|is (?:afwezig"
        r"|op vakantie))\b"
    )
)


def begins_as_a_machine(text: str, subject: str, headers: Headers, is_fresh: bool) -> bool:
    """Whether a text of no quotation is what a machine answers for somebody away, and nothing besides.

    People write of their holidays too: one phrase is not enough, and what a person adds makes it a person's. In a
    person's program nothing but "this is an automatic reply" makes it a machine's. It has at most MOST characters.
    """
    if is_fresh and len(text) < _SHORT:
        text = f"{subject}\n{text}"
    told = plain(text[:_BEGINNING])
    if told.isascii() and not says(told, _TRACES):
        return False
    if not says_as_a_machine(told):
        return False
    own = people.without_sayings(text)
    told = plain(own[:_BEGINNING])
    is_machine = _says_what_it_is(told)
    if not is_machine:
        if not _says_of_a_note(told) or people.is_of_a_persons_program(headers) or people.greets_many(own):
            return False
        if is_fresh and not _answers(subject, headers, told):
            return False
    return not people.says_more(own) and (is_machine or _is_all_about_it(own))


def _answers(subject: str, headers: Headers, told: str) -> bool:
    """Whether a mail answers another, or its subject names somebody who is away."""
    if headers.has("in-reply-to") or headers.has("references") or _IS_AWAY.search(subject) or _ANSWERS.match(subject):
        return True
    if says(told, RECEIPT):
        return True
    return any((says(one, WITH_IT) or says(one, BESIDE)) and says(one, _A_MAIL) for one in _SENTENCE.split(told))


def says_as_a_machine(told: str) -> bool:
    """Whether a text, which is `plain`, has any words of a machine's note."""
    return _says_of_a_note(told) or _says_what_it_is(told)


def goes_with_a_note(told: str) -> bool:
    """Whether a text, which is `plain`, has any words that stand in notes, thanks among them."""
    return says_as_a_machine(told) or says(told, BESIDE) or says(told, WITH_IT)


def _says_of_a_note(told: str) -> bool:
    return says(told, AWAY) or says(told, RECEIPT)


def _says_what_it_is(told: str) -> bool:
    if says(told, MACHINE) or _says_it_is_an_answer(told):
        return True
    if not says(told, GENERATED):
        return False
    return any(says(one, GENERATED) and says(one, _A_MAIL) for one in _SENTENCE.split(told))


def _says_it_is_an_answer(told: str) -> bool:
    """Whether a text begins with the name of what a machine sends, or says that this is one."""
    for phrase in ANSWER:
        at = told.find(phrase)
        if at >= 0 and (not told[:at].strip(" \t*-=<[(【《「") or _THIS_IS.search(told[:at])):
            return True
    return False


def _is_all_about_it(text: str) -> bool:
    """Whether hardly a sentence is about something else; greetings, names and numbers count for nothing."""
    beside, other, all_of_it = False, 0, 0
    for sentence in _SENTENCE.split(text):
        told = plain(sentence).strip()
        is_brief = len(told) < (45 if told.isascii() else 24) or bool(_NUMBERS.search(told))
        is_beside = says(told, BESIDE)
        goes_with = is_beside or says(told, WITH_IT)
        beside = beside or is_beside or (goes_with and says(told, _A_MAIL))
        all_of_it += len(told)
        if not goes_with and not is_brief and not _says_of_a_note(told):
            other += len(told)
    return beside and 3 * other <= all_of_it
