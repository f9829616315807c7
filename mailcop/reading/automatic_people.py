"""Marks of a person in what has the words of a machine: a program, a greeting of the group, a question."""

from __future__ import annotations

import re

from mailcop.reading.headers import Headers
from mailcop.reading.report_words import plain, says, without_marks
from mailcop.reading.stems import Stems

# Programs with a person before them. Servers that answer by themselves under the name of one are not among them.
_PROGRAM = re.compile(
    r"thunderbird|seamonkey|betterbird|apple mail|mac os x mail|iphone mail|ipad mail|\bmutt|\bpine\b|alpine|gnus"
    r"|emacs"
    r"|evolution|kmail|kontact|sylpheed|claws|balsa|geary|trojit|wanderlust|\bmew\b|knode|\belm\b|\bexmh|\bnmh|k-9"
    r"|fairemail"
    r"|microsoft outlook|microsoft-macoutlook|outlook express|windows (?:live )?mail|entourage|eudora for|the bat"
    r"|pegasus"
    r"|opera mail|foxmail|becky|shuriken|winbiff|airmail|mailmate|em client|postbox|mailspring|spark|bluemail|aquamail"
    r"|samsung|delta ?chat|mailbird|canary|incredimail|roundcube|squirrelmail|horde|rainloop|snappymail|\bimp\b"
    r"|webmail/"
    r"|web mailer|yahoomail|ymail|yamail|abvmail|szn-ebox|mail\.ru mailer|open-xchange mailer|protonmail|cyrus-jmap"
    r"|sogomail|zoho mail|wp\.pl|qualcomm windows eudora|mozilla/\d.*gecko",
    re.I,
)
_SERVER = re.compile(r"server|autorespond|auto-respond|vacation|daemon|gateway", re.I)


def is_of_a_persons_program(headers: Headers) -> bool:
    """Whether a program wrote the mail in which people write, and which answers nothing by itself."""
    program = headers.first("user-agent") or headers.first("x-mailer") or headers.first("mime-version")
    if len(program) > 3:
        return bool(_PROGRAM.search(program)) and not _SERVER.search(program)
    # Gmail's page and apps; its own answers for somebody away are marked.
    return headers.has("chat-version") or headers.first("message-id").endswith("@mail.gmail.com>")


# A greeting of several, in the first lines.
_GREETS = re.compile(
    without_marks(
        r"(?:^|\n)[ \t]*(?:"
        r"(?:hi|hello|hey|hiya|dear|morning|greetings|good (?:morning|evening|afternoon"
        r"|day))[ ,]{1,2}(?:to )?(?:you )?"
        r"(?:all|every(?:one|body)|folks|friends|team|both|list|group|gang|guys|people|neighbou?rs|members"
        r"|there all)\b"
        r"|(?:all|everyone|folks|friends|team|colleagues|leute|freunde|pessoal|gente|galera|amig[oa]s|tod[oa]s"
        r"|chic[oa]s"
        r"|ragazz[ie]|amici|mensen|allen|vanner|kochani|moi drodzy|sasiedzi|друзья|соседи|ребята|коллеги|друзі"
        r"|приятели)[,:!]"
        r"|(?:hallo|hi|moin|servus|gruezi|guten (?:tag|morgen|abend)|liebe[rs]?)[ ,]{1,2}(?:an )?(?:ihr lieben"
        r"|zusammen|alle"
        r"|allerseits|leute|miteinander|liste|gruppe|runde|freund\w*|nachbar\w*|mitglieder|leser\w*)\b|ihr lieben\b"
        r"|(?:bonjour|bonsoir|salut|coucou|chers?|cheres?)[ ,]{1,2}(?:(?:a )?tou(?:s|tes)\b|a la liste|tout le monde"
        r"|les ami|ami|voisin|adherent|membres)"
        r"|(?:hola|buenas|buen dia|buenos dias|buenas (?:tardes|noches)|estimad[oa]s"
        r"|querid[oa]s)[ ,]{1,2}(?:a )?(?:tod[oae]s\b"
        r"|tod@s|gente|grupo|amig[oa]s|equipo|chic[oa]s|vecin[oa]s|familias|compan)"
        r"|(?:ola|oi|bom dia|boa tarde|boa noite|fala|car[oa]s|prezad[oa]s|querid[oa]s)[ ,]{1,2}(?:a )?(?:tod[oa]s\b"
        r"|pessoal"
        r"|gente|galera|grupo|amig[oa]s|turma|malta)"
        r"|(?:ciao|salve|buongiorno|buonasera|car[ei])[ ,]{1,2}(?:a )?(?:tutt[ie]\b|ragazz[ie]|amic|soci\b|vicini)"
        r"|(?:hoi|hallo|dag|beste|lieve|goede(?:morgen|middag|navond))[ ,]{1,2}(?:allemaal|iedereen|allen|mensen|lijst"
        r"|groep|vrienden|leden|buren)\b"
        r"|(?:hej|hei|heisann|hejsan|kara|kaere|kjaere|god (?:morgon|morgen|dag|kvall|kveld))[ ,]{1,2}(?:alla|alle"
        r"|allihop\w*"
        r"|venner|vanner|grann\w+|nabo\w*|dere|gruppen|folkens|medlem\w+)\b"
        r"|(?:hei|moi|terve|moikka|huomenta|tervehdys)[ ,]{1,2}(?:kaikki|kaikille|ystavat|naapurit|porukka|vaki)\b"
        r"|всем (?:привет|здравств|добр)|(?:привет|здравствуйте|добр\w{2} \w{2,8}|дорогие"
        r"|уважаемые)[ ,]{1,2}(?:всем\b|все\b"
        r"|друзья|соседи|участники|ребята)"
        r"|(?:всім|усім) (?:привіт|вітаю|добр)|(?:привіт|вітаю|доброго дня|шановні|дорогі)[ ,]{1,2}(?:всім|усім"
        r"|всі\b|друзі|сусіди)"
        r"|(?:czesc|witam|witajcie|hej|dzien dobry|drodzy|kochani)[ ,]{1,2}(?:wszystkim|wszyscy|sasiedzi|przyjaciele"
        r"|grupo)"
        r"|(?:ahoj|ahojte|dobry den|zdravim|mili|vazeni|drazi|mily)[ ,]{1,2}(?:vsem\b|vsichni|vsetci|vsetkym|soused"
        r"|sused|pratel"
        r"|priatel|lidi)"
        r"|sziasztok|(?:kedves|udv|hello)[ ,]{1,2}(?:mindenki|szomszed|barat|tagok)"
        r"|(?:buna(?: ziua)?|salut|salutare|dragi|dragii)[ ,]{1,2}(?:tuturor|la toti|vecini|prieteni|colegi si|mei\b)"
        r"|herkese merhaba|(?:merhaba|selam|sevgili|degerli)[ ,]{1,2}(?:herkes|arkadas|komsu|dostlar)|arkadaslar\b"
        r"|(?:γεια|καλημερα|καλησπερα|αγαπητοι)(?: σας)?[ ,]{1,2}(?:σε )?(?:ολους|ολοι|φιλοι|γειτονες|παιδια)"
        r"|(?:bok|pozdrav|zdravo|dragi|drage|cao|zivjo|pozdravljeni)[ ,]{1,2}(?:svima|svi\b|ekipa|vsem|vsi\b|ljudi"
        r"|susjedi|prijatelj)"
        r"|(?:здраво|поздрав|драги|здравейте|привет|здрасти)[ ,]{1,2}(?:на )?(?:свима|сви\b|всички|приятели|съседи"
        r"|другари)"
        r"|(?:hola|bon dia|bones|bona tarda)[ ,]{1,2}(?:a )?(?:tothom|tots|totes|gent|companys|veins)"
        r"|(?:tere|tsau)[ ,]{1,2}(?:koik|koigile|naabrid|sobrad)|(?:sveiki|labdien|labas)[ ,]{1,2}(?:visi|visiem"
        r"|kaimynai|draugi)"
        r"|(?:halo|hai|dear|selamat \w{4,6}|salam)[ ,]{1,2}(?:semua|teman|kawan|rekan|bapak)|chao (?:moi nguoi"
        r"|ca nha|cac ban|anh chi)"
        r"|.{0,12}(?:לכולם|לכולן|חברים יקרים|חברות וחברים)|.{0,16}(?:جميعا|بالجميع|للجميع|أصدقائي|يا أصدقاء|به همه"
        r"|دوستان)"
        r"|.{0,8}(?:皆様|皆さん|皆さま|みなさま|みなさん)|(?:各位|大家|诸位|諸位)|.{0,14}(?:여러분|모두 안녕)"
        r"|.{0,8}(?:ทุกคน|ทุกท่าน)"
        r"|.{0,8}(?:सभी को|सभी साथि|साथियों|दोस्तों))"
    )
)
# What somebody says who is there.
_MORE = re.compile(
    without_marks(
        r"\bbut\b.{0,60}\b(?:i|we|my|let|please)\b|i'd (?:like|love)|i would (?:like|love|suggest|propose)"
        r"|in my (?:view|country)|\bi (?:think|agree|wonder|believe|found|read|hope to|can join|want)\b"
        r"|\bhowever\b.{0,40}\bi\b"
        r"|\bpero\b|me gustaria|quisiera|creo que|\bpienso\b|estoy de acuerdo|\bmais\b.{0,60}\bje\b|j'aimerais"
        r"|je voudrais"
        r"|je pense|\bje crois\b|d'accord|\bmas\b.{0,60}\b(?:eu|gostaria|quero)|gostaria|acho que|concordo|\baber\b"
        r"|mochte (?:ich|aber|noch|trotzdem|gern)|ich (?:denke|glaube|finde|stimme)|\bma\b.{0,40}\b(?:vorrei"
        r"|volevo|penso)"
        r"|vorrei|penso che|sono d'accordo|\bmaar\b|ik (?:denk|vind|wil|zou)|\bно\b|я думаю|хотел|хочу|согласн"
        r"|لكن|أود|أعتقد|أتفق|と思い|思います|参加したい|但是|不过|但我|我想|我认为|我觉得|我同意"
        r"|,\s+(?:ali|dar|de|ama|mas|ma|mais)\b|\bmen\b.{0,40}\b(?:jag|vill)"
        r"|jag (?:tycker|tror|vill|skulle)|하지만|생각"
    )
)
# More of it, words between blanks.
_WORDS = re.compile(r"[^\w]+")


def _between_blanks(text: str) -> str:
    return f" {_WORDS.sub(' ', plain(text))} "


def _bounded(lines: str) -> Stems:
    """Phrases that stand between bars, with blanks where they have to begin or to end with a word ("_")."""
    parts = (part for line in lines.splitlines() for part in line.split("|") if part.strip())
    return Stems(dict.fromkeys(_WORDS.sub(" ", plain(part)).replace("_", " ") for part in parts))


_MORE_WORDS = _bounded("""
_suits me|_works for me|_fits me|_put me down|_i can t make|_i cannot make|_i can make|_i ll miss|_i will miss
_sorry i missed
_passt mir|_mir passt|_me va bien|_me viene bien|_me convient|_mi va bene|_schikt mij|_passar mig|_passer mig
_passer meg
_мне подходит|_мені підходить|_pasuje mi|_sopii minulle|_hodi se mi|_nekem jo|_mi se potriveste|_bana uyar
_euch_|_vostri_|_vostre_|_vuestr|_all of you_|_eure_|_euren|_jullie_|_voces_|_vosotros|_minha opiniao|_mi opinion
_mon avis|_mia opinione|_meiner meinung
_nhung toi|_nhung minh|我建议|建议大家|我提议|提案します|제안합니다|제안하|ขอเสนอ|แต่ผม|แต่ฉัน
_could somebody|_could someone|_could anybody|_could anyone|_can somebody|_can someone|_can anybody|_can anyone
_i ll bring|_i will bring|_my vote|_i vote|_count me|_i propose|_i suggest|_i m happy to|_see you all|_thanks all_
_thanks everyone|_thanks everybody|_let s_|_shall we|_we should|_we need to|_i also|_i still|_one more thing
_by the way
_kann jemand|_konnte jemand|_kann bitte jemand|_kann wer|_wer von euch|_wer kann|_wer hat|_wer ubernimmt|_wer macht
_ich schlage|_ich bringe|_konnt ihr|_habt ihr|_seid ihr|_wollen wir|_mein vorschlag|_lasst uns|_ausserdem_|_ubrigens_
_quelqu un peut|_quelqu un pourrait|_quelqu un a_|_quelqu un sait|_est ce qu|_je propose|_je vote
_comptez sur
_on se voit|_on se retrouve|_au passage|_par ailleurs
_alguien puede|_alguien podria|_alguien sabe|_alguien tiene|_propongo|_yo voto|_mi voto|_contad con
_cuenten con
_nos vemos|_por cierto|_algu pot|_proposo|_m agradaria|_penso que
_alguem pode|_alguem poderia|_alguem sabe|_alguem tem|_proponho|_meu voto|_contem comigo
_vamos decidir
_qualcuno puo|_qualcuno potrebbe|_qualcuno sa_|_qualcuno ha_|_propongo|_il mio voto|_contate su|_ci vediamo
_kan iemand|_wil iemand|_heeft iemand|_zou iemand|_wie kan|_wie wil|_wie heeft|_wie neemt|_ik stel voor
_кто может|_кто сможет|_кто знает|_кто нибудь|_кто возьмет|_предлагаю|_давайте_|_голосую|_сможет ли|_еще вопрос
_кстати_
_хто може|_хто зможе|_хто знає|_хтось може|_пропоную|_голосую|_але_|_думаю_|_хотів|_хотіла|_до речі
_кой може|_кой ще_|_може ли|_предлагам|_мисля_|_бих искал|_ама_
_kan nagon|_skulle nagon|_vem kan|_vem vill|_vem tar|_jag foreslar|_forresten
_kan nogen|_kan noen|_vil nogen|_vil noen|_hvem kan|_hvem vil|_hvem tager|_hvem tar|_jeg foreslar|_jeg synes
_jeg tror|_jeg vil gerne|_jeg vil gjerne|_i ovrigt|_for ovrig
_voisiko joku|_voiko joku|_kuka voi|_ehdotan|_mutta_|_mielestani|_haluaisin|_muuten_
_kto moze|_czy ktos|_kto wezmie|_ktos moze|_ktos moglby|_proponuje|_ale_|_jednak_|_chcialbym|_chcialabym|_mysle_
_a propos
_kdo muze|_kdo by_|_nekdo|_muze nekdo|_navrhuji|_navrhujem|_chtel_|_chtela_|_chcel_|_chcela_|_myslim_|_kto by_
_moze niekto
_valaki|_ki tud_|_javaslom|_viszont_|_szeretnek|_szeretnem|_szerintem|_cineva poate|_poate cineva|_cine poate
_propun_
_as vrea|_cred ca_|_αλλά_|_ποιος μπορεί|_μπορεί κάποιος|_προτείνω|_νομίζω|_θα ήθελα
_mislim_|_predlazem|_predlagam|_htio bih|_htela bih|_zelim_|_tko moze|_ko moze|_kdo lahko|_lahko kdo|_али_
_предлажем
_ama_|_fakat_|_bence_|_kim alabilir|_biri_|_birisi|_isterim|_istiyorum|_oneririm
_אבל_|_מי יכול|_האם_|_מישהו|_אני מציע|_אני חושב|_de nghi_|_toi nghi|_ai co the|_tapi_|_tetapi_|_siapa yang
_menurut saya
_اما_|_ولی_|_پیشنهاد|_هل_|_من يستطيع|_من يمكنه|_أقترح|_ما رأيكم|_من منكم|_लेकिन_|_कौन_|_क्या_|_सुझाव
_kuid_|_aga_|_kes saab|_bet_|_kas var_|_kas gali
どなたか|誰か|お願いできま|いかがでしょう|ましょう|たいです|つもりです|谁|哪位|要不要|投票|누가
혹시|합시다|주실 분
คิดว่า|ใคร
""")
# A question without its mark, in the scripts that need none, and the Greek mark.
_ASKS = re.compile(
    without_marks(
        r"[?？؟՞፧]|[α-ω];|ですか|ますか|せんか|しょうか|ないかな|吗[。！\s]|嗎[。！\s]"
        r"|(?:谁|誰|哪位|有人)(?:能|可以|愿意|願意|知道|有)|怎么看|怎麼看|까요|나요|가요|ไหม|มั้ย|หรือเปล่า|หรือยัง"
        r"|ใคร(?:พอ|จะ|มี|ช่วย)"
    )
)
# "Is it urgent?" is what a machine asks.
_IDLE = re.compile(
    r"(?:^|[.!\n])\W{0,5}(?:(?:is (?:it|this|your \w+) )?(?:urgent|an emergency)|(?:need|do you need) [a-z ]{0,30}"
    r"|emergency"
    r"|dringend|eilig|urgente|es urgente|e urgente|urgent|срочно|haster det|spoed)\s*\?"
)
_SAID = re.compile(r"[\"“„”«»「『]([^\"“”„«»」』]{4,400})[\"“”«»」』]")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_HEAD = 120  # characters in which a greeting stands
_MOST = 3_000


def without_sayings(text: str) -> str:
    """The text without links and without what stands between quotation marks: a note in them is somebody's subject."""
    return _SAID.sub(" ", _LINK.sub(" ", text[:_MOST]))


def greets_many(text: str) -> bool:
    """Whether a text begins with a greeting of several people."""
    lines = text[:_HEAD].splitlines()
    return bool(_GREETS.search("\n".join(map(plain, lines))))


def asks(text: str) -> bool:
    """Whether a question stands in a text, other than whether it is urgent."""
    told = _LINK.sub(" ", text[:_MOST]).lower()
    return bool(_ASKS.search(_IDLE.sub(" ", without_marks(told))))


def says_more(text: str) -> bool:
    """Whether a text asks, proposes, objects or tells of something else."""
    told = plain(text)
    return bool(_MORE.search(told)) or asks(text) or says(_between_blanks(text), _MORE_WORDS)


def marks_in(headers: Headers, text: str) -> int:
    """How many marks of a person a mail has whose subject is a machine's: its program, whom it greets, what it asks."""
    own = without_sayings(text)
    return is_of_a_persons_program(headers) + greets_many(own) + (asks(own) or says_more(_IDLE.sub(" ", plain(own))))
