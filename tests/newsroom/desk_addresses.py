"""Who may do what at the desk, written by hand: the addresses, the choices of foreign keys, and the actions on lists.

An answer is six letters, for a stranger, an account without a role, a reporter, a photo editor, an editor and a chief:

    y  the page, or where it leads          l  the login
    n  not allowed (403)                    h  the first page of the desk, as for a row that does not exist
    0  does not exist (404)                 b  the request is incomplete (400)
                                            m  the address does not answer this method (405)

`own` and `public` are a reporter's articles, the second of them published; `others` and `embargoed` are an editor's,
the second of them scheduled. A hidden fact is used by the article under embargo alone, and facts are kept apart by the
setting `SHARED_FACTS`.
"""

# The address, what it is about, the answers to GET, and the answers to POST.
TABLE = """
# Everybody at the desk.
admin/jsi18n/                                   -                yyyyyy  mmmmmm
admin/dates/                                    -                lyyyyy  lmmmmm
admin/pasted/                                   -                lmmmmm  lyyyyy
admin/linked/                                   -                lyyyyy  lyyyyy
admin/                                          -                lyyyyy  lyyyyy
admin/login/                                    -                yhhhhh  yyyyyy
admin/logout/                                   -                hmmmmm  hyyyyy
admin/password_change/                          -                lyyyyy  lyyyyy
admin/password_change/done/                     -                lyyyyy  lmmmmm
admin/autocomplete/                             -                lnnnnn  lmmmmm
admin/find/                                     -                lyyyyy  lyyyyy
admin/mail/                                     -                lyyyyy  lyyyyy
# A new password, for whoever has the link.
admin/password/                                 -                yyyyyy  yyyyyy
admin/password/sent/                            -                yyyyyy  mmmmmm
admin/password/*/*/                             -                yyyyyy  yyyyyy
admin/password/chosen/                          -                yyyyyy  mmmmmm
# Who did what: a chief's.
admin/log/                                      -                lnnnny  lnnnny
admin/log/download/                             -                lnnnny  lnnnny
admin/as-of/                                    -                lnnnyy  lnnnyy
# The public page of a row: only of what the desk shows the person, so that no key betrays an address.
admin/r/*/*/                                    own              l00000  l00000
# The public page of a row: only of what the desk shows the person, so that no key betrays an address.
admin/r/*/*/                                    public           l00000  l00000
# The public page of a row: only of what the desk shows the person, so that no key betrays an address.
admin/r/*/*/                                    embargoed        l00000  l00000
# The public page of a row: only of what the desk shows the person, so that no key betrays an address.
admin/r/*/*/                                    public topic     l0yyyy  l0yyyy
# The public page of a row: only of what the desk shows the person, so that no key betrays an address.
admin/r/*/*/                                    hidden topic     l000yy  l000yy
# The public page of a row: only of what the desk shows the person, so that no key betrays an address.
admin/r/*/*/                                    hidden event     l000yy  l000yy
# The public page of a row: only of what the desk shows the person, so that no key betrays an address.
admin/r/*/*/                                    account          l00000  l00000
# Agencies and collections are the photo editor's. A collection's name may betray a story.
admin/articles/agency/                          -                lnyyyy  lnyyyy
admin/articles/agency/add/                      -                lnnyyy  lnnyyy
admin/articles/agency/*/history/                agency           lnyyyy  lnyyyy
admin/articles/agency/*/delete/                 agency           lnnnyy  lnnnyy
admin/articles/agency/*/change/                 agency           lnyyyy  lnnyyy
admin/articles/agency/*/                        agency           lyyyyy  lyyyyy
admin/articles/collection/                      -                lnnyyy  lnnyyy
admin/articles/collection/add/                  -                lnnyyy  lnnyyy
admin/articles/collection/*/history/            collection       lnnyyy  lnnyyy
admin/articles/collection/*/delete/             collection       lnnyyy  lnnyyy
admin/articles/collection/*/change/             collection       lnnyyy  lnnyyy
admin/articles/collection/*/                    collection       lyyyyy  lyyyyy
# Pictures. A photo editor sees all of them, and neither merges nor deletes any.
admin/articles/image/upload/                    -                lnnyyy  lnnyyy
admin/articles/image/credit/                    -                lnnyyy  lnnyyy
admin/articles/image/choose/                    -                lnnnnn  lmmmmm
admin/articles/image/*/thumbnail/               public image     l0yyyy  l0yyyy
admin/articles/image/*/thumbnail/               hidden image     l00yyy  l00yyy
admin/articles/image/*/kill/                    public image     l0nyyy  l0nyyy
admin/articles/image/*/kill/                    hidden image     l00yyy  l00yyy
admin/articles/image/*/merge/                   public image     lnnnyy  lnnnyy
admin/articles/image/*/merge/                   hidden image     l00nyy  l00nyy
admin/articles/image/*/uses/                    public image     l0yyyy  l0yyyy
admin/articles/image/*/uses/                    hidden image     l00yyy  l00yyy
admin/articles/image/                           -                lnyyyy  lnyyyy
admin/articles/image/add/                       -                lnnyyy  lnnyyy
admin/articles/image/*/history/                 public image     lnyyyy  lnyyyy
admin/articles/image/*/history/                 hidden image     l00yyy  l00yyy
admin/articles/image/*/delete/                  public image     lnnnyy  lnnnyy
admin/articles/image/*/delete/                  hidden image     l00nyy  l00nyy
admin/articles/image/*/change/                  public image     lnyyyy  lnnyyy
admin/articles/image/*/change/                  hidden image     l00yyy  l00yyy
admin/articles/image/*/                         hidden image     lyyyyy  lyyyyy
# Articles. A reporter's own; those of others do not exist for them. A photo editor has none.
admin/articles/article/*/preview/               own              l0y0yy  l0y0yy
# Articles. A reporter's own; those of others do not exist for them. A photo editor has none.
admin/articles/article/*/preview/               public           l0y0yy  l0y0yy
# Articles. A reporter's own; those of others do not exist for them. A photo editor has none.
admin/articles/article/*/preview/               others           l000yy  l000yy
# Articles. A reporter's own; those of others do not exist for them. A photo editor has none.
admin/articles/article/*/preview/               embargoed        l000yy  l000yy
admin/articles/article/*/compare/               own              l0y0yy  l0y0yy
admin/articles/article/*/compare/               public           l0y0yy  l0y0yy
admin/articles/article/*/compare/               others           l000yy  l000yy
admin/articles/article/*/compare/               embargoed        l000yy  l000yy
admin/articles/article/*/screens/               own              l0y0yy  l0y0yy
admin/articles/article/*/screens/               public           l0y0yy  l0y0yy
admin/articles/article/*/screens/               others           l000yy  l000yy
admin/articles/article/*/screens/               embargoed        l000yy  l000yy
admin/articles/article/*/share/                 own              l0y0yy  l0y0yy
admin/articles/article/*/share/                 public           l0y0yy  l0y0yy
admin/articles/article/*/share/                 others           l000yy  l000yy
admin/articles/article/*/share/                 embargoed        l000yy  l000yy
admin/articles/article/*/editions/*/            public           l0y0yy  l0y0yy
admin/articles/article/*/editions/*/            embargoed        l000yy  l000yy
admin/articles/article/*/publish/               own              l0n0yy  l0n0yy
admin/articles/article/*/publish/               public           l0n0yy  l0n0yy
admin/articles/article/*/publish/               others           l000yy  l000yy
admin/articles/article/*/publish/               embargoed        l000yy  l000yy
admin/articles/article/*/take-down/             own              l0n0yy  l0n0yy
admin/articles/article/*/take-down/             public           l0n0yy  l0n0yy
admin/articles/article/*/take-down/             others           l000yy  l000yy
admin/articles/article/*/take-down/             embargoed        l000yy  l000yy
admin/articles/article/*/submit/                own              l0y0yy  l0y0yy
admin/articles/article/*/submit/                public           l0y0yy  l0y0yy
admin/articles/article/*/submit/                others           l000yy  l000yy
admin/articles/article/*/submit/                embargoed        l000yy  l000yy
admin/articles/article/*/take-back/             own              l0y0yy  l0y0yy
admin/articles/article/*/take-back/             public           l0y0yy  l0y0yy
admin/articles/article/*/take-back/             others           l000yy  l000yy
admin/articles/article/*/take-back/             embargoed        l000yy  l000yy
admin/articles/article/*/request-changes/       own              l0n0yy  l0n0yy
admin/articles/article/*/request-changes/       public           l0n0yy  l0n0yy
admin/articles/article/*/request-changes/       others           l000yy  l000yy
admin/articles/article/*/request-changes/       embargoed        l000yy  l000yy
admin/articles/article/*/approve/               own              l0n0yy  l0n0yy
admin/articles/article/*/approve/               public           l0n0yy  l0n0yy
admin/articles/article/*/approve/               others           l000yy  l000yy
admin/articles/article/*/approve/               embargoed        l000yy  l000yy
admin/articles/article/*/notes/                 own              l0y0yy  l0y0yy
admin/articles/article/*/notes/                 public           l0y0yy  l0y0yy
admin/articles/article/*/notes/                 others           l000yy  l000yy
admin/articles/article/*/notes/                 embargoed        l000yy  l000yy
admin/articles/article/*/duplicate/             own              l0y0yy  l0y0yy
admin/articles/article/*/duplicate/             public           l0y0yy  l0y0yy
admin/articles/article/*/duplicate/             others           l000yy  l000yy
admin/articles/article/*/duplicate/             embargoed        l000yy  l000yy
admin/articles/article/*/archive/               own              l0y0yy  l0y0yy
admin/articles/article/*/archive/               public           l0y0yy  l0y0yy
admin/articles/article/*/archive/               others           l000yy  l000yy
admin/articles/article/*/archive/               embargoed        l000yy  l000yy
admin/articles/article/*/unarchive/             own              l0y0yy  l0y0yy
admin/articles/article/*/unarchive/             public           l0y0yy  l0y0yy
admin/articles/article/*/unarchive/             others           l000yy  l000yy
admin/articles/article/*/unarchive/             embargoed        l000yy  l000yy
admin/articles/article/*/editions/*/put-back/   public           l0n0yy  l0n0yy
admin/articles/article/*/editions/*/put-back/   embargoed        l000yy  l000yy
admin/articles/article/*/editions/*/cancel/     public           l0n0yy  l0n0yy
admin/articles/article/*/editions/*/cancel/     embargoed        l000yy  l000yy
admin/articles/article/*/editions/*/retime/     public           l0n0yy  l0n0yy
admin/articles/article/*/editions/*/retime/     embargoed        l000yy  l000yy
admin/articles/article/*/editions/*/restore/    public           l0y0yy  l0y0yy
admin/articles/article/*/editions/*/restore/    embargoed        l000yy  l000yy
admin/articles/article/*/editions/*/erase/      public           l0n0ny  l0n0ny
admin/articles/article/*/editions/*/erase/      embargoed        l000ny  l000ny
admin/articles/article/                         -                lnynyy  lnynyy
admin/articles/article/add/                     -                lnynyy  lnynyy
admin/articles/article/publish-together/        -                lnnnyy  lnnnyy
admin/articles/article/*/history/               own              l0y0yy  l0y0yy
admin/articles/article/*/history/               public           l0y0yy  l0y0yy
admin/articles/article/*/history/               others           l000yy  l000yy
admin/articles/article/*/history/               embargoed        l000yy  l000yy
admin/articles/article/*/delete/                own              lnnnyy  lnnnyy
admin/articles/article/*/delete/                public           lnnnyy  lnnnyy
admin/articles/article/*/delete/                others           lnnnyy  lnnnyy
admin/articles/article/*/delete/                embargoed        lnnnyy  lnnnyy
admin/articles/article/*/change/                own              lnynyy  lnynyy
admin/articles/article/*/change/                public           lnynyy  lnynyy
admin/articles/article/*/change/                others           lnhnyy  lnhnyy
admin/articles/article/*/change/                embargoed        lnhnyy  lnhnyy
admin/articles/article/*/                       others           lyyyyy  lyyyyy
admin/articles/article/*/                       embargoed        lyyyyy  lyyyyy
# Sections.
admin/articles/section/                         -                lnynyy  lnynyy
admin/articles/section/add/                     -                lnnnyy  lnnnyy
admin/articles/section/*/history/               section          lnynyy  lnynyy
admin/articles/section/*/history/               empty section    lnynyy  lnynyy
admin/articles/section/*/delete/                section          lnnnyy  lnnnyy
admin/articles/section/*/delete/                empty section    lnnnyy  lnnnyy
admin/articles/section/*/change/                section          lnynyy  lnnnyy
admin/articles/section/*/change/                empty section    lnynyy  lnnnyy
admin/articles/section/*/                       empty section    lyyyyy  lyyyyy
# Facts: reporters add some kinds and change none.
admin/articles/topic/*/merge/                   public topic     lnnnyy  lnnnyy
# Facts: reporters add some kinds and change none.
admin/articles/topic/*/merge/                   hidden topic     l000yy  l000yy
admin/articles/topic/*/uses/                    public topic     l0yyyy  l0yyyy
admin/articles/topic/*/uses/                    hidden topic     l000yy  l000yy
admin/articles/topic/                           -                lnyyyy  lnyyyy
admin/articles/topic/add/                       -                lnynyy  lnynyy
admin/articles/topic/*/history/                 public topic     lnyyyy  lnyyyy
admin/articles/topic/*/history/                 hidden topic     l000yy  l000yy
admin/articles/topic/*/delete/                  public topic     lnnnyy  lnnnyy
admin/articles/topic/*/delete/                  hidden topic     l000yy  l000yy
admin/articles/topic/*/change/                  public topic     lnyyyy  lnnnyy
admin/articles/topic/*/change/                  hidden topic     l000yy  l000yy
admin/articles/topic/*/                         hidden topic     lyyyyy  lyyyyy
admin/articles/source/*/citations/              public source    lnnnyy  lnnnyy
admin/articles/source/*/citations/              hidden source    lnnnyy  lnnnyy
admin/articles/source/*/merge/                  public source    lnnnyy  lnnnyy
admin/articles/source/*/merge/                  hidden source    l000yy  l000yy
admin/articles/source/*/uses/                   public source    l0y0yy  l0y0yy
admin/articles/source/*/uses/                   hidden source    l000yy  l000yy
admin/articles/source/                          -                lnynyy  lnynyy
admin/articles/source/add/                      -                lnynyy  lnynyy
admin/articles/source/*/history/                public source    lnynyy  lnynyy
admin/articles/source/*/history/                hidden source    l000yy  l000yy
admin/articles/source/*/delete/                 public source    lnnnyy  lnnnyy
admin/articles/source/*/delete/                 hidden source    l000yy  l000yy
admin/articles/source/*/change/                 public source    lnynyy  lnnnyy
admin/articles/source/*/change/                 hidden source    l000yy  l000yy
admin/articles/source/*/                        hidden source    lyyyyy  lyyyyy
admin/articles/author/*/merge/                  public author    lnnnyy  lnnnyy
admin/articles/author/*/merge/                  hidden author    lnnnyy  lnnnyy
admin/articles/author/*/uses/                   public author    l0y0yy  l0y0yy
admin/articles/author/*/uses/                   hidden author    l0y0yy  l0y0yy
admin/articles/author/                          -                lnynyy  lnynyy
admin/articles/author/add/                      -                lnynyy  lnynyy
admin/articles/author/*/history/                public author    lnynyy  lnynyy
admin/articles/author/*/history/                hidden author    lnynyy  lnynyy
admin/articles/author/*/delete/                 public author    lnnnyy  lnnnyy
admin/articles/author/*/delete/                 hidden author    lnnnyy  lnnnyy
admin/articles/author/*/change/                 public author    lnynyy  lnnnyy
admin/articles/author/*/change/                 hidden author    lnynyy  lnnnyy
admin/articles/author/*/                        hidden author    lyyyyy  lyyyyy
# Accounts are the chiefs', but for those of people with more rights. Nobody deletes one.
admin/auth/user/*/password/                     account          lnnnny  lnnnny
admin/auth/user/*/password/                     superuser        lnnnnn  lnnnnn
admin/auth/user/                                -                lnnnny  lnnnny
admin/auth/user/add/                            -                lnnnny  lnnnny
admin/auth/user/*/history/                      account          lnnnny  lnnnny
admin/auth/user/*/history/                      superuser        lnnnny  lnnnny
admin/auth/user/*/delete/                       account          lnnnnn  lnnnnn
admin/auth/user/*/delete/                       superuser        lnnnnn  lnnnnn
admin/auth/user/*/change/                       account          lnnnny  lnnnny
admin/auth/user/*/change/                       superuser        lnnnny  lnnnnn
admin/auth/user/*/                              superuser        lyyyyy  lyyyyy
admin/auth/group/                               -                lnnnny  lnnnny
admin/auth/group/add/                           -                lnnnny  lnnnny
admin/auth/group/*/history/                     role             lnnnny  lnnnny
admin/auth/group/*/history/                     role with more   lnnnny  lnnnny
admin/auth/group/*/delete/                      role             lnnnnn  lnnnnn
admin/auth/group/*/delete/                      role with more   lnnnnn  lnnnnn
admin/auth/group/*/change/                      role             lnnnny  lnnnny
admin/auth/group/*/change/                      role with more   lnnnny  lnnnnn
admin/auth/group/*/                             role with more   lyyyyy  lyyyyy
# Events and timelines. The pages that enter many refuse a post without their hidden field.
admin/timeline/event/many/                      -                lnynyy  lnbnbb
admin/timeline/event/near/                      -                lnbnbb  lmmmmm
admin/timeline/event/in/*/                      own              lnynyy  lnbnbb
admin/timeline/event/in/*/                      public           lnynyy  lnbnbb
admin/timeline/event/in/*/                      others           ln0nyy  ln0nbb
admin/timeline/event/in/*/                      embargoed        ln0nyy  ln0nbb
admin/timeline/event/*/down/                    public event     lnnnyy  lnnnyy
admin/timeline/event/*/down/                    hidden event     l000yy  l000yy
admin/timeline/event/*/merge/                   public event     lnnnyy  lnnnyy
admin/timeline/event/*/merge/                   hidden event     l000yy  l000yy
admin/timeline/event/*/uses/                    public event     l0y0yy  l0y0yy
admin/timeline/event/*/uses/                    hidden event     l000yy  l000yy
admin/timeline/event/                           -                lnynyy  lnynyy
admin/timeline/event/add/                       -                lnynyy  lnynyy
admin/timeline/event/*/history/                 public event     lnynyy  lnynyy
admin/timeline/event/*/history/                 hidden event     l000yy  l000yy
admin/timeline/event/*/delete/                  public event     lnnnyy  lnnnyy
admin/timeline/event/*/delete/                  hidden event     l000yy  l000yy
admin/timeline/event/*/change/                  public event     lnynyy  lnnnyy
admin/timeline/event/*/change/                  hidden event     l000yy  l000yy
admin/timeline/event/*/                         hidden event     lyyyyy  lyyyyy
admin/timeline/timeline/import/                 -                lnnnyy  lnnnyy
admin/timeline/timeline/*/uses/                 public timeline  l0y0yy  l0y0yy
admin/timeline/timeline/*/uses/                 hidden timeline  l000yy  l000yy
admin/timeline/timeline/                        -                lnynyy  lnynyy
admin/timeline/timeline/add/                    -                lnnnyy  lnnnyy
admin/timeline/timeline/*/history/              public timeline  lnynyy  lnynyy
admin/timeline/timeline/*/history/              hidden timeline  l000yy  l000yy
admin/timeline/timeline/*/delete/               public timeline  lnnnyy  lnnnyy
admin/timeline/timeline/*/delete/               hidden timeline  l000yy  l000yy
admin/timeline/timeline/*/change/               public timeline  lnynyy  lnnnyy
admin/timeline/timeline/*/change/               hidden timeline  l000yy  l000yy
admin/timeline/timeline/*/                      hidden timeline  lyyyyy  lyyyyy
# The first page of an app, and what is nowhere.
admin/*/                                        articles         l0yyyy  l0yyyy
# The first page of an app, and what is nowhere.
admin/*/                                        auth             l0000y  l0000y
# The first page of an app, and what is nowhere.
admin/*/                                        timeline         l0y0yy  l0y0yy
admin/*                                         nowhere          l00000  l00000
"""

# A foreign key, the answers to a request for its choices, and who is given a name that only the article under embargo,
# or the draft of an editor, betrays (s).
CHOOSERS = """
articles.about.topic                lnyyyy  ----ss
articles.quotation.source           lnynyy  ----ss
articles.byline.author              lnynyy  ------
articles.article.section            lnynyy  ------
articles.article.created_by         lnnnny  ------
articles.address.article            lnynyy  ----ss
articles.edition.article            lnynyy  ----ss
articles.figure.parent              lnynyy  ----ss
articles.figure.image               lnyyyy  ---sss
articles.collectedimage.collection  lnnyyy  ---sss
articles.imageperson.topic          lnyyyy  ----ss
articles.author.user                lnnnny  ------
timeline.timelineblock.parent       lnynyy  ----ss
timeline.timelineblock.timeline     lnynyy  ----ss
timeline.entry.event                lnynyy  ----ss
timeline.event.merged_into          lnynyy  ----ss
auth.user.groups                    lnnnny  ------
"""

# A list, an action on it, what it is done with, and the answers: "r" is back to the list, where nothing was done.
ACTIONS = """
articles_article  delete_selected                  own           lnrnyy
articles_article  delete_selected                  others        lnrnyy
articles_article  publish_together                 own           lnrnyy
articles_image    change_credit_and_rights         public image  lnryyy
articles_image    change_keywords_and_collections  public image  lnryyy
articles_image    delete_selected                  public image  lnrryy
articles_image    merge_chosen                     public image  lnrrrr
articles_topic    delete_selected                  public topic  lnrryy
articles_author   delete_selected                  public author  lnrnyy
timeline_event    delete_selected                  public event  lnrnyy
auth_user         delete_selected                  superuser     lnnnnr
auth_group        delete_selected                  role          lnnnnr
"""
