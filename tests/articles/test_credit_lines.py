"""An editor pastes a credit line and is offered its parts."""

import pytest

from articles.credits.parser import CreditLine, parse_credit_line
from tests.articles.agencies import KNOWN

GETTY = "Getty Images"

AGENCY_LAST = [
    CreditLine(
        "Christopher Polk/MTV1415/Getty Images Entertainment/Getty Images",
        creator="Christopher Polk",
        event_code="MTV1415",
        collection="Getty Images Entertainment",
        agency=GETTY,
    ),
    CreditLine("L. Cohen/WireImage/Getty Images", creator="L. Cohen", collection="WireImage", agency=GETTY),
    CreditLine("Jo Farrow/Getty", creator="Jo Farrow", agency=GETTY),
    CreditLine("Jo Farrow / Getty Images", creator="Jo Farrow", agency=GETTY),
    CreditLine("  Jo  Farrow /Getty  Images ", creator="Jo  Farrow", agency=GETTY),
    CreditLine("Jo Farrow/GETTY IMAGES.", creator="Jo Farrow", agency=GETTY),
    CreditLine("Jo Farrow (Getty Images)", creator="Jo Farrow", agency=GETTY),
    CreditLine("Jo Farrow, Getty Images", creator="Jo Farrow", agency=GETTY),
    CreditLine("Jo Farrow — Reuters", creator="Jo Farrow", agency="Reuters"),
    CreditLine(
        "Jo Farrow—The New York Times/Redux", creator="Jo Farrow", collection="The New York Times", agency="Redux"
    ),
    CreditLine("Jo Farrow - AP", creator="Jo Farrow", agency="AP"),
    CreditLine("Jo Farrow | dpa", creator="Jo Farrow", agency="dpa"),
    CreditLine("Jo Farrow/PA Wire", creator="Jo Farrow", agency="PA Media"),
    CreditLine("Jo Farrow/PA Archive/PA Images", creator="Jo Farrow", agency="PA Media"),
    CreditLine("Jo Farrow/Press Association", creator="Jo Farrow", agency="PA Media"),
    CreditLine("Jo Farrow/Alamy Stock Photo", creator="Jo Farrow", agency="Alamy"),
    CreditLine("Jo Farrow/REX/Shutterstock", creator="Jo Farrow", agency="REX/Shutterstock"),
    CreditLine("Jo Farrow/Rex Features", creator="Jo Farrow", agency="REX"),
    CreditLine("Jo Farrow/EPA-EFE", creator="Jo Farrow", agency="EPA-EFE"),
    CreditLine("Jo Farrow/Magnum Photos", creator="Jo Farrow", agency="Magnum Photos"),
    CreditLine("Jo Farrow/Invision/AP", creator="Jo Farrow", collection="Invision", agency="AP"),
    CreditLine("Jo Farrow/Lehtikuva/AP", creator="Jo Farrow", collection="Lehtikuva", agency="AP"),
    CreditLine("Action Images/Reuters", collection="Action Images", agency="Reuters"),
    CreditLine("Jo Farrow/Hulton Archive/Getty Images", creator="Jo Farrow", collection="Hulton Archive", agency=GETTY),
    CreditLine(
        "Jo Farrow/Redferns/Getty Images Sport/Getty Images",
        creator="Jo Farrow",
        collection="Redferns/Getty Images Sport",
        agency=GETTY,
    ),
    CreditLine("Jo Farrow/Northlight/AP", creator="Jo Farrow", collection="Northlight", agency="AP"),
    CreditLine("Jo Farrow/AP/REX/Shutterstock", creator="Jo Farrow", collection="AP", agency="REX/Shutterstock"),
    CreditLine("dpa/picture alliance", collection="dpa", agency="picture alliance"),
    CreditLine("Bridgeman Images", agency="Bridgeman Images"),
    CreditLine("NASA/JPL-Caltech", collection="JPL-Caltech", agency="NASA"),
]

AGENCY_FIRST = [
    CreditLine("REUTERS/Ines Okafor", creator="Ines Okafor", agency="Reuters"),
    CreditLine("REUTERS/Ines Okafor/File Photo", creator="Ines Okafor", agency="Reuters", qualifier="File Photo"),
    CreditLine("AP Photo/Ines Okafor", creator="Ines Okafor", agency="AP"),
    CreditLine("(AP Photo/Ines Okafor, File)", creator="Ines Okafor", agency="AP", qualifier="File"),
    CreditLine("AP Photo/Ines Okafor, Pool", creator="Ines Okafor", role="Pool", agency="AP"),
    CreditLine("AFP PHOTO / INES OKAFOR", creator="INES OKAFOR", agency="AFP"),
    CreditLine("THE CANADIAN PRESS/Ines Okafor", creator="Ines Okafor", agency="The Canadian Press"),
    CreditLine("picture alliance/dpa/Ines Okafor", creator="Ines Okafor", collection="dpa", agency="picture alliance"),
    CreditLine("AP Photo/Invision, Ines Okafor", creator="Ines Okafor", collection="Invision", agency="AP"),
    CreditLine("Redferns/Ines Okafor", creator="Ines Okafor", collection="Redferns", offer=GETTY),
]

VIA = [
    CreditLine("AFP via Getty Images", collection="AFP", agency=GETTY),
    CreditLine("INES OKAFOR/AFP via Getty Images", creator="INES OKAFOR", collection="AFP", agency=GETTY),
    CreditLine("-/AFP via Getty Images", collection="AFP", agency=GETTY),
    CreditLine("Jo Farrow/Bloomberg via Getty Images", creator="Jo Farrow", collection="Bloomberg", agency=GETTY),
    CreditLine("Jo Farrow/Anadolu Agency via Getty Images", creator="Jo Farrow", collection="Anadolu", agency=GETTY),
    CreditLine("Jo Farrow/NBC via Getty Images", creator="Jo Farrow", collection="NBC", agency=GETTY),
    CreditLine("Photo by NBC via Getty Images", collection="NBC", agency=GETTY),
    CreditLine("Jo Farrow/Lehtikuva, via Associated Press", creator="Jo Farrow", collection="Lehtikuva", agency="AP"),
    CreditLine(
        "Jo Farrow/SOPA Images/LightRocket via Getty Images",
        creator="Jo Farrow",
        collection="SOPA Images/LightRocket",
        agency=GETTY,
    ),
    CreditLine(
        "L. Cohen/WireImage/Getty, via TIME", creator="L. Cohen", collection="WireImage", agency=GETTY, via="TIME"
    ),
    CreditLine("Jo Farrow, via TIME", creator="Jo Farrow", via="TIME"),
    CreditLine("Jo Farrow/AP, via TIME, File", creator="Jo Farrow", agency="AP", via="TIME", qualifier="File"),
    CreditLine("NASA via Quayside", agency="NASA", unparsed=["Quayside"]),
]

CLIENT = [
    CreditLine(
        "Jo Farrow/Getty Images for MTV/Paramount Global",
        creator="Jo Farrow",
        agency=GETTY,
        client="MTV/Paramount Global",
    ),
    CreditLine(
        "Photo by Jo Farrow/Getty Images for AC/DC, via TIME",
        creator="Jo Farrow",
        agency=GETTY,
        client="AC/DC",
        via="TIME",
    ),
    CreditLine(
        "Mandatory Credit: Photo by Jo Farrow/Shutterstock for The Harbour Prize (13914242dh)",
        creator="Jo Farrow",
        agency="Shutterstock",
        client="The Harbour Prize",
        image_id="13914242dh",
    ),
    CreditLine("Jo Farrow for The Quayside Herald", creator="Jo Farrow", client="The Quayside Herald"),
    CreditLine("Jo Farrow for the Herald/eyevine", creator="Jo Farrow", agency="eyevine", client="the Herald"),
    CreditLine(
        "Jo Farrow/FilmMagic for Harbour Prize/Getty Images",
        creator="Jo Farrow",
        collection="FilmMagic",
        agency=GETTY,
        client="Harbour Prize",
    ),
    CreditLine("Jo Farrow/AP for Quayside/File", creator="Jo Farrow", agency="AP", client="Quayside", qualifier="File"),
]

ROLES_AND_QUALIFIERS = [
    CreditLine("Jo Farrow/Staff via Getty Images", creator="Jo Farrow", role="Staff", agency=GETTY),
    CreditLine("Jo Farrow / Contributor / Getty Images", creator="Jo Farrow", role="Contributor", agency=GETTY),
    CreditLine("STRINGER/AFP via Getty Images", role="STRINGER", collection="AFP", agency=GETTY),
    CreditLine("Handout/Getty Images", role="Handout", agency=GETTY),
    CreditLine("HO/Handout via Reuters", role="HO/Handout", agency="Reuters"),
    CreditLine("Jo Farrow/Pool via REUTERS", creator="Jo Farrow", role="Pool", agency="Reuters"),
    CreditLine("Jo Farrow - WPA Pool/Getty Images", creator="Jo Farrow", role="WPA Pool", agency=GETTY),
    CreditLine("Jo Farrow (Stringer)/AP", creator="Jo Farrow", role="Stringer", agency="AP"),
    CreditLine("AP File Photo", agency="AP", qualifier="File Photo"),
    CreditLine("Jo Farrow/Reuters/Archive", creator="Jo Farrow", agency="Reuters", qualifier="Archive"),
    CreditLine("Jo Farrow/TAS18/Getty Images", creator="Jo Farrow", event_code="TAS18", agency=GETTY),
    CreditLine(
        "Jo Farrow/BET22/WireImage", creator="Jo Farrow", event_code="BET22", collection="WireImage", offer=GETTY
    ),
]

PREFIXES = [
    CreditLine("Photo by Jo Farrow/Getty Images", creator="Jo Farrow", agency=GETTY),
    CreditLine("(Photo by Jo Farrow/Getty Images)", creator="Jo Farrow", agency=GETTY),
    CreditLine("Photograph: Jo Farrow/PA", creator="Jo Farrow", agency="PA Media"),
    CreditLine("Image: NASA", agency="NASA"),
    CreditLine("Credit: Jo Farrow", creator="Jo Farrow"),
    CreditLine("Mandatory Credit: Jo Farrow/AAP Image", creator="Jo Farrow", agency="AAP"),
    CreditLine("© Jo Farrow", creator="Jo Farrow"),
    CreditLine("© 2019 Jo Farrow / Magnum", creator="Jo Farrow", agency="Magnum Photos"),
    CreditLine("(c) 2020 Jo Farrow/Alamy", creator="Jo Farrow", agency="Alamy"),
    CreditLine("Photo by Rankine", creator="Rankine"),
    CreditLine(
        "The bridge at dusk — Photo: Jo Farrow/AFP", creator="Jo Farrow", agency="AFP", unparsed=["The bridge at dusk"]
    ),
]

NAMES = [
    CreditLine("Photo by A and B/Getty", creator="A and B", agency=GETTY),
    CreditLine("Jo Farrow, T. Abara and Li Wen/AP", creator="Jo Farrow, T. Abara and Li Wen", agency="AP"),
    CreditLine("Jean-Luc O'Shea & Ana d\u2019Orme/Sipa", creator="Jean-Luc O'Shea & Ana d\u2019Orme", agency="Sipa"),
    CreditLine("Pieter van den Berg/ANP", creator="Pieter van den Berg", agency="ANP"),
    CreditLine("Omar al-Masri/Anadolu", creator="Omar al-Masri", agency="Anadolu"),
    CreditLine("Ольга Белова/TASS", creator="Ольга Белова", agency="TASS"),
]

LICENCES = [
    CreditLine("Jo Farrow / CC BY-SA 4.0", creator="Jo Farrow", licence="CC BY-SA 4.0"),
    CreditLine("Jo Farrow (CC BY 2.0)", creator="Jo Farrow", licence="CC BY 2.0"),
    CreditLine("Jo Farrow CC0", creator="Jo Farrow", licence="CC0"),
    CreditLine("NASA/Public domain", agency="NASA", licence="Public domain"),
    CreditLine(
        "Jo Farrow, CC BY-SA 4.0 <https://example.org/by-sa/4.0>, via Wikimedia Commons",
        creator="Jo Farrow",
        licence="CC BY-SA 4.0",
        agency="Wikimedia Commons",
        unparsed=["https://example.org/by-sa/4.0"],
    ),
]

NOT_UNDERSTOOD = [
    CreditLine(""),
    CreditLine(" \n"),
    CreditLine("Thinksock", unparsed=["Thinksock"]),
    CreditLine("Home Office", unparsed=["Home Office"]),
    CreditLine("Jo Farrow", unparsed=["Jo Farrow"]),
    CreditLine("★", unparsed=["★"]),
    CreditLine("Photo:", unparsed=["Photo:"]),
    CreditLine("MTV1415/Getty Images", agency=GETTY, unparsed=["MTV1415"]),
    CreditLine("Thinksock/Getty Images", agency=GETTY, unparsed=["Thinksock"]),
    CreditLine("Home Office/PA", agency="PA Media", unparsed=["Home Office"]),
    CreditLine("Jo Farrow/NBC", creator="Jo Farrow", collection="NBC"),
    CreditLine("Jo Farrow/Getty Images (2019)", creator="Jo Farrow", agency=GETTY, unparsed=["2019"]),
    CreditLine("Jo Farrow/Northlight/Meridian", creator="Jo Farrow", unparsed=["Northlight", "Meridian"]),
    CreditLine("Taken from the pier, in the rain.", unparsed=["Taken from the pier, in the rain."]),
    CreditLine("We drove to Oslo via Bergen for Reuters.", unparsed=["We drove to Oslo via Bergen for Reuters."]),
    CreditLine("Jo Farrow/Invision/WireImage", creator="Jo Farrow", collection="Invision/WireImage"),
    CreditLine("Kevin Mazur/WireImage", creator="Kevin Mazur", collection="WireImage", offer=GETTY),
]

LINES = [
    *AGENCY_LAST,
    *AGENCY_FIRST,
    *VIA,
    *CLIENT,
    *ROLES_AND_QUALIFIERS,
    *PREFIXES,
    *NAMES,
    *LICENCES,
    *NOT_UNDERSTOOD,
]


@pytest.mark.parametrize("expected", LINES, ids=lambda expected: expected.line)
def test_the_parts_of_a_line_are_offered(expected):
    assert parse_credit_line(expected.line, KNOWN) == expected
