"""Words that restrict the use of a picture, as agencies and photographers write them; all are made up here."""

from datetime import date

import pytest

from articles.images import find_ends, find_restrictions

RESTRICTING = """
Editorial use only
EDITORIAL USE ONLY
For editorial purposes only
strictly editorial
Only for editorial use
Ireland OUT
Ireland out.
UK OUT
FINLAND AND SWEDEN OUT
MAGS OUT
Mags out, TV out
Republic of Ireland OUT; UK OUT
NotForResale
not for resale
NOT-FOR-RESALE
NOTFORRESALE
HOLD FOR RELEASE
Hold until Friday
DO NOT PUBLISH
Don't publish before Monday
Please do not use this picture
do not archive
must not be used in advertising
may not be reproduced
Not to be sold
NO SALES
NO ARCHIVES
No archive
no re-use
No Internet
No third party sales
NO COMMERCIAL USE
no advertising
No use in tabloids
one-time use
ONE TIME USE ONLY
single use
EMBARGOED until 5 May
under embargo
MANDATORY CREDIT
Credit mandatory
must credit photographer
online only
Print only
For personal use only.
web use only
Not in Finland
not for use in Germany
USE ONLY WITH STORY BY SMITH
Non-commercial use only
restrictions apply
permission required
ONLY FOR 14 DAYS
Nur fuer redaktionelle Zwecke
Nur für redaktionelle Zwecke
nur redaktionelle Nutzung
Ausschließlich zur redaktionellen Verwendung
Verwendung nur mit Genehmigung
Nicht zur Veröffentlichung
Keine Archivierung
kein Weiterverkauf
Keine Weitergabe an Dritte
Sperrfrist: 5. Mai
Honorarpflichtig
Nicht veröffentlichen
Einmalige Nutzung
Nennung verpflichtend
Usage éditorial uniquement
Uniquement à des fins éditoriales
réservé à un usage éditorial
Ne pas publier
ne pas diffuser avant lundi
Pas de vente
pas d'archives
Interdit à la revente
Publication interdite
mention obligatoire
Sous embargo
usage unique
Solo uso editorial
Uso exclusivamente editorial
Sólo para uso editorial
Prohibida la venta
No publicar
no usar en publicidad
sin fines comerciales
crédito obligatorio
Embargado hasta el lunes
Solo per uso editoriale
Esclusivamente per scopi editoriali
Uso editoriale esclusivo
Non pubblicare
Vietata la riproduzione
vietato l'uso commerciale
Non per uso commerciale
Nessuna vendita
credito obbligatorio
Endast för redaktionell användning
Får ej publiceras
Ej för försäljning
publicera inte
Inga arkiv
inte för kommersiellt bruk
For Editorial Use Only. No model release.
NO MODEL RELEASE
NO LICENSING
NOT AVAILABLE FOR SALE IN FRANCE
China out
AUSTRIA OUT. GERMANY OUT
Strictly no sales
No Syndication
no syndication rights
newspapers only
UK use only
For use in UK only
USA and Canada only
Not for publication before 6am
Approval required
subject to approval
For internal use only
Publication forbidden
Reproduction prohibited
Usage restricted
PICTURE KILL
DONOTUSE
Do-not-use
never to be published
Restricted to editorial use
LICENSED FOR ONE USE
No unauthorised use
No use without permission
nicht für Werbung
nicht fuer Werbezwecke
Nur mit Quellenangabe
Abdruck nur gegen Honorar
Veröffentlichung erst ab 5.5.
Keine kommerzielle Nutzung
Archivierung untersagt
Nur zur Berichterstattung
Zur einmaligen Verwendung
Frei nur für redaktionelle Zwecke
NUR ZUR REDAKTIONELLEN NUTZUNG
Pour usage éditorial seulement
Ne pas utiliser sans autorisation
Interdiction de vente
toute reproduction interdite
Vente interdite en Suisse
pas d'utilisation commerciale
usage éditorial exclusivement
Réservé à la presse
Non destiné à la vente
No archivar
Prohibido su uso comercial
No para la venta
Prohibida su reproducción
Uso editorial únicamente
solo fines informativos
NO VENTAS
Sin archivo
No reproducir
Divieto di riproduzione
Non archiviare
Solo uso giornalistico
VIETATA LA VENDITA
Non in vendita
Uso editoriale soltanto
per solo uso editoriale
EMBARGO 18H
Publicering förbjuden
Endast redaktionellt bruk
Ej kommersiellt bruk
NO MAGAZINES NO ARCHIVES
No Tabloids
No TV
NO SOCIAL MEDIA
no books
Not for use after publication
IN CONJUNCTION WITH FILM ONLY
For use only in conjunction with the book
to be used in connection with the exhibition only
Crop not allowed
No cropping allowed
Not to be cropped or altered
NORTH AMERICA OUT
Benelux out
U.S. OUT
WITHHOLD UNTIL 5PM
Not before Monday
DO NOT RELEASE
NON-COMMERCIAL ONLY
No Commercial Sales/No Archives
HANDOUT - EDITORIAL USE ONLY - NO SALES
NO NEW USES AFTER 5 MAY 2027
""".strip().splitlines()

HARMLESS = """
editorial
Editorial
An editorial in the newspaper
Ireland
A view of Ireland from the sea
out of focus
slightly out of focus
a for sale sign
For sale sign outside a house
sold out concert
Ireland out of the World Cup
the arms embargo against Iraq
US trade embargo
The names were not released
Police did not publish the list
The only survivor
He was the only one
Staff
Contributor
Tourists use only the left lane
All rights reserved
Photo: Ana Costa/Harbour Press
The release of the hostages
archive photo
File photo
A sign reading no smoking
A woman holds a baby
He holds a sign
FANS WALK OUT OF STADIUM
No one was hurt
No people on the beach
It is not only a game
Nous publions
Nur der Hafen
Das Schiff ist nicht in Betrieb
Le port est seulement ouvert en été
Solo show in Milan
un concerto solo
El puerto de noche
Il porto non era pieno
Hamnen är inte full
handout
Please credit the photographer
For 14 days they waited
rescued after 14 days
with editorial comment
commercial harbour
The web of a spider
online shop
Print run
Use of force
time out
A hold on the market
Dutch minister
The magazine cover
Only two weeks later
only one day after the storm
The press only arrived later
They do not share a border
He was not there for the photograph
HOTEL GUESTS WALK OUT OF THE LOBBY
""".strip().splitlines()


def restricts(text):
    return bool(find_restrictions(text) or find_ends(text))


def test_a_restriction_is_recognised_in_six_languages_however_it_is_written():
    assert [text for text in RESTRICTING if not restricts(text)] == []


def test_case_accents_and_what_stands_around_it_make_no_difference():
    around = [text.upper() for text in RESTRICTING] + [
        f"Two men at the quay. {text}. Call the desk." for text in RESTRICTING
    ]
    assert [text for text in around if not restricts(text)] == []


def test_what_a_caption_says_is_no_restriction():
    assert [(text, find_restrictions(text)) for text in HARMLESS if restricts(text)] == []


def test_the_words_are_given_as_they_stand_in_the_text():
    assert find_restrictions("Ana Costa. NotForResale; Ne pas publier!") == ["NotForResale", "Ne pas publier"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ONLY FOR 14 DAYS", 14),
        ("for 14 days only", 14),
        ("Use only for two weeks.", 14),
        ("NO USE AFTER 30 DAYS", 30),
        ("MAX 7 DAYS", 7),
        ("14-day use only", 14),
        ("Nur 14 Tage", 14),
        ("uniquement pendant 14 jours", 14),
        ("solo 14 días", 14),
        ("solo per 14 giorni", 14),
        ("endast 14 dagar", 14),
    ],
)
def test_an_end_after_some_days_is_found(text, days):
    assert [end.days for end in find_ends(text)] == [days]


@pytest.mark.parametrize(
    "text",
    [
        "No use after 31 December 2026",
        "NOT TO BE USED AFTER DECEMBER 31, 2026",
        "Licence expires 2026-12-31",
        "valid until 31/12/2026",
        "verwendbar bis zum 31. Dezember 2026",
        "Nutzbar bis 31.12.2026",
        "utilisable jusqu’au 31 décembre 2026",
        "válido hasta el 31 de diciembre de 2026",
        "valido fino al 31 dicembre 2026",
    ],
)
def test_the_last_day_of_use_is_found(text):
    assert [end.day for end in find_ends(text)] == [date(2026, 12, 31)]


@pytest.mark.parametrize(
    "text",
    [
        "EMBARGOED UNTIL 31 December 2026",  # then it may be used, not before
        "Do not use until 5 May 2027",
        "Rescued after 14 days",
        "valid until 04/05/2027",  # April or May?
        "valid until 31 February 2027",
        "only for 0 days",
    ],
)
def test_what_is_no_end_is_not_offered_as_one(text):
    assert find_ends(text) == []


def test_a_long_text_is_searched_in_little_work():
    for words in ("no use for the of in ", "only for the 14 ", "editorial x y ", "A", "USA and "):
        assert len(find_restrictions(words * 20_000)) < 10_000
