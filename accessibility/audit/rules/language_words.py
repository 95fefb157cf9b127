"""Telling languages apart by their most common words, and tags that name a language.

A passage of a dozen words is enough for most; of two or three words the answer is often "".
"""

import re
from collections import Counter

from accessibility.audit.rules.words import words_in
from accessibility.names.texts import tokens

# ISO 639-1.
TWO_LETTERS = tokens("""
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
    hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv
    kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq
    sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi
    yo za zh zu
""")
# Three letters for a language that has two: ISO 639-2, not for the web (RFC 5646, 2.2.1).
HAVE_TWO_LETTERS = tokens("""
    aar abk afr aka alb sqi amh ara arg arm hye asm ava ave aym aze bak bam baq eus bel ben bih
    bis bos bre bul bur mya cat cha che chi zho chu chv cor cos cre cze ces dan div dut nld dzo
    eng epo est ewe fao fij fin fre fra fry ful geo kat ger deu gla gle glg glv gre ell grn guj
    hat hau heb her hin hmo hrv hun ibo ice isl ido iii iku ile ina ind ipk ita jav jpn kal kan
    kas kau kaz khm kik kin kir kom kon kor kua kur lao lat lav lim lin lit ltz lub lug mac mkd
    mah mal mao mri mar may msa mlg mlt mon nau nav nbl nde ndo nep nno nob nor nya oci oji ori
    orm oss pan per fas pli pol por pus que roh rum ron run rus sag san sin slo slk slv sme smo
    sna snd som sot spa srd srp ssw sun swa swe tah tam tat tel tgk tgl tha tib bod tir ton tsn
    tso tuk tur twi uig ukr urd uzb ven vie vol wel cym wln wol xho yid yor zha zul
""")
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")

COMMON = {
    "en": """
        the a as am do he no me us him of and to in is are was were be been that this these
        those it its for with as on at by from or an not but have has had you your we our they
        their he she his her who which what when where how if can may will would should could do
        does did about into than then there more most also other some such only over after
        before between during through because while all any each both very i my me so up out no
        one two people time year years day
    """,
    "es": """
        el la los las un una unos unas de del al y o en es son fue eran ser está están que esto
        este esta estos estas ese esa lo su sus para con como por se no pero ha han había usted
        ustedes nosotros nuestro ellos ella él quien cual cuando donde cómo si puede pueden debe
        hay sobre entre hasta desde más muy también otro otros otra otras algunos algunas cada
        todo todos toda todas le les mi me te ya sin porque durante después antes año años día
        buenos buenas días gracias tiene tienen hacer
    """,
    "fr": """
        le la les un une des du de et ou en est sont était être que qui ce cette ces cet il elle
        ils elles on nous vous je tu mon ma mes son sa ses notre votre leur leurs pour avec dans
        sur par pas ne mais plus très aussi si comme quand où dont au aux a ont avait fait peut
        doit tout tous toute toutes autre autres chaque entre sans sous après avant pendant bien
        bon bonne bons bonnes jour année années merci dire comment cela ça y été même
    """,
    "de": """
        der die das den dem des ein eine einen einem einer eines und oder in ist sind war waren
        sein dass daß dies diese dieser dieses es für mit als auf an bei von vom zu zum zur aus
        nach nicht kein keine aber auch haben hat hatte sie wir ihr ihre ich du er mich dich
        sich wer was wann wo wie wenn kann können muss sollte werden wird wurde über unter
        zwischen mehr sehr nur noch schon alle jeder durch während weil im am guten tag jahr
        jahre
    """,
    "nl": """
        de het een en of in is zijn was waren wordt worden dat die dit deze er voor met als op
        aan bij van te uit naar niet geen maar ook hebben heeft had je jij jullie wij ons onze
        hij zij ze haar hun ik mij zich wie wat wanneer waar hoe kan kunnen moet zou zal over
        onder tussen meer zeer nog al alle elke door tijdens omdat om dan toen ging veel goed
        nieuw jaar dag dank gelukkig
    """,
    "it": """
        il lo la i gli le un uno una di del dello della dei degli delle al alla alle agli e o in
        nel nella è sono era erano essere che chi questo questa questi queste per con come su
        sul da dal dalla si no non ma ha hanno aveva voi noi loro lui lei io mio mia suo sua
        suoi nostro quando dove se può possono deve anche più molto altro altri ogni tutto tutti
        tra fra dopo prima durante perché giorno anno anni grazie buon
    """,
    "pt": """
        o a os as um uma uns umas de do da dos das e ou em no na nos nas é são foi eram ser está
        estão que isto este esta esses essa isso seu sua seus suas para com como por pelo pela
        se não mas tem têm havia você vocês nós nosso eles ela ele quem qual quando onde pode
        podem deve há sobre entre até desde mais muito também outro outros outra cada todo todos
        lhe meu minha já sem porque durante depois antes ano anos dia obrigado ao aos
    """,
    "vi": """
        và của là các một những được trong cho có không này với để khi người đã về bạn như từ
    """,
    "tl": """
        ang ng mga sa na ay ito at para kung hindi may ako ikaw siya kami tayo sila iyong upang
    """,
    "pl": """
        i w na z do nie się jest to że jak po ale dla przez od są oraz być lub który która
    """,
    "sv": """
        och att det som en ett är av för på med den till inte har om de kan från var eller
    """,
    "la": """
        et in est non ad ut cum sed qui quae quod dolor sit amet lorem ipsum sunt ex per ab
    """,
}
WORDS = {language: frozenset(words.split()) for language, words in COMMON.items()}
# Letters that only some of the languages above are written with.
SCRIPTS = {
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "ko": re.compile(r"[\uac00-\ud7af]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
}
# Languages that share a script: text in one is not held against the other.
SAME_SCRIPT = {
    "ru": {"uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt", "bs"},
    "ar": {"fa", "ur", "ps", "sd", "ug", "ckb", "ku"},
    "he": {"yi"},
    "hi": {"mr", "ne", "sa"},
    "zh": {"ja", "yue", "cmn", "ko"},
}


def primary(tag: str) -> str:
    """The language of a tag: "es" of "es-MX"."""
    return tag.strip().partition("-")[0].lower()


def is_valid(tag: str) -> bool:
    """Whether the tag begins with a language that browsers and voices know (BCP 47)."""
    if not TAG.fullmatch(tag):
        return False
    language = primary(tag)
    if len(language) == 2:
        return language in TWO_LETTERS
    return language not in HAVE_TWO_LETTERS


def is_known(language: str) -> bool:
    """Whether text in the language could be told from others here."""
    return language in WORDS or language in SCRIPTS


def agree(one: str, other: str) -> bool:
    return one == other or other in SAME_SCRIPT.get(one, ()) or one in SAME_SCRIPT.get(other, ())


def script_of(text: str) -> str:
    """The language whose script most letters are written in; empty for the Latin alphabet."""
    letters = sum(1 for letter in text if letter.isalpha())
    for language, script in SCRIPTS.items():
        if letters and len(script.findall(text)) > letters / 2:
            return language
    return ""


def hits(text: str) -> Counter[str]:
    """How many different words of the text are among the common ones of each language."""
    met = set(words_in(text.casefold()))
    return Counter({language: len(met & common) for language, common in WORDS.items()})


def is_surely(language: str, text: str, *, rather_than: str, least: int = 2) -> bool:
    """Whether text is in the language and surely not in another one that was claimed for it."""
    counts = hits(text)
    mine, other = counts[language], counts[rather_than]
    return mine >= least and mine >= 2 * other + 1 and mine == max(counts.values())


def language_of(text: str, *, rather_than: str, least: int = 2) -> str:
    """The language a text is surely in, if it is another than the one it claims; else empty."""
    if found := script_of(text):
        return "" if agree(found, rather_than) else found
    if rather_than not in WORDS and rather_than not in SCRIPTS:
        return ""
    counts = hits(text)
    for language, _ in counts.most_common(1):
        if language != rather_than and is_surely(
            language, text, rather_than=rather_than, least=least
        ):
            return language
    return ""
