"""Degrees, licences and fellowships as people write them behind their names."""

import re

CREDENTIALS = re.findall(
    r"\S+",
    """
    AA ABN ABPP ACNP ACNS AGACNP AGNP AGPCNP ANP APN APRN ARNP ATC ATP BA BAO BC BCACP BCh
    BChir BCPP BCPS BHSc BM BMed BN BPharm BPT BS BSc BSN BSW CBIS CCC CCM CCRC CCRN CCRP
    CDE CHES CHt CNM CNP CNRN CNS CPC CPO CPRP CRC CRNA CRNP CTRS DC DDS DHSc DMD DNP DNSc
    DO DPhil DPM DPT DrPH DSc DSW DVM EdD EdS EMT FAAN FAANA FAANP FAAPMR FAAP FACC FACEP
    FACP FACR FACRM FACS FAES FAHA FAOTA FAPTA FCCP FNP FRACP FRCP FRCPC FRCS GNP JD LCSW
    LICSW LMFT LMHC LMSW LPC LPN LSW LVN MA MB MBA MBBCh MBBS MBChB MD MDiv MEd MFA MHA MHS
    MHSA MLIS MMed MMSc MN MOT MPA MPAS MPH MPhil MPP MPT MRCP MRes MS MSc MSCI MSCN MSCR
    MSCS MSHS MSN MSOT MSPH MSPT MSW MTS NCC NCS NP OCN OD OT OTD OTR PA PharmD PhD PMHNP
    PMP PNP PsyD PT PTA QMHP RD RDN RN RPh RPT SCCE ScD SLP SLPD SM SW ThD WHNP
    """,
)
STATES = re.findall(
    r"\S+",
    """
    AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH
    NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VT WA WI WV WY
    """,
)
WITHOUT_MARKS = {re.sub(r"\W", "", name).lower(): name for name in CREDENTIALS}


def is_credentials(piece: str) -> bool:
    """Whether every word is a degree, licence or fellowship: "MD", "Ph.D.", "MS CCC-SLP"."""
    words = piece.split()
    if len(words) == 1:
        return is_known(words[0]) or may_be_credential(words[0])
    # "BO BAKER" is a name in capitals: among several words one must be known.
    return any(map(is_known, words)) and all(is_known(w) or may_be_credential(w) for w in words)


def is_known(word: str) -> bool:
    """Whether the word is listed: "MA" and "M.A." are, "Ma" is a family name."""
    first, *others = re.split(r"[-(/]", word.strip(".)"))
    if others and is_known(first):
        return all(part.isupper() or is_known(part) for part in others)
    bare = re.sub(r"\W", "", word)
    known = WITHOUT_MARKS.get(bare.lower(), "")
    as_listed = bare in (known, known.upper()) or known == "PhD" or len(known) > 3
    return bool(known) and ("." in word or as_listed)


def may_be_credential(word: str) -> bool:
    """One that nobody listed: short, in capitals, and no word such as "TEAM"."""
    bare = re.sub(r"\W", "", word)
    return bare.isupper() and 2 <= len(bare) <= 7 and not re.search("[AEIOU]{2}", bare)


def degree(word: str) -> str:
    """The degree without a sentence's full stop: "MD." is "MD", "M.D." stays."""
    return word[:-1] if word.endswith(".") and word.count(".") == 1 else word
