"""The charset of bytes that say it only by themselves: no label, or one that cannot be right."""

from __future__ import annotations

import re

# Letters that no text of the language is without, by the codec that its mail is in; those of an alphabet by frequency.
_KANA = "のをにはがでとたしてるないすまんいらりくれかもっこあよだうさせおきつそわけめどじみちょゃゅ、。アンスルト"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчй"
_FREQUENT: dict[str, str] = {
    "gb18030": "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可好吗"
    "您谢请与及关于如果能没通知邮件讨论女性，。！、",
    "cp950": "的一是不了人我在有他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可好嗎"
    "您謝請與及關於如果能沒通知郵件討論女性，。！、",
    "cp932": _KANA,
    "euc_jp": _KANA,
    "cp949": "이다는을에의가고하지를은한도로나사기리어니자서시아그있인대보오안정해일수주요여제부전라만들합습과",
}
_SINGLE: dict[str, str] = {
    "cp1251": _CYRILLIC,
    "koi8_r": _CYRILLIC,
    "iso8859_5": _CYRILLIC,
    "cp866": _CYRILLIC,
    "cp1253": "αοιετσνηυρκπμλςίόάέήώγθδ",
    "cp1255": "יוהלאמתרבשנעםדקחפכגטןז",
    "cp1256": "اليمونرتبةعدفسهكقأحجشط",
    "cp874": "านรกอเ่งมย้ลวดทสตะปบคัี",
}
_HIGH = bytes(range(128, 256))
_LOW_LETTERS = bytes(b for b in range(256) if not (65 <= b <= 90 or 97 <= b <= 122))
_SAMPLE = 8_000
# What stands beside letters only where bytes of Central Europe are read as windows-1252: cm³ and the accents apart.
_EAST = re.compile(
    rb"[a-zA-Z][\xb9\xb3\xbf\xa3\xa5\xaf\xbc\xbe\xb5\xa9\xae\x9c\x9f\x8c\x8f][a-z]|[a-z][\xb9\x9c\x9f](?![a-z])"
)
_WEST = re.compile(rb"[\xe0\xe2\xe8\xee\xf1\xfb\xe3\xf5\xe5]")
_BYTES_BONUS = 0.15  # bytes that pair without a fault prove something already


def likely_codec(data: bytes) -> str:
    """The codec in which 8-bit bytes that are no UTF-8 make words of a language; windows-1252 where none stands out."""
    sample = _whole_lines(data)
    high = len(sample) - len(sample.translate(None, _HIGH))
    if high < 4:
        return "cp1252"
    letters = high + len(sample.translate(None, _LOW_LETTERS))
    if high * 5 < letters * 2:  # text of an alphabet of its own, or of syllables, has few ASCII letters
        return "cp1250" if _is_eastern(sample) else "cp1252"
    scores = {codec: _paired_score(sample, codec, common) for codec, common in _FREQUENT.items()}
    scores |= {codec: _letter_score(sample, codec, common) for codec, common in _SINGLE.items()}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] > 0.3 else "cp1252"


def _whole_lines(data: bytes) -> bytes:
    """The lines with 8-bit bytes at the beginning of the data: what is cut inside a line may be cut inside a letter."""
    lines = [line for line in data[:_SAMPLE].split(b"\n")[:400] if not line.isascii()]
    if len(data) > _SAMPLE and len(lines) > 1:
        lines.pop()
    return b"\n".join(lines)


def _is_eastern(sample: bytes) -> bool:
    is_czech = b"\xec" in sample and b"\xf8" in sample
    return is_czech or len(_EAST.findall(sample)) > len(_WEST.findall(sample))


def _paired_score(sample: bytes, codec: str, common: str) -> float:
    """The share of frequent letters among those beyond ASCII; nothing where the bytes are not of this codec."""
    try:
        beyond = [c for c in sample.decode(codec) if c > "\x7f"]
    except UnicodeDecodeError:
        return 0.0
    frequent = set(common)
    return _BYTES_BONUS + sum(c in frequent for c in beyond) / max(1, len(beyond))


def _letter_score(sample: bytes, codec: str, by_frequency: str) -> float:
    """As above, the more frequent letters counting for more; signs and capitals inside words count against it."""
    try:
        text = sample.decode(codec)
    except UnicodeDecodeError:
        return 0.0
    rank = {c: 1 - at / 40 for at, c in enumerate(by_frequency)}
    score = 0.0
    count = 0
    above = " "
    for c in text:
        if c > "\x7f":
            count += 1
            lower = c.lower()
            score += rank.get(lower, -0.5 if not c.isalpha() else 0.0) - (1.5 if lower != c and above.islower() else 0)
        above = c
    return score / max(1, count)
