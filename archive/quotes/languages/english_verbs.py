"""The verbs by which English newspapers report what somebody said.

One a line: the lemma, then what may follow it (see ``language``). In English « que » is a clause
with "that" or without, « inf » an infinitive with "to" of the speaker's own, « à » one of the
person addressed, « de » a gerund after "of"; "noun" says that the present forms are nouns too. An
irregular verb adds "= past [past participle] [| present participle]". "call_on" is two words.
Extend it freely: the golden files tell what a line changes.
"""

VERBS = """
accuse de accuse mark
acknowledge que mark after colon
add que mark after colon
admit que mark after colon = admitted | admitting
advise que à person mark
affirm que mark colon
agree que mark after
allege que mark after
announce que mark after colon
answer que mark after colon noun
apologise mark
apologize mark
argue que mark after colon
ask que à person mark after colon
assert que mark after colon
assure que person mark colon
attack mark weak noun
beg à mark = begged | begging
believe que mark after weak
blame mark weak noun
blast mark weak noun
boast que mark after
brand mark weak noun
call mark weak noun
call_for mark weak
call_on à mark
caution que person mark after noun
challenge mark weak noun
chide mark
claim que inf mark after colon noun
comment mark after colon noun
complain que mark after colon
concede que mark after colon
conclude que mark after colon
condemn mark weak
confess que mark
confirm que mark after colon
contend que mark after colon
continue mark after
counter que mark after colon noun
criticise mark weak
criticize mark weak
cry mark noun
declare que mark after colon
decry mark weak
defend mark weak
demand que inf mark after colon noun
denounce mark weak
deny que mark after
deplore mark weak
describe mark weak
disclose que mark
dismiss mark weak
dub mark weak = dubbed | dubbing
echo mark weak noun
emphasise que mark after colon
emphasize que mark after colon
estimate que mark after noun
exclaim que mark colon
explain que mark after colon
fear que mark weak noun
feel que mark weak = felt
hail mark weak noun
hint que mark after noun
hope que mark weak noun
imply que mark
indicate que mark after
inform que person mark
insist que mark after colon
instruct à mark
invite à mark
joke que mark after colon noun
label mark weak noun = labelled | labelling
lament que mark after colon noun
maintain que mark after colon
mention que mark noun
mock mark weak
muse que mark noun
note que mark after colon noun
object que mark noun
observe que mark after colon
offer inf mark weak noun
order à mark noun
pledge que inf mark after noun
plead mark
point_out que mark after colon
praise mark weak noun
predict que mark after colon
proclaim que mark colon
promise que inf person mark after noun
propose que inf mark weak
protest que mark noun
question mark weak noun
quip que mark after colon = quipped | quipping
reassure que person mark
recall que mark after colon
reckon que mark after
recommend que mark
reiterate que mark after colon
reject mark weak
remark que mark after colon noun
remind que person à mark
repeat que mark after colon noun
reply que mark after colon noun
report que mark after noun
request que à mark noun
respond que mark after colon
retort que mark after colon noun
reveal que mark after colon
say que mark after colon = said
shout que mark colon noun
slam mark weak noun = slammed | slamming
speculate que mark after
state que mark after colon noun
stress que mark after colon noun
suggest que mark after colon
swear que inf mark = swore sworn
tell que person à mark colon = told
testify que mark after
think que mark after weak = thought
threaten inf mark
tweet que mark after colon noun
underline que mark colon
urge que à mark noun
vow que inf mark after noun
warn que person à mark after colon
welcome mark weak
whisper que mark colon noun
wonder que mark after noun
write que mark after colon = wrote written
yell mark colon noun
"""
