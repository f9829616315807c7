"""People who write of their leave, of notes and of bounces, and machines that no header names, in many languages."""

from __future__ import annotations

import pytest

from mailcop.reading import read
from mailcop.words import Automatic

THUNDERBIRD = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Thunderbird/102.10.0"
OUTLOOK = "X-Mailer: Microsoft Outlook 16.0"
IPHONE = "X-Mailer: iPhone Mail (20G75)"


def of(subject: str, body: str, *fields: str, sender: str = "Ana <ana@example.org>") -> Automatic | None:
    head = [f"From: {sender}", "To: friends@lists.example.net", f"Subject: {subject}", *fields]
    kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit"
    return read("\n".join([*head, kind, "", body, ""]).encode()).automatic


# Each writes of an absence, of a note or of a bounce; no header says in what program.
PEOPLE = [
    ("Out of office until the 14th",
     "Hi all,\n\nI'm out of the office until the 14th. Who can open the hall on Tuesday?"),
    ("Away next week", "Dear friends,\n\nI am away next week and will be back on Monday. The key is with Tom."),
    ("Out of office replies",
     "Three of you have one switched on that answers every post. Please turn it off for the list."),
    ("Automatic replies and this list",
     "My phone sends \"I am out of the office until Monday\" to everyone. Can I stop it?"),
    ("Autoreply loops",
     "Last night two vacation programs answered one another 400 times. I have removed both addresses."),
    ("Leave", "I am on annual leave until Friday. I vote for the second draft, and thank you for your work on it."),
    ("Your payment",
     "Hello Bob,\n\nwe have received your payment for the tents, so you are in. We leave at eight from the station."),
    ("Members' table",
     "The table is generated automatically from the register every night. The script lies in the shed's laptop."),
    ("My old address",
     "My old address is no longer monitored, so use this one. I have moved house as well: the tools are at my "
     "sister's."),
    ("Confirm that you are coming on Friday", "We need the number of seats by Thursday noon."),
    ("Abwesend vom 3. bis 10. Mai",
     "Ihr Lieben,\n\nich bin vom 3. bis 10. Mai im Urlaub und nicht erreichbar. Der Schlüssel hängt bei Uwe."),
    ("Abwesenheitsnotizen auf der Liste",
     "Nach jedem Rundbrief kommen fünf. Bitte nehmt die Liste aus eurer Notiz heraus."),
    ("Urlaub", "Ich bin bis 20. August im Urlaub. Kann jemand die Kasse nehmen? Die Belege bringe ich vorher vorbei."),
    ("Absente mardi",
     "Bonjour à toutes,\n\nje serai absente mardi. Le compte rendu est chez Paul, merci de le relire avant jeudi."),
    ("Absence du bureau des élections",
     "La réunion du bureau n'a pas eu lieu faute de quorum. On se retrouve lundi à 18 h."),
    ("Répondeur du local", "Le répondeur du local est plein depuis dix jours. Je passerai le vider samedi."),
    ("Fuera de la oficina hasta el lunes",
     "Hola a todos:\n\nestaré fuera de la oficina hasta el lunes. ¿Quién recoge las llaves?"),
    ("Respuesta automática al grupo", "¿Alguien sabe cómo se quita? Le llega a todo el grupo cada vez que escribimos."),
    ("Vacaciones",
     "Estoy de vacaciones hasta el 30. Propongo dejar la asamblea para septiembre, así podemos venir casi todos."),
    ("Fora do escritório até sexta",
     "Oi, pessoal,\n\nestou fora do escritório até sexta. Quem pode levar as cadeiras?"),
    ("Férias", "Estou de férias até o dia 12. Alguém pode regar a horta nas terças? A mangueira fica atrás do portão."),
    ("Fuori sede a Bologna: come trovare casa",
     "Cari soci, molti studenti ci scrivono. Ho messo gli indirizzi sul sito."),
    ("In ferie",
     "Ciao a tutti,\n\nsono in ferie fino al 20. Le chiavi le ha Gianni. Rispondo al mio rientro sulle quote."),
    ("Niet aanwezig op de vergadering", "Ik kan dinsdag niet komen. Mijn stem gaat naar het tweede voorstel."),
    ("Vakantie",
     "Ik ben op vakantie tot 12 augustus. Kan iemand de planten water geven? De sleutel ligt onder de pot."),
    ("Frånvaro", "Hej alla!\n\nJag är inte på kontoret till och med fredag. Nyckeln till båthuset finns hos Kerstin."),
    ("Ferie", "Hej alle\n\nJeg er på ferie til den 5. august. Hvem tager referatet den 1.? Jeg svarer gerne på sms."),
    ("Fravær i styremøtet", "Per og Lise kommer ikke på tirsdag. Vi er likevel nok til å vedta budsjettet."),
    ("Poissaolo kokouksesta", "En pääse tiistaina paikalle. Esityslista on kansiossa, ja kannatan toista ehdotusta."),
    ("Lomalla", "Hei kaikki,\n\nolen lomalla heinäkuun. Avain on Liisalla. Kuka hoitaa grillin?"),
    ("Urlop", "Jestem na urlopie do 15 lipca. Czy ktoś może podlać ogródek? Wąż leży przy bramie."),
    ("Poza biurem do środy", "Cześć wszystkim,\n\njestem poza biurem do środy. Klucze zostawiłem u Marka."),
    ("Dovolená", "Ahoj všichni,\n\njsem na dovolené do pátku. Kdo by vzal klíče od klubovny?"),
    ("Szabadság",
     "Sziasztok!\n\nSzabadságon vagyok augusztus 20-ig. Ki tudja átvenni a kulcsot? Péntekig el tudom vinni."),
    ("Concediu", "Dragi vecini,\n\nsunt în concediu până luni. Cine poate primi coletul cu becuri?"),
    ("Άδεια", "Γεια σε όλους,\n\nείμαι σε άδεια μέχρι τη Δευτέρα. Ποιος μπορεί να ανοίξει την αίθουσα;"),
    ("В отпуске",
     "Всем привет!\n\nЯ в отпуске до 12 июля. Ключи у Марины, ноты тоже. Давайте концерт обсудим после моего "
     "возвращения."),
    ("Відпустка", "Привіт усім!\n\nЯ у відпустці до п'ятниці. Хто зможе відчинити зал у середу?"),
    ("Отпуск", "Здравейте на всички,\n\nв отпуск съм до петък. Кой ще отключи залата във вторник?"),
    ("İzin", "Herkese merhaba,\n\npazartesiye kadar izindeyim. Anahtarı kim alabilir?"),
    ("Godišnji", "Bok svima,\n\nna godišnjem sam do petka. Ključ je kod Ivane, a za izlet predlažem subotu."),
    ("חופשה", "שלום לכולם,\n\nאני בחופשה עד יום שני. מי יכול לפתוח את המועדון?"),
    ("خارج المكتب حتى الأحد", "السلام عليكم جميعا،\n\nأنا خارج المكتب حتى يوم الأحد. هل يستطيع أحدكم استلام الكتب؟"),
    ("مرخصی", "سلام دوستان،\n\nتا شنبه در مرخصی هستم. چه کسی می‌تواند در را باز کند؟"),
    ("お休みします",
     "皆様\n\n来週は休暇をいただきます。鍵は山田さんに預けました。例会の司会をどなたかお願いできますか。"),
    ("自動返信について", "皆さん\n\nメーリングリストに自動返信が届いています。設定を外していただけますか。"),
    ("休假", "大家好，\n\n我下周休假，周五回来。谁可以帮忙开活动室的门？"),
    ("부재중 열쇠 문의", "여러분 안녕하세요.\n\n다음 주 휴가라 자리를 비웁니다. 열쇠를 맡아 주실 분 계신가요?"),
    ("Nghỉ phép", "Chào mọi người,\n\ntôi nghỉ phép đến thứ sáu. Ai có thể giữ chìa khóa giúp tôi?"),
    ("Cuti", "Halo semua,\n\nsaya sedang cuti sampai Jumat. Siapa yang bisa membuka balai?"),
    ("ลาพักร้อน", "สวัสดีทุกคน\n\nผมลาพักร้อนถึงวันศุกร์ ใครช่วยเปิดห้องประชุมได้บ้าง"),
    ("अवकाश", "नमस्ते सभी को,\n\nमैं शुक्रवार तक छुट्टी पर हूँ। क्या कोई पुस्तकालय खोल सकता है?"),
    ("Fora", "Hola a tothom,\n\nsoc fora del despatx fins dilluns. Qui pot obrir el local?"),
    ("Puhkus", "Tere kõigile!\n\nOlen puhkusel kuni reedeni. Kes saab võtme enda kätte?"),
    ("Delivery failures at our provider",
     "Since Monday half of my letters come back with \"550 user unknown\". Is it only me?"),
    ("Virus warnings",
     "Our scanner found a virus in a file of the March letter. I have put a clean copy into the archive."),
    ("Re: Meeting", "Thanks for your message, Bob. I am away until Tuesday, so Wednesday at six suits me."),
    ("Out of Office",
     "Hi Tom, sorry I missed your call; the office is closed on Wednesdays. Come by on Thursday and bring the "
     "old posters with you, Jo has made new ones and wants to compare them."),
    ("Sick", "Dear all, I'm on sick leave this week. Maria stands in for me at the market stall."),
    ("Re: Rota", "I am away from the 3rd to the 9th, so put me down for the 10th instead."),
    ("Maternity leave",
     "Dear colleagues, as of Monday I am on maternity leave. It was a pleasure to work with you on the "
     "handbook; Lena will chair the group. I will come to the summer party with the baby!"),
    ("Goodbye",
     "As of today I no longer work at the institute. You can reach me at jo@example.com. Thank you for nine "
     "good years, and keep the seed bank alive."),
    ("Office closed",
     "Our office is closed between Christmas and New Year. The community garden stays open, bring gloves. The "
     "compost delivery comes on the 28th."),
    ("Re: Protokoll", "Vielen Dank für das Protokoll! Ich bin bis Montag nicht im Büro, lese aber mit."),
    ("Schließzeit",
     "Liebe Mitglieder, das Büro ist vom 20. bis 31. August geschlossen. Bitte gebt Schlüssel vorher bei Uwe ab."),
    ("Re: Compte rendu", "Merci de votre message, Paul. Je suis en congé jusqu'à jeudi, mais le texte me va."),
    ("Re: Acta", "Gracias por tu mensaje, Luis. Estoy de vacaciones hasta el martes, me va bien el miércoles."),
    ("Congé maternité", "Bonjour à tous, je serai en congé maternité à partir de lundi. Claire reprend la trésorerie."),
    ("Malattia",
     "Cari amici, sono in ferie forzate per la schiena fino a lunedì. Il banchetto lo tiene Gianni, grazie."),
    ("Ausência", "Pessoal, estarei ausente até quarta. As chaves estão com a Rita. Obrigado!"),
    ("Re: Отчёт", "Спасибо за отчёт! Я в командировке до среды, но комментарии пришлю завтра."),
    ("Больничный", "Коллеги, я на больничном до пятницы. Репетицию проведёт Ольга, ноты у неё."),
    ("Отпуск", "Друзья, я в отпуске до понедельника. Вернусь и разошлю фотографии."),
    ("Semester", "Nu har jag semester till 1 augusti. Tillbaka då med fler bilder från loppisen!"),
    ("Zwolnienie", "Drodzy, jestem na zwolnieniu do piątku. Dyżur weźmie Ania."),
    ("出張", "皆様、来週は出張中です。戻り次第、議事録をお送りします。"),
    ("休暇のお知らせ", "読書会の皆様\n8月は会もお休みとします。次回は9月7日です。本は各自で返却してください。"),
    ("休假通知", "各位邻居：我下周出差，周五回来。包裹请放在门口，谢谢。"),
    ("휴가 안내", "회원 여러분, 8월 첫째 주는 사무실 휴가입니다. 모임은 둘째 주에 다시 시작합니다."),
    ("إجازة", "أصدقائي، أنا في إجازة حتى الأحد. المفتاح عند سامي، شكرا لكم."),
    ("Bounce questions",
     "Mail delivery failed: returning message to sender - that is what I get for two of our members. Their "
     "boxes are full, I think."),
    ("Undelivered mail",
     "Has anybody had this? \"Your message could not be delivered to one or more recipients.\" It came for Jo's "
     "address."),
    ("Fwd: Undeliverable: Rota", "Look what came back. Does Uschi have a new address?"),
    ("Unzustellbar: drei Briefe",
     "Hallo zusammen, drei Briefe kamen als unzustellbar zurück. Hat jemand die neuen Anschriften?"),
    ("Vacation responder",
     "I wrote a small responder in Python. It sets Auto-Submitted and answers each sender once a week. Code "
     "below, comments welcome."),
    ("Acknowledgement of receipt for donations", "The tax office wants one for every gift above 200. Jo has the form."),
    ("Automated email from the shop", "They send me one each morning. I have asked them twice to stop."),
    ("Risposta automatica", "Qualcuno sa come si toglie? Arriva a tutta la lista."),
    ("Afwezig", "Hoi allemaal, ik ben er dinsdag niet. Marieke neemt de training over."),
    ("Abwesend", "Hallo zusammen, bin am Dienstag nicht da. Uwe macht das Training."),
    ("On leave until May",
     "I'm on leave until May, writing my thesis. Please contact Ann for the newsletter, and me for the archive, "
     "which I still tend."),
    ("Out of the office, into the woods",
     "The walk starts at nine at the station. Bring boots. Dogs are welcome on a lead."),
    ("Confirm delivery", "The chairs come on Friday at ten. Jo signs for them."),
    ("Away from my mail for a month",
     "Hello everyone, I go to sea on Monday. Decide on the logo without me; I like the blue one."),
    ("I am out of the office",
     "Hi folks, as every Friday I'm at home today, so call me there. The plan for the fair is ready."),
    ("Out of office", "I've set it for the list address too, sorry for the noise. It is off now."),
    ("Out of office messages", "Please exclude the list."),
    ("Auto reply", "Mine is off now, sorry."),
    ("Vacation message",
     "I wrote a nicer one for our shared mailbox: \"We are out planting trees.\" Use it if you like."),
    ("Abwesenheitsnotiz für den Sommer",
     "Ich habe einen Text für das Büro entworfen, er liegt im Ordner. Änderungen bitte bis Freitag."),
    ("Réponse automatique", "Désolée pour le bruit d'hier, je l'ai désactivée."),
    ("Respuesta automática", "Perdonad, ya la he quitado."),
    ("Automatisch antwoord", "Excuses voor gisteren, het staat nu uit."),
    ("Автоответ", "Извините, вчера он отвечал всему списку. Уже выключила."),
    ("自動返信", "昨日は失礼しました。設定を外しました。"),
    ("自动回复", "昨天打扰大家了，我已经关掉了。"),
    ("Автоответчик в клубе", "Он сломан, звоните мне на мобильный."),
    ("Afwezigheid penningmeester", "Tot het eind van de maand doet Annet de kas."),
    ("Absent(e)s de mardi", "Merci de me dire qui ne vient pas."),
    ("부재중 전화", "어제 전화 못 받아서 미안합니다. 오늘 저녁에 다시 걸겠습니다."),
    ("Fuori ufficio, dentro la natura", "Sabato si parte alle nove dalla stazione. Portate scarponi."),
    ("不在通知の件", "昨日の不在通知は郵便局のものでした。明日取りに行きます。"),
    ("Re: Lift on Friday", "Thanks for your offer! I'm on vacation until Sunday, next week then."),
    ("Re: Aufbau", "Danke für die Liste. Bin bis Donnerstag im Urlaub und bringe dann die Kabel mit."),
    ("Hospital",
     "I will be out of action until June: the knee. Thank you for your cards, they mean a lot. Please contact "
     "Ann about the raffle."),
    ("Membership",
     "Thank you for contacting me about the boats, all of you. I have written the names on a sheet in the shed."),
    ("Danke", "Vielen Dank für eure Glückwünsche zum Baby! Ich bin in Elternzeit und melde mich im Herbst wieder."),
    ("Merci", "Merci pour vos messages. Je suis en congé maternité : Zoé est née mardi, tout va bien."),
    ("Gracias", "Gracias por vuestros mensajes. Estoy de baja hasta mayo, la operación fue bien."),
    ("Grazie", "Grazie per i vostri messaggi. Sono in maternità: è nata Anna, stiamo bene tutte e due."),
    ("Takk", "Takk for alle meldinger. Jeg er i permisjon til mai, gutten heter Ola."),
    ("Спасибо", "Спасибо за поздравления! Я в отпуске по уходу, дочку зовут Анна."),
    ("Returned mail",
     "Two letters of the paper sort came back from the post. I need the new addresses of Mrs Kay and Mr Lo."),
    ("Failure notice for the boiler", "It stopped on Sunday. The plumber comes at ten."),
    ("Warning: virus going round the school", "Half of class 4b is ill. The concert is put off."),
    ("Back in June",
     "I'll be away from Thursday, walking the coast path. Contact Meg if the pump fails; she "
     "has the spare parts and the manual."),
    ("Not at the AGM",
     "I am away that weekend. My proxy goes to Dev. Please reply to him about the "
     "accounts."),
    ("Kommende Woche",
     "Ich bin ab Mittwoch im Urlaub. Bitte wendet euch wegen der Zelte an Nora, sie hat die "
     "Liste."),
    ("Mes vacances",
     "Je serai absente du 2 au 9. Pour le four à pain, contacter Yann qui a la clé. À bientôt, "
     "Lise"),
    ("De viaje", "Estaré fuera del 2 al 9. Para el riego, contactar con Pili. Un abrazo, Nuria"),
    ("Viagem", "Estarei fora de 2 a 9. Em caso de urgência com a bomba, liguem ao Zé. Abraços"),
    ("Weg", "Ik ben van 2 tot 9 mei op vakantie. Neem voor de sleutel contact op met Joke."),
    ("Уезжаю", "Буду отсутствовать со 2 по 9 мая. По ключам обращайтесь к Нине. Всех обнимаю!"),
    ("Bortrest", "Jag är bortrest 2-9 maj. Kontakta Elin om nycklarna. Kram, Moa"),
    ("Wyjazd", "Będę nieobecna 2-9 maja. W sprawie kluczy proszę o kontakt z Ewą. Uściski"),
    ("留守", "2日から9日まで不在です。鍵は佐藤さんに連絡してください。"),
    ("出门", "2号到9号我出差，钥匙的事请联系小王。"),
    ("Re: Key", "Out of office this week, sorry! Ask Dev, he has one."),
    ("Re: Schlüssel", "Bin diese Woche nicht im Büro, frag bitte Nora, sie hat einen."),
    ("Re: Clé", "Je suis en déplacement, demande à Yann, il en a une."),
    ("Thanks",
     "We have received your parcel of seeds, thank you for your trouble. They go into the "
     "ground tomorrow."),
    ("Autumn break",
     "Our office is closed in the last week of October. Letters that come in are answered in "
     "November. The library opens as usual on Saturday."),
    ("Mail problems", "For two days my letters were undeliverable at Jo's address. It works again."),
    ("Bounce", "I got a bounce from the list with 'mailbox full'. That was mine; I've emptied it."),
]  # fmt: skip

# Programs in which people write; what is said in them alone would be a note's.
IN_PROGRAMS = [
    ("Afwezig", "Ik ben er maandag weer. De sleutel ligt bij Annet.", "User-Agent: Roundcube Webmail/1.5.3"),
    ("Out of Office", "I am away until Monday. For urgent matters please contact Bob.", IPHONE),
    ("Re: Boat rota", "I am on vacation until Monday and will reply when I return.", IPHONE),
    ("Re: Bootsplan", "Ich bin bis Montag im Urlaub und melde mich danach. Vielen Dank!", OUTLOOK),
    ("Re: Permanence", "Je suis en congé jusqu'au 12, je vous répondrai à mon retour.", THUNDERBIRD),
    (
        "Automatic reply: how do I switch it off?",
        "It answers the list, and I can't find where. Any ideas?",
        THUNDERBIRD,
    ),
    ("Autoreply when a form comes in", "It works now; the template is in the wiki.", "Auto-Submitted: no"),
    ("Abwesenheitsnotiz", "Wie stelle ich sie ab? Sie antwortet der ganzen Liste.", "User-Agent: KMail/5.13.3"),
    (
        "Undeliverable: letters to our domain",
        "I run the mail here; the block is gone since noon. Regards, Jo",
        THUNDERBIRD,
    ),
    (
        "Mail delivery failed",
        "That is what two of us get when they write to the list. What does it mean?",
        "X-Mailer: Apple Mail",
    ),
    ("Minutes", "Sent from our office's address by hand; the answers go to Jo.", "X-Mailer: Microsoft Outlook 15.0"),
]

NOTES = [
    ("Re: Boat rota",
     "Thank you for your email. I am on leave until 12 July. If urgent, please contact office@example.org."),
    ("Automatic reply: Boat rota", "I am away. Urgent? Call my deputy on 555 0100."),
    ("AUTO: Jo Hill is out of the office (returning 12/07/2024)", "I am out of the office until 12/07/2024."),
    ("Yahoo! Auto Response", "I'm travelling and will read your mail in August."),
    ("Re: Hüttendienst", "Guten Tag, ich bin bis 12. Juli im Urlaub. Ihre E-Mail wird nicht weitergeleitet."),
    ("Abwesenheitsnotiz: Hüttendienst", "Ich bin erst am Montag wieder da."),
    ("Re: Permanence", "Bonjour, je suis absent jusqu'au 12 juillet. En cas d'urgence, merci de contacter Paul."),
    ("Re: Riego", "Gracias por su mensaje. Estaré fuera de la oficina hasta el 12 de julio. Responderé a mi regreso."),
    ("Re: Horta", "Obrigado pela mensagem. Estou de férias até 12 de julho. Responderei no meu regresso."),
    ("Re: Gita", "Grazie per il messaggio. Sono in ferie fino al 12 luglio e risponderò al mio rientro."),
    ("Re: Tuin", "Bedankt voor uw bericht. Ik ben met vakantie tot en met 12 juli. Neem contact op met Jan bij spoed."),
    ("Re: Båten", "Tack för ditt mejl. Jag är på semester till och med 12 juli och svarar när jag är tillbaka."),
    ("Re: Båden", "Tak for din mail. Jeg holder ferie til den 12. juli og svarer, når jeg er tilbage."),
    ("Re: Båten", "Takk for e-posten. Jeg er på ferie til 12. juli. Ved hastesaker, kontakt Lise."),
    ("Re: Vene", "Kiitos viestistäsi. Olen lomalla 12.7. asti. Vastaan viesteihin palattuani."),
    ("Re: Ogród", "Dziękuję za wiadomość. Jestem na urlopie do 12 lipca. Odpowiem po powrocie."),
    ("Re: Zahrada", "Dobrý den, do 12. července jsem na dovolené. Odpovím po návratu."),
    ("Re: Záhrada", "Dobrý deň, do 12. júla čerpám dovolenku. Na Váš e-mail odpoviem po návrate."),
    ("Re: Kert", "Köszönöm levelét. Július 12-ig szabadságon vagyok. Sürgős esetben forduljon Péterhez."),
    ("Re: Grădina", "Mulțumesc pentru mesaj. Sunt în concediu până la 12 iulie. Voi răspunde când revin."),
    ("Re: Κήπος", "Ευχαριστώ για το μήνυμα. Απουσιάζω έως 12 Ιουλίου. Θα απαντήσω όταν επιστρέψω."),
    ("Re: Сад", "Спасибо за письмо. Я в отпуске до 12 июля. По срочным вопросам обращайтесь к Ивану."),
    ("Re: Сад", "Дякую за лист. Я у відпустці до 12 липня. Відповім, коли повернуся."),
    ("Re: Градина", "Благодаря за писмото. В отпуск съм до 12 юли. При спешни случаи се свържете с Иван."),
    ("Re: Bahçe",
     "Mesajınız için teşekkürler. 12 Temmuz'a kadar izindeyim. Acil durumlarda Ali ile iletişime geçiniz."),
    ("Re: Vrt", "Hvala na poruci. Na godišnjem sam do 12. srpnja. Za hitne slučajeve obratite se Ivi."),
    ("Re: גינה", "תודה על פנייתך. אני בחופשה עד 12 ביולי. אשוב אליך בהקדם."),
    ("Re: الحديقة", "شكرا لرسالتك. أنا في إجازة حتى 12 يوليو وسأرد عند عودتي."),
    ("Re: 庭", "メールをありがとうございます。7月12日まで休暇中です。お急ぎの場合は山田までご連絡ください。"),
    ("Re: 花园", "感谢您的来信。我正在休假，7月12日返回，届时会尽快回复。"),
    ("Re: 정원", "메일 감사합니다. 7월 12일까지 휴가입니다. 긴급한 용무는 김철수에게 연락 바랍니다."),
    ("Re: Vườn", "Cảm ơn bạn đã gửi thư. Tôi đang nghỉ phép đến 12/7. Trường hợp khẩn cấp xin liên hệ anh Nam."),
    ("Re: Kebun", "Terima kasih atas pesan Anda. Saya sedang cuti sampai 12 Juli. Untuk hal mendesak hubungi Budi."),
    ("Re: สวน", "ขอบคุณสำหรับอีเมล ผมลาพักร้อนถึงวันที่ 12 กรกฎาคม จะตอบกลับเมื่อกลับมา"),
    ("Re: Aed", "Tänan kirja eest. Olen puhkusel kuni 12. juulini. Vastan pärast puhkust."),
    ("Your enquiry",
     "Thank you for contacting the library. We have received your message and aim to reply within five days."),
    ("Ihre Anfrage", "Wir haben Ihre Anfrage erhalten und melden uns so bald wie möglich. Vielen Dank!"),
    ("Votre demande", "Nous avons bien reçu votre message et vous répondrons dans les plus brefs délais."),
    ("Re: Rota",
     "Hello, I'm currently out of the office with no access to email. For anything urgent contact "
     "reception@example.org."),
    ("Out of Office",
     "I will be out of the office from 3 to 9 June. I will respond to your message upon my return. If you need "
     "immediate assistance, please contact Jo Hill at 555 0100."),
    ("Out of office until 9 June",
     "Thank you for your email. I am out of the office until 9 June and will answer as soon as I can after that."),
    ("Re: Rota",
     "Dear sender, thank you for your e-mail. I am on parental leave until October. Your message will not be "
     "forwarded. Please contact my colleague Jo Hill."),
    ("Re: Rota",
     "I no longer work for Example Ltd. This mailbox is no longer monitored. Please contact office@example.org."),
    ("Abwesend",
     "Sehr geehrte Damen und Herren, ich bin bis 12. Juli nicht erreichbar. Ihre E-Mail wird nicht gelesen. In "
     "dringenden Fällen wenden Sie sich an Frau Voss."),
    ("Re: Rota",
     "Уважаемые коллеги! С 1 по 12 июля я нахожусь в отпуске. По срочным вопросам обращайтесь к Петровой А. И."),
    ("Ausente",
     "Estimados: me encuentro fuera de la oficina hasta el 12 de julio. Ante cualquier urgencia contactar a "
     "Luis. Saludos cordiales"),
    ("Automatyczna odpowiedź: Ogród", "Jestem na urlopie."),
    ("不在通知", "7月12日まで不在です。"),
    ("自动回复：花园", "您好，邮件已收到。"),
    ("Your message to friends-list awaits moderator approval",
     "Your mail to 'friends' with the subject Rota is being held."),
    ("Re: Rota",
     "Ceci est un message automatique. Nos bureaux sont fermés jusqu'au 3 janvier. Merci de ne pas répondre à "
     "ce courriel."),
    ("Re: Rota", "This message was generated automatically. We have received your request and opened ticket 4711."),
    ("[Request received] Rota",
     "Your request (4711) has been received and is being reviewed. You will hear from us as soon as possible."),
]  # fmt: skip

SERVERS = [
    (["From: LISTSERV@lists.example.net", "Subject: Output of your job \"ana\""], Automatic.AUTO_REPLY),
    (["From: Majordomo@example.net", "Subject: Majordomo results: subscribe"], Automatic.AUTO_REPLY),
    (["From: owner@example.net", "Subject: Re: Majordomo results"], Automatic.AUTO_REPLY),
    (["From: Mail List <x-bounces@example.net>", "X-List-Administrivia: yes",
      "Subject: The results of your email commands"],
     Automatic.AUTO_REPLY),
    (["From: x-bounces@example.net", "X-List-Administrivia: yes", "List-Id: <x.example.net>",
      "Subject: Sie wurden abgemeldet"],
     Automatic.AUTO_REPLY),
    (["From: mailman-owner@example.net", "X-List-Administrivia: yes", "List-Id: <mailman.example.net>",
      "Precedence: bulk", "Subject: Erinnerung"], Automatic.BULK),
    (["From: ana@example.org", "X-Loop: Postfix Admin Virtual Vacation", "Subject: Szabadság"], Automatic.AUTO_REPLY),
    (["From: ana@example.org", "X-Mailer: vacation 1.2", "Subject: Re: Rota"], Automatic.AUTO_REPLY),
    (["From: ana@example.org", "Precedence: junk", "X-Loop: ana@example.org", "Subject: Re: Rota"],
     Automatic.AUTO_REPLY),
    (["From: ana@example.org", "Precedence: bulk", "X-Loop: friends@lists.example.net", "Subject: Re: Rota"], None),
    (["From: Shop <no-reply@example.com>", "Subject: Your order"], Automatic.AUTO_REPLY),
    (["From: Shop <no-reply@example.com>", "X-Mailer: Microsoft Outlook 16.0", "Subject: Your order"], None),
    (["From: noreply@example.com", "In-Reply-To: <1@example.net>", "Subject: Re: Rota"], None),
    (["From: ana@example.com", "Return-Path: <>", "X-TMDA-Confirm-Request: 1", "Subject: Please confirm your message"],
     Automatic.AUTO_REPLY),
    (["From: MAILER-DAEMON@example.com", "Return-Path: <>", "Subject: Please confirm delivery of your message to Jo"],
     Automatic.AUTO_REPLY),
    (["From: postmaster@example.com", "Return-Path: <>", "Subject: Warning: virus found"], Automatic.AUTO_REPLY),
    (["From: ci@example.com", "Precedence: list", "List-Archive: <https://x.example>", "X-Auto-Response-Suppress: All",
      "Subject: Run failed"], Automatic.BULK),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "body"), PEOPLE)
def test_people_write_of_their_leave_and_of_machines(subject: str, body: str) -> None:
    assert of(subject, body) is None


@pytest.mark.parametrize(("subject", "body", "program"), IN_PROGRAMS)
def test_in_a_persons_program_a_person_is_heard(subject: str, body: str, program: str) -> None:
    assert of(subject, body, program) is None


@pytest.mark.parametrize(("subject", "body"), NOTES)
def test_a_note_that_no_header_names_is_a_machines(subject: str, body: str) -> None:
    assert of(subject, body) is Automatic.AUTO_REPLY


@pytest.mark.parametrize(("fields", "kind"), SERVERS)
def test_servers_and_programs_that_answer_are_known_by_their_names(fields: list[str], kind: Automatic | None) -> None:
    body = "The rest of the message has been delivered."
    assert read("\n".join([*fields, "To: friends@lists.example.net", "", body]).encode()).automatic is kind


def test_a_postmaster_writes_too() -> None:
    body = "Hello,\n\nwe turned your letters away until noon; that was our mistake. Have you removed our members?\n\nJo"
    sender = "Postmaster <postmaster@example.com>"
    assert of("Undeliverable mail to our members", body, THUNDERBIRD, sender=sender) is None
    assert of("Undeliverable mail to our members", body, sender=sender) is None
    report = "Your message could not be delivered to one or more recipients: <bob@example.com> user unknown"
    assert of("Undeliverable mail", report, sender=sender) is Automatic.BOUNCE


def test_even_in_a_persons_program_a_text_may_say_that_a_machine_sent_it() -> None:
    body = "This is an automatic reply. I am away until Monday."
    assert of("Re: Boat rota", body, OUTLOOK) is Automatic.AUTO_REPLY
