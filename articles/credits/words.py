"""The words of credit lines by language: prefixes, roles, qualifiers, licences, and what names are made of.

Data only; `articles.credits.grammar` makes the patterns. Words are matched in any case. A word that several languages
share stands under the first of them.
"""

# What a picture is called before its credit: "Photo: ...", "Foto von ...".
PICTURES = {
    "English": "(?:satellite\\s)?images? photos? photographs? photography pictures? pics? illustrations? graphics?"
    " infographics? videos? artworks? drawings? cartoons? animations? maps? composites? collages? montages? stills?",
    "German": "fotos? bild bilder grafik illustrationen fotomontage titelbild aufmacherbild"
    " (?:archiv|symbol)(?:bild|foto)",
    "French": "photographies? images? dessins? infographie",
    "Spanish": "fotografías? fotografias? imagen imágenes ilustración",
    "Italian": "immagin[ei] fotografi[ae] illustrazione",
    "Dutch": "beeld afbeelding illustratie fotografie archieffoto archiefbeeld",
    "Swedish": "grafik arkivbild arkivfoto",
    "Danish and Norwegian": "billed(?:e|er) bilde",
    "Portuguese": "imagens? fotografias? ilustração",
    "Polish": "zdjęci[ea] fotografia ilustracja",
    "Finnish": "kuvat? valokuva",
    "Hungarian": "fotók?",
}
# What announces a credit, whatever the picture: "Credit: ...", "Bildquelle: ...".
CREDITS = {
    "English": "credits? source provider copyright",
    "German": "quelle bildquelle fotoquelle bildnachweis fotonachweis bildrechte bildcredits? fotocredits? urheber",
    "French": "crédits? credits? source visuel",
    "Spanish": "créditos? creditos? fuente cortesía",
    "Italian": "crediti fonte",
    "Dutch": "bron beeldbron",
    "Swedish": "källa",
    "Danish and Norwegian": "kilde fotokredit(?:ering)?",
    "Portuguese": "créditos? fonte",
    "Polish": "źródło",
    "Finnish": "lähde",
}
# Who made it: a person's name follows, whatever it looks like.
MAKERS = {
    "English": "photographers? illustrators? artists?",
    "German": "fotograf(?:in|en)?",
    "French": "photographes? illustrat(?:eur|rice)",
    "Spanish": "fotógraf[oa]s? autora?",
    "Italian": "fotograf[oa]",
    "Dutch": "fotograaf fotografe",
    "Swedish": "fotografer",
    "Polish": "autor(?:ka)?",
    "Finnish": "kuvaaja",
}
# Shortened words, which need no colon: "Fot. ...", "Ph. ...".
SHORTENED = {"Italian": "ph", "Polish": "fot", "Portuguese": "ft"}
BY = {
    "English": "by",
    "German": "von",
    "French": "par de d['\u2019]",
    "Spanish": "por",
    "Italian": "di",
    "Dutch": "door van",
    "Swedish": "av",
    "Danish": "af",
    "Polish": "przez",
}
# Which of the pictures: "Both photos: ...", "Alle Fotos: ...".
WHICH = {
    "English": "all both two three top bottom left right above below main cover lead header inset mandatory official",
    "German": "alle beide oben unten",
    "French": "toutes\\sles les\\sdeux",
    "Spanish": "todas\\slas ambas",
    "Italian": "tutte\\sle entrambe\\sle",
    "Dutch": "beide",
    "Swedish": "alla båda",
    "Danish and Norwegian": "begge",
    "Portuguese": "todas\\sas",
}
FOR = {
    "English": "for FOR",
    "German": "für",
    "French": "pour",
    "Dutch": "voor",
    "Swedish": "för",
    "Portuguese": "para",
    "Polish": "dla",
}
# Between a maker and the place of publication: "Jo Farrow on Unsplash". Only before a known agency.
ON = {
    "English": "on from at by @",
    "German": "auf bei von",
    "French": "sur de",
    "Spanish": "en",
    "Italian": "su da",
    "Dutch": "op",
    "Swedish": "på",
    "Polish": "na z",
}

ROLES = {
    "English": (
        r"(?:special\s+)?contributor|contributed|staff(?:\s+(?:photographer|photo|writer))?|correspondent|stringer|strt?"
        r"|stf|freelance[r]?|ho|handout(?:\s+(?:photo|image|picture))?|(?:(?-i:[A-Z]{2,5})\s+)?pool(?:\s+photo)?"
    ),
    "German": r"mitarbeiter(?:in)?|handout",
    "French": r"collaborateur|correspondant",
    "Spanish": r"cortesía|colaborador",
    "Portuguese": r"divulgação|reprodução",
    "Polish": r"materiały\s+prasowe",
}
QUALIFIERS = {
    "English": r"file(?:\s+(?:photo|image|picture|pic|pix))?|archives?(?:\s+(?:photo|image))?|released|undated",
    "German": r"archiv(?:bild|foto|aufnahme)?|symbol(?:bild|foto)|montage",
    "French": r"archives|photo\s+d['\u2019](?:archives|illustration)|illustration",
    "Spanish": r"(?:foto\s+de\s+)?archivo",
    "Italian": r"(?:foto\s+d['\u2019])?archivio|repertorio",
    "Dutch": r"archief(?:foto|beeld)?",
    "Swedish": r"arkiv(?:bild|foto)?",
    "Portuguese": r"arquivo",
    "Polish": r"archiwum|zdjęcie\s+ilustracyjne",
}
LICENCES = (
    r"cc[ -]?0(?:[ -]1\.0)?",
    r"cc[ -]by(?:[ -](?:sa|nc|nd))*(?:[ -]\d\.\d)?(?:[ -][a-z]{2,6})?",
    r"creative commons(?: [\w .-]+)?",
    r"public[ -]domain(?: mark(?: 1\.0)?)?|gemeinfrei|domaine public|dominio público",
    r"gfdl|all rights reserved|alle rechte vorbehalten|tous droits réservés|open government licence(?: v?\d\.\d)?",
)
# A line that says which picture is whose has several credits, which an editor must part.
POSITIONS = "left right top bottom above below center centre clockwise links rechts oben unten gauche droite l r"

PARTICLES = (
    "& af al an and av bin d[aeiu] das degli del della de[nr] di do dos du e el et i in ibn ja la le las los och og"
    " ten ter und van von vom y zu zum zur"
)
# Ranks and titles before a name, and the services that they belong to.
RANKS = (
    r"(?:[^\W\d_][\w'\u2019.]*\s+){1,4}\d(?:st|nd|rd|th)\s+class|senior\s+airman|airman|staff\s+sgt|tech\.?\s+sgt|master\s+sgt|sgt|sergeant|cpl|lance\s+cpl|corporal|pfc|pvt|spc"
    r"|specialist|capt|captain|maj|major|lt|lieutenant|1st\s+lt|2nd\s+lt|col|colonel|cmdr|petty\s+officer"
    r"|chief\s+petty\s+officer|chief|mass\s+communication|mc[123c]|photographer['\u2019]s\s+mate|seaman|dr|prof|cdt|ensign|warrant\s+officer"
)
SERVICES = r"army|navy|air\s+force|marine(?:s|\s+corps)?|coast\s+guard|air\s+national\s+guard|national\s+guard"

# No person's name has one of these words.
ORGANISATION_WORDS = (
    "administration agence agencia agency agentur archiv archives? archivio archivo army assembly association"
    " author authority bank bbc bibliothek bundeswehr bureau center centre channel church city club collection"
    " college command commission committee commons company composite congress contributed copyright corporation"
    " corps council county courtesy dailymail department district division embassy entertainment facebook family"
    " features federation festival film films fire force forces foundation fund gallery gazette gmbh government"
    " governor group guard handout handouts herald hospital house images? inc instagram institute international"
    " journal labs league libraries library limited llc ltd magazine management media metropolitan minist[eè]re"
    " minister ministerio ministerium ministry museo museum music musée nachrichten navy network networks news"
    " newspapers observatory office officials organi[sz]ation palace pap parliament party photographers? photography"
    " photos? pictures police polizei presidency president presidential press productions provided public publishing"
    " reader rechte records republic restaurant rights school screengrab screenshot secretary senate service"
    " services sheriff's sheriffs? society space sports? staff state station still studios? submitted syndication"
    " team technologies technology telegram television the theat(?:er|re) times today tribune trust tv twitter union"
    " university vatican verlag video youtube zoo"
    # other languages
    " agencja agenzia agência ayuntamiento brandkåren brandweer comune comunicação câmara deputados exército"
    " feuerwehr fundación gemeente gemeinde gobierno gouvernement governo institut instituto komenda kommun mairie"
    " ministerie ministerstvo nachrichtenagentur partei partido policja policía politi politie polícia prefeitura"
    " presidencia presidência présidence rathaus redaktion regeringen regierung secretaria senado senato stadt"
    " stiftung universidad universidade università universität université urząd verein ville"
)
# Words by which a picture library, a newspaper or a studio is known for one, though the table does not have it.
COLLECTION_WORDS = (
    "archives? archiv collection daily gazette herald images? inc journal library llc ltd observer photos photobank"
    " pictures post press-telegram record review-journal sportswire sun-times times tribune wire"
)
LABEL_WORDS = "entertainment films? music pictures productions records recordings studios? television"
