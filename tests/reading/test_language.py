"""The language of short texts, as people write them to a forum."""

from __future__ import annotations

import pytest

from mailcop.reading import read
from mailcop.reading.language import language_of, likely_language

# Whole sentences, and scraps of two words; none has taught the tables of runs, which come from other texts.
SENTENCES: dict[str, tuple[str, ...]] = {
    "en": (
        "Thanks, I will be there on Friday.",
        "Could you send me the link again?",
        "Good point, but it does not work for us.",
        "Please find the report attached.",
        "Sorry, I cannot attend the webinar.",
        "Yes, count me in!",
        "Where can I find the recording?",
        "I agree with Maria.",
        "Great idea",
        "See you tomorrow",
        "What time does the call start?",
        "Happy to help with the translation.",
        "I did not get the email",
        "This is very interesting, we had similar results in Kenya.",
        "Welcome everyone",
        "Can someone share the slides?",
        "Dear all, in our project we found that the women's groups meet in the evening, because the market takes "
        "the whole day. We changed the hours of the training and twice as many people came.",
    ),
    "es": (
        "Gracias, allí estaré el viernes.",
        "¿Me puedes enviar el enlace otra vez?",
        "Buen punto, pero no funciona para nosotras.",
        "Adjunto el informe.",
        "Lo siento, no puedo asistir al seminario.",
        "¡Sí, cuenten conmigo!",
        "Dónde puedo encontrar la grabación?",
        "Estoy de acuerdo con María.",
        "Excelente idea",
        "Nos vemos mañana",
        "¿A qué hora empieza la llamada?",
        "Con gusto ayudo con la traducción.",
        "No recibí el correo",
        "Muy interesante, tuvimos resultados parecidos en Kenia.",
        "Bienvenidas todas",
        "Alguien puede compartir las diapositivas?",
        "Estimadas colegas, en nuestro proyecto vimos que los grupos de mujeres se reúnen por la tarde, porque el "
        "mercado ocupa todo el día. Cambiamos el horario de la formación y vino el doble de gente.",
    ),
    "fr": (
        "Merci, je serai là vendredi.",
        "Pouvez-vous me renvoyer le lien ?",
        "Bonne remarque, mais cela ne marche pas chez nous.",
        "Veuillez trouver le rapport en pièce jointe.",
        "Désolée, je ne peux pas assister au webinaire.",
        "Oui, comptez sur moi !",
        "Où puis-je trouver l'enregistrement ?",
        "Je suis d'accord avec Marie.",
        "Excellente idée",
        "À demain",
        "À quelle heure commence l'appel ?",
        "Je veux bien aider pour la traduction.",
        "Je n'ai pas reçu le courriel",
        "Très intéressant, nous avons eu des résultats semblables au Kenya.",
        "Bienvenue à toutes",
        "Quelqu'un peut partager les diapositives ?",
        "Chères collègues, dans notre projet nous avons constaté que les groupes de femmes se réunissent le soir, "
        "car le marché prend toute la journée. Nous avons changé les heures de la formation et deux fois plus de "
        "monde est venu.",
    ),
    "pt": (
        "Obrigada, estarei lá na sexta-feira.",
        "Pode enviar-me o link outra vez?",
        "Bom ponto, mas não funciona para nós.",
        "Segue em anexo o relatório.",
        "Desculpe, não posso participar do seminário.",
        "Sim, contem comigo!",
        "Onde posso encontrar a gravação?",
        "Concordo com a Maria.",
        "Ótima ideia",
        "Até amanhã",
        "A que horas começa a chamada?",
        "Posso ajudar com a tradução.",
        "Não recebi o email",
        "Muito interessante, tivemos resultados parecidos no Quénia.",
        "Bem-vindas todas",
        "Alguém pode partilhar os slides?",
        "Caras colegas, no nosso projeto vimos que os grupos de mulheres se reúnem à noite, porque o mercado "
        "ocupa o dia inteiro. Mudámos o horário da formação e veio o dobro das pessoas.",
    ),
    "de": (
        "Danke, ich bin am Freitag dabei.",
        "Können Sie mir den Link noch einmal schicken?",
        "Guter Punkt, aber bei uns funktioniert das nicht.",
        "Anbei der Bericht.",
        "Leider kann ich am Webinar nicht teilnehmen.",
        "Ja, ich mache mit!",
        "Wo finde ich die Aufzeichnung?",
        "Ich stimme Maria zu.",
        "Tolle Idee",
        "Bis morgen",
        "Wann beginnt der Anruf?",
        "Ich helfe gern bei der Übersetzung.",
        "Die Mail kam nicht an",
        "Sehr interessant, wir hatten ähnliche Ergebnisse in Kenia.",
        "Herzlich willkommen",
        "Kann jemand die Folien teilen?",
        "Liebe Kolleginnen, in unserem Projekt haben wir gesehen, dass sich die Frauengruppen abends treffen, "
        "weil der Markt den ganzen Tag dauert. Wir haben die Zeiten der Schulung geändert und doppelt so viele "
        "Leute kamen.",
    ),
    "it": (
        "Grazie, ci sarò venerdì.",
        "Puoi mandarmi di nuovo il link?",
        "Buona osservazione, ma da noi non funziona.",
        "In allegato trovate il rapporto.",
        "Mi dispiace, non posso partecipare al seminario.",
        "Sì, contate su di me!",
        "Dove posso trovare la registrazione?",
        "Sono d'accordo con Maria.",
        "Ottima idea",
        "A domani",
        "A che ora inizia la chiamata?",
        "Posso aiutare con la traduzione.",
        "Non ho ricevuto la mail",
        "Molto interessante, abbiamo avuto risultati simili in Kenya.",
        "Benvenute a tutte",
        "Qualcuno può condividere le diapositive?",
        "Care colleghe, nel nostro progetto abbiamo visto che i gruppi di donne si riuniscono la sera, perché il "
        "mercato occupa tutta la giornata. Abbiamo cambiato gli orari della formazione ed è venuto il doppio "
        "delle persone.",
    ),
    "nl": (
        "Bedankt, ik ben er vrijdag bij.",
        "Kun je me de link nog eens sturen?",
        "Goed punt, maar bij ons werkt het niet.",
        "In de bijlage vindt u het verslag.",
        "Helaas kan ik niet bij het webinar zijn.",
        "Ja, ik doe mee!",
        "Waar kan ik de opname vinden?",
        "Ik ben het met Maria eens.",
        "Goed idee",
        "Tot morgen",
        "Hoe laat begint het gesprek?",
        "Ik help graag met de vertaling.",
        "Ik heb de mail niet gekregen",
        "Heel interessant, wij hadden vergelijkbare resultaten in Kenia.",
        "Welkom allemaal",
        "Kan iemand de dia's delen?",
        "Beste collega's, in ons project zagen we dat de vrouwengroepen 's avonds bijeenkomen, omdat de markt de "
        "hele dag duurt. We hebben de uren van de training veranderd en er kwamen twee keer zoveel mensen.",
    ),
    "sv": (
        "Tack, jag kommer på fredag.",
        "Kan du skicka länken en gång till?",
        "Bra poäng, men det fungerar inte hos oss.",
        "Bifogat finns rapporten.",
        "Tyvärr kan jag inte delta i webbinariet.",
        "Ja, jag är med!",
        "Var hittar jag inspelningen?",
        "Jag håller med Maria.",
        "Bra idé",
        "Vi ses i morgon",
        "När börjar samtalet?",
        "Jag hjälper gärna till med översättningen.",
        "Jag fick inte mejlet",
        "Mycket intressant, vi hade liknande resultat i Kenya.",
        "Välkomna alla",
        "Kan någon dela bilderna?",
        "Kära kollegor, i vårt projekt såg vi att kvinnogrupperna träffas på kvällen, eftersom marknaden tar hela "
        "dagen. Vi ändrade tiderna för utbildningen och dubbelt så många kom.",
    ),
    "ru": (
        "Спасибо, я буду в пятницу.",
        "Не могли бы вы прислать ссылку ещё раз?",
        "Согласна с Марией.",
        "Отчёт во вложении.",
        "До завтра",
        "Дорогие коллеги, в нашем проекте мы увидели, что женские группы собираются вечером, потому что рынок "
        "занимает весь день. Мы изменили время обучения, и пришло вдвое больше людей.",
    ),
    "ar": (
        "شكرا، سأكون هناك يوم الجمعة.",
        "هل يمكنك إرسال الرابط مرة أخرى؟",
        "أتفق مع ماريا.",
        "مرفق التقرير.",
        "إلى اللقاء غدا",
    ),
    "ja": (
        "ありがとうございます。金曜日に参加します。",
        "リンクをもう一度送っていただけますか。",
        "マリアさんに賛成です。",
        "報告書を添付します。",
        "また明日",
    ),
    "zh": (
        "谢谢，我星期五会参加。",
        "你能再发一次链接吗？",
        "我同意玛丽亚的意见。",
        "附件是报告。",
        "明天见",
    ),
}
OTHERS = (
    "Zgadzam się z Marią, załączam raport. Dziękuję.",
    "Olen samaa mieltä Marian kanssa, raportti liitteenä.",
    "Nakubaliana na Maria, ripoti imeambatishwa.",
    "Maria'ya katılıyorum, rapor ektedir.",
    "Tôi đồng ý với Maria, báo cáo đính kèm",
    "Souhlasím s Marií, zpráva je v příloze",
    "Egyetértek Máriával, a jelentés mellékelve.",
)


@pytest.mark.parametrize("language", SENTENCES)
def test_no_sentence_is_taken_for_another_language(language: str) -> None:
    found = [language_of(sentence) for sentence in SENTENCES[language]]
    assert set(found) <= {language, ""}
    assert found.count(language) / len(found) >= 0.9


@pytest.mark.parametrize("text", [*OTHERS, "", "OK", "+1", "LGTM", "12:30", "https://example.org/la/de/el", "👍"])
def test_what_no_table_knows_has_no_language(text: str) -> None:
    assert language_of(text) == ""


def test_more_words_make_surer() -> None:
    short, long = SENTENCES["pt"][9], SENTENCES["pt"][-1]
    assert 0.5 <= likely_language(short)[1] < likely_language(long)[1] <= 1


@pytest.mark.parametrize(("text", "language"), [("Дякую, їдемо у п'ятницю", "uk"), ("سپاس، گزارش پیوست است", "fa")])
def test_neighbours_who_share_a_script_are_told_by_their_own_letters(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_letter_says_how_likely_its_language_is() -> None:
    letter = read(f"From: a@example.org\n\n{SENTENCES['es'][-1]}\n".encode())
    assert letter.language == "es"
    assert letter.language_probability > 0.9
    assert read(b"From: a@example.org\n\nok\n").language_probability == 0
