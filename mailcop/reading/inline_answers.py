"""Where an author says that the answers stand inside the mail below, by language."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STEMS = tuple(
    [
        "inline",
        "in-line",
        "in line",
        "inter",
        "in red",
        "in blue",
        "in green",
        "in bold",
        "in cap",
        "embedded",
        "below",
        "between the",
        "en rojo",
        "en azul",
        "en verde",
        "en negrita",
        "en línea",
        "el texto",
        "intercal",
        "en rouge",
        "en bleu",
        "en vert",
        "en gras",
        "en ligne",
        "le texte",
        "inséré",
        "in rot",
        "in blau",
        "in grün",
        "in fett",
        "im text",
        "em vermelho",
        "em azul",
        "em verde",
        "em negrito",
        "in rosso",
        "in blu",
    ]
)
_INLINE = re.compile(
    r"(?:see|find|put|added|my|with|have) (?:my |the |your )?(?:comments?|answers?|repl(?:y|ies)|responses?|remarks?"
    r"|notes?)?,? ?(?:are |is )?(?:in-?line|interleaved|interspersed)\b"
    r"|(?:comments?|answers?|repl(?:y|ies)|responses?|remarks?) (?:are |is |in )?(?:in-?line|in (?:red|blue|green"
    r"|bold|capitals|caps)|between the lines|embedded|inserted below|marked below)\b"
    r"|(?:respuestas?|comentarios?) (?:van |est[aá]n )?(?:en (?:rojo|azul|verde|negrita|l[ií]nea|el texto)"
    r"|intercalad[ao]s)|(?:r[eé]ponses?|commentaires?|remarques?) (?:sont )?(?:en (?:rouge|bleu|vert|gras|ligne)"
    r"|dans le texte|ins[eé]r[eé])"
    r"|(?:antworten|kommentare|anmerkungen) (?:sind )?(?:in (?:rot|blau|gr[uü]n|fett)|inline|im text)|(?:respostas"
    r"|coment[aá]rios) em (?:vermelho|azul|verde|negrito)|(?:risposte|commenti) in (?:rosso|blu|linea|grassetto)",
    re.I,
)


def says_inline(lines: Iterable[str]) -> bool:
    """Whether these lines say so ("my comments inline", "respuestas en rojo"); nothing else can tell them apart."""
    text = " ".join(lines)[-2_000:].lower()
    return any(stem in text for stem in _STEMS) and bool(_INLINE.search(text))
