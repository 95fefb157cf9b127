"""Words of offices and clinics, each with plain ones. All in lower case, without endings."""

from accessibility.names.texts import tokens

ENGLISH = {
    "accordingly": "so",
    "ambulate": "walk",
    "ambulation": "walking",
    "ascertain": "find out",
    "commence": "start",
    "comorbidity": "another illness",
    "comorbidities": "other illnesses",
    "contraindicated": "not safe to use",
    "contraindication": "a reason not to use it",
    "discontinue": "stop",
    "dysarthria": "slurred speech",
    "dysphagia": "trouble swallowing",
    "edema": "swelling",
    "endeavor": "try",
    "etiology": "cause",
    "exacerbate": "make worse",
    "exacerbation": "flare-up",
    "expedite": "speed up",
    "facilitate": "help",
    "hereinafter": "from here on",
    "heretofore": "until now",
    "idiopathic": "of unknown cause",
    "in accordance with": "by",
    "in lieu of": "instead of",
    "in the event that": "if",
    "inter alia": "among other things",
    "leverage": "use",
    "methodology": "method",
    "micturition": "passing urine",
    "modality": "kind of treatment",
    "modalities": "kinds of treatment",
    "myalgia": "muscle pain",
    "necessitate": "need",
    "nocturia": "getting up at night to pass urine",
    "paresthesia": "tingling or numbness",
    "parenteral": "by injection",
    "pertaining to": "about",
    "pharmacotherapy": "treatment with medicines",
    "polypharmacy": "taking many medicines",
    "prior to": "before",
    "prophylaxis": "prevention",
    "pursuant to": "under",
    "remuneration": "pay",
    "sequelae": "after-effects",
    "subcutaneous": "under the skin",
    "subsequent to": "after",
    "symptomatology": "symptoms",
    "thereafter": "then",
    "therein": "in it",
    "titrate": "adjust the dose slowly",
    "utilization": "use",
    "utilize": "use",
    "utilizing": "using",
    "whereby": "by which",
    "with regard to": "about",
    "with respect to": "about",
}
SPANISH = {
    "comorbilidad": "otra enfermedad",
    "contraindicado": "no es seguro usarlo",
    "deambulación": "caminar",
    "deambular": "caminar",
    "disartria": "dificultad para hablar",
    "disfagia": "dificultad para tragar",
    "edema": "hinchazón",
    "efectuar": "hacer",
    "en el supuesto de que": "si",
    "etiología": "causa",
    "exacerbación": "brote",
    "idiopático": "de causa desconocida",
    "micción": "orinar",
    "nicturia": "levantarse de noche para orinar",
    "parestesia": "hormigueo",
    "posología": "dosis",
    "profilaxis": "prevención",
    "secuelas": "efectos que quedan",
    "subcutáneo": "debajo de la piel",
}
PLAIN_WORDS = {"en": ENGLISH, "es": SPANISH}
# Short forms that need no long one: most readers never met the long one.
KNOWN_ABBREVIATIONS = tokens("""
    AA AAA AC AD AIDS AM ATM BC CD CEO CM COVID DC DNA DVD EE EEUU ER EU FAQ GIF GMT GPS HIV
    HTML HTTP HTTPS ID IQ IT JPEG JPG KB KG LGBT LGBTQ MB MG ML MM NASA NOTE OK PC PDF PIN PM
    PNG QR README RNA RSS SMS SOS SUV TIP TTY TV UK UN URL US USA USB UU UV VIP WWW XML ZIP
""")
CREDENTIALS = tokens("""
    ABPP APRN ARNP BA BS BSN CCC CNS CPT CRRN DC DMD DNP DO DPT DVM EDD FAAN FACP FNP JD LCSW
    LMFT LPN LPT LSW MA MBA MD MHA MPH MPT MS MSCN MSCS MSN MSPH MSW NP OD OT OTR PA PHD PMHNP
    PSYD PT PTA RD RDN RN RPH SLP
""")
