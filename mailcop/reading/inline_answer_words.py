"""How people say that their answers stand inside the mail below, in languages of western Europe, in lower case.

`answers` are what they wrote, `sees` what leads to it ("see", "siehe"), `manners` how it stands out or where inside
("in red", "between your lines") with `traces`, one of which every manner has in it; `below` says no more than further
down, `later` that it is yet to be written, `yours` whose the answers are if not the author's.
"""

from __future__ import annotations

from dataclasses import dataclass

# Marked by signs: "with **", "mit >>".
STARS = (
    r"\b(?:marked |markiert |gekennzeichnet |marqu[ée]\w* |marcad\w+ )?(?:with|by|mit|avec|con|com|met|med)"
    r" [*#>»+=-]{1,5}(?=\W|$)"
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of one language: parts of words between bars, `manners` a pattern, `yours` whole words."""

    answers: str
    sees: str
    manners: str
    traces: str
    below: str
    later: str
    yours: str


def ways(colours: str, before: str = "", others: str = "", after: str = "") -> str:
    """Manners of a language from its colours, what may stand before or behind them, and its other ways."""
    found = rf"{before}(?:{colours}){after}\b"
    return rf"{found}|{others}" if others else found


_INLINE = r"\bin-?line\b(?! with| \w+ing\b)|\binter(?:leaved|spersed|linear)"
WESTERN: dict[str, Tongue] = {
    "en": Tongue(
        answers="answer|comment|reply|repli|response|responded|remark|notes|thoughts|feedback|annotat|reactions|"
        "clarification",
        sees="see|find|read|check|look",
        manners=ways(
            r"red|blue|green|purple|orange|pink|yellow|magenta|violet|brown|(?:bold|italics?|caps|colou?rs?)",
            r"\bin (?:(?:bright|dark|light|bold|the colou?r) )?",
            r"\bin (?:a )?different colou?r|\bin (?:all )?(?:capitals?|caps|block letters|upper ?case)\b"
            r"|\bhighlighted\b"
            r"|\bbetween (?:the|your) (?:lines|questions|paragraphs)|\bembedded\b|\binserted\b|\bafter each\b"
            r"|\bunder each\b"
            rf"|{_INLINE}|\bin[ -]line (?:below|in|,|\.|$)|\bin line\s*(?=[.:,;!]|$)"
            r"|\b(?:with)?in (?:the )?(?:body|text) of (?:your|the)|\bwithin (?:the|your) (?:text|e-?mail|message|mail)"
            r"|\bin (?:your|the) (?:original |e-?)?(?:mail|message|text) below|\bto each (?:point|question)"
            r"|\bmarked below"
            r"|\b(?:marked|prefixed|start(?:s|ing)?|preceded) (?:with|by) \W|\b(?:marked|prefixed) [\[<{(*#]"
            r"|\bin[ -]between\s*(?=[.,:;!]|$)",
            r"(?! (?:line|tape|cross|book|flag|light|zone|list|card|hat|tide|paper|chip|sea)\b)",
        ),
        traces="inline|in-line|in line|interle|intersp|embedded|inserted|highlighted| red| blue| green| purple|"
        " orange| pink| yellow|magenta|in bold|italic| caps|capital|upper case| colo|between|after each|"
        "under each|body of|text of|within |to each|marked |prefixed|start with|starts with|starting with|preceded",
        below="below|underneath|further down|scroll down|lower down",
        later="tomorrow|next week|later|soon|on monday|on tuesday|on wednesday|on thursday|on friday",
        yours="you they he she your their his her any no further whose these more",
    ),
    "de": Tongue(
        answers="antwort|geantwort|beantwort|kommentar|kommentier|anmerkung|bemerkung|rückmeldung|rueckmeldung"
        "|stellungnahme|ergänzung|"
        "ergaenzung|reaktion|hinweise|reingeschrieben|hineingeschrieben|dazwischengeschrieben|dazwischen geschrieben",
        sees="siehe|s.|sehen|find",
        manners=ways(
            r"rot|blau|gr(?:ü|ue)n|lila|orange|gelb|violett|pink|fett|kursiv|farbe|farbig",
            r"(?:\bin |\b(?=farbig|fett|kursiv))(?:der farbe )?",
            r"\b(?:rot|blau|gr(?:ü|ue)n|farbig|fett|gelb|kursiv) (?:markiert|geschrieben|hervorgehoben|eingef(?:ü|ue)gt"
            r"|eingetragen|gekennzeichnet|unterlegt|hinterlegt|gedruckt|erg(?:ä|ae)nzt|kommentiert|beantwortet)"
            r"|\binline\b"
            r"|\bin (?:rot|blau|gr(?:ü|ue)n)\w{0,2} (?:schrift|farbe)|\b(?:rote|blaue|gr(?:ü"
            r"|ue)ne)[rn] (?:schrift|farbe)"
            r"|\bim (?:text|mailtext|e-?mail-?text|originaltext|urspr(?:ü|ue)nglichen text|flie(?:ß|ss)text"
            r"|mailverlauf)\b"
            r"|\bgro(?:ß|ss)buchstaben|\bversalien|\bzwischen (?:den|ihren?|deinen?|euren?|die) (?:zeilen|fragen"
            r"|punkten)"
            r"|\bin (?:ihrer|deiner|eurer|die|der|ihre|deine|den) (?:urspr(?:ü|ue)ngliche[nr]? )?(?:e-?mail"
            r"|mail|nachricht"
            r"|text)\b|\bdirekt (?:unter|hinter|bei|zu) |\bjeweils (?:unter|hinter|darunter|dahinter)|\beingebettet"
            rf"|\bin ihrem text\b|\bin deinem text\b|{STARS}",
        ),
        traces="inline| rot|blau|grün|gruen|lila|orange|gelb|violett|fett|kursiv|farb|im text|im mail|originaltext|"
        "im ursprünglichen|im e-mail|im email|buchstaben|versalien|zwischen |in ihre|in deine|in eure|"
        "in der mail|in die mail|in der e-mail|in die e-mail|direkt |jeweils|eingebettet|mit *|roter|blauer",
        below="unten|unterhalb|nachstehend|darunter|s.u.|s. u.",
        later="morgen|nächste woche|naechste woche|später|spaeter|am montag|am dienstag|am mittwoch|am donnerstag|"
        "am freitag",
        yours="ihre ihren ihrer deine deinen deiner eure euren keine",
    ),
    "fr": Tongue(
        answers="réponse|reponse|répond|repond|commentaire|commenté|remarque|observation|précision|annot|retours",
        sees="voir|vois|voyez|cf|trouv|voilà",
        manners=ways(
            r"rouge|bleu|vert|violet|orange|rose|jaune|gras|italique|couleurs?|majuscules?|lettres capitales",
            r"\ben ",
            r"\ben ligne\b|\binline\b|\bdans (?:le|ton|votre) (?:texte|corps|mail|m[ée]l|message|courriel|e-?mail)"
            r"|\bdans le corps\b|\bentre (?:les|tes|vos) lignes|\bins[ée]r[ée]|\bintercal[ée]|\bau fil d[ue] "
            r"|\bsous (?:chaque|chacune|tes|vos) |\bsurlign[ée]|\bentre les questions|\bint[ée]gr[ée]e?s (?:dans|au|ci)"
            rf"|\bpoint par point|{STARS}",
        ),
        traces="rouge|bleu|en vert|violet|orange|en rose|jaune|en gras|italique|couleur|majuscule|capitales|en ligne|"
        "inline|dans le |dans ton|dans votre|entre les|entre tes|entre vos|inséré|intercal|au fil d|sous cha|"
        "surlign|intégré|point par point|avec *",
        below="ci-dessous|ci dessous|plus bas|en dessous|ci-après|cidessous",
        later="demain|la semaine prochaine|plus tard|bientôt|lundi|mardi|mercredi|jeudi|vendredi",
        yours="vos tes votre ta leurs ses aucune aucun",
    ),
    "es": Tongue(
        answers="respuesta|respond|respond|contest|comentario|comentad|observacion|anotacion|notas|aclaracion|apuntes",
        sees="ver|véase|vea|mira|encontrar",
        manners=ways(
            r"roj[oa]s?|azul|verde|morado|naranja|rosa|amarillo|violeta|negrita|cursiva|color(?:es)?|may[úu]sculas",
            r"\b(?:en|con) (?:letras? |color |tinta |texto )?",
            r"\ben l[íi]nea\b|\binline\b|\bintercalad|\binsertad|\bentre (?:las |tus |sus )?l[íi]neas"
            r"|\bresaltad|\bsubrayad"
            r"|\b(?:en|sobre|dentro de) (?:el|tu|su|vuestro) (?:mismo )?(?:texto|correo|mensaje|cuerpo|mail|e-?mail)"
            r"|\bdentro del (?:texto|correo|mensaje)|\bdebajo de cada|\ben cada punto|\bpunto por punto|\bembebid"
            rf"|\bincrustad|{STARS}",
        ),
        traces="rojo|roja|azul|verde|morad|naranja|rosa|amarill|violeta|negrita|cursiva|color|mayúscula|mayuscula|"
        "en línea|en linea|inline|intercalad|insertad|líneas|lineas|resaltad|subrayad|en el |en tu |en su |"
        "sobre |dentro de|en cada|punto por punto|embebid|incrustad|con *",
        below="abajo|debajo|a continuación|a continuacion",
        later="mañana|la semana que viene|la próxima|más tarde|luego|pronto",
        yours="tus sus vuestros vuestras tu su ningún ninguna",
    ),
    "pt": Tongue(
        answers="resposta|respondi|respondo|comentário|comentario|comentei|comentad|observaç|observac|notas|anotaç|"
        "esclareciment",
        sees="ver|veja|vide|encontr|segue",
        manners=ways(
            r"vermelho|azul|verde|roxo|laranja|rosa|amarelo|negrito|it[áa]lico|cor(?:es)?|mai[úu]sculas"
            r"|caixa alta|destaque",
            r"\b(?:em|a|na|com) (?:letras? |cor |texto |tom )?",
            r"\bem linha\b|\binline\b|\bintercalad|\binserid|\bentre (?:as |suas |tuas )?linhas|\bdestacad|\bsublinhad"
            r"|\bno (?:pr[óo]prio |seu |teu |meio do |corpo do )?(?:texto|e-?mail|mensagem|correio|corpo)\b"
            rf"|\babaixo de cada|\bponto a ponto|{STARS}",
        ),
        traces="vermelh|azul|verde|roxo|laranja|rosa|amarel|negrito|itálico|italico| cor|maiúscul|maiuscul|caixa alta|"
        "destac|em linha|inline|intercalad|inserid|linhas|sublinhad|no próprio|no seu|no teu|no meio|no corpo|"
        "no texto|ponto a ponto|com *",
        below="abaixo|em baixo|embaixo|a seguir",
        later="amanhã|na próxima|mais tarde|em breve|logo que|logo mais|logo respond|logo te |logo lhe |logo envi",
        yours="suas seus tuas teus vossas vossos nenhuma nenhum",
    ),
    "it": Tongue(
        answers="rispost|rispondo|comment|osservazion|annotazion|note|precisazion",
        sees="vedi|vede|vedasi|trov|guarda",
        manners=ways(
            r"rosso|blu|azzurro|verde|viola|arancione|rosa|giallo|grassetto|corsivo|colore|maiuscolo|stampatello",
            r"\bin (?:carattere )?",
            r"\bin linea\b|\bin-?line\b|\bnel (?:testo|corpo|tuo testo|vostro testo|messaggio)|\bnella (?:tua "
            r"|sua |vostra )?"
            r"(?:e-?mail|mail)\b|\btra le righe|\bfra le righe|\binserit[eio]\b|\bintercalat|\bevidenziat|\bsottolineat"
            rf"|\bsotto (?:ogni|ciascuna|le singole) |\bpunto per punto|{STARS}",
        ),
        traces="in rosso|in blu|azzurro|verde|viola|arancion|in rosa|giallo|grassetto|corsivo|colore|maiuscol|"
        "stampatello|in linea|inline|in-line|nel testo|nel corpo|nel tuo|nel vostro|nel messaggio|nella |"
        "tra le righe|fra le righe|inserit|intercalat|evidenziat|sottolineat|sotto ogni|punto per punto|"
        "carattere",
        below="sotto|in basso|di seguito|in calce",
        later="domani|la prossima settimana|più tardi|presto",
        yours="tue tuoi vostre vostri sue suoi loro",
    ),
    "nl": Tongue(
        answers="antwoord|reactie|gereageerd|reageer|commentaar|opmerking|toelichting|aanvulling",
        sees="zie|vind|kijk",
        manners=ways(
            r"rood|rode|blauw|groen|paars|oranje|geel|roze|vet|cursief|kleur|hoofdletters|kapitalen",
            r"\b(?:in|met)(?: het| de)? (?:kleur )?",
            r"\binline\b|\bin de tekst\b|\btussen (?:de|je|uw|jouw) (?:regels|vragen|tekst)|\btussendoor\b"
            r"|\bin (?:je|uw|jouw|de)"
            r" (?:mail|e-?mail|bericht|tekst)\b|\bingevoegd|\bgemarkeerd|\bonder (?:elke|iedere) |\bper (?:punt"
            r"|vraag)\b"
            rf"|\b(?:rood|blauw|groen) gemarkeerd|{STARS}",
        ),
        traces="rood|rode|blauw|groen|paars|oranje|geel|roze|vet|cursief|kleur|letters|kapitalen|inline|in de |tussen|"
        "in je|in uw|in jouw|ingevoegd|gemarkeerd|onder elke|per punt|per vraag|met *",
        below="hieronder|onderstaand|beneden|onderaan|onder",
        later="morgen|volgende week|later|binnenkort",
        yours="uw je jouw jullie hun geen",
    ),
    "sv": Tongue(
        answers="svar|kommentar|kommentera|anmärkning|synpunkter",
        sees="se|hittar|finns|finner",
        manners=ways(
            r"r[öo]tt|bl[åa]tt|gr[öo]nt|lila|orange|gult|fetstil|kursiv(?:t|erat)?|f[äa]rg|versaler|stora bokst[äa]ver",
            r"\b(?:i|med) ",
            r"\binline\b|\binfogat|\bi (?:din |er |själva )?(?:texten|text|mailet|mejlet|mejl|mail)\b"
            r"|\bmellan (?:raderna|dina)"
            rf"|\binsprängt|\bmarkerat|\bunder varje|\br[öo]dmarkerat|\bmed (?:r[öo]d|bl[åa]|gr[öo]n) (?:text"
            rf"|f[äa]rg)|{STARS}",
        ),
        traces="rött|rodt|rött|blått|grönt|lila|orange|gult|fetstil|kursiv|färg|versaler|bokstäver|inline|infogat|"
        "i din|i texten|i mail|i mejl|mellan |insprängt|markera|under varje|med *",
        below="nedan|här under|längre ner",
        later="i morgon|imorgon|nästa vecka|senare|snart",
        yours="dina ditt era ert inga inget",
    ),
    "da no": Tongue(
        answers="svar|kommentar|kommentere|bemærkning|merknad",
        sees="se|find|finn",
        manners=ways(
            r"r[øo]dt|bl[åa]t?t|gr[øo]nt|lilla|orange|gult|fed(?: skrift)?|fet(?:t| skrift)?|kursiv|farver?"
            r"|farge|versaler"
            r"|store bogstaver|store bokstaver",
            r"\b(?:i|med|med r[øo]d|med bl[åa]|med gr[øo]n|p[åa]) ",
            r"\binline\b|\binds[æa]t|\bsatt inn|\bi (?:din |selve )?(?:teksten|mailen|e-posten|mail)\b"
            r"|\bmellem linjerne"
            rf"|\bmellom linjene|\bmed (?:r[øo]d|bl[åa]|gr[øo]n) (?:skrift|tekst|farve)|\bunder hver|\bmarkeret"
            rf"|{STARS}",
        ),
        traces="rødt|blåt|grønt|lilla|orange|gult|i fed|fet|kursiv|farve|farge|versaler|store bog|store bok|inline|"
        "indsat|satt inn|i din|teksten|mellem |mellom |med rød|med blå|med grøn|med r|under hver|markeret|"
        "med *|i mail|e-posten",
        below="nedenfor|nedenunder|herunder|under|længere nede",
        later="i morgen|næste uge|neste uke|senere|snart",
        yours="dine dit ditt deres jeres ingen",
    ),
    "fi": Tongue(
        answers="vastau|vastas|vastaa|kommentti|kommentit|kommenttini|kommentoi|huomautu|huomio",
        sees="ks|katso|löyt",
        manners=ways(
            r"punaisella|sinisellä|vihreällä|lihavoitu\w*|kursiivilla|isoilla kirjaimilla|versaaleilla|värillä"
            r"|värillisinä"
            r"|keltaisella|oranssilla",
            r"\b",
            rf"\btekstin (?:seassa|joukossa|sisällä)|\bviestisi (?:seassa|joukossa|väli\w+)|\brivien väli\w+|\binline\b"
            rf"|{STARS}",
        ),
        traces="punaisella|sinisellä|vihreällä|lihavoi|kursiivilla|kirjaimilla|versaaleilla|väri|keltaisella|"
        "oranssilla|tekstin |viestisi |rivien väli|inline",
        below="alla|alempana|alapuolella",
        later="huomenna|ensi viikolla|myöhemmin",
        yours="sinun teidän",
    ),
    "ro": Tongue(
        answers="răspuns|raspuns|comentari|observați|observaţi",
        sees="vezi|vedeți|găsi",
        manners=ways(
            r"ro[șşs]u|albastru|verde|portocaliu|bold|italic|culoare|majuscule|[îi]ngro[șşs]at",
            r"\b(?:cu|[îi]n) (?:culoarea )?",
            r"\b[îi]n text\b|\b[îi]n textul|\bprintre r[âa]nduri|\b[îi]ntre r[âa]nduri|\binserat|\binline\b"
            r"|\b[îi]n corpul",
        ),
        traces="roșu|roşu|rosu|albastru|verde|portocaliu|bold|italic|culoare|majuscule|îngroșat|în text|in text|"
        "printre r|între r|inserat|inline|în corpul",
        below="mai jos|dedesubt",
        later="mâine|mai târziu|săptămâna viitoare",
        yours="dumneavoastră tale voastre",
    ),
    "ca": Tongue(
        answers="resposta|respostes|respost|comentari|observacions",
        sees="vegeu|veure|mira|trobar",
        manners=ways(
            r"vermell|blau|verd|taronja|lila|groc|negreta|cursiva|color|maj[úu]scules",
            r"\ben (?:color )?",
            r"\bdins (?:el|del|teu|vostre) (?:text|correu)|\bentre (?:les )?l[íi]nies|\bintercalad|\bal text\b"
            r"|\bal teu correu",
        ),
        traces="vermell|blau|verd|taronja|lila|groc|negreta|cursiva|color|majúscul|dins |entre |intercalad|al text|"
        "al teu",
        below="a sota|més avall|a continuació",
        later="demà|més tard",
        yours="teves teus vostres seves",
    ),
}
