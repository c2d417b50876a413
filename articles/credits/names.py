"""Proper names in credit lines that are no picture agencies: who makes pictures, and who publishes them.

Data only. A row of the agencies' table of the same name comes first; where a name stands only here, it may become the
collection, as the line spells it.
"""

# They make pictures and hand them out. With an agency that distributes them they are not the agency.
ORGANISATIONS = """
NASA; ESA; CSA; STScI; JAXA; ISRO; CNSA; CNES; DLR; Roscosmos; NOAA; USGS; NSF; SpaceX; Blue Origin; ESO; NOIRLab
AURA; European Space Agency; European Southern Observatory; Canadian Space Agency; National Park Service; NPS
U.S. Air Force; U.S. Army; U.S. Navy; U.S. Marine Corps; U.S. Coast Guard; U.S. Space Force; U.S. National Guard
US Air Force; US Army; US Navy; US Marine Corps; US Coast Guard; US Space Force; Army National Guard
Air National Guard; U.S. Air National Guard; U.S. Army National Guard; DoD; DOD; Department of Defense; DVIDS; NATO
U.S. Department of Defense; U.S. Department of State; State Department; U.S. Forest Service; U.S. Geological Survey
U.S. Fish and Wildlife Service; USFWS; USDA; FEMA; CDC; NIH; NIAID; FBI; CIA; CENTCOM; U.S. Central Command
The White House; Library of Congress; National Archives; Smithsonian Institution; British Library; British Museum
Imperial War Museums; Imperial War Museum; IWM; Royal Navy; Royal Air Force; British Army; MoD; Ministry of Defence
UK Parliament; House of Commons; UK Government; No 10 Downing Street; 10 Downing Street; European Parliament
European Union; European Commission; United Nations; UN Photo; UNICEF; UNHCR; WHO; WFP; Red Cross; ICRC; Bundeswehr
Bundesregierung; Bundesarchiv; Vatican Media; Kremlin; Kremlin Pool; IDF; Israel Defense Forces; CCTV
Metropolitan Museum of Art; Rijksmuseum; Nationaal Archief; National Gallery; Tate; National Portrait Gallery; Louvre
RMN-Grand Palais; Wellcome Collection; Maxar; Maxar Technologies; Planet Labs; Vantor; Copernicus
"""

# Studios, broadcasters, streaming services and labels: their publicity pictures are credited to them.
COMPANIES = """
20th Century Fox; 20th Century Studios; A24; ABC; AMC; Amazon; Amazon MGM Studios; Amazon Studios; Apple; Apple TV+
BBC; BBC Studios; Bravo; CBS; Channel 4; CNN; Columbia Pictures; Comedy Central; Disney; Disney+; DreamWorks; ESPN
Fox; Fox News; Focus Features; FX; HBO; HBO Max; Hulu; IFC Films; ITV; Lionsgate; Lucasfilm; Marvel; Marvel Studios
MGM; Miramax; MSNBC; MTV; NBC; NBCU Photo Bank; NBCUniversal; NBA; NFL; Neon; Netflix; New Line Cinema
Orion Pictures; Paramount; Paramount Pictures; Paramount+; PBS; Peacock; Pixar; Prime Video; RKO
Searchlight Pictures; Showtime; Sky; Sky Atlantic; Sony; Sony Pictures; Sony Pictures Classics; Starz; Studiocanal
TriStar; TriStar Pictures; TSN; UFC; United Artists; Universal; Universal Pictures; Universal Studios
Walt Disney Pictures; Warner Bros; Warner Bros.; Warner Bros. Pictures; WWE; ZDF; ARD; RTL; NDR; WDR; SWR; SRF; SVT
NRK; YLE; DR; RAI; NOS; TF1; Canal+; Globo; Atlantic Records; Big Machine Records; Capitol Records; Columbia Records
Def Jam; EMI; Epic Records; Geffen Records; Interscope Records; Island Records; Motown; Parlophone; Polydor; RCA
RCA Records; Republic Records; Roc Nation; Sony Music; Sub Pop; Universal Music; Virgin Records; Warner Music
Warner Records; XL Recordings; Domino; 4AD; Rough Trade
"""

# Newspapers, magazines and sites. After "via" they say where a picture was seen.
PUBLICATIONS = """
The Guardian; The Observer; The New York Times; The Washington Post; Los Angeles Times; Chicago Tribune; Boston Globe
Denver Post; Toronto Star; The Irish Times; The Times; The Sunday Times; The Telegraph; The Independent
Evening Standard; Daily Mail; Daily Mirror; The Sun; Financial Times; The Economist; The Wall Street Journal
USA Today; TIME; Newsweek; Vanity Fair; Vogue; Teen Vogue; Wired; The Atlantic; The New Yorker; New York Magazine
The Verge; Vox; Slate; BuzzFeed; HuffPost; The Daily Beast; Politico; Axios; Bloomberg Businessweek; Forbes; Fortune
Rolling Stone; Billboard; Variety; The Hollywood Reporter; Deadline; Entertainment Weekly; People; Le Monde
Le Figaro; Libération; Der Spiegel; Die Zeit; Süddeutsche Zeitung; FAZ; NZZ; El País; El Mundo; La Repubblica
Corriere della Sera; La Stampa; De Volkskrant; NRC; Dagens Nyheter; Svenska Dagbladet; Aftenposten; VG; Politiken
Gazeta Wyborcza; Folha de S.Paulo; La Presse; Wikipedia; YouTube; Facebook; Instagram; Twitter; X; TikTok; Tumblr
Reddit; BBC News; CNN; NPR; ABC News; The Globe and Mail; National Geographic; Femestella; Handelsblatt; Bild; Stern
Focus; Paris Match; Ouest-France; Le Parisien; L'Équipe
"""

# Where makers sign with a user's name of one word ("goldy").
STOCK_LIBRARIES = """
123RF; 500px; Adobe Stock; Bigstock; Burst; Can Stock Photo; Canva; Depositphotos; Dreamstime; Envato; EyeEm; Flickr
Fotolia; Freepik; Ingimage; iStock; iStockphoto; Panthermedia; Pexels; Pixabay; Pond5; Rawpixel; Stocksy; StockSnap
Storyblocks; Thinkstock; Unsplash; Vecteezy; Wikimedia Commons; Zoonar
"""
# The same, but publicity pictures are credited there too: a user's name is one that begins small or has digits.
MIXED_LIBRARIES = "Shutterstock; Getty Images Plus"
