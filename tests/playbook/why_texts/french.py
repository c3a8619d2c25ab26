"""Thirty whys in French, as people in Québec type them."""

from tests.playbook.why_texts.labelled import WhyText

FRENCH = (
    WhyText(
        "On perd environ 6 h par semaine à chercher le bon plan. Le serveur a neuf ans et tombe"
        " deux fois par mois. Chaque panne arrête l'atelier.",
        3,
    ),
    WhyText("Il nous faut un nouveau logiciel.", 1, "too few", ("tool first",)),
    WhyText(
        "Ça nous prend un nouveau système de paie. L'ancien est désuet pis tout le monde est"
        " tanné.",
        2,
        advice=("tool first",),
    ),
    WhyText(
        "M. Tremblay attend 3,5 jours pour une soumission, p. ex. celle du 12 janv. dernier. L'an"
        " passé, ça nous a coûté 14 000,50 $ en contrats perdus.",
        2,
    ),
    WhyText(
        "Outlook est lent depuis le déménagement : env. 20 secondes par courriel. À la réception,"
        " on manque des appels pendant ce temps-là.",
        2,
    ),
    WhyText(
        "Pourquoi changer ? Parce que les clients raccrochent ! On en perd trois par semaine.",
        3,
    ),
    WhyText(
        "Les commis nous disent « je ne trouve jamais la bonne version ! » presque chaque jour."
        " On imprime donc tout en double.",
        2,
    ),
    WhyText(
        "Afin d'optimiser les synergies entre les équipes, nous entreprenons une transformation"
        " numérique. Elle va dynamiser notre écosystème.",
        2,
        advice=("jargon", "filler"),
    ),
    WhyText(
        "Au niveau de la facturation, on saisit tout deux fois. Dans le but de payer à temps, Mme"
        " Roy reste tard le jeudi.",
        2,
        advice=("filler",),
    ),
    WhyText(" \n ", 0, "empty"),
    WhyText("... — !! ?", 0, "empty"),
    WhyText("parce que c'est vieux", 1, "too few"),
    WhyText(
        "Trois raisons :\n"
        "• le bail du serveur finit en mai\n"
        "• deux succursales n'ouvrent pas nos fichiers\n"
        "• l'assureur exige l'authentification à deux facteurs",
        3,
    ),
    WhyText(
        "Les commandes arrivent par courriel à commandes@contoso.ca, sur contoso.ca et par"
        " téléphone. Personne ne sait laquelle est la bonne. Deux ont été livrées en double en"
        " mars. Une ne l'a jamais été.",
        4,
        "too many",
    ),
    WhyText(
        "La sauvegarde a planté en janvier.Personne ne l'a vu pendant 11 jours.",
        2,
    ),
    WhyText(
        "Nous voulons migrer vers Microsoft 365. Nos concurrents l'ont déjà fait.",
        2,
        advice=("tool first",),
    ),
    WhyText(
        "L'implantation de Power BI est notre priorité cette année. Les gestionnaires auront de"
        " beaux tableaux de bord.",
        2,
        advice=("tool first",),
    ),
    WhyText(
        "Pour réduire de moitié les erreurs de facturation d'ici juin, on passe du papier à"
        " Acomba. Le cabinet du Dr Lavoie a perdu 2 350,75 $ l'an dernier.",
        2,
    ),
    WhyText(
        "Une approche holistique et agile nous permettra de créer de la valeur ajoutée. Ce virage"
        " numérique est incontournable.",
        2,
        advice=("jargon",),
    ),
    WhyText(
        "C'est lent. C'est vieux. Ça brise. Le monde est écoeuré. Réglez ça svp !",
        5,
        "too many",
    ),
    WhyText(
        "Les Entreprises J.-P. Gagnon inc. nous ont avertis deux fois : nos factures ne respectent"
        " plus la norme. Si ça continue, on perd ce client, c.-à-d. 18 % du chiffre d'affaires.",
        2,
    ),
    WhyText(
        "La caisse roule encore sur Windows 7.0 et la version 2.3.1 du pilote… Plus personne ne la"
        " répare. Une attaque fermerait les deux magasins, boul. Saint-Laurent et av. du Parc.",
        3,
    ),
    WhyText(
        "À la fin du mois, c'est toujours pareil... on attend le rapport, puis on corrige à la"
        " main. Le patron a ses chiffres le 20.",
        2,
    ),
    WhyText(
        "Les gars sur la route n'ont pas accès aux plans, aux bons de travail, etc. Ils appellent"
        " au bureau une quinzaine de fois par jour.",
        2,
    ),
    WhyText(
        "Il faudrait acheter des licences Copilot pour tout le monde parce que nos compétiteurs"
        " l'ont. Ça sauverait du temps.",
        2,
        advice=("tool first",),
    ),
    WhyText(
        "La Loi 25 nous oblige à savoir qui voit quels dossiers. Présentement, tout le monde voit"
        " tout",
        2,
    ),
    WhyText(
        "Le système d'inventaire n'est plus supporté depuis le 31 déc. 2024 ; le fournisseur ne"
        " répond plus ; on compte les pièces à la main chaque vendredi, de 15 h 30 à 17 h.",
        1,
        "too few",
    ),
    WhyText(
        "Dans une optique d'amélioration continue, il est important de noter que nous devons mettre"
        " en place des solutions innovantes. Force est de constater que le statu quo n'est plus une"
        " option.",
        2,
        advice=("tool first", "jargon", "filler"),
    ),
    WhyText(
        "1) Les heures sont entrées trois fois\n"
        "2) Les erreurs se rendent sur la paie\n"
        "3) Mme Côté y passe ses vendredis",
        3,
    ),
    WhyText(
        "Le commis clique sur « Envoyer ». Rien ne part. Le client rappelle le lendemain, fâché.",
        3,
    ),
)
