"""What the demo's members write: a small community of people who teach adults."""

from __future__ import annotations

FIRST_MINUTES = """\
Dear all,

a practical one. My groups meet at six in the morning, before the market opens. People come in over ten or \
fifteen minutes, and whoever is on time waits for whoever is not. By the time everybody sits, the early ones are \
bored and the late ones are embarrassed.

What do you do in the first ten minutes? I have tried songs, and I have tried starting regardless. Neither feels right.

Wanjiru"""

TABLE_OF_OBJECTS = """\
We put a table by the door with six or seven objects on it: a padlock, a seed packet, a bus ticket, a broken \
phone. Whoever arrives picks one and tells the next person what it has to do with last week. Nobody waits, \
nobody is late, and by the time we sit down the room has already begun.

The objects change every week. People have started bringing their own."""

RICE_SACK = """\
We do nearly the same with one sack of rice and a question written on it. It costs nothing and it travels. One \
caution: with a new group, do it in pairs first. Telling a stranger is easier than telling a room."""

ESCUELAS = """\
Hola a todas y todos:

Llevo doce años en escuelas populares de barrio y sigo con la misma pregunta: ¿quién enseña a quién? Empezamos \
cada curso con un mapa del barrio dibujado por las participantes, y a la tercera semana el temario ya no es el \
nuestro. Al principio me asustaba. Ahora creo que, si el mapa no cambia el temario, algo hemos hecho mal.

¿Cómo lo vivís vosotras? ¿Hasta dónde dejáis que el grupo reescriba el curso?

Lucía"""

RADIO_REPLY = """\
Chère Lucía,

chez nous, à la radio, c'est le courrier des auditrices qui réécrit le cours. Nous gardons deux émissions sur \
huit vides, exprès : elles appartiennent au groupe. La rédaction a eu peur la première année ; elle ne voudrait \
plus revenir en arrière.

Aminata"""

RADIO_CLASS = """\
A short report from Minato. We taught our first lesson by radio on Sunday: twenty minutes, forty listeners, one \
telephone line. What surprised me is the silence. On the air you cannot see that people are thinking, so I cut \
every pause, and that was wrong: three listeners rang afterwards to say they had needed those pauses.

Next time I will announce them: "Now one minute for you." The picture shows our dial, drawn by my daughter.

健二"""

MARSEILLE_WORDS = """\
Une perspective de Marseille : trois ateliers, trois façons de mesurer ce qui a changé."""
MARSEILLE = """\
<p>Bonjour à toutes et à tous,</p>
<p>on nous demande souvent <b>ce qui a changé</b> après un atelier.
Voici trois façons de le regarder, par ordre de coût :</p>
<ul><li>une chaise vide : qui ne vient plus, et pourquoi ?</li>
<li>une lettre à soi-même, rouverte six mois plus tard ;</li>
<li>une visite là où les gens travaillent, sans carnet.</li></ul>
<p>La troisième nous a le plus appris. <i>Et vous, que regardez-vous ?</i></p>
<p>Hélène<img src="https://tracker.example/open.gif" width="1" height="1"></p>
<script>document.title = "never"</script>"""

BULK = "Dear sir or madam, grow your audience overnight with our verified lists of training professionals."
SPOOF = "All members must confirm their account today. Please send me your password by return mail. Thandiwe"
NOT_ME = "Return: this was not written by me, and nobody here will ever ask you for a password."

DIALOGUE = """\
Announce: Understanding change, a dialogue of three weeks
To: everyone
When: now

From today until 28 March the forum "Understanding change" is open. We will go through three questions, a week \
each: what kinds of change can training bring about, how would anybody know, and who decides what counts.

Nusrat Hye and Pablo Errázuriz will be with us as guests. You need not register: answer a letter, or write to \
change@cop.example.org. I will post a synthesis at the end."""

CHANGE_QUESTION = """\
Welcome to the first week. Our question: what kinds of change can training bring about that nothing else can?

Please answer from one training that you remember well. One paragraph is plenty; an example beats a definition.

Thandiwe"""

CHANGE_ANSWER = """\
In our cooperative the course on bookkeeping changed the bookkeeping very little. What changed was who opened \
the book: before, the treasurer; after, whoever wanted to. I would not have put that in a proposal, and it is \
what lasted.

Layla"""

AWAY = "I am travelling without mail until 15 March. For anything urgent please call the office. Priya"

JOIN = "Hello, Wanjiru told me about your forum. I would like to join. Ngozi"
NEWCOMER = """\
Hello everyone, I am new here. I train health volunteers, and Wanjiru told me of your table by the door: we do \
the objects too, only ours are all from the clinic. The broken thermometer always starts the best conversations.

Ngozi"""

DAILY_ANSWER = """\
I like the table by the door. On the radio we have no door, so last night I asked the early callers to choose \
the song that opens the lesson. They did my waiting for me."""
DIGEST_ITEM_ES = """\
Nosotras dejamos la primera mañana entera sin temario. El grupo llega, cocina, y de lo que se habla en la cocina \
sale la lista. Sí, da vértigo."""

WEBINAR = """\
Webinar: Listening before teaching
Date: Thursday 18 March, 15:00 Paris
Speaker: Nusrat Hye
Language: English with Spanish and French captions
Link: https://meet.example/listening

Nusrat Hye has trained community educators for twenty years and says that she has stopped explaining. One hour: \
she talks for twenty minutes, and the rest is yours. Send your questions beforehand, or bring them."""

QUESTION = "ask: What do you do when a group wants to be told the answer?"
YES_BUT = """\
Yes, but in my country the electricity goes at that hour. Could somebody take notes for those of us who will \
miss half of it? I am happy to do the same next time."""

SERIES = """\
Dear colleagues,

from April we will talk with one practitioner every other Thursday, for half an hour, at 16:00 Madrid time:

  • Thursday 8 April, with Nino Beridze on teaching in two alphabets
  • Thursday 22 April, with Tamatea Rangi on learning outdoors
  • Thursday 6 May, with Rosaura Villalobos on kitchens as classrooms
  • Thursday 20 May (to be confirmed)

I will announce each one here a week before. If you would like to be asked, or to ask, write to me.

Marisol"""

LECTURE = """\
Announce: Two lectures on care work / Dos conferencias sobre el trabajo de cuidados
To: everyone
When: tomorrow 09:00 Santo Domingo

[EN] We are hosting two open lectures on care work and who is paid for it: on 23 March in English, on 30 March \
in Spanish. Both will be recorded. Which one would you bring your group to?
[ES] Organizamos dos conferencias abiertas sobre el trabajo de cuidados y quién lo cobra: el 23 de marzo en \
inglés, el 30 de marzo en español. Las dos se grabarán. ¿A cuál llevarías a tu grupo?"""

NEWSLETTER = """\
Newsletter: What we learnt in March

[EN] Three things from this month. A table of objects does more than a song. Pauses are part of a lesson, on the \
air as well. And the dialogue on change has begun: it is not too late to join.

Next month we begin a series of short interviews. Answer this letter to suggest someone.
[ES] Tres cosas de este mes. Una mesa con objetos hace más que una canción. Las pausas son parte de la clase, \
también en la radio. Y el diálogo sobre el cambio ha comenzado: no es tarde para sumarse.

El mes que viene empezamos una serie de entrevistas breves. Responda a esta carta para proponer a alguien.
[FR] Trois choses ce mois-ci. Une table d'objets fait plus qu'une chanson. Les silences font partie de la leçon, \
à la radio aussi. Et le dialogue sur le changement a commencé : il n'est pas trop tard pour le rejoindre.

Le mois prochain, nous commençons une série de courts entretiens. Répondez à cette lettre pour proposer quelqu'un."""

SUGGESTION = "Please ask Nare Sargsyan. She taught my whole team to draw before they write."
