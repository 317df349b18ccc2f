"""The words around English speech: functions, bodies, unnamed sources, names and what is no name.

A noun followed by ":f" or ":m" designates a woman or a man.
"""

FUNCTIONS = """
president vice-president minister secretary chancellor premier mayor deputy councillor councilman:m
councilwoman:f senator congressman:m congresswoman:f representative governor ambassador envoy
lawmaker legislator politician candidate nominee leader chief head chair chairman:m chairwoman:f
chairperson director manager executive boss founder owner spokesman:m spokeswoman:f spokesperson
adviser advisor aide strategist counsel lawyer attorney solicitor barrister prosecutor judge justice
magistrate sheriff officer detective commissioner constable inspector general colonel captain major
sergeant lieutenant admiral commander king:m queen:f prince:m princess:f pope:m bishop archbishop
cardinal imam rabbi priest vicar pastor professor teacher lecturer researcher scientist economist
historian analyst expert doctor surgeon nurse physician author writer novelist poet journalist
reporter editor columnist correspondent presenter broadcaster actor actress:f singer musician
composer artist painter photographer filmmaker producer player striker goalkeeper coach trainer
referee champion farmer fisherman:m fishmonger trader baker driver worker engineer activist
campaigner organiser organizer unionist conservative democrat republican liberal tory mp msp mep
peer speaker whip treasurer trustee president-elect whistleblower witness victim suspect defendant
plaintiff resident neighbour neighbor father:m mother:f son:m daughter:f brother:m sister:f
husband:m wife:f widow:f uncle:m aunt:f man:m woman:f student pupil tenant landlord millionaire
billionaire entrepreneur shopkeeper architect source insider ally friend critic official diplomat
supporter opponent observer relative colleague protester demonstrator employee investigator voter
passenger survivor member person commentator shareholder customer caller
"""

OFFICES = """
president minister secretary mayor senator governor leader chairman chairwoman director candidate
spokesman spokeswoman adviser lawyer judge prosecutor premier chancellor congressman congresswoman
councillor mp author actor actress singer player coach billionaire professor
"""

BODIES = """
government administration party ministry council parliament congress senate house court police army
navy force department agency office bureau commission committee board union federation association
organisation organization charity foundation group company firm bank corporation network newspaper
paper magazine website channel broadcaster programme station press media opposition majority
movement campaign coalition alliance university college school institute church hospital club team
league authority authorities regulator watchdog airline embassy cabinet crown kremlin pentagon
treasury state city town village country nation un nato eu fbi cia nhs bbc cnn unicef
"""

DOCUMENTS = """
poll polls survey surveys study studies report reports figures statistics statement documents
document letter bill law treaty results data findings estimates projections article rumour rumours
rumor rumors constitution accounts budget forecast forecasts paper
"""

# Unnamed people, one or several.
PEOPLE = """
aide aides ally allies adviser advisers advisor advisors official officials source sources insider
insiders spokesman spokeswoman spokesperson spokesmen diplomat diplomats officer officers critic
critics supporter supporters opponent opponents expert experts analyst analysts observer observers
witness witnesses resident residents neighbour neighbours neighbor neighbors friend friends relative
relatives colleague colleagues campaigner campaigners activist activists protester protesters
demonstrator demonstrators worker workers employee employees minister ministers lawmaker lawmakers
mp mps senator senators councillor councillors lawyer lawyers prosecutor prosecutors investigator
investigators scientist scientists researcher researchers economist economists journalist
journalists reporter reporters commentator commentators doctor doctors teacher teachers trader
traders farmer farmers student students parent parents voter voters passenger passengers survivor
survivors member members leader leaders person people man men woman women someone somebody figure
figures executive executives veteran veterans backbencher backbenchers
"""

# Several people named by a bare noun: « officials said », « according to residents ».
BARE_PLURALS = """
aides allies advisers advisors officials sources insiders spokesmen diplomats critics supporters
opponents experts analysts observers witnesses residents neighbours neighbors friends relatives
colleagues campaigners activists protesters demonstrators lawmakers mps senators councillors traders
voters workers employees students parents passengers members shareholders customers delegates
lawyers prosecutors investigators scientists researchers economists journalists reporters
commentators doctors teachers farmers survivors police ministers people republicans democrats
organisers organizers authorities
"""

ENTOURAGE = """
aide aides ally allies source sources insider insiders friend friends camp team entourage supporter
supporters adviser advisers advisor advisors colleague colleagues
"""

SPEECH_NOUNS = """
words phrase slogan statement message tweet tweets question remark remarks comment comments reply
answer response warning appeal motto mantra
"""

PLACES = """
britain england scotland wales ireland london manchester liverpool birmingham leeds glasgow
edinburgh cardiff belfast dublin brexit europe africa america asia france paris germany berlin spain
madrid italy rome russia moscow china beijing japan tokyo india pakistan israel jerusalem palestine
gaza syria iraq iran turkey egypt libya tunisia algeria morocco ukraine poland hungary greece
portugal sweden norway denmark finland netherlands belgium brussels austria switzerland canada
australia zealand mexico brazil argentina cuba venezuela colombia chile korea washington york
california texas florida ohio michigan chicago boston angeles francisco facebook twitter youtube
google apple amazon instagram wikipedia wikimedia wikinews internet god christmas easter january
february march april june july august september october november december monday tuesday wednesday
thursday friday saturday sunday
"""

# Words of the names of bodies, never of people.
BODY_NAMES = """
party front union committee council ministry agency board journal times post guardian telegraph
herald tribune mail sun mirror independent observer news bbc cnn itv nbc abc cbs sky radio
television tv press associated reuters national royal court police university college institute
foundation association federation confederation league movement alliance forces army navy state
states society group bank nations united parliament senate congress house commons lords white
downing street office department authority commission labour conservative democrats republican
democratic scottish welsh irish british american european amnesty international greenpeace human
rights watch airlines airways cup club city town county hall road avenue square bridge harbour
kingdom republic act bill
"""

FIRST_NAMES = """
f: alice amanda amber amy andrea angela ann anna anne barbara beatrice bernadette beth betty brenda
f: caroline catherine charlotte cheryl christine claire clara cynthia deborah diana diane dorothy
f: edith eleanor elizabeth ellen emily emma esther eva evelyn fiona florence frances gillian grace
f: hannah harriet heather helen hillary holly ingrid irene isabel ivanka jacqueline jane janet
f: jean jennifer jessica jill joan joanna joanne josephine joyce judith julia julie karen kate
f: katherine kathleen kelly laura lauren leanne linda lisa lorna louise lucy lydia margaret maria
f: marion martha mary matilda maureen megan melania melissa michelle miriam monica nancy naomi
f: natalie nicola nora olivia pamela patricia paula penelope priti rachel rebecca rosalind rose
f: rosemary ruth sally samantha sandra sarah sharon sheila shirley sophie stella stephanie susan
f: sylvia teresa theresa tracy valerie vanessa vera victoria virginia wendy winifred yvette zoe
m: aaron abraham adam adrian alan albert alexander alfred andrew angus anthony arthur barack
m: barnaby barry ben benjamin bernard bernie bill bob boris brian bruce carl cedric charles
m: christopher clive colin craig cyril daniel david dennis derek dominic donald douglas duncan
m: edgar edmund edward edwin eric ernest ethan eugene felix francis frank fred frederick gareth
m: gary gavin geoffrey george gerald gilbert giles gordon graham gregory guy harold harry henry
m: herbert howard hugh hugo ian isaac ivan jack jacob james jason jeff jeffrey jeremy jim joe john
m: jonathan joseph joshua justin keith keir kenneth kevin larry laurence leo leonard lewis liam
m: louis luke malcolm marcus mark martin matthew maurice max michael mike mitch nathan neil nicholas
m: nigel noah norman oliver oscar owen patrick paul peter philip ralph raymond reginald rex richard
m: robert robin roger roland ronald rory rupert russell ryan samuel scott sean sebastian simon
m: stanley stephen steven stuart terence theodore thomas tim timothy toby tom tony vernon victor
m: vince vincent vladimir walter wilfred william
"""

# --- What a charge is made of -------------------------------------------------------------

LAW = """
charged convicted sentenced indicted arrested acquitted tried suspected investigation charge charges
"""

OFFENCES = """
fraud theft murder manslaughter rape assault battery corruption bribery conspiracy perjury terrorism
arson robbery burglary trafficking blackmail extortion obstruction embezzlement laundering
harassment stalking attempted
"""

# --- Finite verbs that report nothing -------------------------------------------------------

# Auxiliaries, contracted or not.
AUXILIARIES = """
has have had having is are was were be been being am will would shall should can could may might
must did does do didn't doesn't don't hasn't haven't hadn't isn't aren't wasn't weren't won't
wouldn't shouldn't can't cannot couldn't mustn't 'd 'll 've 're 'm
"""

NEGATIONS = """
not never didn't doesn't don't hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't
shouldn't can't cannot couldn't mustn't
"""

VERBS = """
put puts made make makes took take takes went go goes came come comes got get gets gave give gives
saw see sees knew know knows kept keep keeps held hold holds left leave leaves began begin begins
became become becomes led leads met meet meets ran run runs won win wins lost lose loses paid pay
pays sent send sends sat stood stand stands spoke speak speaks rose rise rises fell fall falls grew
grow grows broke drew drove wore chose spent spend spends built build builds bought sold cost costs
needed need needs wanted want wants tried try tries seemed seem seems appeared appear appears
remained remain remains stayed stay stays turned turn turns moved move moves opened opens closed
closes started start starts stopped stop stops ended end ends worked failed fail fails helped help
helps showed show shows used use uses lived live lives lacked lack lacks means meant mean deserved
deserve deserves voted arrived arrive arrives returned return returns joined signed received planned
expected agreed decided resigned served faced face faces continued supported backed ordered included
include includes allowed allow allows forced caused cause causes required killed injured arrested
elected appointed posted published appeared intended intends intend belonged belong belongs happened
happen happens changed change changes
"""

INFINITIVE_CARRIERS = """
wants want wanted went on continued continues seeks sought tried able likes liked like used hastened
paused chose
"""

TIME_WORDS = """
monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight morning
evening afternoon night noon midnight january february april june july august september october
november december last next year years month months week weeks weekend day days hour hours minute
minutes spring summer autumn winter earlier later ago
"""

NAME_STOPS = """
the a an this that these those his her its their my our your he she it they we i you who what when
where why how and or but nor so yet if as at by for from in into of off on over to under up with
without after before since until while although though because however moreover meanwhile instead
also then now here there yes no not all any both each every few many more most much other others
another some several such one two three four five six seven eight nine ten according asked speaking
writing addressing responding answering earlier later last next today tomorrow yesterday monday
tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december mr mrs ms miss sir prime former ex new old young senior deputy
acting only even just still again once during against between among about above below near despite
like unlike per plus via source read see page photo
"""
