"""What is said of answers that are not the author's: thanks for them, and requests to write them; in lower case."""

from __future__ import annotations

import re

from mailcop.reading.stems import Stems

_THANKS_STEMS = Stems.of(
    "thank|dank|merci|remerci|gracias|gràcies|agradec|agradeç|agraïm|obrigad|grazie|ringrazi|tack|tak |takk|kiito|kiitä"
    "|dzięk|děkuj|díky|ďakuj|vďak|спасибо|благодар|дяку|хвала|hvala|zahval|köszön|teşekkür|sağ ol|ευχαριστ|mulțum"
    "|mulţum"
    "|multum|תודה|شكر|ممنون|تشکر|متشکر|سپاس|مرسی|谢|謝|ありがと|有難|有り難|감사|고마|고맙|cảm ơn|cám ơn|terima kasih"
    "|ขอบคุณ|धन्यवाद|शुक्रिया|aitäh|tänan|paldies|pateico|ačiū|dėkoj"
)
_REST = r"(?:[^,;:.!?…。！？，、；：؟।–—\n]|(?<=[^\n]{50})\n(?!\n))*"  # of a clause, wrapped or not
_TO = r"(?: [^\s,.!?]+){0,3} "
_THANKS = re.compile(
    rf"\b(?:(?:thanks?|thank you){_TO}for|dank\w*{_TO}f(?:ü|ue)r|(?:be)?dank\w*{_TO}voor|(?:danke|bedankt?) voor"
    rf"|(?:danke|dank) f(?:ü|ue)r|thanks? for"
    rf"|(?:merci|remerci\w+)(?:{_TO}| )(?:pour|de (?:tes|vos|ta|votre|ces|m['’]avoir)|d['’]avoir)"
    rf"|(?:gracias|agradezco|agradecemos)(?:{_TO}| )(?:por|las|los|tus|sus)|gràcies(?:{_TO}| )per"
    rf"|(?:obrigad[oa]s?|agradeço|agradecemos)(?:{_TO}| )(?:pel[oa]s?|por|as|suas|tuas)"
    rf"|(?:grazie|ringrazi\w+)(?:{_TO}| )(?:per|delle|dei|del|della)|tack\w*(?:{_TO}| )för|takk?(?:{_TO}| )for"
    rf"|kiito\w+|kiitä\w+|dzięk\w+(?:{_TO}| )za|(?:děkuj\w*|díky?|ďakuj\w*|vďaka)(?:{_TO}| )za"
    rf"|(?:спасибо|благодар\w*|дяку\w+)(?:{_TO}| )за|(?:хвала|hvala|zahvalj\w+)(?:{_TO}| )(?:на|за|na|za)"
    rf"|köszön\w*|ευχαριστ\w+(?:{_TO}| )για|mul[tțţ]um\w+(?:{_TO}| )pentru|תודה(?:{_TO}| )(?:על|עבור)"
    rf"|(?:شكر\w*|أشكر\w*|نشكر\w*)(?:{_TO}| )(?:على|ل)|(?:ممنون|متشکر\w*|تشکر|سپاس|مرسی)(?:{_TO}| )(?:از|بابت|برای)"
    rf"|c[ảá]m ơn|terima kasih(?:{_TO}| )(?:atas|untuk)|aitäh|tänan|(?:paldies|pateico\w*)(?:{_TO}| )par"
    rf"|(?:ačiū|dėkoj\w+)(?:{_TO}| )už){_REST}"
    rf"|(?:谢谢|謝謝|感谢|感謝|多谢|多謝|ขอบคุณ){_REST}"
)
# In languages whose verb closes the sentence; what stands before it in its clause is what is thanked for.
_CLOSING_STEMS = Stems.of("ありがと|有難|有り難|感謝|감사|고마|고맙|teşekkür|sağ ol|धन्यवाद|शुक्रिया|köszön")
_CLOSING = re.compile(
    r"(?<!ます)(?<!した)(?<!です)(?:ありがと|有難|有り難|感謝)"
    r"|(?:주셔서|줘서|주신|에) ?(?:대단히 |정말 |매우 |너무 )?(?:감사|고마|고맙)"
    r"| için (?:çok )?(?:teşekkür|sağ ol)|के लिए (?:बहुत )?(?:धन्यवाद|शुक्रिया)|\wt (?:nagyon )?(?:szépen )?köszön"
)
_CLAUSE = re.compile(r"[^,;:.!?…。！？，、\n]+")
# Words that tell that the author goes on, within the same clause, to what they wrote or where it is.
_MINE = re.compile(
    r"\b(?:my|mine|i (?:have|am|\w+ed|wrote|put)|i['’](?:ve|m|ll)|we|our|see|find|meine?\w?|ich|habe?|siehe"
    r"|unsere?\w?|mes|mon|ma|je (?:te|t['’]|vous|les?|r[ée]p\w+)|j['’]ai|voir|nos"
    r"|mis?|he|ver|véase|minhas?|meus?|segue\w*|veja|miei|mie|mia|ho|vedi|mijn|ik|heb|zie|min[ae]?|mitt|jag|jeg|har|se"
    r"|minun|olen|katso|moje|moja|moich|moji|mé|môj|viz|мои|мой|моих|см|мої|див|válaszaim|lásd|μου|mele|mea|meves?|saya"
    r"|tôi)\b|[见見看参]|我的|שלי|ריא"
)
# Requests, as far as the word for the answer; and as they begin with it.
_ASKED_BEFORE = re.compile(
    r"(?:\b(?:please|kindly|(?:c|w|sh)ould you|can you|will you|you (?:can|may|could|should|to)|free to|sure to"
    r"|remember to|let us|bitte"
    r"|merci de|veuillez|pri[eè]re? de|pouvez-vous|peux-tu|pourriez-vous|pourrais-tu|de bien vouloir|pri[eo] de"
    r"|por favor,?|favor de|favor|puedes|pod[rí]+as?|puede|pueden|pode[ms]?|poderia|podia|queiram?"
    r"|per favore,?|per piacere,?|puoi|può|potresti|potrebbe|prego di|prega di|gelieve(?: te)?|vänligen|snälla"
    r"|kan (?:du|ni"
    r"|i|dere)|venligst|vennligst|prosz[ęe]|proszę o|prosím,?|prosím o|прошу(?: вас)?|просьба|пожалуйста,?|будь ласка,?"
    r"|molim(?: (?:te|vas))?|prosim|kérem,?|kérlek,?|lütfen|παρακαλώ,?|vă rog să|te rog să|si us plau,?"
    r"|يرجى|الرجاء|أرجو|ارجو|نرجو|אנא|נא|لطفا|لطفاً|vui lòng|xin hãy|hãy|mohon|tolong|silakan|harap|palun|lūdzu|prašau)"
    r" (?:[^\W\d_]+ly |just |only |nur |juste |kun |bare |gern )?"
    r"|请[您你]?(?:直接|大家|各位)?(?:[用以在于][^，。见見看参查阅意]{0,8})?"
    r"|請[您你]?(?:直接|大家|各位)?(?:[用以在於][^，。见見看參查閱意]{0,8})?|กรุณา|โปรด|ช่วย)$"
)
_ASKED = re.compile(
    r"(?:answer|reply|respond|comment|annotate|(?:be)?antworte(?:t|n sie|n sie mir)?|kommentier(?:e|t|en sie)"
    r"|répond(?:re|s|ez)"
    r"|repond(?:re|s|ez)|annote[rz]?|respond(?:e|er|a|an|erme|ernos)|respóndeme|contest[ae](?:r|n)?|coment[ae](?:r|n)?"
    r"|respond[ae]m?|risponde(?:re|rmi|rci|te)|rispond[ia]|reageer|reageren|antwoord|(?:te )?antwoorden|svara|svare"
    r"|svar"
    r"|kommenter[ae]?|odpowie\w+|odpis\w+|odpov\w+|reag\w+|ответ(?:ить|ьте|ь)|відпові\w+|odgovor(?:i|ite)|válaszolj\w*"
    r"|cevap\w*|yanıt\w*|απαντήστε|απάντησε|răspunde\w*|الرد|الإجابة|الاجابة|trả lời|jawab\w*|balas\w*|vasta\w*"
    r"|atbild\w*"
    r"|回复|回復|回覆|答复|答覆|回答|批注|批註|标注|標註|ตอบ)(?![^\W\d_])"
)
_ASKED_ALONE = re.compile(
    r"vastatkaa|ответьте|отвечайте|прокомментируйте|відповідайте|odpovězte|odpovedzte|odpowiedzcie|válaszoljon"
    r"|απαντήστε"
    r"|cevaplayın\w*|yanıtlayın\w*|cevaplar mısın\w*"
    r"|(?:回答|返信|返答|コメント|返事)を?(?:お?願|くださ|下さ|いただけ|頂け)"
    r"|(?:답변|답장|회신|코멘트|의견|답글)(?:을|를)? ?(?:해 ?주[세시]|부탁|주세요|주시|남겨 ?주|바랍)"
    r"|(?:پاسخ|جواب) (?:دهید|بدهید|بده)|(?:उत्तर|जवाब) (?:दें|दीजिए)"
)
_MARKS_OF_QUESTIONS = ("?", "？", "؟", ";", "\u037e")


def without_thanks(text: str) -> str:
    """A text in lower case without the clauses that thank for answers: "thank you for the answers in red"."""
    if not _THANKS_STEMS.stand_in(text):
        return text
    text = _THANKS.sub(lambda found: found.group() if _MINE.search(found.group()) else "", text)
    return _CLAUSE.sub(_behind_thanks, text) if _CLOSING_STEMS.stand_in(text) else text


def _behind_thanks(clause: re.Match[str]) -> str:
    text = clause.group()
    ends = [thanks.end() for thanks in _CLOSING.finditer(text)]
    return text[ends[-1] :] if ends and not _MINE.search(text[: ends[-1]]) else text


def is_asked_for(sentence: str, start: int) -> bool:
    """Whether the word for an answer at `start` tells others to write: "please answer in red"."""
    if _ASKED_ALONE.match(sentence, start):
        return True
    return bool(_ASKED.match(sentence, start)) and bool(_ASKED_BEFORE.search(sentence[max(0, start - 40) : start]))


def asks(sentence: str) -> bool:
    """Whether a sentence is a question that does not speak of the author's own words."""
    return sentence.rstrip(" \n\"')”»").endswith(_MARKS_OF_QUESTIONS[:3]) and not _MINE.search(sentence)
