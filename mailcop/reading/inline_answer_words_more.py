"""How people say that their answers stand inside the mail below, in all other languages, in lower case.

The parts are those of `inline_answer_words`.
"""

from __future__ import annotations

from mailcop.reading.inline_answer_words import STARS, Tongue, ways

OTHERS: dict[str, Tongue] = {
    "pl": Tongue(
        answers="odpowiedz|odpowiedź|odpowied|odpowiad|odpisa|odpisu|komentarz|uwag|skomentow",
        sees="patrz|zobacz|znajd",
        manners=ways(
            r"czerwono|czerwonym|czerwon\w+|niebiesko|niebieskim|zielono|zielonym|fioletowo|kolorze|kolorem|t[łl]ustym"
            r"|pogrubieni\w+|kursyw\w+|wielkimi literami|kapitalikami",
            r"\b(?:na |w |kolorem |w kolorze )?",
            r"\binline\b|\bw tre[śs]ci\b|\bw tek[śs]cie\b|\bmi[ęe]dzy (?:wierszami|linijkami|pytaniami)|\bpod ka[żz]dym"
            rf"|\bwplecion|\bpogrubion|{STARS}",
        ),
        traces="czerwon|niebiesk|zielon|fioletow|kolor|tłust|pogrubi|kursyw|wielkimi|inline|w treści|w tresci|"
        "w tekście|między |pod każdym|wplecion",
        below="poniżej|ponizej|niżej",
        later="jutro|później|w przyszłym tygodniu",
        yours="twoje pana pani państwa wasze",
    ),
    "cs sk": Tongue(
        answers="odpověď|odpoved|odpověd|odpovíd|komentář|komentár|komentar|připomín|pripomien|poznámk|reakc",
        sees="viz|pozri|najdete|nájdete",
        manners=ways(
            r"[čc]erven\w+|modr(?:e|ě|ou|á|é|ej|ým)|zelen\w+|fialov\w+|tu[čc]n\w+|kurz[íi]v\w+|barevn\w+|farebn\w+"
            r"|velk[ýy]mi p[íi]smeny|ve[ľl]k[ýy]mi p[íi]smenami",
            r"\b",
            r"\binline\b|\bp[řr][íi]mo v textu|\bpriamo v texte|\bv textu\b|\bv texte\b|\bmezi [řr][áa]dk|\bmedzi riadk"
            rf"|\bpod ka[žz]d|\bvepsan|{STARS}",
        ),
        traces="červen|cerven|modr|zelen|fialov|tučn|kurzív|barevn|farebn|velkými|veľkými|inline|v textu|v texte|"
        "mezi řádk|medzi riadk|pod každ|vepsan",
        below="níže|nize|nižšie|nizsie|pod tím|dole",
        later="zítra|zajtra|později|neskôr",
        yours="vaše tvoje tvé vašich",
    ),
    "ru": Tongue(
        answers="ответ|отвечаю|отвечаем|комментари|замечани|пояснени|коммент",
        sees="см|смотри|найд",
        manners=ways(
            r"красн\w+|син(?:им|его|ем)|зел[её]н\w+|фиолетов\w+|оранжев\w+|жирн\w+|курсив\w*|цветом|заглавными буквами",
            r"\b(?:отмечен\w* |выделен\w* |выделил\w* )?",
            r"\bпо тексту|\bв тексте|\bв теле\b|\bмежду строк|\bвнутри (?:письма|текста)|\bкапсом|\bпод кажд|\bинлайн"
            rf"|\bвыделен|\bвыделил|\bпрямо в (?:письме|тексте)|\bв (?:вашем|тво[её]м) (?:письме|тексте)|{STARS}",
        ),
        traces="красн|синим|синего|зелен|зелён|фиолетов|оранжев|жирн|курсив|цветом|буквами|по тексту|в тексте|в теле|"
        "между строк|внутри |капсом|под кажд|выдел|в письме|в вашем|в твоем|в твоём|инлайн",
        below="ниже|внизу|далее",
        later="завтра|позже|на следующей неделе|скоро",
        yours="ваш ваши твои твой ваших их",
    ),
    "uk": Tongue(
        answers="відповід|відповів|коментар|зауваженн|прокоментува",
        sees="див|знайд",
        manners=ways(
            r"червон\w+|син(?:ім|ього)|зелен\w+|жирн\w+|курсив\w*|кольором",
            r"\b",
            rf"\bпо тексту|\bв тексті|\bу тексті|\bміж рядк|\bвиділен|\bвиділи|\bпід кожн|{STARS}",
        ),
        traces="червон|синім|синього|зелен|жирн|курсив|кольором|тексті|по тексту|між рядк|виділ|під кожн",
        below="нижче|внизу",
        later="завтра|пізніше",
        yours="ваші ваша твої твоя ваших",
    ),
    "bg sr hr sl": Tongue(
        answers="отговор|коментар|одговор|odgovor|komentar|napomen|primjedb|pripomb|opomb",
        sees="виж|види|vidi|pogledaj|glej",
        manners=ways(
            r"червен\w+|син(?:ьо|им)|зелен\w+|получер\w+|црвен\w+|плав\w+|crven\w+|plav\w+|zelen\w+|rde[čc]\w+|modr\w+"
            r"|podeblja\w+|krepk\w+|bojom|barvi",
            r"\b",
            r"\bв текста\b|\bмежду редовете|\bу тексту\b|\bизмеђу редова|\bu tekstu\b|\bizme[đd]u redova|\bv besedilu"
            r"|\bmed vrsticami|\binline\b",
        ),
        traces="червен|син|зелен|получер|црвен|плав|crven|plav|zelen|rdeč|rdec|modr|podeblja|krepk|bojom|barvi|"
        "в текста|между редовете|у тексту|između|izmedu|u tekstu|v besedilu|med vrsticami|inline",
        below="по-долу|долу|испод|ispod|dolje|spodaj|dole|u nastavku",
        later="утре|сутра|sutra|jutri|kasnije",
        yours="vaši vaše tvoji vaša ваши ваше твои",
    ),
    "hu": Tongue(
        answers="válasz|valasz|megjegyz|komment|észrevétel",
        sees="lásd|talál",
        manners=ways(
            r"piros\w*|k[ée]kkel|k[ée]k sz[íi]nnel|z[öo]lddel|z[öo]ld sz[íi]nnel|f[ée]lk[öo]v[ée]r\w*"
            r"|d[őo]lt bet\w+|sz[íi]nnel"
            r"|nagybet\w+",
            r"\b",
            r"\ba sz[öo]vegben|\ba sz[öo]vegbe|\ba sorok k[öo]z[öoé]|\ba lev[ée]lben|\bleveledben"
            r"|\bk[öo]zb[ée]\w*|\binline\b",
        ),
        traces="piros|kékkel|kék szín|zöld|félkövér|dőlt bet|színnel|nagybet|a szövegbe|a sorok|a levélben|leveledben|"
        "közbe|közbé|inline",
        below="alább|lejjebb|lent|alul",
        later="holnap|jövő héten|később",
        yours="ön te",
    ),
    "tr": Tongue(
        answers="cevap|yanıt|yanit|yorum|açıklama|notlar",
        sees="bak|görebilirsin|bulabilirsin|bkz",
        manners=ways(
            r"k[ıi]rm[ıi]z[ıi]\w*|mavi\w*|ye[şs]il\w*|kal[ıi]n\b|italik|renkli|renkle|b[üu]y[üu]k harf\w*"
            r"|mor renk\w*|turuncu\w*",
            r"\b",
            r"\bsat[ıi]r aralar\w+|\bmetin i[çc]inde|\bmetnin i[çc]inde|\bmailinizin i[çc]inde"
            r"|\be-?postan[ıi]z[ıi]n i[çc]inde"
            r"|\bi[çc]ine ekledim|\binline\b",
        ),
        traces="kırmızı|kirmizi|mavi|yeşil|yesil|kalın|italik|renk|büyük harf|turuncu|satır ara|metin içinde|"
        "metnin içinde|mailinizin|e-postanızın|içine ekledim|inline",
        below="aşağıda|asagida|altında|altinda|altına",
        later="yarın|daha sonra|haftaya",
        yours="sizin senin",
    ),
    "el": Tongue(
        answers="απαντήσ|απάντησ|απαντώ|σχόλι|παρατηρήσ|σχολιάσ",
        sees="δείτε|δες|βλ|θα βρείτε",
        manners=ways(
            r"κόκκιν\w+|μπλε|πράσιν\w+|έντον\w+|πλάγι\w+|χρώμα|κεφαλαία",
            r"\bμε |\bσε ",
            r"\bμέσα στο (?:κείμενο|μήνυμα|μέιλ|email|mail)|\bστο κείμενο|\bανάμεσα στις|\bενδιάμεσα|\bεμβόλιμ"
            r"|\binline\b",
        ),
        traces="κόκκιν|μπλε|πράσιν|έντον|πλάγι|χρώμα|κεφαλαία|μέσα στο|στο κείμενο|ανάμεσα|ενδιάμεσα|εμβόλιμ|inline",
        below="παρακάτω|κάτω|ακολουθ",
        later="αύριο|αργότερα",
        yours="",
    ),
    "he": Tongue(
        answers="תשוב|תגוב|הערות|עניתי|הערותי|התייחסו|השבתי",
        sees="ראה|ראי|ראו|תמצא",
        manners=r"באדום|בכחול|בירוק|בסגול|בכתום|מודגש|בהדגשה|בצבע|בגוף (?:ה)?(?:מייל|טקסט|הודעה|מכתב)"
        r"|בתוך (?:ה)?(?:מייל|טקסט|הודעה"
        r"|דברי)|בין השורות|באותיות גדולות",
        traces="באדום|בכחול|בירוק|בסגול|בכתום|מודגש|בהדגשה|בצבע|בגוף|בתוך|בין השורות|באותיות",
        below="למטה|להלן|מטה|בהמשך",
        later="מחר|מאוחר יותר|בשבוע הבא",
        yours="",
    ),
    "ar": Tongue(
        answers="إجاب|اجاب|ردود|ردي|ردّي|رددت|أجبت|تعليق|ملاحظات|جوابي|الرد",
        sees="انظر|أنظر|تجد|راجع|الاطلاع",
        manners=r"ب(?:اللون|لون) (?:ال)?(?:أحمر|احمر|أزرق|ازرق|أخضر|اخضر|برتقالي)|بالأحمر|بالاحمر|بالأزرق"
        r"|بالأخضر|بخط عريض|بالخط العريض"
        r"|بين السطور|بين الأسطر|داخل (?:النص|الرسالة|رسالت)|ضمن (?:النص|الرسالة|رسالت)|في متن|في نص الرسالة|تحت كل",
        traces="لون|بالأحمر|بالاحمر|بالأزرق|بالأخضر|عريض|بين السطور|بين الأسطر|داخل|ضمن|في متن|في نص|تحت كل",
        below="أدناه|ادناه|بالأسفل|في الأسفل|أسفله|فيما يلي",
        later="غدا|غدًا|لاحقا|لاحقًا",
        yours="",
    ),
    "fa": Tongue(
        answers="پاسخ|جواب|نظرات|توضیح",
        sees="ببینید|ملاحظه|مشاهده",
        manners=r"(?:با |به )?رنگ (?:قرمز|آبی|سبز|نارنجی)|به قرمز|بین خطوط|لابه‌?لای|در متن|داخل متن|پررنگ"
        r"|درون متن|زیر هر",
        traces="رنگ|به قرمز|بین خطوط|لابه|در متن|داخل متن|پررنگ|درون متن|زیر هر",
        below="در زیر|پایین|در ادامه|ذیل",
        later="فردا|بعدا|بعداً",
        yours="",
    ),
    "zh": Tongue(
        answers="回复|回復|回覆|答复|答覆|答復|回答|解答|意见|意見|批注|批註|备注|備註|评论|評論|说明|說明|反馈"
        "|反饋|回应|回應|标注|標註",
        sees="见|見|看|参|參|请查|請查",
        manners=r"[红紅][色字]|[蓝藍][色字]|[绿綠][色字]|紫[色字]|橙[色字]|粗体|粗體|黑体|黑體|斜体|斜體"
        r"|[彩颜顏]色|字里行间|字裡行間"
        r"|行[内內间間]|原文中|正文中|文中|[邮郵]件中|信中|逐[条條点點一项項题題]|大写|大寫|高亮|夹在|夾在|嵌入|"
        r"每[个個条條]?[问問][题題][后後下]",
        traces="红色|红字|紅色|紅字|蓝色|蓝字|藍色|藍字|绿色|綠色|绿字|綠字|紫色|橙色|粗体|粗體|黑体|黑體|斜体"
        "|斜體|彩色|颜色|顏色|字里行间|字裡行間|行内|行內|行间|行間|原文中|正文中|文中|"
        "邮件中|郵件中|信中|逐|大写|大寫|高亮|夹在|夾在|嵌入|每",
        below="下面|下方|下文|以下|如下|下列|于下|於下",
        later="明天|稍后|稍後|下周|下週|晚点|晚點|之后|之後|改天",
        yours="",
    ),
    "ja": Tongue(
        answers="回答|返信|返答|コメント|お答え|答え|返事|追記",
        sees="ご覧|参照|ご確認|見て",
        manners=r"赤字|赤色|赤文字|赤で|青字|青色|青で|緑色|緑字|緑で|太字|色付き|色をつけ|色を付け|インライン"
        r"|行間|本文中|文中に|メール中"
        r"|メール内|本文内|各項目|各質問|質問の下|ご質問の下|埋め込|大文字",
        traces="赤|青|緑|太字|色付き|色をつけ|色を付け|インライン|行間|本文中|文中に|メール中|メール内|本文内"
        "|各項目|各質問|質問の下|埋め込|大文字",
        below="以下|下記|下に|下へ|下方|次の通り",
        later="明日|後日|後ほど|来週|のちほど|あとで",
        yours="",
    ),
    "ko": Tongue(
        answers="답변|답장|답을|회신|코멘트|의견|댓글|답글",
        sees="참조|참고|확인|보시|봐",
        manners=r"빨간\s?(?:색|글씨)|붉은\s?(?:색|글씨)|파란\s?(?:색|글씨)|초록\s?색|녹색|굵은\s?글씨|굵게|볼드"
        r"|색깔|인라인|본문\s?(?:중|안|에|사이)"
        r"|중간중간|사이사이|행간|줄\s?사이|각\s?(?:항목|질문)",
        traces="빨간|붉은|파란|초록|녹색|굵은|굵게|볼드|색깔|인라인|본문|중간중간|사이사이|행간|줄 사이|각 항목"
        "|각 질문",
        below="아래|하기|밑에|다음과 같",
        later="내일|나중에|추후|다음 주",
        yours="",
    ),
    "vi": Tongue(
        answers="trả lời|phản hồi|nhận xét|ý kiến|ghi chú|bình luận|giải đáp",
        sees="xem",
        manners=r"(?:màu|chữ|mực) (?:đỏ|xanh|tím|cam)|in đậm|chữ đậm|in nghiêng|in hoa|chữ hoa|xen kẽ"
        r"|giữa các dòng|trong nội dung"
        r"|trong (?:thư|email|mail)|dưới từng|\binline\b",
        traces="đỏ|xanh|tím|cam|đậm|in nghiêng|in hoa|chữ hoa|xen kẽ|giữa các dòng|trong nội dung|trong thư|"
        "trong email|trong mail|dưới từng|inline",
        below="bên dưới|phía dưới|dưới đây|ở dưới",
        later="ngày mai|tuần sau|sau này|sẽ gửi",
        yours="",
    ),
    "id ms": Tongue(
        answers="jawaban|jawapan|tanggapan|komentar|ulasan|balasan|catatan|maklum balas",
        sees="lihat|rujuk",
        manners=r"\b(?:warna|berwarna|huruf|teks|tulisan) (?:merah|biru|hijau|tebal|besar|miring|kapital)"
        r"|\bdengan (?:merah|biru)\b"
        r"|\bcetak tebal|\bdi antara baris|\bdi sela-?sela|\bdalam teks|\bdi dalam (?:e-?mel|e-?mail|teks"
        r"|pesan)|\binline\b"
        r"|\bditandai",
        traces="merah|biru|hijau|tebal|huruf|miring|kapital|di antara baris|di sela|dalam teks|dalam e-m|dalam email|"
        "dalam pesan|inline|ditandai",
        below="di bawah|berikut",
        later="besok|esok|nanti|minggu depan",
        yours="",
    ),
    "th": Tongue(
        answers="คำตอบ|ตอบ|ความเห็น|ความคิดเห็น|หมายเหตุ",
        sees="ดู|โปรดดู",
        manners=r"สีแดง|สีน้ำเงิน|สีเขียว|ตัวหนา|ตัวเอียง|ระหว่างบรรทัด|ในเนื้อความ|ในข้อความ|แทรกไว้|แทรกใน",
        traces="สีแดง|สีน้ำเงิน|สีเขียว|ตัวหนา|ตัวเอียง|ระหว่างบรรทัด|ในเนื้อความ|ในข้อความ|แทรกไว้|แทรกใน",
        below="ด้านล่าง|ข้างล่าง|ดังนี้",
        later="พรุ่งนี้|ภายหลัง",
        yours="",
    ),
    "hi": Tongue(
        answers="उत्तर|जवाब|टिप्पणी|टिप्पणियाँ|प्रतिक्रिया",
        sees="देखें|देखिए",
        manners=r"लाल रंग|नीले रंग|हरे रंग|लाल अक्षर|मोटे अक्षर|पंक्तियों के बीच|लाल में|नीले में",
        traces="लाल|नीले|हरे|मोटे अक्षर|पंक्तियों के बीच",
        below="नीचे|निम्न",
        later="बाद में",
        yours="",
    ),
    "et lv lt": Tongue(
        answers="vastus|vastasin|kommentaar|atbild|komentār|komentar|atsakym|pastab|piezīm",
        sees="vt|vaata|skat|žr|žiūr",
        manners=r"\bpunase\w*|\bsinise\w*|\brohelise\w*|\bsarkan\w+|\bzil[āa]\w*|\bza[ļl][āa]\w*|\braudon\w+"
        r"|\bm[ėe]lyn\w+|\bžali\w+"
        r"|\bteksti (?:sees|vahel)|\bridade vahel|\bstarp rind|\btekst[āa]\b|\btekste\b|\btarp eilu[čc]i[ųu]|\brasvases"
        r"|\btreknrakst\w*|\bpary[šs]kint\w*",
        traces="punase|sinise|rohelise|sarkan|zil|zaļ|raudon|mėlyn|žali|teksti |ridade vahel|starp rind|tekstā|tekste|"
        "tarp eilu|rasvases|treknrakst|paryšk",
        below="allpool|all|zemāk|zemak|žemiau",
        later="homme|rīt|rytoj",
        yours="",
    ),
    "is": Tongue(
        answers="svör|svar|athugasemd",
        sees="sjá|sjáðu",
        manners=r"\b(?:með |í )?(?:rau[ðd]\w+|blá(?:u|um)|grænu\w*|feitletr\w+|skáletr\w+)|\binni? í texta\w*"
        r"|\bmilli lína",
        traces="rauð|raud|bláu|grænu|feitletr|skáletr|í texta|milli lína",
        below="hér að neðan|fyrir neðan|neðar|hér fyrir neðan",
        later="á morgun|seinna",
        yours="þín þitt þinni",
    ),
    "eu": Tongue(
        answers="erantzun|iruzkin|ohar",
        sees="ikus",
        manners=r"\b(?:gorriz|urdinez|berdez|lodiz|etzanez|letra larriz|kolorez)\b|\btestuan\b|\blerro artean",
        traces="gorriz|urdinez|berdez|lodiz|etzanez|larriz|kolorez|testuan|lerro artean",
        below="behean|azpian|beherago",
        later="bihar|geroago",
        yours="zure zuen",
    ),
    "ga cy": Tongue(
        answers="fhreagra|freagra|ateb|sylwad",
        sees="féach|gweler",
        manners=r"\bi n?(?:dearg|gorm|glas)\b|\bmewn (?:coch|glas|gwyrdd)\b|\byn y testun|\bsa téacs",
        traces="i ndearg|i dearg|i ngorm|i gorm|i nglas|i glas|mewn coch|mewn glas|mewn gwyrdd|y testun|sa téacs",
        below="thíos|isod",
        later="amárach|yfory",
        yours="do bhur dy eich",
    ),
}
