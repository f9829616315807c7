"""How people say, without any word for answers, that they wrote into the mail below: "see blue text below each point".

Patterns for text in lower case: `how` the words stand out, `where` they are, `each` a place that leaves no doubt
("under each point"), `wrote` that the author put them there, `sees` what leads to them. `trace` are the stems that are
sought before any pattern: one of them stands wherever the patterns are to be asked.
"""

from __future__ import annotations

from typing import NamedTuple


class Alone(NamedTuple):
    """The patterns of one language; where `wrote` and `where` are enough together, `is_enough` says so."""

    trace: str
    how: str
    where: str
    each: str
    wrote: str
    sees: str
    is_enough: bool = False


_STOP = r"(?=\s*(?:$|[.,:;!)]))"
_EN_COLOURS = "red|blue|green|purple|orange|pink|yellow|magenta|violet|brown"
_EN_POINTS = (
    r"(?:questions?|points?|items?|paragraphs?|comments?|sections?|sentences?|quer(?:y|ies)|bullets?|remarks?|topics?"
    r"|statements?|suggestions?|ones?)\b"
)
LANGUAGES: tuple[Alone, ...] = (
    Alone(  # en
        "in red|in blue|in green|in purple|in orange|in pink|in bold|in italic|in caps|in capital|in block letters"
        "|different colo|red text|blue text|green text|purple text|bold text|red font|blue font|green font|red ink"
        "|blue ink|under each|below each|beneath each|after each|after every|under every|below every",
        rf"\bin (?:bright |dark |light |bold |a )?(?:{_EN_COLOURS}|bold|italics?|(?:all )?caps|capitals"
        rf"|different colou?r"
        r"|(?:capital|block) letters)(?=\s*(?:$|[.,:;!)]|(?:text|font|ink|type|letters?|below|under|beneath|after|what"
        r"|my|for|so|to|and|where|if|by|within|between)\b))"
        rf"|\b(?:{_EN_COLOURS}|bold) (?:text|font|ink|letter(?:s|ing)|type|words|sentences)\b|\bwith [*#>]{{1,5}}",
        r"\bbelow(?: yours)?(?=\s*(?:$|[.,:;!)]|(?:in|is|are|and|with|for|to|so|where|what|what's|by)\b))"
        r"|\bbetween (?:the|your) (?:lines|paragraphs)|\bin(?:side)? your (?:e-?)?(?:mail|message)",
        rf"\b(?:below|under(?:neath)?|beneath|after|behind|beside) (?:each|every|all|your)(?: one)?(?: of)?(?: the"
        rf"| your"
        rf"| my)?(?: \w+)? ?{_EN_POINTS}|\b(?:below|under|beneath|after) each(?= in |{_STOP})",
        r"\bi(?:['’]ve| have)?(?: \w+ly| just| also| now| went through .{1,40} and)* (?:wr(?:ote|itten)|put|typed|added"
        r"|inserted|filled|noted|marked|entered|answered|replied|responded|commented|highlighted)\b",
        r"\b(?:see|find|read|check|look)\b",
    ),
    Alone(  # de
        "in rot|in blau|in grün|in gruen|in lila|in fett|in orange|fett geschr|rote text|roter text|roten text"
        "|blaue text"
        "|blauer text|blauen text|grünen text|grüner text|roter schrift|blauer schrift|grüner schrift|unter jede"
        "|hinter jede|nach jede|unter die jeweilig|großbuchstaben",
        r"\bin (?:rot|blau|gr(?:ü|ue)n|lila|orange|fett|kursiv|gro(?:ß|ss)buchstaben)(?=\s*(?:$|[.,:;!)]"
        r"|(?:geschr|dazu|einge|ergänz|notiert|kommentiert|unten|unter|darunter|hinter|nach)))"
        r"|\b(?:rot|blau|gr(?:ü|ue)n)e[rns]? (?:text|schrift|farbe)\b",
        r"\bunten\b(?! (?:im|am|in der|auf|an der))|\bunterhalb(?= jede)|\bdarunter\b",
        r"\b(?:unter|hinter|nach) jede\w* (?:\w+ )?(?:punkt|frage|absatz|satz|zeile|abschnitt|anliegen)\w*"
        r"|\bunter (?:die|den|deine|ihre|eure)n? jeweiligen \w+",
        r"\bhabe? (?:ich )?.{0,60}(?:ge|be)(?:schrieben|antwortet)|\bich habe? .{0,60}(?:schrieben|antwortet|notiert"
        r"|ergänzt|eingefügt|eingetragen)",
        r"\b(?:siehe|sieh|s\.|seht|sehen sie|findest|finden)",
    ),
    Alone(  # fr
        "en rouge|en bleu|en vert|en violet|en gras|en orange|en majuscule|en italique|texte rouge|texte bleu"
        "|texte vert"
        "|sous chaque|sous chacun|après chaque|apres chaque|à la suite de chaque",
        r"\ben (?:rouge|bleu|vert|violet|orange|gras|italique|majuscules?)(?=\s*(?:$|[.,:;!)]|(?:sous|ci|plus|après"
        r"|dans"
        r"|en|à|ce)\b))|\btextes? (?:en )?(?:rouge|bleu|vert)s?\b",
        r"\bci[- ]dessous\b|\bplus bas\b|\ben dessous\b(?! (?:de l|du|des) )",
        r"\b(?:sous|après|apres|à la suite de) (?:chaque|chacun[e]?)(?: de)?(?: vos| tes)? ?(?:points?|questions?"
        r"|paragraphes?|lignes?|phrases?|remarques?|items?)?\b(?! (?:toit|arbre|table|pont|maison))",
        r"\bj['’]ai (?:\w+ )?(?:écrit|ecrit|répondu|repondu|mis|noté|ajouté|inséré|complété|commenté)"
        r"|\bje (?:te |vous )?l['’]ai (?:mis|écrit|noté)",
        r"\b(?:voir|vois|voyez|cf)\b",
    ),
    Alone(  # es
        "en rojo|en azul|en verde|en morado|en naranja|en negrita|en mayúscula|en mayuscula|en cursiva|texto azul"
        "|texto rojo|texto verde|debajo de cada|abajo de cada|después de cada|tras cada|bajo cada",
        r"\b(?:en|con) (?:letras? |color |tinta |texto )?(?:roj[oa]s?|azul|verde|morado|naranja|negrita|cursiva"
        r"|may[úu]sculas)(?=\s*(?:$|[.,:;!)]|(?:debajo|abajo|más|mas|bajo|tras|después|lo|a)\b))"
        r"|\b(?:texto|letra) (?:azul|roj[oa]|verde)\b",
        r"\b(?:abajo|debajo)\b(?! de[l ])|\ba continuaci[óo]n",
        r"\b(?:debajo|abajo|después|a continuación) de cada (?:un[oa]|punto|pregunta|párrafo|tema|ítem|frase|línea"
        r"|comentario)|\b(?:tras|bajo) cada (?:punto|pregunta|párrafo|tema)",
        r"\b(?:te |le |les |os |lo |la |las |los )*he (?:respondido|contestado|escrito|puesto|anotado|añadido"
        r"|comentado)"
        r"|\b(?:respondí|contesté|escribí|anoté|puse)\b|\b(?:te|le|se|os) (?:lo|los|las|la) (?:pongo|escribo|dejo)",
        r"\b(?:ver|véase|vea|mira)\b",
    ),
    Alone(  # pt
        "em azul|em vermelho|em verde|a vermelho|a azul|a verde|em negrito|em maiúscula|em roxo|texto azul"
        "|texto vermelho|abaixo de cada|após cada|depois de cada|sob cada|respondi|logo abaixo",
        r"\b(?:em|a) (?:azul|vermelho|verde|roxo|laranja|negrito|itálico|maiúsculas)(?=\s*(?:$|[.,:;!)]|(?:logo|abaixo"
        r"|em|após|sob|o)\b))|\btexto (?:em )?(?:azul|vermelho|verde)\b",
        r"\babaixo\b(?! d[aoe]s? )|\bem baixo\b",
        r"\b(?:abaixo|depois|debaixo) de cada (?:um[a]?|ponto|pergunta|questão|item|parágrafo|tópico)"
        r"|\b(?:após|sob) cada (?:ponto|pergunta|questão|item)|\bcada (?:item|ponto|pergunta|questão) (?:logo )?abaixo",
        r"\b(?:respondi|escrevi|coloquei|comentei|anotei|acrescentei|inseri)\b",
        r"\b(?:ver|veja|vê|vide)\b",
    ),
    Alone(  # it
        "in rosso|in blu|in verde|in viola|in grassetto|in maiuscolo|in corsivo|in stampatello|testo blu|testo rosso"
        "|testo verde|sotto ogni|sotto a ogni|sotto ad ogni|sotto ciascun|dopo ogni|sotto a ciascun",
        r"\bin (?:rosso|blu|azzurro|verde|viola|grassetto|corsivo|maiuscolo|stampatello)(?=\s*(?:$|[.,:;!)]"
        r"|(?:sotto|qui|più|dopo|quello)\b))|\btesto (?:in )?(?:blu|rosso|verde)\b",
        r"\bsotto\b(?! (?:il|la|lo|le|gli|i|l['’]|al|un) )|\bdi seguito\b|\bpiù in basso\b|\bsotto(?= il testo)",
        r"\b(?:sotto|dopo)(?: ad?)? (?:ogni|ciascun[oa]?) ?(?:singol[oa] )?(?:punto|domanda|paragrafo|voce|questione)",
        r"\bho (?:\w+ )?(?:risposto|scritto|messo|inserito|aggiunto|annotato|commentato)",
        r"\b(?:vedi|vedere|vedasi|guarda)\b",
    ),
    Alone(  # nl
        "in het rood|in het blauw|in het groen|in rood|in blauw|in groen|in vet|hoofdletters|rode tekst|blauwe tekst"
        "|groene tekst|onder elk|onder ieder|na elk",
        r"\bin (?:het )?(?:rood|blauw|groen|paars|oranje|vet|hoofdletters)(?=\s*(?:$|[.,:;!)]|(?:geschr|gezet"
        r"|genoteerd"
        r"|aange|inge|toege|hier|onder)))|\b(?:rode|blauwe|groene) (?:tekst|letters)\b",
        r"\bhieronder\b|\bonderaan\b",
        r"\b(?:onder|na) (?:elke?|iedere?) (?:punt|vraag|alinea|opmerking|item|zin)",
        r"\bik heb .{0,60}(?:geantwoord|geschreven|gezet|genoteerd|toegevoegd|gereageerd|ingevuld)"
        r"|\bheb ik .{0,60}(?:geantwoord|geschreven|gezet|gereageerd)",
        r"\b(?:zie|lees)\b",
    ),
    Alone(  # sv da no
        "i rött|i blått|i grönt|med rött|med blått|med grönt|i fetstil|med fetstil|röd text|blå text|grön text"
        "|blå tekst"
        "|blåt tekst|rød tekst|grøn tekst|grønn tekst|den røde tekst|den blå tekst|med rødt|med blåt|med blått"
        "|med grønt"
        "|i rødt|i grønt|under varje|under hver|etter hver|efter varje|efter hver",
        r"\b(?:i|med) (?:r[öø]tt|r[öø]dt|bl[åa]t?t|gr[öø]nt|fetstil|fed|fet|versaler)(?=\s*(?:$|[.,:;!)]|(?:under|ned"
        r"|efter|etter|her|här|det)))|\b(?:r[öø]d|bl[åa]t?|gr[öø]nn?)e? te(?:x|ks)t\b",
        r"\bnedan(?:för)?\b|\bnedenfor\b|\bnedenunder\b|\bherunder\b|\bhär under\b",
        r"\b(?:under|efter|etter) (?:varje|hvert?|hver enkelt?) (?:punkt|fråga|spørgsmål|spørsmål|stycke|afsnit"
        r"|avsnitt)",
        r"\b(?:jag|jeg) har .{0,40}(?:svar[ae]t|skri[vf]it|skrevet|satt|kommenter[ae]t|lagt|indsat)"
        r"|\b(?:jag|jeg) (?:skrev|svarade|svarede|svarte)\b",
        r"\bse\b",
    ),
    Alone(  # fi
        "punaisella|sinisellä|vihreällä|lihavoidulla|sininen teksti|punainen teksti",
        r"\b(?:punaisella|sinisellä|vihreällä|lihavoidulla)\b|\b(?:sininen|punainen|vihreä) teksti",
        r"\balle\b|\balla\b|\balapuolelle\b|\balempana\b",
        r"\b(?:jokaisen|joka) (?:kohdan|kysymyksen) (?:alle|alla|perään)",
        r"\b(?:kirjoitin|vastasin|lisäsin|laitoin)\b|\bolen (?:kirjoittanut|vastannut|lisännyt)",
        r"\b(?:ks|katso)\b",
    ),
    Alone(  # pl cs sk
        "czerwono|niebiesk|zielono|pod każdym|napisałem|napisałam|červeně|modře|zeleně|modrou|červenou|zelenou|tučně"
        "|pod každ",
        r"\bna (?:czerwono|niebiesko|zielono|fioletowo)\b|\b(?:niebieski|czerwony|zielony) tekst"
        r"|\b(?:červeně|modře|zeleně|tučně|modrou|červenou|zelenou|modrý text|červený text)(?=\s*(?:$|[.,:;!)]|pod"
        r"|níže))",
        r"\bponiżej\b|\bniżej\b|\bníže\b|\bnižšie\b",
        r"\bpod każdym (?:punktem|pytaniem|z)|\bpod každ\w+ (?:bod|otáz|odstav)\w+",
        r"\b(?:napisa|odpisa|odpowiedzia|dopisa|wpisa)ł[ae]m|\b(?:na|do|v)psal[ai]? (?:jsem|som)|\bodpověděl[a]? jsem"
        r"|\bodpovedal[a]? som|\b(?:jsem|som) .{0,30}(?:napsal|dopsal|napísal|dopísal|odpověděl)",
        r"\b(?:patrz|zobacz|viz|pozri)\b",
    ),
    Alone(  # ru uk bg
        "красным|синим|зелёным|зеленым|жирным|красный текст|синий текст|зеленый текст|под каждым|под каждой"
        "|после каждого"
        "|червоним|синім|зеленим|під кожн|синій текст|червений|със синьо|с червено|в червено",
        r"\b(?:красным|синим|зел[её]ным|жирным|курсивом|червоним|синім|зеленим)(?=\s*(?:$|[.,:;!)]|(?:цвет|кольор|шрифт"
        r"|под|ниже|нижче|під|в тексте|после)))|\b(?:красный|синий|зел[её]ный|синій|червоний) (?:текст|шрифт)"
        r"|\b(?:с|със|в) (?:синьо|червено|зелено)\b",
        r"\bниже\b(?! (?:график|уровн|нуля|средн))|\bнижче\b|\bпо-долу\b|\bвнизу\b(?! (?:на|в) )",
        r"\b(?:под|після|после|під) (?:каждым|каждой|каждого|кожним|кожною|кожного) (?:из |з )?(?:ваш\w+ "
        r"|тво\w+ )?(?:пункт"
        r"|вопрос|абзац|фраз|питанн|запитанн)\w*",
        r"\b(?:написал|ответил|отметил|вписал|дописал|добавил)[аи]?\b|\b(?:написа|відпові|допис)[влала]{1,3}\b"
        r"|\bнаписах\b",
        r"\b(?:см|смотри|смотрите|див|дивись|виж)\b",
    ),
    Alone(  # hu ro ca el tr
        "kékkel|pirossal|zölddel|minden pont alá|cu albastru|cu roșu|cu roşu|cu verde|en blau|en vermell|en verd"
        "|με μπλε"
        "|με κόκκιν|με πράσιν|mavi ile|mavi renk|kırmızı ile|kırmızı renk|yeşil ile|maviyle|kırmızıyla|maddenin altına"
        "|sorunun altına|soruların altına|fiecare punct",
        r"\b(?:kékkel|pirossal|zölddel)\b|\bcu (?:albastru|ro[șşs]u|verde)\b|\ben (?:blau|vermell|verd)\b"
        r"|\bμε (?:μπλε|κόκκιν\w+|πράσιν\w+)|\b(?:mavi|kırmızı|yeşil) (?:ile|renk\w*)|\b(?:maviyle|kırmızıyla)\b",
        r"\balább\b|\blent\b|\blejjebb\b|\bmai jos\b|\ba sota\b|\bmés avall\b|\bπαρακάτω\b|\başağı(?:da|ya)\b"
        r"|\baltına\b",
        r"\bminden (?:pont|kérdés) alá|\bsub fiecare (?:punct|întrebare)|\b(?:her )?(?:maddenin|sorunun"
        r"|soruların) altına",
        r"\b(?:írtam|beírtam|válaszoltam)\b|\bam (?:scris|răspuns|adăugat)\b|\bhe (?:escrit|respost|posat)\b"
        r"|\b(?:έγραψα|απάντησα|σημείωσα)\b|\b(?:yazdım|yanıtladım|cevapladım|ekledim|işaretledim)\b",
        r"\b(?:lásd|vezi|vegeu|δείτε|bkz|bakınız)\b",
    ),
    Alone(  # ar fa he
        "باللون|بالأحمر|بالأزرق|بالأخضر|تحت كل|رنگ آبی|رنگ قرمز|رنگ سبز|زیر هر|בכחול|באדום|בירוק|מתחת לכל",
        r"باللون ال\w+|بالأحمر|بالأزرق|بالأخضر|(?:با|به) رنگ (?:آبی|قرمز|سبز)|בכחול|באדום|בירוק",
        r"أدناه|ادناه|بالأسفل|في الأسفل|در زیر|در پایین|در ادامه|למטה|להלן|בהמשך",
        r"تحت كل (?:نقطة|سؤال|فقرة|بند)|زیر هر (?:سوال|سؤال|مورد|بند)|מתחת לכל (?:שאלה|נקודה|סעיף)",
        r"(?<!\w)(?:كتبت|أجبت|اجبت|رددت|أضفت|علقت)(?!\w)|نوشتم|نوشته‌?ام|پاسخ داد(?:م|ه‌?ام)"
        r"|(?<!\w)(?:כתבתי|עניתי|השבתי|הוספתי)",
        r"انظر|راجع|ببینید|ראה|ראו",
    ),
    Alone(  # hi vi id th et lv lt
        "नीले रंग|लाल रंग|हरे रंग|màu xanh|màu đỏ|warna biru|warna merah|warna hijau|สีน้ำเงิน|สีแดง|สีเขียว|sinisega"
        "|punasega"
        "|rohelisega|dưới từng|dưới mỗi|di bawah setiap",
        r"(?:नीले|लाल|हरे) रंग (?:में|से)|(?:bằng |chữ )+màu (?:xanh|đỏ)|màu (?:xanh|đỏ)(?=\s*(?:$|[.,:;!)]))"
        r"|\b(?:dengan|ber)[ -]?(?:huruf |tulisan )?warna (?:biru|merah|hijau)|(?:เป็น|ด้วย|ตัวอักษร)สี(?:น้ำเงิน|แดง"
        r"|เขียว)"
        r"|\b(?:sini|puna|rohelis)sega\b|\b(?:punasega|rohelisega)\b",
        r"नीचे|bên dưới|phía dưới|dưới đây|\bdi bawah\b(?! (?:meja|gunung|pohon))|ด้านล่าง|ข้างล่าง|\ballpool\b",
        r"हर (?:सवाल|प्रश्न|बिंदु) के नीचे|dưới (?:từng|mỗi) (?:câu|ý|mục|điểm)|\bdi bawah setiap (?:poin|pertanyaan)",
        r"मैंने .{0,60}(?:लिखा|लिखे|उत्तर|जवाब)|tôi đã (?:viết|trả lời|ghi)|\b(?:saya|kami) (?:sudah "
        r"|telah )?(?:tulis|jawab"
        r"|menulis|menjawab|tambahkan)|เขียนไว้|ตอบไว้|\bkirjutasin\b|\bvastasin\b",
        r"देखें|\bxem\b|\blihat\b|โปรดดู",
    ),
    Alone(  # ja
        "赤字|青字|緑字|太字|赤色|青色|赤文字|青文字|記入|記載|追記|書き込|書きました",
        r"[赤青緑](?:字|色|文字|で)|太字",
        r"以下|下記|下に|の下|文中|本文中|行間",
        r"各(?:項目|質問|設問|ご質問|番号)(?:の(?:すぐ)?(?:下|後|あと))?に",
        r"(?:記入|記載|追記)(?:を)?(?:させていただ[きい]|(?:いた|致)?し(?:まし|ており|てあり|てい))"
        r"|(?:追記)(?:いた|致)します|(?:書き込み|書き入れ|書き)まし"
        r"|(?:回答|返信|返答|お答え)(?:を|は|につきまして)[^。]{0,12}(?:記入|記載|追記)",
        r"ご覧|参照|ご確認",
        is_enough=True,
    ),
    Alone(  # zh
        "红色|红字|紅色|紅字|蓝色|蓝字|藍色|藍字|绿色|綠色|绿字|綠字|粗体|粗體|标红|標紅",
        r"[红紅蓝藍绿綠](?:色字?体?體?|字)|粗体|粗體|标红|標紅",
        r"下面|下方|下文|以下|如下|下列|文中",
        r"每[个個条條]?[问問][题題]|逐[条條]",
        r"我[^，。]{0,14}[写寫标標填答加注註]|已[^，。]{0,12}[写寫标標填答注註]明?|是我[写寫加标標]?的?|为我的|為我的",
        r"[见見看参參]|请查|請查",
    ),
    Alone(  # ko
        "빨간|파란|붉은|초록|녹색|굵은|항목 아래|질문 아래|항목 밑|질문 밑",
        r"(?:빨간|파란|초록|붉은|굵은)\s?(?:색|글씨|글자)(?:으로|로)?(?! (?:상자|선|가방))|녹색(?:으로)",
        r"아래|하단|밑에|본문",
        r"각\s?(?:항목|질문|문항)\s?(?:아래|밑|뒤)",
        r"(?:적었|썼|작성했|작성하였|기재했|기재하였|표시했|표시하였|답변\s?드렸|적어\s?두었|적어\s?놓았|남겼|달았)(?:습니다|어요|음)?"
        r"|(?:작성|기재|표시)해\s?(?:두었|놓았|드렸)",
        r"참조|참고|보시|봐",
    ),
)

# What asks others to write; nothing is announced by it.
REQUEST = (
    r"\b(?:please|kindly|could|would|should|can|will) (?:you\b|\w*(?:write|put|type|mark|add|fill|use|note|enter"
    r"|answer|reply|respond|comment|insert)\b)|\byou "
    r"|\b(?:bitte|schreib(?:t|en sie)?|veuillez|écri(?:s|vez)|merci de|por favor|escrib[ea]n?|escrev[ae]m?|favor"
    r"|per favore"
    r"|scriv[ia](?:te)?|gelieve|schrijf|skriv|kirjoita|kirjuta|proszę|prosím|napisz|napiš|пожалуйста|прошу|напишите"
    r"|пиши\w*"
    r"|будь ласка|kérem|lütfen|yazınız|yazın|παρακαλώ|vă rog|si us plau|vui lòng|hãy|mohon|tolong|silakan|palun)\b"
    r"|يرجى|الرجاء|اكتب|لطفا|بنویسید|אנא|כתבו|कृपया|लिखें|กรุณา|(?:ください|下さい|お願い|いただけ)"
    r"|[请請](?![见見看参參查])|주세요|주십시오|바랍니다|부탁"
)
# Whom or what a sentence without any verb of writing speaks of when it announces nothing.
OTHERS_STAND = (
    r"\b(?:he|she|they|it|was|were|had|lives?|stands?|stood|sat|steht|liegt|hängt|elle|ils|era|estaba|estava)\b"
    r"|箱|盒|상자|डिब्बा"
)
