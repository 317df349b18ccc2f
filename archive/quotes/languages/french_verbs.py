"""The verbs by which French newspapers report what somebody said.

One a line: the lemma, then what may follow it (see ``language``). An irregular verb adds its third
persons, "| present participle | past participle", after "=", on lines of their own when long. A
verb of several words joins them: laisser_entendre. Extend it freely: the golden files tell what a
line changes.
"""

VERBS = """
abonder mark colon
accuser de accuse mark
acquiescer mark colon
adjurer de person
admettre que inf mark after colon =
    admet admettent admettait admettaient admit admirent admettra admettrait | admettant | admis
affirmer que inf mark after colon
agacer refl que de mark after colon
ajouter que inf mark after colon
alarmer refl que de mark after colon
alerter que person mark colon
alléguer que inf mark
amuser refl mark colon
analyser mark after colon
annoncer que inf mark after colon
appeler à mark
apprendre mark after = apprend apprennent apprenait apprit | apprenant | appris
arguer que inf mark colon
argumenter que mark after colon
asséner que mark colon
assurer que inf person mark after colon
attester que inf mark
attrister refl que de mark colon
avancer que inf mark after colon
avertir que person mark after colon
avouer que inf mark after colon
blaguer mark colon
bondir mark
bougonner mark colon
cacher que not
certifier que mark after colon
chuchoter que mark after colon
cingler mark colon
claironner que mark after colon
clamer que inf mark colon
commenter mark colon after
concéder que inf mark after colon
conclure que mark after colon =
    conclut concluent concluait concluaient conclurent conclura conclurait | concluant | conclu
confesser que inf mark colon
confier que inf mark after colon
confirmer que inf mark after colon
conjecturer que mark after
conjurer de person
conseiller de que mark
considérer que inf mark after colon
constater que inf mark after colon
convenir que de être mark colon =
    convient conviennent convenait convenaient convint conviendra | convenant | convenu
convier à person
crier que mark after colon
croire_savoir que mark after
déclamer mark colon
déclarer que inf mark after colon
déconseiller de mark
décréter que mark colon
décrypter mark colon
dédramatiser mark colon
demander que de mark after colon refl
démentir que inf mark after colon =
    dément démentent démentait démentaient démentit démentirent démentira | démentant | démenti
désoler refl que de mark after colon
détailler que mark after colon
diagnostiquer mark colon
dire que inf mark after colon refl de =
    dit disent disait disaient dirent dira diront dirait diraient dise | disant | dit
écrire que inf mark after colon =
    écrit écrivent écrivait écrivaient écrivit écrivirent écrira écriront | écrivant | écrit
embrayer mark colon
émouvoir refl que de mark colon = émeut émeuvent émouvait émut | émouvant | ému
emporter refl mark colon
enchaîner que mark after colon
encourager à mark
énerver refl mark colon
enfoncer mark
engager refl à mark
enjoindre de mark = enjoint enjoignent enjoignait enjoignit | enjoignant | enjoint
énoncer que mark colon
enorgueillir refl que de mark after colon
enrager mark colon
enthousiasmer refl que mark after colon
énumérer mark colon
éructer mark after colon
estimer que inf mark after colon
étonner refl que de mark after colon
étrangler refl mark colon
exagérer mark
exaspérer refl mark colon
exclamer refl que mark colon
exclure que de not = exclut excluent excluait exclura | excluant | exclu
excuser refl de mark colon
exhorter à person mark
exiger que de mark colon
expliciter que mark after colon
expliquer que inf mark after colon
exulter mark after colon
faire_comprendre que mark after colon
faire_observer que mark after colon
faire_remarquer que mark after colon
faire_savoir que mark after colon
faire_valoir que mark after colon
féliciter refl que de mark after colon
flatter refl que de mark
fulminer mark colon
garantir que inf mark after colon
geindre mark colon = geint geignent geignait geignaient | geignant | geint
gémir que mark after colon
glisser que mark after colon
glorifier refl que de mark
grincer mark colon
grogner que mark after colon
grommeler que mark after colon
gronder mark colon
hasarder mark after colon
hurler que mark after colon
impatienter refl mark colon
implorer de mark
inciter à person mark
indigner refl que de mark after colon
indiquer que inf mark after colon
informer que person mark after colon
inquiéter refl que de mark after colon
insinuer que mark colon
insister que mark after colon
insurger refl mark colon
interpeller mark colon
interroger refl mark colon
intimer de mark
invectiver mark colon
inviter à mark
ironiser que mark after colon
jubiler mark colon
jurer que inf de mark colon
lâcher que mark after colon
laisser_entendre que mark after colon
laisser_savoir que mark after
lamenter refl que de mark after colon
lancer que mark after colon
maintenir que inf mark after colon =
    maintient maintiennent maintenait maintenaient maintint maintinrent maintiendra | | maintenu
marmonner que mark colon
marteler que mark after colon
maugréer que mark colon
menacer de mark colon
mentionner que mark after colon
mettre_en_garde mark colon person que
minimiser mark colon
murmurer que mark after colon
narrer que mark after colon
nier que inf mark
noter que mark after colon
notifier que mark after
nuancer que mark after colon
objecter que mark after colon
observer que mark after colon
offusquer refl que de mark after colon
ordonner de que mark colon
parier que mark colon
penser que inf mark after colon
persifler mark after colon
pester mark colon
plaider que mark after colon
plaindre refl que de mark after colon =
    plaint plaignent plaignait plaignaient plaignit plaignirent plaindra | plaignant | plaint
plaisanter mark after colon
pleurnicher mark colon
poursuivre mark after colon =
    poursuit poursuivent poursuivait poursuivaient poursuivit poursuivirent poursuivra |
    poursuivant | poursuivi
presser de person mark
préciser que inf mark after colon
préconiser que de mark
prédire que mark after colon = prédit prédisent prédisait prédisaient prédira | prédisant | prédit
présager que mark
présumer que inf mark after
prétendre que inf mark after colon =
    prétend prétendent prétendait prétendaient prétendit prétendirent prétendra | prétendant |
    prétendu
prévenir que person mark after colon =
    prévient préviennent prévenait prévenaient prévint prévinrent préviendra | prévenant |
    prévenu
prier de person mark
proclamer que inf mark colon
promettre que de mark after colon =
    promet promettent promettait promettaient promit promirent promettra promettrait |
    promettant | promis
pronostiquer que mark after colon
prophétiser que mark colon
proposer que de mark after colon
protester que mark after colon
questionner mark colon
raconter que inf mark after colon
râler mark colon
rappeler que mark after colon
rapporter que mark after colon
rassurer que mark after colon person
ravir refl de mark
réaffirmer que inf mark after colon
réagir mark colon after
réassurer que mark after
rebondir mark colon
recadrer mark colon
recommander que de mark
reconnaître que inf mark after colon =
    reconnaît reconnait reconnaissent reconnaissait reconnaissaient reconnut reconnurent
    reconnaîtra | reconnaissant | reconnu
rectifier que mark after colon
redire que mark colon = redit redisent redisait redira | redisant | redit
regretter que inf de mark after colon
réitérer que mark
réjouir refl que de mark after colon
relater que mark after colon
relativiser que mark after colon
relever que mark after colon
remarquer que mark after colon
renchérir que mark after colon
répéter que inf mark after colon
répliquer que mark after colon
répondre que mark after colon =
    répond répondent répondait répondaient répondit répondirent répondra répondrait | répondant
    | répondu
reprendre mark colon after =
    reprend reprennent reprenait reprenaient reprit reprirent | reprenant | repris
reprocher de que mark
ressasser que mark after colon
résumer que mark after colon
rétorquer que mark after colon
révéler que mark after colon
ricaner mark after colon
rigoler mark colon
riposter que mark after colon
ronchonner mark colon
rouspéter mark colon
rugir mark colon
sangloter mark colon
scander que mark colon
sermonner mark colon
signaler que inf mark after colon
sommer de person mark
souffler que mark after colon
souligner que mark after colon
soupirer que mark after colon
sourire mark colon = sourit sourient souriait sourira | souriant | souri
sous-entendre que mark after colon =
    sous-entend sous-entendent sous-entendait sous-entendaient | sous-entendant | sous-entendu
soutenir que inf mark after colon =
    soutient soutiennent soutenait soutenaient soutint soutinrent soutiendra | soutenant |
    soutenu
souvenir refl que inf mark after colon =
    souvient souviennent souvenait souvenaient souvint souviendra | souvenant | souvenu
spécifier que mark colon
stipuler que mark
subodorer que mark after
suggérer que de mark after colon
supplier de mark colon
supposer que inf mark after
susurrer que mark after colon
tacler mark after colon
tancer mark colon
taquiner mark colon
targuer refl que de mark
témoigner que inf mark after colon
tempérer mark after colon
tempêter mark colon
temporiser mark colon
tonitruer mark after colon
tonner mark colon
trancher que mark after colon
tranquilliser que mark after colon
tweeter que mark after colon
twitter que mark after colon
vitupérer mark after colon
vociférer que mark after colon
""".strip()
