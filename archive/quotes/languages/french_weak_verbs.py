"""The French verbs that say little alone: the quotation beside them is what counts.

One a line, as in ``french_verbs``; each is "weak".
"""

WEAK_VERBS = """
accepter de mark weak
accorder que mark weak
ambitionner de mark weak
anticiper que mark after weak
applaudir mark weak
approuver mark weak
appuyer que mark colon weak
attaquer mark colon weak
augurer que mark weak
balayer mark weak
blâmer mark weak
célébrer mark weak
citer mark weak
clarifier que mark after colon weak
comparer mark weak
compléter que mark after colon weak
condamner mark weak
contester que inf mark weak
contredire mark weak =
    contredit contredisent contredisait contredisaient | contredisant | contredit
corriger que mark after colon weak
craindre que de mark after weak =
    craint craignent craignait craignaient craignit craignirent craindra craindrait | craignant
    | craint
critiquer que mark colon weak
croire que inf mark after colon weak =
    croit croient croyait croyaient crut croira croirait | croyant | cru
décider que de mark weak
décrire mark colon weak =
    décrit décrivent décrivait décrivaient décrivit décrivirent décrira | décrivant | décrit
déduire que mark weak = déduit déduisent déduisait déduisit | déduisant | déduit
défendre que de mark colon weak refl =
    défend défendent défendait défendaient défendit défendirent défendra | défendant | défendu
définir mark weak
démontrer que mark weak
dénier que inf mark weak
dénoncer que mark after colon weak
dépeindre mark weak =
    dépeint dépeignent dépeignait dépeignaient | dépeignant | dépeint
déplorer que inf mark after colon weak
désigner mark weak
développer mark colon weak
douter que mark weak
entamer mark weak
envisager de mark weak
épingler mark weak
escompter que inf mark weak
espérer que inf mark after colon weak
étriller mark weak
évoquer mark weak
exposer que mark colon weak
exprimer que mark colon weak
faire_part de mark weak
fustiger mark colon weak
gager que mark after weak
imaginer que mark colon weak
imputer mark weak
interdire de mark weak =
    interdit interdisent interdisait interdisaient interdira | interdisant | interdit
interpréter mark weak
invoquer mark weak
jauger mark weak
juger que inf mark after colon weak
justifier que mark after colon refl weak
lire mark weak = lit lisent lisait lut | lisant | lu
maudire mark weak = maudit maudissent maudissait | maudissant | maudit
mettre_en_avant mark weak
montrer refl colon weak
moquer refl mark colon weak
motiver mark after colon weak
opposer que mark weak
oser mark colon weak
ovationner mark weak
persister mark colon weak
pilonner mark weak
pointer que mark after colon weak
postuler que mark weak
prêcher mark weak
prendre_acte que mark weak
prescrire de que mark weak =
    prescrit prescrivent prescrivait prescrivaient prescrira | prescrivant | prescrit
présenter mark weak
prévoir que de mark after weak =
    prévoit prévoient prévoyait prévoyaient prévit prévoira | prévoyant | prévu
prôner mark weak
prononcer mark weak
publier que mark weak
qualifier mark weak
railler mark colon weak
réclamer que de mark after weak
récuser que inf mark weak
redouter que de mark after weak
refuser de mark colon weak
réfuter que inf mark weak
rejeter mark weak
remercier mark colon weak
requérir que mark weak =
    requiert requièrent requérait requéraient requit requerra | requérant | requis
revendiquer inf mark weak
revenir mark weak = revient reviennent revenait | revenant | revenu
rêver que de mark weak
saluer mark after colon weak
savourer mark weak
siffler mark colon weak
signifier que mark weak
souhaiter que inf mark after weak
soupçonner de accuse mark weak
stigmatiser mark weak
taxer mark weak
théoriser que mark weak
traiter mark weak
trouver que mark weak
vanter refl de mark weak
vilipender mark weak
viser mark weak
vouloir que inf mark weak =
    veut veulent voulait voulaient voulut voudra voudrait voudraient | voulant | voulu
""".strip()
