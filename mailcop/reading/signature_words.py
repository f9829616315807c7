"""How people and their programs close a mail, by language: formulas, advertisements, contact lines, disclaimers.

All but SENT_FROM_PROSE is sought in lower case (`lines.small`), which costs a fifth of what it does in whatever case.
"""

from __future__ import annotations

import re

from mailcop.reading.stems import Stems

SIGNATURE_RULE = re.compile(r"^\s{0,3}(?:--|—|–|‐‐|-- ?--) ?\s*$|^\s{0,60}-- ?[^\s-]\S{0,5} ?--\s*$")

SENT_FROM = re.compile(
    r"^[\s*_(<\[‏‎-]*+(?:envoy[eé] à partir d[’']un|"
    r"sent (?:from|via|with|using|by) (?:my |the |yahoo|mail|e-?mail|outlook|proton"
    r"|samsung|iphone|ipad"
    r"|android|gmail|windows|airmail|a |an |mobile|k-9|bluemail|spark|type ?app|aol|nine|blackberry|galaxy|htc|nokia"
    r"|huawei|xiaomi"
    r"|mi mail|edison|newton|polymail|superhuman|front|missive|canary|fairemail|thunderbird|zoho|fastmail|hey"
    r"|tutanota|tuta|workspace"
    r"|surface|verizon|at&t|t-mobile|vodafone|virgin|sky|bt |motorola|oneplus|lg |sony|google|web|dispositivo"
    r"|mailbird|mailspring|icloud"
    r"|hushmail|posteo|gmx|web\.de|sparrow|boxer|vivo|oppo|realme|my\w*phone|acompli|cloudmagic|inbox)"
    r"|sent (?:on the (?:go|move)|while (?:mobile|traveling|travelling))|\w+ from mobile\.?$|from my (?:i?phone|ipad"
    r"|mobile|android|galaxy|blackberry)"
    r"|(?:get|try) (?:outlook|bluemail|spark|the new|yahoo mail)|envoy[eé] (?:de|depuis|à partir de|avec"
    r"|par|via|du) (?:mon|ma|un|l|outlook|yahoo"
    r"|iphone|gmail|mobile|courrier|la messagerie|proton|mail|appareil|mon smartphone|spark|bluemail|sfr|bouygues"
    r"|orange|free|windows)"
    r"|(?:obtener|descargar|obt[eé]n|descarga) outlook|obtenir outlook|t[eé]l[eé]charg\w+ outlook|obter o outlook"
    r"|baixar o outlook|baixe o outlook"
    r"|scarica outlook|ottieni outlook|outlook (?:voor|f[uü]r) (?:ios|android) (?:downloaden|herunterladen|beziehen)"
    r"|(?:downloaden|holen sie sich|laden sie) outlook|download outlook|h[aä]mta outlook|hent outlook|pobierz"
    r" outlook|z[ií]skat outlook|outlook(?:'u| )?edinin|hanki outlook"
    r"|скачать outlook|получить outlook|загрузить outlook|获取outlook|下载 ?outlook|取得 ?outlook|获取 ?适用于"
    r"|enviado (?:desde|con|do|de|a partir do|pelo|atrav[eé]s|via|por) (?:mi|el|meu|minha|un|um|outlook|yahoo|iphone"
    r"|ipad|gmail|correo|my|la|dispositivo|proton"
    r"|samsung|smartphone|o |android|bluemail|spark|telefone|celular|m[oó]vil|email|blackberry|windows|huawei)"
    r"|diese nachricht wurde von|diese e-?mail wurde von meinem|von meinem .{1,60} (?:gesendet|gesandt|aus gesendet)"
    r"|von (?:iphone|ipad|unterwegs|samsung|mobile) .{0,20}gesendet"
    r"|gesendet (?:von|mit|[uü]ber|aus) |versendet (?:von|mit) |inviato (?:da|con|dal|tramite) |messaggio inviato"
    r" (?:da|con)"
    r"|(?:verzonden|verstuurd|verstuurt|gestuurd) (?:vanaf|met|vanuit|via|door|van|mijn)|skickat (?:fr[aå]n|med|via)"
    r"|s[aä]nt fr[aå]n|fr[aå]n min (?:iphone|ipad|mobil|samsung|android|telefon|surfplatta)"
    r"|sendt (?:fra|med|via)|l[aä]hetetty (?:iphone|ipad|android|samsung|outlook|puhelim|yahoo|mobiil|laittee|windows)"
    r"|отправлено (?:с|из|от|через) |послано с |отправлен[ао]? с (?:моего|iphone)|надіслано (?:з|із) |изпратено от "
    r"|wys[lł]ano? (?:z|przez|za pomoc[aą]) |wysłane (?:z|przez) |odesl[aá]no (?:z|ze|pomoc[ií]) |odoslan[eé] (?:z|zo) "
    r"|trimis (?:de pe|din|cu) |enviat des de"
    r"|elküldve (?:az? )?(?:iphone|ipad|android)"
    r"|(?:iphone|ipad|android|saját telefon)[\w-]{0,8} küldve|στάλθηκε από|αποστολή από|được gửi từ|dikirim dari|gửi từ"
    r"|נשלח מה|נשלח מ|أُ?رسل(?:ت)? من|تم الإرسال من|مرسل من"
    r"|来自我的|發自我的|发自我的|发送自 |发自 ?(?:iphone|ipad|android|网易|新浪|qq|foxmail|华为|小米)|从我的"
    r" ?.{1,20}发送"
    r"|從我的 ?.{1,20}(?:傳送|發送)|傳送自我的|傳送自 ?(?:iphone|ipad)|由 ?.{1,20}发送$|获取 outlook"
    r"|outlook for \w+ を入手|iphoneから送信|my iphone から|나의 .{1,20}에서 보냄|내 .{1,20}에서 보냄"
    r").{0,100}$"
)
# The same where the verb stands last; none of them is written in ASCII.
SENT_LAST = re.compile(
    r"^[\s*_(<\[‏‎-]*+(?:.{0,30}(?:iphone|ipad|android|samsung|telefon)[\w'’]{0,8} gönderildi"
    r"|.{0,20}(?:iphone|ipad|android|スマートフォン|携帯)から送信"
    r"|.{0,20}(?:iphone|ipad|휴대폰|갤럭시|스마트폰|스마트 ?폰)에서 보냄).{0,100}$"
)
# What goes on in small letters behind a comma is a sentence of the author's, unless it asks to be excused.
_EXCUSES = (
    r"please|sorry|excuse|pardon|apolog|forgive|so please|brevity|typos|get the app|por favor|disculp|perd[oó]|desculp"
    r"|excus|veuillez|merci|bitte|entschuld|verzeih|scus|prego|mi scus|excusez|ursäkta|beklager|undskyld|proszę|omlouv"
    r"|простите|извините|создано|erstelle dein|verschlüss"
)
EXCUSE = re.compile(_EXCUSES, re.I)
SENT_FROM_PROSE = re.compile(
    rf"[.!?] (?!(?i:{_EXCUSES}|http))\S"
    rf"|[,;] (?!(?i:{_EXCUSES})|un |une |a |an |mit |with |con |avec |the best )[^\W\dA-ZÀ-Þ_]",
)

_CLOSINGS = (
    # en
    "regards|best regards|kind regards|kindest regards|warm regards|warmest regards|with kind regards|with best"
    " regards|with regards"
    "|with warm regards|best|all the best|best wishes|with best wishes|many thanks|thanks|thank you|thanks again"
    "|thanks in advance|thank you in advance"
    "|thanks and regards|thanks and best regards|thanks & regards|many thanks and best regards|thank you and best"
    " regards|cheers|sincerely|yours sincerely|sincerely yours"
    "|yours|yours truly|yours faithfully|respectfully|cordially|warmly|in solidarity|take care|have a nice day|have"
    " a great day|rgds|br|kr|brgds|ciao"
    # es
    "|saludos|saludos cordiales|un saludo|un cordial saludo|un saludo cordial|cordiales saludos|cordial saludo"
    "|atentamente|atte|cordialmente|muchas gracias"
    "|gracias|gracias de antemano|un abrazo|abrazos|muchos saludos|saluda atentamente|le saluda atentamente"
    "|afectuosamente|con un cordial saludo|reciba un cordial saludo"
    "|saludos y gracias|gracias y saludos"
    # fr
    "|cordialement|bien cordialement|tr[eè]s cordialement|bien [aà] vous|bien [aà] toi|salutations|meilleures"
    " salutations|sinc[eè]res salutations|salutations distingu[eé]es"
    "|merci|merci d'avance|merci beaucoup|amicalement|bonne journ[eé]e|bonne soir[eé]e|respectueusement|cdlt|cdt"
    "|bien amicalement|mes salutations|avec mes salutations"
    "|sinc[eè]rement|amiti[eé]s|[aà] bient[oô]t|bien sinc[eè]rement"
    # pt
    "|atenciosamente|att|abra[cç]os?|um abra[cç]o|cumprimentos|com os melhores cumprimentos|melhores cumprimentos"
    "|obrigad[oa]|muito obrigad[oa]|sauda[cç][oõ]es|cordiais sauda[cç][oõ]es|abs"
    # de
    "|mit freundlichen gr(?:ü|ue)(?:ß|ss)en|freundliche gr(?:ü|ue)(?:ß|ss)e|mit freundlichem gru(?:ß|ss)|viele"
    " gr(?:ü|ue)(?:ß|ss)e|beste gr(?:ü|ue)(?:ß|ss)e|liebe gr(?:ü|ue)(?:ß|ss)e"
    "|gr(?:ü|ue)(?:ß|ss)e|gru(?:ß|ss)|herzliche gr(?:ü|ue)(?:ß|ss)e|sch(?:ö|oe)ne gr(?:ü|ue)(?:ß|ss)e|mit besten"
    " gr(?:ü|ue)(?:ß|ss)en|mit lieben gr(?:ü|ue)(?:ß|ss)en"
    "|mit herzlichen gr(?:ü|ue)(?:ß|ss)en|lg|vg|mfg|hochachtungsvoll|danke|vielen dank|besten dank|danke und gru(?:ß"
    "|ss)"
    # it
    "|cordiali saluti|distinti saluti|saluti|un saluto|un caro saluto|cari saluti|grazie|molte grazie|cordialmente"
    "|grazie e saluti|a presto"
    # nl
    "|met vriendelijke groet(?:en)?|vriendelijke groet(?:en)?|groet(?:en)?|met hartelijke groet(?:en)?|hartelijke"
    " groet(?:en)?|mvg"
    "|bedankt|alvast bedankt|dank|hoogachtend|gr|groetjes"
    # sv da no fi
    "|med v[aä]nliga? h[aä]lsning(?:ar)?|v[aä]nliga h[aä]lsningar|h[aä]lsningar|mvh|tack|med venlig hilsen|venlig"
    " hilsen|de bedste hilsner|bedste hilsner|hilsen|vh|tak"
    "|med vennlig hilsen|vennlig hilsen|beste hilsen|hilsner|takk|yst[aä]v[aä]llisin terveisin|terveisin|parhain"
    " terveisin|t\\.|terv|kiitos"
    # ru uk pl cs tr
    "|с уважением|с наилучшими пожеланиями|спасибо|заранее спасибо|всего доброго|з повагою|дякую"
    "|z powa[zż]aniem|pozdrawiam|pozdrowienia|serdecznie pozdrawiam|dzi[eę]kuj[eę]|s pozdravem|s [uú]ctou"
    "|d[eě]kuj[iu]|zdrav[ií]m|s pozdravom"
    "|sayg[iı]lar[iı]mla|sayg[iı]lar|iyi [cç]al[iı][sş]malar|sevgiler|te[sş]ekk[uü]rler|te[sş]ekk[uü]r ederim|selamlar"
    # el he ar zh ja ko
    "|με εκτίμηση|ευχαριστώ|φιλικά|בברכה|תודה|בכבוד רב|בברכה רבה|مع تحياتي|تحياتي|مع التحية|مع خالص التحية|مع أطيب"
    " التحيات|شكرا|شكراً|وشكراً|وتفضلوا بقبول فائق الاحترام"
    "|此致|敬礼|此致敬礼|谢谢|祝好|顺祝商祺|謝謝|敬上|よろしくお願いします|よろしくお願いいたします"
    "|宜しくお願い致します|宜しくお願いします|以上|敬具|감사합니다|고맙습니다|드림"
    "|どうぞよろしくお願いいたします|何卒よろしくお願いいたします|失礼いたします|草々|かしこ|顺颂商祺|順頌商祺"
    "|致敬|致礼|顺祝"
    "|올림|감사드립니다|수고하세요|안녕히 계세요"
    # hu vi id ms ca ro bg hr sr sl et lv lt fa th, and more of the above
    "|üdvözlettel|tisztelettel|köszönettel|üdv|szívélyes üdvözlettel|trân trọng|thân mến|thân|cảm ơn|salam hormat|salam"
    "|hormat saya|hormat kami|terima kasih|salam hangat|salutacions cordials|salutacions|atentament|gràcies|cordialment"
    "|una abraçada|cu stimă|cu respect|mulțumesc|toate cele bune|o zi bună|с уважение|поздрави|lijep pozdrav|pozdrav"
    "|srdačan pozdrav|s poštovanjem|hvala|lep pozdrav|s spoštovanjem|lugupidamisega|parimate soovidega|ar cieņu"
    "|pagarbiai|su pagarba|با احترام|با تشکر|ขอแสดงความนับถือ|ขอบคุณ|con afecto|quedo atent[oa]|quedo a la espera"
    "|un abrazo fuerte|abrazo|besos|grat[oa]|beijos|abraço|com os meus cumprimentos|un abbraccio|buona giornata"
    "|con i migliori saluti|fijne dag|met groet|hartelijks|warme groet|bästa hälsningar|tack på förhand|allt gott"
    "|herzlich|herzlichst|freundliche gr(?:ü|ue)sse|sonnige gr(?:ü|ue)(?:ß|ss)e|bis bald|belle journée|bonne"
    " continuation"
    "|bien à vous tous|bien à vous toutes et tous|avec mes remerciements|всего наилучшего|с приветом|искренне ваша?"
    "|з найкращими побажаннями|щиро|łączę pozdrowienia|z wyrazami szacunku|pozdr|dzięki|miłego dnia|hezký den|srdečně"
    "|ďakujem|s úctou|iyi günler|kolay gelsin|hürmetler|χαιρετισμούς|με φιλικούς χαιρετισμούς|σας ευχαριστώ"
    "|talk soon|speak soon|yours in solidarity|warm wishes|with gratitude|with appreciation|with thanks"
    "|respectfully yours|good day|have a good (?:day|one|evening|weekend|week)"
)
CLOSING = re.compile(rf"^\s*(?:{_CLOSINGS})\s*[,.!;،，。！、\-–—]{{0,3}}\s*$")
LONGEST_CLOSING = 60

# A line that nothing but a signature has: a telephone, an address of mail, web or street alone on it.
_PHONE_WORD = (
    r"tel|tel\.|t|phone|ph|ph\.|mob|mob\.|mobile|cell|cell\.|fax|f|office|direct|m|p|o|c|whatsapp|t[eé]l|t[eé]l\."
    r"|t[eé]l[eé]phone|portable|tel[eé]fono|telefon"
    r"|telefono|telefone|m[oó]vil|celular|cel|cel\.|mobil|handy|cellulare|telefoon|mobiel|тел|тел\.|телефон|моб"
    r"|моб\.|факс|puh|puh\.|tlf|tlf\.|gsm|電話|电话|手机|傳真|传真|携帯|전화|휴대폰|هاتف|جوال|טלפון|נייד|τηλ|τηλ\."
    r"|κιν|κιν\.|đt|điện thoại|di động|telp|telp\.|hp|cep|kom\.|tél\. portable|ligne directe|port\.|durchwahl|mobilní"
    r"|direct line|landline|toll[- ]free|viber|signal|telegram|تلفون|موبايل|محمول|تلفن|همراه|โทร"
    r"|tfno\.?|tlfno\.?|telf\.?|tfn\.?|tlfn\.?|fono|fon|טל|טל['׳]|פקס|тф\.?|電話番号|直通|内線|팩스|연락처|휴대전화"
    r"|핸드폰"
)
NUMBER = re.compile(r"[0-9][0-9\s().\-/]{4}")  # what every telephone in ASCII has in it, sought fast
PHONE = re.compile(
    rf"(?:^|[\s|•·,/;(*]){{1}}(?:{_PHONE_WORD})\s?[:：.)]{{0,2}}\*?\s{{0,3}}[+(]{{0,2}}\d[\d\s().\-/]{{4,25}}"
)
BARE_PHONE = re.compile(
    r"^[\s*|]*[+(]{0,2}\d[\d\s().\-/]{7,25}(?:\s*(?:ext|x|poste|int)\.?\s*\d{1,6})?[\s*|]*(?:\((?:\w+)\))?\s*$"
)
CONTACT = re.compile(
    r"^[\s*|<\[]*(?:(?:e-?mail|mail|email|courriel|correo|web|website|site|url|skype|twitter|linkedin|facebook|icq"
    r"|jid|pgp|gpg|orcid|blog|www|sito|w|e)\s?[:：.]\s*)?"
    r"(?:mailto:)?(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s<>]{3,150}|[\w-]+(?:\.[\w-]+)*\.(?:org|com"
    r"|net|edu|gov|int|eu|io|info|co\.\w\w)(?:/\S{0,80})?)"
    r"[\s*|>\]/]*(?:<[^<>\s]{1,200}>)?[\s*|>\]]*$"
)
LABELLED = re.compile(
    r"^[\s*|]*(?:skype|twitter|linkedin|facebook|icq|jid|pgp|gpg key|key fingerprint|orcid|fax|whatsapp|wechat|微信"
    r"|telegram|e-?mail|web|website)\s?[:：]\s*\S"
)
MIXED = re.compile(
    r"\S@\S+\.\w{2,}.{0,40}(?:\b(?:icq|jid|aim|skype|tel|http|www|\d{5,})|[|•·])|[|•·].{0,80}\S+@\S+\.\w{2,}"
)
ROLE = re.compile(
    r"\b(?:director|manager|officer|coordinator|professor|prof\.|ph\.?d|consultant|specialist|engineer|president"
    r"|secretary|assistant|advisor|adviser|analyst|researcher|lecturer"
    r"|head of|ceo|cto|cfo|founder|editor|department|division|university|institute|faculty|ministry|foundation"
    r"|association|organization|organisation|programme|ltd|inc\.|gmbh|s\.a\.|llc"
    r"|directora?|gerente|coordinadora?|profesora?|asesora?|jefe|investigadora?|universidad|instituto|ministerio"
    r"|fundaci[oó]n|facultad|departamento"
    r"|directeur|directrice|responsable|coordinat(?:eur|rice)|charg[eé]e?|conseill[eè]re?|universit[eé]|minist[eè]re"
    r"|fondation|chercheu\w+|ing[eé]nieure?"
    r"|leiter(?:in)?|gesch[aä]ftsf[uü]hrer(?:in)?|universit[aä]t|institut|referent(?:in)?|coordenadora?|diretora?"
    r"|universidade|direttore|direttrice|responsabile|universit[aà])\b"
)
_LETTERS_OF_A_NAME = r"[^\W\d_][\w.'’\-\u0080-\u1fff\u2030-\U0010ffff]{0,24}"  # one class: two would cost 2^24
NAME = re.compile(
    r"^[\s*_~/-]*(?:(?:dr|prof|mr|mrs|ms|ing|dott|dipl|sr|sra|m|mme|herr|frau)\.?\s+)?"
    rf"{_LETTERS_OF_A_NAME}(?:\s+{_LETTERS_OF_A_NAME}){{0,4}}(?:,\s*(?:ph\.?d\.?|md|msc|mba|mph))?[\s*_.,~]*$"
)
POSTSCRIPT = re.compile(r"^\s*(?:p\.? ?s\b|p\.d\.|n\.?b\.?[:.]|\[\d{1,2}\]|\(\d\) )")
QUOTE_OF_THE_DAY = re.compile(r"^\s*[\"“«'].{5,200}[\"”»'][^\n]{0,80}$")

# What one of a disclaimer's first lines says besides: "Important: we meet on Friday" is none.
DISCLAIMER_STEMS = Stems.of(
    "confiden|registered|views|views expressed|protección de datos|rgpd|gdpr|dsgvo|print this|recipient"
    "|intended|privileg|disclos|unauthor|destinat|destinad|dirigid|exclusiv|confidenc|adress|vertraul"
    "|bestimmt|geschützt|empfänger|riservat|vertrouwelijk|bestemd|bedoeld|konfident|avsedd|fortrolig"
    "|konfidens|beregnet|poufn|конфиденц|предназнач|保密|机密|機密|秘密|기밀|비밀|سري|environment|printing"
    "|medio ambiente|medioambiente|imprimir|imprimer|environnement|umwelt|ausdruck|ausgedruckt"
    "|meio ambiente|stampare|virus|avast|avg|вирус|save a tree|save paper|legally|scanned|sigilo|secret"
    "|prohib|interdit|untersagt"
)
# How the text begins that an organisation's server sets below every mail.
DISCLAIMER = re.compile(
    r"^[\s*_>\[(]*(?:"
    r"(?:confidentiality|disclaimer|confidential|legal|privacy|important|privileged)(?: (?:notice|note|warning"
    r"|information|disclaimer|statement|notification))?\s?[:：*\-–—]"
    r"|(?:confidentiality|legal) (?:notice|disclaimer|warning)|notice of confidentiality|(?:e-?mail )?disclaimer\b"
    r"|the information (?:contained |transmitted )?(?:in|by|herein)?.{0,40}(?:e-?mail|message|communication"
    r"|transmission).{0,60}(?:confidential|privileged|intended)"
    r"|the (?:contents?|information).{0,60}(?:e-?mail|message).{0,60}(?:confidential|intended (?:only|solely))"
    r"|th(?:is|e contents of this) (?:e-?mail|message|communication|transmission|electronic message|electronic"
    r" mail).{0,120}(?:confidential|intended (?:only|solely|for)|privileged|legally)"
    r"|if you (?:are not|have received|received) (?:the intended|this (?:e-?mail|message|communication).{0,20} (?:in"
    r" )?error)"
    r"|please (?:consider|think of) the environment|think before (?:you )?print|save (?:a tree|paper)|p please consider"
    r"|(?:aviso|nota) (?:legal|de confidencialidad|de privacidad|de confidencialidade)|confidencialidad|cl[aá]usula"
    r" de confidencialidad|advertencia legal|declaraci[oó]n de confidencialidad"
    r"|(?:este|el presente) (?:mensaje|correo|e-?mail|documento)(?: electr[oó]nico)?.{0,120}(?:confidencial|dirigid"
    r"|destinad|exclusiv)"
    r"|la informaci[oó]n (?:contenida|incluida|transmitida).{0,80}(?:correo|mensaje|e-?mail).{0,80}(?:confidencial"
    r"|dirigid|destinad)?"
    r"|si (?:usted )?(?:no es|ha recibido|recibe).{0,30}(?:destinatario|por error)|antes de imprimir|piense en el"
    r" medio ?ambiente"
    r"|(?:avis|clause|mention|note) (?:de confidentialit[eé]|l[eé]gale?|importante?)|avertissement\s?[:：]"
    r"|confidentialit[eé]\s?[:：]"
    r"|(?:ce|le pr[eé]sent) (?:message|courriel|mail|e-?mail|courrier [eé]lectronique).{0,140}(?:confidentiel"
    r"|destin[eé]|exclusi|adress[eé]|[eé]tabli)"
    r"|si vous (?:n'[eê]tes pas|avez re[cç]u).{0,30}(?:destinataire|message|courriel|mail)|avant d'imprimer|pensez"
    r" [aà] l'environnement|n'imprimez"
    r"|(?:diese|die in dieser) (?:e-?mail|nachricht|mail).{0,120}(?:vertraulich|bestimmt|rechtlich gesch[uü]tzt)"
    r"|(?:wichtiger|rechtlicher|vertraulichkeits)[ -]?hinweis"
    r"|wenn sie nicht der (?:richtige|beabsichtigte|vorgesehene)|sollten sie nicht der|der inhalt dieser e-?mail"
    r"|bitte (?:denken|pr[uü]fen) sie.{0,40}(?:umwelt|ausdrucken)"
    r"|(?:esta|a presente) (?:mensagem|comunica[cç][aã]o).{0,120}(?:confidencia|destina|sigilo)|este"
    r" e-?mail.{0,100}confidencia|aviso de confidencialidade|as informa[cç][oõ]es contidas"
    r"|se voc[eê] n[aã]o (?:for|[eé]) o destinat|antes de imprimir"
    r"|(?:questo|il presente) (?:messaggio|e-?mail|documento).{0,120}(?:riservat|confidenzial|destinat)|questa"
    r" e-?mail.{0,100}(?:riservat|confidenzial)|le informazioni contenute"
    r"|ai sensi del|avviso di riservatezza|informativa privacy|prima di stampare"
    r"|(?:dit|deze) (?:bericht|e-?mail|e-mailbericht).{0,120}(?:vertrouwelijk|bestemd|bedoeld)|de informatie in dit"
    r"|denna? (?:e-?post|meddelande).{0,100}(?:konfidentiell|avsedd)"
    r"|denne (?:e-?mail|e-?post|meddelelse).{0,100}(?:fortrolig|konfidensiell|beregnet)|wiadomo[sś][cć] (?:ta"
    r"|zawiera).{0,100}poufn|ta wiadomo[sś][cć].{0,100}poufn"
    r"|(?:настоящее|данное|это) (?:сообщение|письмо|электронное).{0,120}(?:конфиденциальн|предназначен)"
    r"|本邮件(?:及其附件)?.{0,40}(?:保密|机密)|本郵件|このメール.{0,40}(?:機密|秘密)|本メール.{0,30}機密|이 (?:메일"
    r"|메시지).{0,60}(?:기밀|비밀)|هذه الرسالة.{0,80}سري"
    r"|(?:this e-?mail|diese e-?mail|este (?:correo|mensaje|e-?mail)|ce courriel|cet e-?mail|l'absence de virus|el"
    r" software de antivirus|dit e-mailbericht|questa e-?mail|denna e-post).{0,60}(?:virus|avast|avg)"
    r"|virus-free|libre de virus|garanti sans virus|virenfrei|senza virus|sem v[ií]rus|virusvrij|scanned by|this"
    r" (?:e-?mail|message) (?:was|has been) scanned|(?:checked|certified) (?:by|for|virus)"
    r"|(?:de conformidad con|en cumplimiento de|conformément au|gemäß der?|ai sensi del) .{0,40}(?:reglamento|ley org"
    r"|r[eè]glement|dsgvo|datenschutz|regolamento|gdpr|rgpd)"
    r"|the views expressed in this|any views or opinions"
    r"|no virus found|проверено на вирусы"
    r")"
)
REGISTERED = re.compile(r"^[\s*_>\[(]*(?:[^\s,.]+ ){1,7}is (?:a company )?registered (?:in|under)")
# One stem is enough where the text has such a heading, or speaks of viruses.
DISCLAIMER_ALONE = re.compile(
    r"virus|вирус|avast|avg|scanned|disclaimer|(?:notice|warning|hinweis|aviso legal|nota legal|avertissement"
    r"|confidencialidad|confidencialidade|confidentialit[eé]|riservatezza)\s?[:：*.\-–—]|registered|gdpr|rgpd"
    r"|dsgvo|protección de datos"
    r"|proteção de dados|protection des données|protezione dei dati|datenschutz|informazioni contenute"
    r"|información contenida|informations contenues|information contained|informações contidas|附件"
)
# Rules around the signatures of mails in Japanese, Chinese and Korean: any row of such marks, mixed ones too.
BOX_MARKS = frozenset("━─＝═ー―—–─-=*~＊＋〜～_＿+◆◇■□★☆●○◎∞∽♪♯・･゜゚.。:：･｡┏┓┗┛┌┐└┘╋┼┃│┳┻□▼▲▽△※♦♢✿❀✦✧≪≫＜＞<>/／#＃^")
BOX_CONTACT = re.compile(
    r"(?<![^\W\d_])(?:tel|fax|mail|e-mail|email|mobile|phone|url|hp)(?![^\W\d_])|電話|携帯|〒|ファックス|ファクス"
    r"|メール\s?[:：]"
    r"|住所\s?[:：]|所在地\s?[:：]|https?://|www\.|\S@\S+\.\w|\w＠\w|电话|手机|地址\s?[:：]|邮箱|邮编|傳真|传真|手機"
    r"|地址|電郵|전화|팩스|주소"
    r"|이메일|휴대폰|연락처|(?<!\d)0\d{1,3}[-‐－ー()（）]\d{2,4}[-‐－ー()（）]\d{3,4}(?!\d)"
    r"|(?<!\d)\+\d{1,3}[-\s]\d{1,4}[-\s]\d"
)
BOX_PROSE = re.compile(r"。$|(?:です|ます|ました|ません|ください|下さい|니다|세요)[.!?。！？]?$")
BOX_CRY = re.compile(r"[？！]$")
BOX_NOTICE = re.compile(
    r"日\s?時|会\s?場|場\s?所|議題|締切|時間\s?[:：]|时间\s?[:：]|地点\s?[:：]|일시|장소|申込|参加費"
)
