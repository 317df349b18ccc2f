"""The verbs by which French newspapers report what somebody said.

One a line: the lemma, then what may follow it (see ``language``). An irregular verb adds its third
persons, "| present participle | past participle", after "=", on lines of their own when long.
Extend it freely: the golden files tell what a line changes.
"""

VERBS = """
accepter de mark weak
accorder que mark weak
accuser de accuse mark
acquiescer mark colon
adjurer de person
admettre que inf mark after colon =
    admet admettent admettait admettaient admit admirent admettra admettrait | admettant | admis
affirmer que inf mark after colon
ajouter que inf mark after colon
alarmer refl que de mark after colon
alerter que person mark colon
alléguer que inf mark
ambitionner de mark weak
analyser mark after colon
annoncer que inf mark after colon
appeler à mark
apprendre mark after = apprend apprennent apprenait apprit | apprenant | appris
applaudir mark weak
appuyer que mark colon weak
arguer que inf mark colon
argumenter que mark after colon
asséner que mark colon
assurer que inf person mark after colon
attaquer mark colon weak
attester que inf mark
avancer que inf mark after colon
avertir que person mark after colon
avouer que inf mark after colon
balayer mark weak
blâmer mark weak
blaguer mark colon
bondir mark
bougonner mark colon
cingler mark colon
cacher que not
citer mark weak
clamer que inf mark colon
clarifier que mark after colon weak
commenter mark colon after
comparer mark weak
compléter que mark after colon weak
concéder que inf mark after colon
conclure que mark after colon =
    conclut concluent concluait concluaient conclurent conclura conclurait | concluant | conclu
condamner mark weak
confesser que inf mark colon
confier que inf mark after colon
confirmer que inf mark after colon
conseiller de que mark
considérer que inf mark after colon
constater que inf mark after colon
contester que inf mark weak
contredire mark weak =
    contredit contredisent contredisait contredisaient | contredisant | contredit
convenir que de mark colon =
    convient conviennent convenait convenaient convint conviendra | convenant | convenu
corriger que mark after colon weak
craindre que de mark after weak =
    craint craignent craignait craignaient craignit craignirent craindra craindrait | craignant
    | craint
crier que mark after colon
critiquer que mark colon weak
croire que inf mark after colon weak =
    croit croient croyait croyaient crut croira croirait | croyant | cru
décider que de mark weak
déclamer mark colon
déclarer que inf mark after colon
décréter que mark colon
décrire mark colon weak =
    décrit décrivent décrivait décrivaient décrivit décrivirent décrira | décrivant | décrit
décrypter mark colon
dédramatiser mark colon
défendre que de mark colon weak refl =
    défend défendent défendait défendaient défendit défendirent défendra | défendant | défendu
définir mark weak
demander que de mark after colon refl
démentir que inf mark after colon =
    dément démentent démentait démentaient démentit démentirent démentira | démentant | démenti
démontrer que mark weak
dénoncer que mark after colon weak
déplorer que inf mark after colon weak
désigner mark weak
détailler que mark after colon
déduire que mark weak = déduit déduisent déduisait déduisit | déduisant | déduit
développer mark colon weak
diagnostiquer mark colon
dire que inf mark after colon refl de =
    dit disent disait disaient dirent dira diront dirait diraient dise | disant | dit
douter que mark weak
écrire que inf mark after colon =
    écrit écrivent écrivait écrivaient écrivit écrivirent écrira écriront | écrivant | écrit
encourager à mark
enfoncer mark
engager refl à mark
enjoindre de mark = enjoint enjoignent enjoignait enjoignit | enjoignant | enjoint
enrager mark colon
entamer mark weak
énoncer que mark colon
énumérer mark colon
enchaîner que mark after colon
envisager de mark weak
épingler mark weak
espérer que inf mark after colon weak
estimer que inf mark after colon
étonner refl que de mark after colon
étriller mark weak
évoquer mark weak
exagérer mark
exclamer refl que mark colon
exhorter à person mark
exiger que de mark colon
exclure que de not = exclut excluent excluait exclura | excluant | exclu
expliciter que mark after colon
expliquer que inf mark after colon
exposer que mark colon weak
exprimer que mark colon weak
exulter mark after colon
faire_savoir que mark after colon
faire_valoir que mark after colon
faire_remarquer que mark after colon
faire_observer que mark after colon
féliciter refl que de mark after colon
fulminer mark colon
fustiger mark colon weak
garantir que inf mark after colon
glisser que mark after colon
gronder mark colon
grincer mark colon
hurler que mark after colon
imaginer que mark colon weak
implorer de mark
indigner refl que de mark after colon
indiquer que inf mark after colon
informer que person mark after colon
inquiéter refl que de mark after colon
insinuer que mark colon
insister que mark after colon
insurger refl mark colon
intimer de mark
interpeller mark colon
interpréter mark weak
interroger refl mark colon
invectiver mark colon
inviter à mark
invoquer mark weak
ironiser que mark after colon
jubiler mark colon
juger que inf mark after colon weak
jurer que inf de mark colon
justifier que mark after colon refl weak
lâcher que mark after colon
lamenter refl que de mark after colon
lancer que mark after colon
lire mark weak = lit lisent lisait lut | lisant | lu
maintenir que inf mark after colon =
    maintient maintiennent maintenait maintenaient maintint maintinrent maintiendra | | maintenu
marmonner que mark colon
marteler que mark after colon
maudire mark weak = maudit maudissent maudissait | maudissant | maudit
menacer de mark colon
mentionner que mark after colon
mettre_en_garde mark colon person que
minimiser mark colon
moquer refl mark colon weak
motiver mark after colon weak
murmurer que mark after colon
nier que inf mark
noter que mark after colon
nuancer que mark after colon
objecter que mark after colon
observer que mark after colon
opposer que mark weak
ordonner de que mark colon
oser mark colon weak
parier que mark colon
penser que inf mark after colon
persister mark colon weak
pester mark colon
pilonner mark weak
plaider que mark after colon
plaindre refl que de mark after colon =
    plaint plaignent plaignait plaignaient plaignit plaignirent plaindra | plaignant | plaint
plaisanter mark after colon
pointer que mark after colon weak
postuler que mark weak
poursuivre mark after colon =
    poursuit poursuivent poursuivait poursuivaient poursuivit poursuivirent poursuivra |
    poursuivant | poursuivi
préciser que inf mark after colon
préconiser que de mark
prédire que mark after colon = prédit prédisent prédisait prédisaient prédira | prédisant | prédit
presser de mark weak
publier que mark weak
prêcher mark weak
présager que mark
présenter mark weak
présumer que inf mark after
prétendre que inf mark after colon =
    prétend prétendent prétendait prétendaient prétendit prétendirent prétendra | prétendant |
    prétendu
prévenir que person mark after colon =
    prévient préviennent prévenait prévenaient prévint prévinrent préviendra | prévenant |
    prévenu
prévoir que de mark weak =
    prévoit prévoient prévoyait prévoyaient prévit prévoira | prévoyant | prévu
prier de person mark
proclamer que inf mark colon
prononcer mark weak
pronostiquer que mark after colon
prophétiser que mark colon
promettre que de mark after colon =
    promet promettent promettait promettaient promit promirent promettra promettrait |
    promettant | promis
proposer que de mark after colon
protester que mark after colon
qualifier mark weak
questionner mark colon
raconter que inf mark after colon
railler mark colon weak
rappeler que mark after colon
rapporter que mark after colon
rassurer que mark after colon person
râler mark colon
ravir refl de mark
réaffirmer que inf mark after colon
réagir mark colon after
rebondir mark colon
recadrer mark colon
réclamer que de mark after weak
recommander que de mark
reconnaître que inf mark after colon =
    reconnaît reconnait reconnaissent reconnaissait reconnaissaient reconnut reconnurent
    reconnaîtra | reconnaissant | reconnu
récuser que inf mark weak
redire que mark colon = redit redisent redisait redira | redisant | redit
redouter que de mark after weak
refuser de mark colon weak
réfuter que inf mark weak
regretter que inf de mark after colon
réitérer que mark
rejeter mark weak
réjouir refl que de mark after colon
relater que mark after colon
relativiser que mark after colon
relever que mark after colon
remarquer que mark after colon
remercier mark colon weak
renchérir que mark after colon
répéter que inf mark after colon
répliquer que mark after colon
répondre que mark after colon =
    répond répondent répondait répondaient répondit répondirent répondra répondrait | répondant
    | répondu
reprendre mark colon after =
    reprend reprennent reprenait reprenaient reprit reprirent | reprenant | repris
reprocher de que mark
résumer que mark after colon
rétorquer que mark after colon
revendiquer inf mark weak
révéler que mark after colon
revenir mark weak = revient reviennent revenait | revenant | revenu
rêver que de mark weak
rigoler mark colon
riposter que mark after colon
rugir mark colon
saluer mark after colon weak
savourer mark weak
scander que mark colon
sangloter mark colon
siffler mark colon weak
signaler que inf mark after colon
signifier que mark weak
sommer de person mark
souffler que mark after colon
souhaiter que inf mark after weak
soupirer que mark after colon
souligner que mark after colon
soupçonner de accuse mark weak
sourire mark colon = sourit sourient souriait sourira | souriant | souri
soutenir que inf mark after colon =
    soutient soutiennent soutenait soutenaient soutint soutinrent soutiendra | soutenant |
    soutenu
spécifier que mark colon
stipuler que mark
suggérer que de mark after colon
stigmatiser mark weak
supplier de mark colon
supposer que inf mark after
taxer mark weak
taquiner mark colon
tempérer mark after colon
témoigner que inf mark after colon
temporiser mark colon
tempêter mark colon
tonner mark colon
traiter mark weak
trancher que mark after colon
tweeter que mark after colon
twitter que mark after colon
vanter refl de mark weak
viser mark weak
vouloir que inf mark weak =
    veut veulent voulait voulaient voulut voudra voudrait voudraient | voulant | voulu
agacer refl que de mark after colon
amuser refl mark colon
certifier que mark after colon
embrayer mark colon
émouvoir refl que de mark colon = émeut émeuvent émouvait émut | émouvant | ému
emporter refl mark colon
énerver refl mark colon
enthousiasmer refl que mark after colon
étrangler refl mark colon
exaspérer refl mark colon
excuser refl de mark colon
impatienter refl mark colon
maugréer que mark colon
offusquer refl que de mark after colon
rectifier que mark after colon
tacler mark after colon
tancer mark colon
abonder mark colon
anticiper que mark after weak
approuver mark weak
attrister refl que de mark colon
augurer que mark weak
célébrer mark weak
chuchoter que mark after colon
claironner que mark after colon
conjecturer que mark after
conjurer de person
convier à person
croire_savoir que mark after
dépeindre mark weak =
    dépeint dépeignent dépeignait dépeignaient | dépeignant | dépeint
déconseiller de mark
dénier que inf mark weak
désoler refl que de mark after colon
enorgueillir refl que de mark after colon
éructer mark after colon
escompter que inf mark weak
faire_comprendre que mark after colon
faire_part de mark weak
flatter refl que de mark
gager que mark after weak
geindre mark colon = geint geignent geignait geignaient | geignant | geint
gémir que mark after colon
glorifier refl que de mark
grogner que mark after colon
grommeler que mark after colon
hasarder mark after colon
imputer mark weak
inciter à person mark
interdire de mark weak =
    interdit interdisent interdisait interdisaient interdira | interdisant | interdit
jauger mark weak
laisser_entendre que mark after colon
laisser_savoir que mark after
mettre_en_avant mark weak
narrer que mark after colon
notifier que mark after
ovationner mark weak
persifler mark after colon
pleurnicher mark colon
prendre_acte que mark weak
prescrire de que mark weak =
    prescrit prescrivent prescrivait prescrivaient prescrira | prescrivant | prescrit
prôner mark weak
réassurer que mark after
requérir que mark weak =
    requiert requièrent requérait requéraient requit requerra | requérant | requis
ressasser que mark after colon
ricaner mark after colon
ronchonner mark colon
rouspéter mark colon
sermonner mark colon
sous-entendre que mark after colon =
    sous-entend sous-entendent sous-entendait sous-entendaient | sous-entendant | sous-entendu
souvenir refl que inf mark after colon =
    souvient souviennent souvenait souvenaient souvint souviendra | souvenant | souvenu
subodorer que mark after
susurrer que mark after colon
targuer refl que de mark
théoriser que mark weak
tonitruer mark after colon
tranquilliser que mark after colon
trouver que mark weak
vilipender mark weak
vitupérer mark after colon
vociférer que mark after colon
""".strip()
