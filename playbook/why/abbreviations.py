"""Words that end in a full stop without ending a sentence, in English and in French.

All are lower case and lack their last full stop: "p.m", "inc", "c.-à-d".
"""

from playbook.why.wording import words

NEVER = words(
    """
    mr mrs ms messrs dr dre drs prof rev hon capt sgt m mm mme mmes mlle mlles
    e.g eg i.e ie p.ex p ex c.-à-d c-à-d cf vs approx env
    """
)
"""A sentence never ends with one of these: something always follows."""

BEFORE_NAMES = words(
    "st ste sts stes ave av boul blvd rd rte ch dept dép mt ft j.-p j.-f m.-a m.-c"
)
"""These stand before or after a name, and one cannot tell: only a word that often begins a
sentence shows that one has ended ("King St. We", but "St. John's").
"""

LATE = words(
    """
    etc inc ltd ltée ltee corp co cie llc jr sr bros svp s.v.p
    min max sec hr hrs h wk wks mo mos yr yrs lb lbs qté moy sem
    a.m p.m am pm jan feb apr aug sept sep oct nov dec janv févr fév avr juill juil déc
    b.c n.b n.s p.e.i n.l u.s u.k c.-b n.-b n.-é î.-p.-é t.-n.-l p.q é.-u ont alta sask
    """
)
"""A sentence may end with these: it did where a capital follows."""

NUMBERED = words("no nos nº num art pp fig ext tel tél téléc poste mar app v ver")
"""These are abbreviations where a number follows ("no. 12"), and words otherwise ("no.")."""

CLOCK = words(
    """
    monday tuesday wednesday thursday friday saturday sunday
    eastern central mountain pacific atlantic newfoundland est edt et cst cdt ct mst mdt mt pst
    pdt pt ast adt nst ndt hne hae
    """
)
"""What follows "8 a.m." with a capital and is still of the same sentence."""

OPENERS = words(
    """
    the we it our they this that these those there he she i you a an if when while because but
    and so nobody no every each all some most many staff customers clients people last now today
    then in on at for to by with as after before since without what why how who their his her its
    my your both one two three even also only still yet not never until once
    le la les un une des du de on nous il elle ils elles ce cela ça cette ces notre nos leur leurs
    mon ma mes son sa ses si quand lorsque mais et donc car chaque tous tout toutes toute personne
    aucun aucune plusieurs certains depuis pour par avec sans dans à au aux en après avant pendant
    parce puis ensuite présentement actuellement chez qui que pourquoi comment je tu vous même rien
    deux trois
    """
)
"""Words that often begin a sentence."""

ELIDED = words("l d c j m n s t qu aujourd")
"""What stands before an apostrophe where a French sentence begins with it."""

FASTENERS = words(
    """
    the a an our their of to and or for in on at by with from that which is are
    le la les un une des du de et ou pour dans sur à au aux par avec que qui est sont nos notre
    """
)
"""Words that a line cannot end a sentence with: it goes on in the next one."""

ADDRESS_ENDINGS = words(
    "com ca org net io qc fr biz info app dev co us eu gc xlsx xls docx doc pdf csv txt exe zip"
)
"""How addresses and names of files end: "files.Contoso.com" has no full stop in it."""
