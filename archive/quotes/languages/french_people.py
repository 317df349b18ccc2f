"""The nouns by which French newspapers name people: functions, callings, unnamed sources.

A noun followed by "f" or "m" designates a woman or a man whatever its article says.
"""

FUNCTIONS = """
président:m présidente:f vice-président:m vice-présidente:f ministre ex-ministre secrétaire
député:m députée:f eurodéputé:m eurodéputée:f sénateur:m sénatrice:f maire mairesse:f adjoint:m
adjointe:f conseiller:m conseillère:f élu:m élue:f candidat:m candidate:f directeur:m directrice:f
chef cheffe:f porte-parole patron:m patronne:f préfet:m préfète:f procureur:m procureure:f
avocat:m avocate:f juge magistrat:m magistrate:f général:m générale:f colonel:m commandant:m
capitaine lieutenant amiral vice-amiral ambassadeur:m ambassadrice:f gouverneur:m gouverneure:f
roi:m reine:f prince:m princesse:f pape:m évêque:m archevêque:m cardinal:m imam:m rabbin:m père:m
mère:f frère:m soeur:f sœur:f fils:m fille:f épouse:f époux:m mari:m femme:f veuve:f compagne:f
compagnon:m oncle:m tante:f homme:m dirigeant:m dirigeante:f leader numéro fondateur:m
fondatrice:f délégué:m déléguée:f responsable représentant:m représentante:f coordinateur:m
coordinatrice:f coordonnateur:m organisateur:m organisatrice:f entraîneur:m entraîneuse:f
sélectionneur:m joueur:m joueuse:f attaquant:m gardien:m gardienne:f universitaire spécialiste
footballeur:m footballeuse:f champion:m championne:f acteur:m actrice:f animateur:m chauffeur:m
conducteur:m conductrice:f boulanger:m agriculteur:m agricultrice:f éleveur:m ouvrier:m ouvrière:f
infirmier:m infirmière:f pharmacien:m pharmacienne:f chirurgien:m psychologue psychiatre
vétérinaire notaire banquier:m banquière:f greffier:m gendarme adjudant:m brigadier:m contrôleur:m
contrôleuse:f étudiant:m étudiante:f lycéen:m lycéenne:f élève instituteur:m institutrice:f
recteur:m doyen:m proviseur:m curé:m pasteur:m ermite moine cheminot:m routier:m facteur:m
caissier:m caissière:f vendeur:m vendeuse:f commerçant:m commerçante:f restaurateur:m cuisinier:m
styliste photographe cinéaste compositeur:m musicien:m musicienne:f rappeur:m rappeuse:f danseur:m
danseuse:f peintre sculpteur:m dessinateur:m dessinatrice:f caricaturiste éditorialiste
chroniqueur:m chroniqueuse:f correspondant:m correspondante:f envoyé:m blogueur:m blogueuse:f
youtubeur:m arbitre tennisman:m basketteur:m rugbyman:m navigateur:m navigatrice:f alpiniste
comédien:m comédienne:f chanteur:m chanteuse:f écrivain:m écrivaine:f romancier:m romancière:f
auteur:m autrice:f auteure:f philosophe historien:m historienne:f sociologue politologue
économiste professeur:m professeure:f enseignant:m enseignante:f chercheur:m chercheuse:f
scientifique médecin journaliste rédacteur:m rédactrice:f animatrice:f réalisateur:m
réalisatrice:f producteur:m productrice:f artiste humoriste militant:m militante:f syndicaliste
activiste président-directeur pdg commissaire inspecteur:m inspectrice:f policier:m policière:f
pompier:m soldat:m rapporteur:m rapporteure:f trésorier:m trésorière:f premier-ministre garde
chancelier:m chancelière:f milliardaire locataire socialiste écologiste centriste frontiste
intéressé:m intéressée:f plaignant:m plaignante:f accusé:m accusée:f suspect individu prévenu:m
prévenue:f victime témoin jeune trentenaire quadragénaire quinquagénaire sexagénaire astronaute
maître ingénieur:m avocat-général édile parlementaire successeur:m prédécesseur:m rival:m rivale:f
conservateur:m conservatrice:f travailliste républicain:m républicaine:f démocrate député-maire
sénateur-maire:m couple physicien:m physicienne:f astronome biologiste pilote cycliste coureur:m
coureuse:f athlète nageur:m nageuse:f skieur:m skieuse:f président-fondateur gérant:m gérante:f
propriétaire habitant voisin:m voisine:f actionnaire adjudante:f administrateur:m
administratrice:f agent:m agente:f aîné:m aînée:f anthropologue archéologue architecte
assistante:f assureur:m avocate-générale:f bâtonnier:m bâtonnière:f beau-frère:m belle-sœur:f
benjamin:m benjamine:f biathlète botaniste boxeur:m boxeuse:f buteur:m buteuse:f cadet cadette:f
cardiologue cavalier:m cavalière:f chimiste climatologue coach coauteur:m coautrice:f
cofondateur:m cofondatrice:f colistier:m colistière:f colonelle:f commandante:f
constitutionnaliste consultant:m consultante:f coprésident:m coprésidente:f costumier:m créateur:m
créatrice:f criminologue cousin:m cousine:f défenseur:m défenseure:f démographe dictateur:m
diplomate dissident:m dissidente:f doctorant:m doctorante:f écologue égyptologue émir:m empereur:m
entrepreneur:m entrepreneuse:f épidémiologiste essayiste ethnologue exploitant:m exploitante:f
expert:m experte:f explorateur:m exploratrice:f ex-président:m ex-présidente:f finaliste géographe
géologue géophysicien:m guitariste gynécologue handballeur:m handballeuse:f héritier:m héritière:f
hockeyeur:m hockeyeuse:f hôtelier:m hôtelière:f immunologue infectiologue informaticien:m
informaticienne:f inventeur:m inventrice:f islamologue joaillier:m judoka juriste kinésithérapeute
lanceur:m lanceuse:f légiste libraire linguiste lobbyiste maraîcher:m maraîchère:f marathonien:m
marathonienne:f mathématicien:m mathématicienne:f médaillé:m médaillée:f médiateur:m médiatrice:f
meneur:m meneuse:f météorologue metteur:m milicien:m militaire monarque moniteur:m monitrice:f
naturaliste négociateur:m négociatrice:f neveu:m nièce:f nonagénaire nutritionniste océanographe
octogénaire officier:m officière:f ornithologue otage paléontologue patineur:m patineuse:f
pédagogue pédiatre pénaliste perchiste pianiste poète plongeur:m plongeuse:f préhistorien:m
prélat:m prêtre:m prévisionniste primatologue psychanalyste publicitaire ravisseur:m rectrice:f
régisseur:m religieux:m religieuse:f repreneur:m rescapé:m rescapée:f retraité:m retraitée:f
sauteur:m sauteuse:f sauveteur:m scénariste secouriste septuagénaire sergent:m sergente:f
séismologue sismologue skipper slameur:m souverain:m souveraine:f spationaute sprinteur:m
sprinteuse:f statisticien:m substitut sultan:m survivant:m survivante:f technicien:m
technicienne:f toxicologue tsar:m urbaniste urgentiste vainqueur:m vainqueure:f vétéran:m
vice-chancelier:m vice-chancelière:f vice-premier vice-procureur:m vice-procureure:f vicaire
vigneron:m vigneronne:f violoniste virologue viticulteur:m viticultrice:f volcanologue volleyeur:m
volleyeuse:f vulcanologue zoologiste ministre-président gouverneur-général lieutenant-colonel:m
liquidateur:m liquidatrice:f mandataire huissier:m huissière:f généticien:m généticienne:f
"""

OFFICES = """
élu élue député députée eurodéputé eurodéputée ministre sénateur sénatrice maire candidat
candidate
président présidente intéressé intéressée dirigeant dirigeante leader chef cheffe
responsable conseiller conseillère parlementaire porte-parole directeur directrice patron patronne
secrétaire édile élus ancien réalisateur réalisatrice chanteur chanteuse acteur actrice joueur
joueuse entraîneur sélectionneur sportif sportive écrivain écrivaine auteur autrice juge magistrat
magistrate avocat avocate procureur procureure préfet préfète socialiste écologiste milliardaire
"""

# Offices of the state and the courts: an article that means somebody named by one says so.
LONE_OFFICES = """
ministre président présidente maire préfet préfète juge magistrat magistrate procureur procureure
avocat avocate sénateur sénatrice député députée secrétaire
"""

# A noun that may stand for others: « l'élu » is the mayor of the article. A noun with a word beside
# it has both, the words beside in the order of the alphabet; « ministre_premier » is a « premier
# ministre ».
KINDS = """
élu: maire député sénateur conseiller adjoint
élue: maire députée sénatrice conseillère adjointe
édile: maire
parlementaire: député sénateur eurodéputé
magistrat: juge procureur substitut vice-procureur
magistrate: juge procureure substitut vice-procureure
dirigeant: pdg président directeur fondateur patron gérant
dirigeante: présidente directrice fondatrice patronne gérante
patron: pdg président directeur gérant fondateur
patronne: présidente directrice gérante fondatrice
prélat: archevêque évêque cardinal
souverain: roi empereur prince sultan
souveraine: reine impératrice princesse
monarque: roi reine empereur
diplomate: ambassadeur ambassadrice
officier: colonel général capitaine commandant lieutenant amiral
gradé: colonel général capitaine commandant lieutenant
militaire: colonel général capitaine commandant soldat
technicien: entraîneur sélectionneur
coach: entraîneur entraîneuse sélectionneur
juriste: professeur avocat avocate
universitaire: professeur professeure chercheur chercheuse
scientifique: chercheur chercheuse professeur physicien physicienne biologiste
policier: commissaire inspecteur brigadier
conseil: avocat avocate
opposant: leader candidat député
chef état: président_république présidente_république
chef gouvernement: ministre_premier chancelier chancelière
cheffe gouvernement: ministre_première chancelière
"""

# Who is somebody's, or speaks of others by office.
OF_OTHERS = """
père mère frère sœur soeur fils fille épouse époux mari femme veuve compagne compagnon oncle tante
neveu nièce cousin cousine beau-frère belle-sœur voisin voisine ami amie
avocat avocate juge magistrat magistrate procureur procureure substitut préfet préfète
porte-parole ministre secrétaire chef cheffe conseiller conseillère ambassadeur ambassadrice
victime témoin accusé accusée suspect auteur auteure autrice propriétaire conducteur conductrice
adjoint adjointe adversaire rival rivale successeur prédécesseur homologue
"""

# Those of whom a party or a movement has one: « la candidate de Lutte ouvrière ».
PARTY_HEADS = """
candidat candidate candidates leader chef cheffe patron patronne
"""

# What people are, said of somebody just named for want of repeating the name.
CALLINGS = """
défenseur défenseure attaquant gardien gardienne buteur buteuse joueur joueuse footballeur
footballeuse basketteur rugbyman handballeur handballeuse tennisman nageur nageuse skieur skieuse
skipper navigateur navigatrice coureur coureuse cycliste athlète sprinteur sprinteuse champion
championne médaillé médaillée judoka boxeur boxeuse pilote sportif sportive capitaine coach
entraîneur entraîneuse sélectionneur technicien technicienne
chanteur chanteuse rappeur rappeuse musicien musicienne compositeur compositrice pianiste violoniste
acteur actrice comédien comédienne humoriste cinéaste réalisateur réalisatrice metteur scénariste
romancier romancière écrivain écrivaine poète essayiste dessinateur dessinatrice styliste artiste
peintre sculpteur photographe danseur danseuse animateur animatrice
juriste économiste sociologue politologue historien historienne philosophe géographe géologue
climatologue biologiste physicien physicienne chimiste mathématicien mathématicienne astronome
astronaute spationaute chercheur chercheuse universitaire professeur professeure scientifique
virologue épidémiologiste infectiologue
archéologue paléontologue anthropologue constitutionnaliste pénaliste criminologue
prélat cardinal archevêque évêque souverain souveraine monarque
trentenaire quadragénaire quinquagénaire sexagénaire septuagénaire octogénaire nonagénaire
retraité retraitée milliardaire entrepreneur entrepreneuse industriel industrielle financier
dissident dissidente opposant opposante militant militante activiste syndicaliste lanceur lanceuse
éditorialiste chroniqueur chroniqueuse blogueur blogueuse
diplomate négociateur négociatrice médiateur médiatrice officier gradé militaire
édile élu élue centriste écologiste socialiste frontiste travailliste
conservateur conservatrice républicain républicaine démocrate intéressé intéressée
fondateur fondatrice cofondateur cofondatrice
"""

NATIONALITIES = """
français française allemand allemande anglais anglaise britannique américain américaine italien
italienne espagnol espagnole portugais portugaise belge suisse néerlandais néerlandaise danois
danoise suédois suédoise norvégien norvégienne finlandais finlandaise islandais irlandais irlandaise
écossais polonais polonaise tchèque hongrois hongroise roumain roumaine bulgare grec grecque serbe
croate russe ukrainien ukrainienne turc turque israélien israélienne palestinien palestinienne
libanais libanaise syrien syrienne irakien irakienne iranien iranienne saoudien saoudienne égyptien
égyptienne tunisien tunisienne algérien algérienne marocain marocaine libyen libyenne malien
malienne sénégalais sénégalaise ivoirien ivoirienne camerounais camerounaise congolais congolaise
rwandais rwandaise burundais burundaise nigérian nigériane gabonais gabonaise tchadien tchadienne
burkinabè kényan kényane sud-africain sud-africaine chinois chinoise japonais japonaise coréen
coréenne sud-coréen sud-coréenne nord-coréen nord-coréenne indien indienne pakistanais pakistanaise
afghan afghane philippin philippine indonésien indonésienne australien australienne canadien
canadienne québécois québécoise mexicain mexicaine brésilien brésilienne argentin argentine chilien
chilienne colombien colombienne vénézuélien vénézuélienne péruvien péruvienne cubain cubaine
européen européenne africain africaine
"""

PEOPLE = """
proche proches ami amis amie élu élus élue député députés sénateur ministre ministres cadre cadres
source sources témoin témoins conseiller conseillers collaborateur collaborateurs responsable
responsables observateur observateurs expert experts spécialiste spécialistes analyste analystes
militant militants manifestant manifestants internaute internautes habitant habitants voisin
voisins riverain riverains participant participants membre membres porte-parole avocat avocats
policier policiers officier officiers officiel officiels diplomate diplomates fonctionnaire
fonctionnaires personnalité personnalités personne personnes détracteurs partisans opposants
critiques médias journaliste journalistes chercheur chercheurs scientifiques étudiant étudiants
étudiante parent parents passant passants client clients employé employés salarié salariés homme
femme hommes femmes rescapé rescapés survivant survivants syndicaliste syndicalistes dirigeant
dirigeants ténor ténors soutien soutiens fidèle fidèles intime entourage socialiste socialistes
écologiste parlementaire parlementaires adversaires commentateurs économistes historiens maire
maires enseignant enseignants médecin médecins soldat soldats joueur joueurs supporter supporters
groupe ancien anciens haut-fonctionnaire magistrat magistrats enquêteur enquêteurs interlocuteur
voix quelqu'un individu individus habitante habitantes riveraine riveraines voisine voisines
passante passantes manifestante manifestantes cliente clientes employée employées salariée
salariées participante participantes militante militantes rescapée rescapées survivante
survivantes enseignante enseignantes avocate avocates policière policières officière officielle
collaboratrice collaboratrices conseillère conseillères sénatrice sénatrices députée députées
dirigeante dirigeantes intervenant intervenants élève élèves lycéen lycéens agriculteur
agriculteurs éleveur éleveurs pêcheur pêcheurs commerçant commerçants patient patients patiente
usager usagers pompier pompiers gendarme gendarmes militaire militaires ambassadeur ambassadeurs
négociateur négociateurs haut-responsable juriste juristes courtier courtiers gérant gérants
économiste historien historienne politologue sociologue scientifique chercheuse chercheuses
infirmier infirmière infirmiers urgentiste urgentistes cheminot cheminots conducteur conducteurs
automobiliste automobilistes retraité retraitée retraités touriste touristes plaignant plaignante
plaignants prisonnier prisonniers détenu détenus réfugié réfugiés migrant migrants otage otages
mère père jeune jeunes trader traders actionnaire actionnaires délégué délégués syndiqué syndiqués
bénévole bénévoles secouriste secouristes coach fan fans festivalier festivaliers spectateur
spectatrice spectateurs locataire locataires propriétaire propriétaires concurrent concurrents
rival rivaux
"""

ENTOURAGE = """
entourage proche proches ami amis amie camp équipe équipes clan soutien soutiens fidèle fidèles
"""
