"""Who may do what: every address of the archive × the state of the record × the role, as a table.

How to read it. A row names an address as the resolver does, then the record asked for, then what
each role is answered. ``{a,b}`` stands for two rows. "own" and "other" say whose record it is:
one that the role itself created and submitted, or somebody else's. The columns:

    nobody        a visitor; an account that was closed; an account that may not enter the desk
    newcomer      an account at the desk that is in no group, or in none any more
    contributor, reviewer, chief, superuser

A table without the first two columns sends nobody to log in and answers a newcomer 403.
``ANSWERS`` says what a word means for GET, for POST and for DELETE (asked once a row). Everything
a page asks for is sent with each POST, so a refusal is never that of an incomplete form. Only
"done" changes the database, and it must.

A new address fails the build until it has its rows here: one line if it is like others.
"""

from tests.permissions_of_statements import MOVES, PROGRAMS, REVIEW_DESK, STATEMENTS

# What the archive answers to GET, POST and DELETE. Django's admin takes DELETE for GET.
#   page   200, nothing changed          done     changed, and on to another page
#   made   200, changed
#   login  to the page to log in         front    to the desk's front page
#   aside  to another page, with a message that says why nothing was done
#   other  to another page
ANSWERS: dict[str, tuple[str, str, str]] = {
    # on the public pages
    "read": ("page", "405", "405"),
    "hidden": ("404", "405", "405"),
    "gone": ("410", "405", "405"),
    # at the desk
    "may": ("page", "done", "page"),
    "look": ("page", "403", "page"),
    "page": ("page", "page", "page"),
    "refused": ("aside", "aside", "aside"),
    "shown": ("page", "aside", "page"),
    "onward": ("other", "other", "other"),
    "login": ("login", "login", "login"),
    "front": ("front", "front", "front"),
    "403": ("403", "403", "403"),
    "404": ("404", "404", "404"),
    "barred": ("403", "405", "405"),
    # at the desk, on pages that take no method but theirs
    "act": ("405", "done", "405"),
    "not-act": ("405", "403", "405"),
    "in-vain": ("405", "aside", "405"),
    "passed": ("405", "other", "405"),
    "sent-on": ("405", "other", "405"),
    "compute": ("405", "page", "405"),
    "closed": ("403", "403", "405"),
    "nothing": ("aside", "aside", "405"),
    # for programs
    "401": ("401", "401", "401"),
    "made": ("405", "made", "405"),
    # to come in, to go out, to change one's password
    "come-in": ("page", "page", "405"),
    "is-in": ("front", "page", "405"),
    "go-out": ("405", "page", "405"),
    "change": ("page", "done", "405"),
}

PUBLIC = """
address                   record                                  everybody
archive:home              -                                       read
archive:about             -                                       read
archive:statement-list    -                                       read
archive:article-list      -                                       read
archive:person-list       -                                       read
archive:person-names      -                                       read
archive:map               -                                       read
archive:statement-detail  {own,other,asked} published             read
archive:statement-detail  revised draft                           read
archive:statement-detail  {own,other} retracted                   gone
archive:statement-detail  {own,other} {draft,in_review,returned}  hidden
archive:statement-detail  {own,other} rejected                    hidden
archive:edition-detail    {current,superseded} edition            read
archive:edition-detail    retracted edition                       gone
archive:article-detail    open article                            read
archive:article-detail    private article                         hidden
archive:outlet-list       -                                       read
archive:topic-list        -                                       read
archive:coverage          -                                       read
archive:outlet-detail     used outlet                             read
archive:outlet-detail     free outlet                             hidden
archive:topic-detail      printed topic                           read
archive:topic-detail      {used,free} topic                       hidden
archive:policy/method     -                                       read
archive:policy/no-such    -                                       hidden
archive:person-detail     printed person                          read
archive:person-detail     {hidden,merged,free} person             hidden
archive:pair              printed person                          read
archive:pair              {hidden,merged,free} person             hidden
"""

ENTRANCE = """
address                     record  nobody   newcomer  contributor  reviewer  chief   superuser
admin:index                 -       login    page      page         page      page    page
admin:login                 -       come-in  is-in     is-in        is-in     is-in   is-in
admin:archive_editorprofile_mine  -  login   change    change       change    change  change
admin:logout                -       front    go-out    go-out       go-out    go-out  go-out
admin:password_change       -       login    change    change       change    change  change
admin:password_change_done  -       login    read      read         read      read    read
admin:jsi18n                -       login    read      read         read      read    read
admin:app_list/archive      -       login    404       page         page      page    page
admin:app_list/auth         -       login    404       404          404       page    page
admin/(?P<url>.*)$          -       login    404       404          404       404     404
admin:autocomplete          -       login    barred    barred       barred    barred  barred
admin:autocomplete/archive.statement.{article,speaker}
                            -       login    barred    read         read      read    read
admin:autocomplete/archive.statement.{created_by,submitted_by}
                            -       login    barred    barred       barred    read    read
admin:autocomplete/auth.user.groups
                            -       login    barred    barred       barred    barred  read
admin:autocomplete/auth.user.user_permissions
                            -       login    barred    barred       barred    barred  barred
admin:view_on_site          {printed,hidden} person
                                    login    403       onward       onward    onward  onward
admin:view_on_site          {open,private} article
                                    login    403       onward       onward    onward  onward
admin:view_on_site          other {draft,published}
                                    login    403       404          404       404     404
admin:archive_statement_move/no-such-step
                     other {draft,in_review,published}
                                    login    404       404          404       404     404
admin/archive/article/<path:object_id>/
                      open article  login    onward    onward       onward    onward  onward
admin/archive/statement/<path:object_id>/
                       other draft  login    onward    onward       onward    onward  onward
admin/archive/person/<path:object_id>/
                     hidden person  login    onward    onward       onward    onward  onward
admin/archive/outlet/<path:object_id>/
                       used outlet  login    onward    onward       onward    onward  onward
admin/archive/topic/<path:object_id>/
                        used topic  login    onward    onward       onward    onward  onward
admin/archive/edition/<path:object_id>/
                   current edition  login    onward    onward       onward    onward  onward
admin/archive/importrun/<path:object_id>/
                            import  login    onward    onward       onward    onward  onward
admin/auth/user/<path:object_id>/
                   chief's account  login    onward    onward       onward    onward  onward
admin/auth/group/<path:object_id>/
                             group  login    onward    onward       onward    onward  onward
"""

# The lists of the desk, and the forms that add to them.
LISTS = """
address                             record           contributor  reviewer  chief    superuser
admin:archive_article_changelist    -                page         page      page     page
admin:archive_person_changelist     -                page         page      page     page
admin:archive_statement_changelist  -                page         page      page     page
admin:archive_outlet_changelist     -                page         page      page     page
admin:archive_topic_changelist      -                page         page      page     page
admin:archive_edition_changelist    -                page         page      page     page
admin:archive_importrun_changelist  -                403          403       page     page
admin:auth_user_changelist          -                403          403       page     page
admin:auth_group_changelist         -                403          403       403      page
admin:archive_article_add           -                may          may       may      may
admin:archive_person_add            -                may          may       may      may
admin:archive_topic_add             -                may          may       may      may
admin:archive_statement_add         {open,private} article
                                                     may          may       may      may
admin:archive_statement_add         -                refused      refused   refused  refused
admin:archive_outlet_add            -                403          403       may      may
admin:auth_user_add                 -                403          403       may      may
admin:archive_edition_add           -                403          403       403      403
admin:archive_importrun_add         -                403          403       403      403
admin:auth_group_add                -                403          403       403      403
"""

RECORDS = """
address                          record              contributor  reviewer  chief    superuser
admin:archive_article_change     {open,private} article
                                                     may          may       may      may
admin:archive_article_history    {open,private} article
                                                     page         page      page     page
admin:archive_article_delete     {open,private} article
                                                     403          403       403      403
admin:archive_person_change      {printed,hidden,free} person
                                                     may          may       may      may
admin:archive_person_history     {printed,hidden,free,merged} person
                                                     page         page      page     page
admin:archive_person_delete      {printed,hidden} person
                                                     403          403       403      403
admin:archive_person_delete      free person         403          403       may      may
admin:archive_topic_change       {used,free} topic   may          may       may      may
admin:archive_topic_history      {used,free} topic   page         page      page     page
admin:archive_topic_delete       used topic          403          403       403      403
admin:archive_topic_delete       free topic          403          403       may      may
admin:archive_outlet_change      {used,free} outlet  look         look      may      may
admin:archive_outlet_history     {used,free} outlet  page         page      page     page
admin:archive_outlet_delete      used outlet         403          403       403      403
admin:archive_outlet_delete      free outlet         403          403       403      may
admin:archive_edition_change     {current,superseded,retracted} edition
                                                     look         look      look     look
admin:archive_edition_history    {current,superseded,retracted} edition
                                                     page         page      page     page
admin:archive_edition_delete     {current,superseded,retracted} edition
                                                     403          403       403      403
admin:archive_importrun_change   import              403          403       look     look
admin:archive_importrun_history  import              403          403       page     page
admin:archive_importrun_delete   import              403          403       403      403
"""

# A chief editor makes contributors and reviewers, and touches nobody who may approve.
ACCOUNTS = """
address                          record              contributor  reviewer  chief    superuser
admin:auth_user_change           contributor's account
                                                     403          403       may      may
admin:auth_user_change           {reviewer,chief,superuser}'s account
                                                     403          403       look     may
admin:auth_user_change           own account         403          403       look     may
admin:auth_user_password_change  contributor's account
                                                     403          403       may      may
admin:auth_user_password_change  {reviewer,chief,superuser}'s account
                                                     403          403       403      may
admin:auth_user_password_change  own account         403          403       403      may
admin:auth_user_history          {contributor,reviewer,chief,superuser}'s account
                                                     403          403       page     page
admin:auth_user_history          own account         403          403       page     page
admin:auth_user_delete           contributor's account
                                                     403          403       403      may
admin:auth_user_delete           own account         403          403       403      403
admin:auth_group_change          group               403          403       403      look
admin:auth_group_history         group               403          403       403      page
admin:auth_group_delete          group               403          403       403      403
"""

# What belongs to a person beside their form. Merging takes a reviewer.
PEOPLE = """
address                            record            contributor  reviewer  chief    superuser
admin:archive_person_statements    {printed,hidden,merged} person
                                                     read         read      read     read
admin:archive_person_merge         free person       closed       change    change   change
admin:archive_person_merge         merged person     closed       nothing   nothing  nothing
admin:archive_person_unmerge       merged person     closed       change    change   change
admin:archive_person_unmerge       free person       closed       nothing   nothing  nothing
admin:archive_person_tell_apart    {free,printed} person
                                                     change       change    change   change
admin:archive_person_told_apart    told-apart person  closed      change    change   change
admin:archive_person_told_apart    free person       closed       nothing   nothing  nothing
"""

# The history of everything: that of accounts is read by those who may see accounts.
HISTORY = """
address                            record            contributor  reviewer  chief    superuser
admin:archive_event_changelist     -                 page         page      page     page
admin:archive_event_change         statement's event  page        page      page     page
admin:archive_event_change         account's event   front        front     page     page
admin:archive_article_compare      open article      read         read      read     read
admin:archive_outlet_compare       used outlet       read         read      read     read
admin:archive_topic_compare        used topic        read         read      read     read
admin:archive_person_compare       {printed,hidden} person
                                                     read         read      read     read
admin:archive_statement_compare    {own,other} {draft,published}
                                                     read         read      read     read
admin:auth_user_compare            {contributor,chief}'s account
                                                     barred       barred    read     read
"""

# What the detector proposes: who may add statements decides.
SUGGESTIONS = """
address                      record                 contributor  reviewer  chief    superuser
admin:article-suggestions    {open,private,suggested} article
                                                    read         read      read     read
admin:article-annotate       {open,private,suggested} article
                                                    read         read      read     read
admin:article-suggest        suggested article      act          act       act      act
admin:suggestion-accept      pending suggestion     act          act       act      act
admin:suggestion-accept      {accepted,dismissed} suggestion
                                                    in-vain      in-vain   in-vain  in-vain
admin:suggestion-correct     pending suggestion     change       change    change   change
admin:suggestion-dismiss     pending suggestion     act          act       act      act
admin:suggestion-dismiss     {accepted,dismissed} suggestion
                                                    in-vain      in-vain   in-vain  in-vain
admin:suggestion-reconsider  dismissed suggestion   act          act       act      act
admin:suggestion-reconsider  {pending,accepted} suggestion
                                                    in-vain      in-vain   in-vain  in-vain
admin:suggestion-record      -                      read         read      read     read
"""

# Corrected texts: who edits what is quoted corrects, and repairs what was lost; in review, who
# reviews. "orphan": what stands in a text that was corrected since.
CORRECTIONS = """
address                      record                 contributor  reviewer  chief    superuser
admin:article-correct-text   {open,private} article
                                                    change       change    change   change
admin:statement-repair       orphan draft           act          act       act      act
admin:statement-repair       orphan in_review       in-vain      act       act      act
admin:statement-repair       {own,other} {draft,published,rejected}
                                                    in-vain      in-vain   in-vain  in-vain
"""

TABLE: dict[str, str] = {
    "public": PUBLIC,
    "entrance": ENTRANCE,
    "lists": LISTS,
    "records": RECORDS,
    "accounts": ACCOUNTS,
    "people": PEOPLE,
    "history": HISTORY,
    "statements": STATEMENTS,
    "moves": MOVES,
    "review desk": REVIEW_DESK,
    "programs": PROGRAMS,
    "suggestions": SUGGESTIONS,
    "corrections": CORRECTIONS,
}
