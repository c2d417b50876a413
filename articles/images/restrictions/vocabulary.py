"""What is known of each language: its words for *only*, for *not*, for the uses that they restrict, and whole phrases.

Words are without case and accents, and apostrophes and hyphens are spaces, as `restrictions.matching` compares them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language that restrict a use. Alternatives are separated by "|"; "*" stands for any ending.

    `only` restricts the `purposes` before or after it ("editorial use only"), and the `media` too, but those only in
    the shape of a rule ("web only.", "only for web use"), since prose has them as well. `never` restricts the `uses`
    after it ("not for resale"), and `forbidden` those before it ("resale prohibited"). `links` are the small words in
    between. `phrases` restrict by themselves.
    """

    only: str
    purposes: str
    media: str
    never: str
    uses: str
    forbidden: str
    links: str
    phrases: str


LANGUAGES = {
    "en": Vocabulary(
        only="only|solely|exclusively|strictly|restricted to|limited to|reserved for|exclusive to|exclusive for",
        purposes="editorial*|non commercial|noncommercial|handout use|one time use|single use",
        media="personal|private|internal|reference|review|preview|press|news|newspaper*|magazine*|print|web|website*"
        "|online|internet|digital|mobile|social media|broadcast|tv|television|educational|education|handout"
        "|promotional|publicity|one time|domestic|comp|layout|use|usage|purpose|purposes|rights|subscribers",
        never="no|not|never|do not|don t|dont|must not|may not|cannot|can not|not to be|without|prohibited",
        uses="sale|sales|resale|resell|resold|sell|sold|archiv*|commercial*|advertis*|advert*|ads|promo*|merchandis*"
        "|publi*|distribut*|redistribut*|syndicat*|release|reproduc*|broadcast*|printing|print|magazines|mags"
        "|tabloids|internet|web|online|mobile|social media|third part*|licens*|sublicens*|crop*|alter*|manipulat*"
        "|modif*|transmi*|retransmi*|reuse|re use|use|used|uses|posters|books|tv|television|permission|consent"
        "|approval|stor*|download*|shar*|available|cleared|ai training|training|derivative*|credit|byline"
        "|model release|usage",
        forbidden="prohibited|forbidden|restricted|not allowed|not permitted|disallowed|required|mandatory"
        "|needed first|excluded|banned",
        links="for|be|to|in|on|of|any|the|a|new|further|additional|as|or|and|use|used|using|with|third|all|prior"
        "|written|express|please|other|by|future|library|commercially|unauthori*",
        phrases="donotuse|donotpublish|notforresale|notforsale|editorialuseonly|nosales|noarchives|withhold until"
        "|picture kill|photo kill|not before|subject to approval|subject to permission|licensed for one|for use only"
        "|to be used only|only be used|may only be|can only be|use only with|use only in|hold for release"
        "|hold for publication|hold for approval|hold until|hold till|hold this picture|hold this image|on hold until"
        "|embargo*|mandatory credit|mandatory byline|credit mandatory|credit required|credit is mandatory"
        "|credit is required|credit must|must credit|must be credited|credit compulsory|one time use|one time only"
        "|one use only|once only|single use|single publication|restrictions apply|restricted use|rights restricted"
        "|use restricted|use is restricted|restricted image|subject to restrictions|clearance required"
        "|permission required|permission needed|requires permission|requires clearance|prior permission|prior consent"
        "|prior approval|contact before use|call before use|fee required|double fees|high rates apply|premium rates"
        "|price on application|rights cleared only|exclusive use|world exclusive|not available|no longer available"
        "|withdrawn|mandatory kill|kill notice|expires on|expires after|expiry date|valid until|valid till"
        "|usable until|licen* until|licen* expires|rights expire|out of bounds|off limits for publication"
        "|strictly embargoed",
    ),
    "de": Vocabulary(
        only="nur|ausschliesslich|ausschlieslich|lediglich|exklusiv|allein",
        media="",
        purposes="redaktion*|nutzung|verwendung|veroffentlichung|veroeffentlichung|abdruck|einmal*|privat*|intern*"
        "|nichtkommerziell*|nicht kommerziell*|presse*|berichterstattung|online*|print*|web*|gedruckt*|unter nennung"
        "|mit nennung|bei nennung|namensnennung|mit urhebervermerk|mit quellenangabe|mit genehmigung|in deutschland"
        "|in osterreich|in der schweiz|gegen honorar|nach absprache|nach rucksprache",
        never="nicht|kein|keine|keinen|keiner|keinerlei|ohne|niemals|nie",
        uses="veroffentlich*|veroeffentlich*|verwend*|verwert*|nutz*|benutz*|weiterverkauf*|verkauf*|wiederverkauf*"
        "|archiv*|weitergabe|weitergeben|weiterverbreit*|verbreit*|werb*|werbung|kommerziel*|online*|internet*|druck*"
        "|abdruck*|abdrucken|freigegeben|freigabe|zweitverwert*|bearbeit*|beschneid*|verander*|veraender*|honorar"
        "|print*|social media|dritt*|deutschland|osterreich|oesterreich|schweiz|genehmigung|zustimmung",
        forbidden="untersagt|verboten|nicht gestattet|nicht erlaubt|unzulassig|zwingend|verpflichtend|erforderlich"
        "|pflicht|nicht freigegeben",
        links="fur|fuer|zur|zum|zu|in|im|an|auf|die|der|den|das|dem|weitere|vorherige|vorheriger|schriftliche|eine"
        "|als|von|unsere|ausdruckliche",
        phrases="sperrfrist*|gesperrt bis|gesperrt fur|gesperrt fuer|honorarpflichtig|nennung verpflichtend"
        "|nennung zwingend|nennungspflicht|pflichtnennung|namensnennung erforderlich|namensnennung pflicht"
        "|quellenangabe erforderlich|urheberangabe pflicht|bildnachweis pflicht|einmalige nutzung"
        "|einmalige verwendung|einmalige veroffentlichung|einmaliger abdruck|einmalnutzung|nutzung untersagt"
        "|verwendung untersagt|veroffentlichung untersagt|weitergabe untersagt|veroffentlichung verboten"
        "|nutzung verboten|verwendung verboten|abdruck verboten|weitergabe verboten|bitte zuruckhalten"
        "|genehmigungspflichtig|zustimmungspflichtig|belegexemplar*|freigegeben ab|erst ab|nicht vor"
        "|zur veroffentlichung ab|einmaligen verwendung|einmaligen nutzung|verwendbar bis|nutzbar bis",
    ),
    "fr": Vocabulary(
        only="uniquement|seulement|exclusivement|exclusif|exclusive|strictement|reserve a|reserve au|reservee a"
        "|reserves a|limite a|limitee a|reserve|reservee",
        media="",
        purposes="editorial*|redactionnel*|usage|utilisation|presse|prive*|interne*|web|internet|en ligne|imprime*"
        "|papier|non commercial*|publication|une fois|des fins",
        never="ne pas|pas de|pas d|pas|aucun|aucune|interdit*|interdiction|sans|non|jamais|n est pas|ne doit pas"
        "|ne peut pas",
        uses="publi*|diffus*|utilis*|vendre|vente|ventes|revente|revendre|archiv*|commercial*|publicit*|reprodu*"
        "|recadr*|modifi*|distribu*|internet|web|en ligne|tiers|cession|imprim*|retouch*|reseaux sociaux|transmettre"
        "|autorisation|accord prealable|accord|exploitation",
        forbidden="interdit*|prohibe*|obligatoire|restreint*|requis|requise|non autorise*|exclu|exclue|exclus",
        links="pour|destine|destinee|destines|de|d|des|du|la|le|les|l|a|au|aux|en|une|un|toute|tout|usage"
        "|utilisation|fins|etre|sur|prealable|peut|peuvent|doit",
        phrases="sous embargo|mention obligatoire|credit obligatoire|signature obligatoire|usage unique"
        "|utilisation unique|une seule utilisation|une seule parution|une seule publication|usage restreint"
        "|utilisation interdite|publication interdite|reproduction interdite|diffusion interdite|vente interdite"
        "|revente interdite|usage interdit|droits restreints|soumis a autorisation|valable jusqu*|utilisable jusqu*"
        "|ne peut etre utilise*|ne peut etre publie*|ne doit pas etre*|hors france|sauf france|sauf suisse"
        "|a ne pas publier|a ne pas diffuser|a usage unique|diffusion restreinte",
    ),
    "es": Vocabulary(
        only="solo|solamente|unicamente|exclusivamente|exclusivo|exclusiva|estrictamente|reservado para|limitado a"
        "|limitada a",
        media="",
        purposes="editorial*|periodistic*|informativ*|uso|usos|fines|prensa|privad*|intern*|web|internet|impres*"
        "|una vez|un uso|sin fines|no comercial*",
        never="no|sin|prohibid*|prohibicion|nunca|ningun|ninguna",
        uses="public*|us*|utiliz*|vend*|venta|ventas|reventa|revend*|archiv*|comercial*|publicit*|publicidad"
        "|reprodu*|recort*|modific*|distribu*|difund*|difusion|internet|web|terceros|cesion|redes sociales"
        "|autorizacion|permiso",
        forbidden="prohibid*|restringid*|obligatori*|no permitid*|no autorizad*|requerid*",
        links="para|de|del|la|el|los|las|a|en|al|su|uso|usos|fines|se|puede|debe|ser|con|previa|toda|por|apto|apta"
        "|disponible",
        phrases="credito obligatorio|firma obligatoria|mencion obligatoria|obligatorio citar|obligatorio mencionar"
        "|embargad*|bajo embargo|uso unico|un solo uso|una sola vez|uso restringido|derechos restringidos"
        "|retener hasta|valido hasta|valida hasta|utilizable hasta|requiere autorizacion|requiere permiso"
        "|autorizacion previa",
    ),
    "it": Vocabulary(
        only="solo|solamente|soltanto|esclusivamente|unicamente|esclusivo|esclusiva|strettamente|riservato a"
        "|riservata a|limitato a",
        media="",
        purposes="editorial*|giornalistic*|redazional*|uso|utilizzo|fini|scopi|stampa|privat*|intern*|web|internet"
        "|una volta|non commercial*",
        never="non|no|senza|vietat*|divieto|mai|nessun|nessuna",
        uses="pubblica*|pubblicazion*|usa*|utilizz*|uso|vend*|vendita|vendite|rivend*|archiv*|commercial*|pubblicit*"
        "|riprodu*|ritagli*|modific*|distribu*|diffond*|diffusione|internet|web|terzi|cession*|social|autorizzazione"
        "|consenso",
        forbidden="vietat*|proibit*|limitat*|obbligatori*|non consentit*|non autorizzat*|richiest*",
        links="per|di|del|della|la|il|lo|le|l|i|a|in|ad|uso|fini|scopi|utilizzo|e|essere|puo|deve|una|qualsiasi|ogni"
        "|d|da|previa",
        phrases="credito obbligatorio|firma obbligatoria|citazione obbligatoria|obbligo di citazione"
        "|obbligatorio citare|sotto embargo|uso singolo|uso unico|utilizzo singolo|una sola volta|un solo utilizzo"
        "|uso limitato|diritti limitati|valido fino|valida fino|utilizzabile fino|richiede autorizzazione"
        "|previa autorizzazione|trattenere fino",
    ),
    "sv": Vocabulary(
        only="endast|enbart|bara|uteslutande|exklusivt",
        media="",
        purposes="redaktionel*|privat*|internt|intern|press*|webb*|tryck*|anvandning|bruk|en gang|engangs*",
        never="ej|inte|inga|ingen|inget|icke|utan|aldrig|forbjud*",
        uses="publicer*|anvand*|salj*|forsalj*|vidareforsalj*|arkiv*|kommersiel*|reklam*|spri*|sprid*|tryck*"
        "|reproducer*|beskar*|andra*|webb*|internet|tredje part|tillstand|medgivande|tillatel*",
        forbidden="forbjud*|forbjuden|ej tillat*|inte tillat*|obligatorisk*|kravs",
        links="for|till|i|pa|far|fa|att|den|det|av|som|vara|skriftligt|nagon",
        phrases="sparrtid*|sparrad till|embargo*|obligatorisk byline|obligatorisk kredit|byline obligatorisk"
        "|fotograf maste anges|maste krediteras|publicera inte|publicera ej|anvand inte|anvand ej|engangsanvandning"
        "|engangspublicering|begransad anvandning|galler till|krav pa byline",
    ),
}

# Where agencies name a territory or a medium before "out": "UK OUT", "Mags out".
TERRITORIES = (
    "argentina|asia|australia|austria|balkans|belgium|benelux|brazil|britain|bulgaria|canada|chile|china|colombia"
    "|croatia|cyprus|czech republic|denmark|england|estonia|europe|finland|france|germany|greece|hong kong|hungary"
    "|india|indonesia|iran|iraq|ireland|israel|italy|japan|korea|latvia|lithuania|luxembourg|malta|mexico|netherlands"
    "|new zealand|north america|norway|poland|portugal|quebec|romania|russia|scandinavia|scotland|serbia|singapore"
    "|slovakia|slovenia|south africa|south america|south korea|spain|sweden|switzerland|taiwan|thailand|turkey|turkiye"
    "|uk|ukraine|united kingdom|united states|us|usa|wales|deutschland|osterreich|schweiz|espana|italia|suisse"
    "|belgique|mags|magazines|magazine|tabloids|tv|television|internet|web|online|mobile|books|newspapers|print"
)

# The first letters of the months, as far as they tell them apart in these languages.
MONTHS = (
    "jan|janv|ene|gen",
    "feb|fev|febr",
    "mar|mars|maerz|marz",
    "apr|avr|abr",
    "may|mai|maj|mag",
    "jun|juin|giu",
    "jul|juil|lug",
    "aug|aou|ago",
    "sep|set",
    "oct|okt|ott",
    "nov",
    "dec|dez|dic",
)
NUMBERS = {
    name: number
    for number, names in {
        1: "one|eine|einen|une|uno|una|ett",
        2: "two|zwei|deux|dos|due|tva",
        3: "three|drei|trois|tres|tre",
        4: "four|vier|quatre|cuatro|quattro|fyra",
        6: "six|sechs|seis|sei|sex",
        7: "seven|sieben|sept|siete|sette|sju",
        10: "ten|zehn|dix|diez|dieci|tio",
        14: "fourteen|vierzehn|quatorze|catorce|quattordici|fjorton",
        30: "thirty|dreissig|dreisig|trente|treinta|trenta|trettio",
    }.items()
    for name in names.split("|")
}
# Days by unit; a month and a year are counted by the shortest, so that no end is offered too late.
UNITS = {
    name: days
    for days, names in {
        1: "day|days|tag|tage|tagen|jour|jours|dia|dias|giorno|giorni|dag|dagar",
        7: "week|weeks|woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|vecka|veckor",
        28: "month|months|monat|monate|monaten|mois|mes|meses|mese|mesi|manad|manader",
        365: "year|years|jahr|jahre|jahren|ans|ano|anos|anno|anni|ar",
    }.items()
    for name in names.split("|")
}
