"""The kinds of credit lines that newsrooms get, each by its creator, its collection and its agency."""

import pytest

from articles.credits.parser import CreditLine, parse_credit_line
from tests.articles.agencies import KNOWN

GETTY, COMMONS = "Getty Images", "Wikimedia Commons"

# Each row: the line, its creator, its collection, its agency. "" is a part that the line does not have.
STOCK = [
    ("Ana Wren/Depositphotos", "Ana Wren", "", "Depositphotos"),
    ("Image: Depositphotos, via Harbour Weekly", "", "", "Depositphotos"),
    ("wren42/iStock/Thinkstock", "wren42", "iStock", "Thinkstock"),
    ("wrenpix / iStock", "wrenpix", "iStock", ""),
    ("iStock.com/wrenpix", "wrenpix", "iStock", ""),
    ("Photo by Ana Wren on Unsplash", "Ana Wren", "", "Unsplash"),
    ("Photo via Unsplash", "", "", "Unsplash"),
    ("Image by Ana Wren from Pixabay", "Ana Wren", "", "Pixabay"),
    ("Ana Wren auf Pixabay", "Ana Wren", "", "Pixabay"),
    ("Photo by Pexels on Pixabay", "", "Pexels", "Pixabay"),
    ("Photo credit: Unsplash: Ana Wren", "Ana Wren", "", "Unsplash"),
    ("wrenpix - stock.adobe.com", "wrenpix", "", "Adobe Stock"),
    ("© Ana Wren - Fotolia.com", "Ana Wren", "", "Fotolia"),
    ("Flickr/Ana Wren (CC BY 2.0)", "Ana Wren", "", "Flickr"),
    ("Wrenwings, via Wikimedia Commons", "Wrenwings", "", COMMONS),
    ("Wikimedia Commons · wrenwings", "wrenwings", "", COMMONS),
    ("By Ana Wren (Own work) [CC BY-SA 4.0], via Wikimedia Commons", "Ana Wren", "", COMMONS),
    ("Thinksock/Shutterstock", "", "", "Shutterstock"),
    ("wren42/Shutterstock", "wren42", "", "Shutterstock"),
]
SEVERAL_MAKERS = [
    ("Ana Wren & Bo Lind / Northlight Records", "Ana Wren & Bo Lind", "Northlight Records", ""),
    ("Photos: Ana Wren, Bo Lind/AP", "Ana Wren, Bo Lind", "", "AP"),
    ("Foto: Ana Wren und Bo Lind/dpa", "Ana Wren und Bo Lind", "", "dpa"),
    ("Ana Wren et Bo Lind / AFP", "Ana Wren et Bo Lind", "", "AFP"),
    ("Both photos: Ana Wren/AFP via Getty Images", "Ana Wren", "AFP", GETTY),
    ("All photos by Ana Wren/Reuters", "Ana Wren", "", "Reuters"),
    ("(Photo by Ana WREN / AFP) (Photo by ANA WREN/AFP via Getty Images)", "Ana WREN", "AFP", GETTY),
    ("Photo illustration by Ana Wren/NurPhoto via Getty Images", "Ana Wren", "NurPhoto", GETTY),
    ("Illustration by Ana Wren; Getty Images", "Ana Wren", "", GETTY),
    ("Ana Wren/AP; Bo Lind/Reuters", "", "", ""),
    ("Left: Ana Wren/AP. Right: Bo Lind/Reuters", "", "", ""),
    ("Ana Wren/AP (left), Bo Lind/Reuters (right)", "", "", ""),
    ("Clockwise from top: AP, Reuters, Getty Images", "", "", ""),
    ("AP, Getty Images", "", "", ""),
]
ORGANISATIONS = [
    ("NASA/ESA", "NASA/ESA", "", ""),
    ("NASA, ESA, CSA, STScI", "NASA, ESA, CSA, STScI", "", ""),
    ("REUTERS/NASA/ESA", "NASA/ESA", "", "Reuters"),
    ("NASA/AFP/Getty Images", "", "NASA/AFP", GETTY),
    ("NASA / Ana Wren", "Ana Wren", "", "NASA"),
    ("NASA, ESA, and A. Wren", "", "", ""),
    ("Northlight Archive, NASA, ESA; Processing: Ana Wren", "", "", ""),
    ("U.S. Air Force photo by Senior Airman Ana Wren", "Senior Airman Ana Wren", "U.S. Air Force", ""),
    ("U.S. Navy photo by Gunner 2nd Class Ana Wren/Released", "Gunner 2nd Class Ana Wren", "U.S. Navy", ""),
    ("Official White House Photo by Ana Wren", "Ana Wren", "", "The White House"),
    ("AP Photo by Ana Wren", "Ana Wren", "", "AP"),
    ("U.S. Coast Guard via AP", "", "U.S. Coast Guard", "AP"),
    ("©2025 Maxar Technologies/EPA", "", "Maxar Technologies", "EPA"),
    ("Image courtesy of Quayside Council.", "", "", ""),
    ("Lake County Sheriff's Office via AP", "", "", "AP"),
    ("Foto: Câmara dos Deputados", "", "", ""),
    ("Netflix, via Associated Press", "", "Netflix", "AP"),
    ("Ana Wren/Netflix", "Ana Wren", "Netflix", ""),
    ("Photo: HBO", "", "", ""),
    ("Courtesy Everett Collection", "", "", "Everett Collection"),
]
LANGUAGES = [
    ("Foto: Ana Wren", "Ana Wren", "", ""),
    ("Foto: picture alliance/dpa | Ana Wren", "Ana Wren", "dpa", "picture alliance"),
    ("Bildquelle: imago images / Ana Wren", "Ana Wren", "", "Imago"),
    ("Bildnachweis: Shutterstock / Ana Wren", "Ana Wren", "", "Shutterstock"),
    ("Archivfoto: Ana Wren/dpa", "Ana Wren", "", "dpa"),
    ("Foto: Ana Wren | Quelle: dpa", "Ana Wren", "", "dpa"),
    ("Crédit photo : Ana Wren / AFP", "Ana Wren", "", "AFP"),
    ("Crédit photo : Ana Wren, étudiante en architecture", "Ana Wren", "", ""),
    ("Foto di Ana Wren/LaPresse", "Ana Wren", "", "LaPresse"),
    ("Foto Ana Wren / LaPresse", "Ana Wren", "", "LaPresse"),
    ("Fotografía: Ana Wren/EFE", "Ana Wren", "", "EFE"),
    ("Foto de Ana Wren / Europa Press", "Ana Wren", "", "Europa Press"),
    ("Foto de archivo: EFE", "", "", "EFE"),
    ("Beeld Reuters", "", "", "Reuters"),
    ("Beeld: ANP / Ana Wren", "Ana Wren", "", "ANP"),
    ("Fotograf: Ana Wren/TT", "Ana Wren", "", "TT News Agency"),
    ("Foto: Ana Wren / NTB", "Ana Wren", "", "NTB"),
    ("Foto: Ana Wren/AFP/Ritzau Scanpix", "Ana Wren", "AFP", "Ritzau Scanpix"),
    ("Foto: Ana Wren/Divulgação", "Ana Wren", "", ""),
    ("ANA WREN/LUSA", "ANA WREN", "", "Lusa"),
    ("Fot. Ana Wren/PAP", "Ana Wren", "", "PAP"),
    ("Zdjęcie: Ana Wren / PAP", "Ana Wren", "", "PAP"),
]
SEPARATORS = [
    ("Ana Wren · Reuters", "Ana Wren", "", "Reuters"),
    ("Ana Wren • Getty Images", "Ana Wren", "", GETTY),
    ("Ana Wren/Associated Press.", "Ana Wren", "", "AP"),
    ("Photo by Ana Wren.", "Ana Wren", "", ""),
    ("Photo by Ana Wren Jr.", "Ana Wren Jr.", "", ""),
    ("Mandatory Credit: Ana Wren-Imagn Images", "Ana Wren", "", "Imagn Images"),
    ("Ana Wren-Everett/Getty Images", "Ana Wren-Everett", "", GETTY),
    ("Photo/Ana Wren", "Ana Wren", "", ""),
    ("FILE PHOTO: REUTERS/Ana Wren", "Ana Wren", "", "Reuters"),
    ("© Ana Wren 2019", "Ana Wren", "", ""),
    ("Copyright Ana Wren. All rights reserved.", "Ana Wren", "", ""),
    ("Satellite image ©2024 Maxar Technologies", "", "", ""),
]
ALIASES = [
    ("EPA-EFE/STRINGER", "", "", "EPA-EFE"),
    ("Ana Wren/EPA", "Ana Wren", "", "EPA"),
    ("Ana Wren/SIPA/REX / Shutterstock", "Ana Wren", "Sipa", "REX/Shutterstock"),
    ("Ana Wren/Rex Features", "Ana Wren", "", "REX"),
    ("Ana Wren/Agence France-Presse — Getty Images", "Ana Wren", "AFP", GETTY),
    ("Ana Wren/PA Wire/AP", "Ana Wren", "PA Wire", "AP"),
    ("Ana Wren/ZUMA Press Wire/Shutterstock", "Ana Wren", "ZUMA Press Wire", "Shutterstock"),
    ("Ana Wren/ZUMA Press/Corbis", "Ana Wren", "ZUMA Press", "Corbis"),
    ("Gettyimages.com/NurPhoto / Contributor", "", "NurPhoto", GETTY),
    ("Ana Wren/Getty Images/AFP", "Ana Wren", "Getty Images", "AFP"),
    ("ABC/NYT/AP", "", "ABC/NYT", "AP"),
    ("ZUMA Press, Inc. / Alamy Stock Photo", "", "ZUMA Press", "Alamy"),
    ("FLPA/Alamy", "", "FLPA", "Alamy"),
]
PLACES = [
    ("Ana Wren/Quayside News-Review, via Associated Press", "Ana Wren", "Quayside News-Review", "AP"),
    ("Ana Wren/U2/LHP/PA Wire via The Irish Times", "Ana Wren", "U2/LHP", "PA Media"),
    ("Ana Wren/Reuters, via The Guardian", "Ana Wren", "", "Reuters"),
    ("Photograph: Ana Wren/The Guardian", "Ana Wren", "", "The Guardian"),
    ("Ana Wren/HP/Getty Images for HP", "Ana Wren", "", GETTY),
    ("Ana Wren/Bo Lind/AP", "Ana Wren", "", "AP"),
    ("Harbour Rights Management 2021, via Getty Images", "", "", GETTY),
    ("Photo: QRB / Ana Wren", "Ana Wren", "", ""),
    ("The crowd waits at dusk, Bergen, Norway", "", "", ""),
    ("Still from the “Low Tide” video, Northlight Records, via YouTube", "", "", ""),
]
LINES = [
    *STOCK,
    *SEVERAL_MAKERS,
    *ORGANISATIONS,
    *LANGUAGES,
    *SEPARATORS,
    *ALIASES,
    *PLACES,
]


@pytest.mark.parametrize(("line", "creator", "collection", "agency"), LINES, ids=[row[0] for row in LINES])
def test_a_line_of_every_kind_is_parsed(line, creator, collection, agency):
    parsed = parse_credit_line(line, KNOWN)
    assert (parsed.creator, parsed.collection, parsed.agency) == (creator, collection, agency)


@pytest.mark.parametrize("line", ["Ana Wren/AP; Bo Lind/Reuters", "Left: Ana Wren/AP. Right: Bo Lind/Reuters"])
def test_a_line_with_several_credits_is_kept_whole(line):
    assert parse_credit_line(line, KNOWN) == CreditLine(line, unparsed=[line], several=True)
