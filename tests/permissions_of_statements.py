"""The part of the table of permissions (``tests/permissions.py``) that is about statements."""

STATEMENTS = """
address                          record              contributor  reviewer  chief    superuser
admin:archive_statement_change   {own,other} {draft,returned}
                                                     may          may       may      may
admin:archive_statement_change   revised draft       may          may       may      may
admin:archive_statement_change   {own,other} in_review
                                                     look         may       may      may
admin:archive_statement_change   {own,other} {published,rejected,retracted}
                                                     look         look      look     look
admin:archive_statement_change   asked published     look         look      look     look
admin:archive_statement_history  {own,other} {draft,in_review,published}
                                                     page         page      page     page
admin:archive_statement_delete   {own,other} {draft,in_review,published,rejected}
                                                     403          403       403      403
"""

# The workflow through its one address. A step that cannot be taken is refused with a sentence.
MOVES = """
address                               record         contributor  reviewer  chief    superuser
admin:archive_statement_move/submit   {own,other} {draft,returned}
                                                     may          may       may      may
admin:archive_statement_move/submit   revised draft  may          may       may      may
admin:archive_statement_move/submit   {own,other} {in_review,published,rejected,retracted}
                                                     refused      refused   refused  refused
admin:archive_statement_move/approve  other in_review
                                                     refused      may       may      may
admin:archive_statement_move/approve  own in_review  refused      refused   refused  refused
admin:archive_statement_move/{approve,return,reject}
                                      taken in_review
                                                     refused      shown     shown    shown
admin:archive_statement_move/approve  {own,other} {draft,returned,published,rejected,retracted}
                                                     refused      refused   refused  refused
admin:archive_statement_move/return   {own,other} in_review
                                                     refused      may       may      may
admin:archive_statement_move/return   {own,other} {draft,returned,published,rejected,retracted}
                                                     refused      refused   refused  refused
admin:archive_statement_move/reject   own {draft,returned}
                                                     may          may       may      may
admin:archive_statement_move/reject   other {draft,returned}
                                                     refused      may       may      may
admin:archive_statement_move/reject   {own,other} in_review
                                                     refused      may       may      may
admin:archive_statement_move/reject   {revised draft,asked published}
                                                     refused      refused   refused  refused
admin:archive_statement_move/reject   {own,other} {published,rejected,retracted}
                                                     refused      refused   refused  refused
admin:archive_statement_move/revise   {own,other} published
                                                     may          may       may      may
admin:archive_statement_move/revise   {own,other} {draft,in_review,returned,rejected,retracted}
                                                     refused      refused   refused  refused
admin:archive_statement_move/revise   asked published
                                                     refused      refused   refused  refused
admin:archive_statement_move/retract  {own,other,asked} published
                                                     refused      may       may      may
admin:archive_statement_move/retract  revised draft  refused      may       may      may
admin:archive_statement_move/retract  {own,other} {draft,in_review,returned,rejected,retracted}
                                                     refused      refused   refused  refused
admin:archive_statement_move/keep     asked published
                                                     refused      may       may      may
admin:archive_statement_move/keep     {own,other} {draft,in_review,returned}
                                                     refused      refused   refused  refused
admin:archive_statement_move/keep     {own,other} {published,rejected,retracted}
                                                     refused      refused   refused  refused
admin:archive_statement_move/reopen   {own,other} {rejected,retracted}
                                                     refused      may       may      may
admin:archive_statement_move/reopen   {own,other} {draft,in_review,returned,published}
                                                     refused      refused   refused  refused
"""

# The review desk. "taken": another reviewer is reading it; "held": this very role is.
REVIEW_DESK = """
address                  record                      contributor  reviewer  chief    superuser
admin:review-desk        -                           read         read      read     read
admin:review-people      -                           read         read      read     read
admin:review-approved    -                           barred       read      read     read
admin:review-next        -                           not-act      act       act      act
admin:review-approve     other in_review             not-act      act       act      act
admin:review-approve     own in_review               not-act      passed    passed   passed
admin:review-approve     taken in_review             not-act      passed    passed   passed
admin:review-approve     {own,other} {draft,published}
                                                     not-act      passed    passed   passed
admin:review-take        other in_review             not-act      act       act      act
admin:review-take        own in_review               not-act      in-vain   in-vain  in-vain
admin:review-take        taken in_review             not-act      in-vain   in-vain  in-vain
admin:review-take        {own,other} {draft,published}
                                                     not-act      in-vain   in-vain  in-vain
admin:review-take-over   {other,taken} in_review     not-act      act       act      act
admin:review-take-over   own in_review               not-act      in-vain   in-vain  in-vain
admin:review-release     taken in_review             not-act      in-vain   in-vain  in-vain
admin:review-release     own held in_review          not-act      act       act      act
admin:review-priority    {own,other} {draft,in_review,published}
                                                     not-act      act       act      act
admin:review-comment     {own,other} {draft,in_review,published}
                                                     act          act       act      act
admin:notices            -                           read         read      read     read
admin:notices-seen       called statement            act          act       act      act
admin:notices-seen       other draft                 sent-on      sent-on   sent-on  sent-on
admin:archive_statement_allow       private draft    not-act      not-act   act      act
admin:archive_statement_allow       other draft      not-act      not-act   in-vain  in-vain
admin:archive_statement_meter       open article     compute      compute   compute  compute
admin:archive_statement_note        {own,other} {draft,in_review,published,rejected,retracted}
                                                     act          act       act      act
admin:archive_statement_known_note  noted draft      act          act       act      act
"""

# The moves for programs: JSON in, JSON out, and no page to log in.
PROGRAMS = """
address                     record        visitor  inactive  outsider  newcomer  contributor  reviewer  chief    superuser
admin:review-moves/submit   {own,other} {draft,returned}
                                          401      401       403       403       made         made      made     made
admin:review-moves/approve  other in_review
                                          401      401       403       403       not-act      made      made     made
admin:review-moves/approve  {own,taken} in_review
                                          401      401       403       403       not-act      not-act   not-act  not-act
admin:review-moves/approve  {own,other} {draft,published}
                                          401      401       403       403       not-act      not-act   not-act  not-act
admin:review-moves/return   {own,other} in_review
                                          401      401       403       403       not-act      made      made     made
admin:review-moves/reject   own draft     401      401       403       403       made         made      made     made
admin:review-moves/reject   other draft   401      401       403       403       not-act      made      made     made
admin:review-moves/revise   {own,other} published
                                          401      401       403       403       made         made      made     made
admin:review-moves/retract  {own,other} published
                                          401      401       403       403       not-act      made      made     made
admin:review-moves/reopen   {own,other} rejected
                                          401      401       403       403       not-act      made      made     made
admin:workbench-acts/create  {open,private} article
                                          401      401       403       403       made         made      made     made
admin:workbench-acts/edit   {own,other} {draft,returned}
                                          401      401       403       403       made         made      made     made
admin:workbench-acts/edit   {own,other} in_review
                                          401      401       403       403       not-act      made      made     made
admin:workbench-acts/approve  other in_review
                                          401      401       403       403       not-act      made      made     made
admin:workbench-acts/approve  {own,taken} in_review
                                          401      401       403       403       not-act      not-act   not-act  not-act
admin:workbench-acts/return  {own,other} in_review
                                          401      401       403       403       not-act      made      made     made
admin:workbench-acts/{accept,dismiss,accept_many}  pending suggestion
                                          401      401       403       403       made         made      made     made
admin:workbench-{state,people,look}  {open,private} article
                                          401      401       403       403       read         read      read     read
admin:workbench-keys        -             401      401       403       403       made         made      made     made
"""  # noqa: E501
