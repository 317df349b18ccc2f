"""The words around French speech: bodies, documents, names and what is no name."""

BODIES = """
famille production marque maison-blanche diplomatie
gouvernement parti ministère mairie préfecture parquet police gendarmerie armée état assemblée
sénat parlement commission comité conseil cour tribunal justice opposition majorité droite gauche
association organisation fondation fédération confédération syndicat collectif mouvement groupe
entreprise société compagnie firme direction agence journal quotidien hebdomadaire magazine
mensuel site chaîne émission radio télévision presse média médias rédaction institut observatoire
université école académie banque union ligue front alliance coalition régime présidence élysée
matignon maison-blanche kremlin vatican pentagone autorité autorités forces rebelles milices
troupes organisateurs avocats syndicats associations enquêteurs services hôpital hôpitaux clinique
chu chru ehpad lycée rectorat musée festival fédérations clubs staff directoire holding filiale
maison-mère enseigne distributeur exploitant concessionnaire compagnies armateur avionneur
motoriste équipementier assureur mutuelle douane douanes gendarmes militaires carabiniers aviation
amirauté commandement garde-côtes préfectures rectorats tribunaux juridiction chancellerie
ambassade consulat diplomatie quai-d'orsay exécutif législatif sous-préfecture métropole
agglomération intercommunalité gouvernements république plaignants pilotes routiers cheminots
agriculteurs éleveurs pêcheurs viticulteurs enseignants lycéennes étudiantes intermittents
infirmiers infirmières médecins urgentistes pharmaciens patrons employeurs entreprises
entrepreneurs commerçants actionnaires investisseurs analystes marchés créanciers consommateurs
usagers locataires propriétaires abonnés clients voyageurs passagers touristes fidèles évêques
imams rabbins catholiques protestants musulmans rédacteurs reporters journalistes correspondants
éditorialistes secouristes sauveteurs gardes surveillants organisations intersyndicale patronat
congrégation observatoires instituts agences régulateur superviseur gendarme commissions
secrétariat présidences ministères dirigeants chancelleries européens occidentaux alliés
belligérants négociateurs jury jurés accusés suspects ravisseurs assaillants terroristes
djihadistes miliciens guérilla cartel groupuscule police-judiciaire pgr pnf crs raid gign dgse
dgsi drm sncf ratp edf engie ars insee inserm cnrs cnes inra ined ademe anses ansm arcom cnil ocde
ocse osce ue bce cpi cij cedh aiea fao pnud unhcr hcr cicr msf fidh ldh lpo wwf oaci omc fifa uefa
cio ama itf atp wta lnr ffr fft fia secours pompiers ville région département commune pays
délégation équipe club ong onu otan cgt cfdt fo unef medef ump ps lr fn fi prg eelv udi modem afp
reuters unicef unesco oms fmi nasa fbi cia haute-autorité instance cabinet bureau office centre
maison clan camp état-major porte-avions consortium laboratoire chambre municipalité communauté
église diocèse brigade cellule inspection administration constructeur opérateur éditeur géant
fabricant américains russes français allemands britanniques chinois israéliens palestiniens kurdes
talibans insurgés séparatistes républicains démocrates socialistes communistes écologistes
centristes conservateurs travaillistes indépendantistes nationalistes élus députés sénateurs
parlementaires ministres responsables maires manifestants grévistes étudiants lycéens salariés
riverains habitants familles parents proches victimes supporters fans chercheurs scientifiques
astronomes experts économistes historiens auteurs participants membres partisans opposants
adversaires soutiens détracteurs militants observateurs internautes spécialistes défenseurs
policiers juges magistrats électeurs frontistes
"""

# The gender of bodies whose article is elided: « l'entreprise », « l'Élysée ».
ELIDED = """
académie:f administration:f agence:f agglomération:f alliance:f ambassade:f amirauté:f armée:f
assemblée:f association:f autorité:f aviation:f école:f église:f émission:f enseigne:f entreprise:f
équipe:f inspection:f instance:f intersyndicale:f ocde:f oms:f onu:f ong:f opposition:f
organisation:f otan:f ue:f unesco:f union:f université:f usine:f
armateur:m assureur:m avionneur:m éditeur:m ehpad:m élysée:m état:m état-major:m exécutif:m
exploitant:m hebdomadaire:m hôpital:m iran:m irak:m institut:m observatoire:m office:m opérateur:m
"""

# Whose words are a paper's: what they say is told, but they are nobody.
DOCUMENTS = """
sondage sondages étude études enquête rapport rapports résultats chiffres statistiques estimations
estimation données communiqué texte loi déclaration document documents projections baromètre
rumeur rumeurs constitution accord article calculs informations information bilan recensement
décret projet charte traité règlement lettre prévisions
"""

SPEECH_NOUNS = """
phrase mot mots terme termes propos formule expression réplique réponse slogan déclaration
déclarations message tweet tweets communiqué discours cri cris question questions affirmation
remarque citation citations commentaire commentaires aveu conclusion explication argument
avertissement appel apostrophe boutade plaisanterie menace promesse refrain maxime idée
conviction accusation accusations reproche sms lettre courrier texte post publication titre
intitulé
légende
"""

PLACES = """
france paris lyon marseille lille toulouse bordeaux nantes strasbourg rennes nice europe afrique
amérique asie états-unis russie chine allemagne espagne italie royaume-uni angleterre écosse
irlande belgique suisse canada québec turquie syrie irak iran israël palestine gaza libye tunisie
algérie maroc mali niger tchad burundi rwanda congo gabon gambie sénégal nigeria kenya égypte
ukraine pologne hongrie roumanie bulgarie serbie croatie bosnie kosovo albanie slovénie slovaquie
estonie lettonie lituanie finlande islande biélorussie bélarus moldavie géorgie arménie
azerbaïdjan kazakhstan ouzbékistan mongolie taïwan vietnam cambodge laos thaïlande birmanie
malaisie singapour indonésie philippines bangladesh népal jordanie liban yémen oman qatar koweït
bahreïn émirats soudan éthiopie érythrée somalie djibouti ouganda tanzanie zambie zimbabwe
mozambique angola namibie botswana madagascar cameroun togo bénin ghana côte-d'ivoire libéria
guinée mauritanie centrafrique haïti panama nicaragua honduras guatemala équateur bolivie paraguay
uruguay nouvelle-zélande téhéran ankara damas bagdad riyad doha beyrouth jérusalem ramallah alger
tunis rabat tripoli dakar bamako abidjan kinshasa brazzaville kigali bujumbura n'djamena
addis-abeba nairobi pretoria kiev varsovie prague budapest bucarest belgrade athènes vienne berne
stockholm oslo copenhague helsinki dublin lisbonne ottawa mexico caracas bogota brasilia
buenos-aires canberra new-delhi islamabad kaboul taipei hanoï bangkok manille jakarta pyongyang
minsk tbilissi erevan bakou genève luxembourg autriche grèce portugal suède norvège danemark
pays-bas bruxelles londres berlin madrid rome moscou pékin washington new-york tokyo séoul japon
corée inde pakistan afghanistan brésil argentine mexique cuba venezuela colombie chili pérou
australie catalogne barcelone guyane martinique guadeloupe réunion mayotte corse bretagne
normandie alsace provence occitanie île-de-france élysée elysée matignon bercy maison-blanche
kremlin sénat assemblée facebook twitter youtube google apple amazon instagram wikipédia wikimedia
internet dieu janvier février mars avril mai juin juillet août septembre octobre novembre
décembre lundi mardi mercredi jeudi vendredi samedi dimanche république état etat constitution
"""

# Words of the names of bodies, never of people.
BODY_NAMES = """
parti front union comité conseil ministère agence journal monde figaro libération parisien croix
obs express point humanité huffington post times news bbc cnn rtl bfm bfmtv rmc france inter info
europe télévisions tv radio canal gaulle-info république nationale national assemblée sénat cour
tribunal police gendarmerie mairie université école institut fondation association fédération
confédération ligue mouvement alliance forces armée état etat société groupe banque nations unies
onu otan ue unicef organisation observatoire commission parlement chambre haute autorité centre
maison blanche wall street guardian daily mail press associated reuters independent washington the
insoumise marche républicains socialiste communiste démocrate vert verts écologie médiapart
mediapart
amnesty international greenpeace human rights watch bank airlines air bus airbus renault peugeot
sncf
ratp edf boeing google facebook twitter apple microsoft league cup fc stade olympique club ufc que
choisir place rue avenue boulevard saint notre-dame
"""

FIRST_NAMES = """
f: anne marie christiane martine ségolène marine marion penelope brigitte nathalie valérie cécile
f: rachida roselyne najat myriam axelle delphine isabelle sylvie catherine christine françoise
f: florence sophie claire clémentine danièle éva eva émilie emmanuelle hélène jeanne julie
f: karine laure laurence
f: léa lucie manon margaux marguerite mathilde michèle monique muriel nadine nicole pauline
f: sandrine
f: sarah simone solange sonia stéphanie theresa angela hillary melania michelle ivanka
f: caroline chantal
f: charlotte corinne élisabeth elisabeth élise audrey agnès agnes alice amélie aurélie aurore
f: barbara
f: béatrice bénédicte camille carole véronique virginie yvette zoé inès fatima nadia leïla
f: samia rama
f: ysoline frédérique geneviève ginette jacqueline joëlle josiane juliette mireille odile régine
m: alain alexandre alexis andré antoine arnaud arthur aurélien bernard benoît benoit benoist
m: bertrand
m: boris bruno cédric charles christian christophe claude daniel david denis didier dominique
m: donald
m: édouard edouard emmanuel éric eric étienne fabien florian francis franck françois francois
m: frédéric
m: gabriel georges gérald gérard gilbert gilles grégory guillaume guy henri hervé hugo jacques
m: jean
m: jean-baptiste jean-christophe jean-claude jean-françois jean-louis jean-luc jean-marc
m: jean-marie
m: jean-michel jean-paul jean-philippe jean-pierre jean-yves jérôme joël jordan joseph julien
m: laurent
m: louis luc lionel marc marcel mathieu matthieu maxime michel mohamed nicolas olivier pascal
m: patrick
m: paul philippe pierre raphaël raymond rémi renaud richard robert roger romain samuel
m: sébastien serge
m: simon stanislas stéphane sylvain théo thibaut thierry thomas tony valentin vincent vladimir
m: xavier
m: yannick yves yvan barack bashar bernie joe john george james william peter mike steve mariano
m: carles leo benyamin recep vitali sergueï ban antónio théodule gaston khaled bob mark jeremy
m: nigel noël
"""

# --- What a charge is made of -------------------------------------------------------------

LAW = """
examen enquête enquêtes détention garde poursuivi poursuivie poursuivis condamné condamnée
condamnés plainte
inculpé inculpée jugé jugée soupçonné soupçonnée information instruction
"""

OFFENCES = """
provocation détournement détournements abus recel association violences violence homicide meurtre
viol injure diffamation incitation apologie corruption trafic escroquerie fraude blanchiment
complicité
favoritisme outrage rébellion dégradation dégradations entrave terrorisme assassinat tentative vol
harcèlement agression participation financement
"""

# Words that end like an infinitive and are none.
FALSE_INFINITIVES = """
leur pour entre contre autre notre votre premier dernier entier avenir plaisir désir loisir
souvenir
papier chantier quartier courrier métier titre centre chiffre nombre ordre genre rencontre
guerre terre
affaire histoire victoire mémoire territoire lumière manière matière rivière carrière barrière
frontière
première dernière entière affaires candidature culture nature agriculture ouverture signature
rupture
lecture armature majeure heure mesure voire encore dollar dossier calendrier particulier régulier
financier financière militaire nucléaire scolaire solaire populaire nécessaire contraire propre
libre
offre membre quatre hier cher fier soir espoir air communautaire alimentaire humanitaire
judiciaire
monétaire budgétaire publicitaire anniversaire salaire commentaire formulaire itinéraire lettre
"""

# Adjectives that tell nobody apart from another: « l'ancien ministre » is the minister.
PLAIN_ADJECTIVES = """
ancien ancienne ex actuel actuelle même jeune futur future nouveau nouvelle célèbre principal
principale sortant sortante
"""
