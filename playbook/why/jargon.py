"""Words of presentations, and the plain words for what they mean."""

from playbook.why.language import Language
from playbook.why.wording import wording

_FORMS = "(?:e|es|ed|ing)"

JARGON = {
    Language.ENGLISH: wording(
        (
            (rf"leverag{_FORMS} (?:(?:our|the|new) )?synerg(?:y|ies)", "work together"),
            (r"(?:create |find |drive )?synerg(?:y|ies)", "work together"),
            (rf"synergi[sz]{_FORMS}", "work together"),
            # A lender's "leverage" is a figure; the verb is what says little.
            (
                (
                    r"(?<=to\s)leverage|(?<=we\s)leverage|(?<=will\s)leverage|(?<=can\s)leverage"
                    r"|(?<=should\s)leverage|(?<=must\s)leverage|(?<=and\s)leverage|(?<=fully\s)leverage"
                ),
                "use",
            ),
            (r"leveraging", "using"),
            (r"digital(?:ly)? transform(?:ation|ations|ed|ing)?", "a new way of working"),
            (r"digital journey", "a new way of working"),
            (r"(?:best|first)[- ]in[- ]class|world[- ]class", "very good"),
            (r"state[- ]of[- ]the[- ]art|(?:cutting|bleeding|leading)[- ]edge", "recent"),
            (r"next[- ]gen(?:eration)?", "recent"),
            (r"seamlessly", "smoothly"),
            (r"seamless", "smooth"),
            (r"frictionless", "easy"),
            (r"holistically", "as a whole"),
            (r"holistic", "whole"),
            (r"mov(?:e|es|ing) the needle", "make a difference"),
            (
                (
                    r"tak(?:e|es|ing) (?:(?:us|it|things|our \w{1,20}|the \w{1,20}) )?"
                    r"to the next level"
                ),
                "improve",
            ),
            (r"game[- ]chang(?:er|ers|ing)", "big improvement"),
            (r"paradigm shifts?|new paradigms?", "big change"),
            (r"low[- ]hanging fruits?", "easy first step"),
            (r"empowering", "helping"),
            (r"empower(?:s|ed|ment)?", "help"),
            (r"streamlining", "simplifying"),
            (r"streamlined?|streamlines", "simplify"),
            (
                (
                    rf"optimi[sz]{_FORMS} (?:(?:our|the|all|business) ){{0,2}}"
                    r"(?:process(?:es)?|operations|workflows?|efficienc(?:y|ies)|performance)"
                ),
                "save time on",
            ),
            (r"(?:in|data|information|department|break(?:ing)? down) silos|siloed", "kept apart"),
            (r"utili[sz]ing", "using"),
            (r"utili[sz](?:e|es|ed|ation)", "use"),
            (
                (
                    r"(?:innovative|cloud[- ]based|turn[- ]?key|end[- ]to[- ]end|integrated"
                    r"|scalable|robust|strategic|smart|cloud|digital) solutions?"
                ),
                "tool",
            ),
            (r"robust", "reliable"),
            (r"scalab(?:le|ility)", "able to grow"),
            (r"end[- ]to[- ]end", "from start to finish"),
            (r"turn[- ]?key", "ready to use"),
            (r"value[- ]add(?:s|ed)?", "useful"),
            (r"value propositions?", "what customers get"),
            (r"(?:stakeholder )?buy[- ]in|stakeholder alignment", "agreement"),
            (r"(?:actionable|deep|key) insights?", "facts to act on"),
            (r"data[- ]driven", "based on numbers"),
            (r"future[- ]proof(?:ed|ing)?", "lasting"),
            (r"agile|agility", "quick to change"),
            (r"core competenc(?:y|ies)", "what we do best"),
            (r"(?:digital|technology|our|business) ecosystems?", "our tools"),
            (r"(?:customer|client|user|people)[- ]centric", "made for the people who use it"),
            (r"(?:industry )?best practices?", "what works for others"),
            (r"pain[- ]points?", "problems"),
            (r"touch[- ]?points?", "moments"),
            (r"win[- ]win", "good for both"),
            (r"innovative", "new"),
            (r"transformati(?:ve|onal)", "big"),
            (r"operational excellence", "fewer errors"),
            (r"operationali[sz]e", "put to work"),
            (r"incentivi[sz]e", "encourage"),
            (r"thought leaders?(?:hip)?", "people who know"),
            (r"proactive(?:ly)?", "early"),
            (r"mission[- ]critical", "that work stops without"),
            (r"unlock(?:s|ing)? (?:(?:the|our|new|full) ){0,2}(?:value|potential)", "gain"),
            (r"(?:deep[- ]dive|drill down)(?: into)?", "look closely"),
            (r"think(?:ing)? outside the box", "new ideas"),
            (r"strategic(?:ally)? align(?:ment|ed)", "agreement"),
        )
    ),
    Language.FRENCH: wording(
        (
            (
                r"(?:optimis|maximis|favoris|cré)(?:er|ant|e) (?:les |des |nos |de )?synergies?",
                "mieux travailler ensemble",
            ),
            (r"synergi(?:e|es|que|ques)", "travail d'équipe"),
            (
                r"(?:transformation|révolution) (?:numérique|digitale)",
                "une nouvelle façon de travailler",
            ),
            (r"virage (?:numérique|technologique|digital)", "une nouvelle façon de travailler"),
            (r"holistiques?", "d'ensemble"),
            (r"agiles?|agilité", "par petites étapes"),
            (r"(?:à |de la )?valeur ajoutée", "utilité"),
            (r"(?:re)?dynamis(?:er|e|ons|ant)", "améliorer"),
            (r"écosystèmes?(?: numériques?)?", "nos outils"),
            (
                (
                    r"solutions? (?:innovantes?|intégrées?|robustes?|évolutives?|clés? en main"
                    r"|infonuagiques?|numériques?|technologiques?)"
                ),
                "outil",
            ),
            (r"clés? en main", "prêt à servir"),
            (r"innovantes?|innovants?", "nouveau"),
            (
                # Without what it is said of, "de pointe" is an hour of the day.
                (
                    r"à la fine pointe(?: de la technologie)?|(?:technologies?|outils?) de pointe"
                    r"|dernier cri|de nouvelle génération"
                ),
                "récent",
            ),
            (r"de classe mondiale|de calibre mondial", "très bon"),
            (
                r"(?:meilleures|bonnes) pratiques(?: de l'industrie)?",
                "ce qui fonctionne chez les autres",
            ),
            (r"incontournables?", "nécessaire"),
            (
                (
                    r"leviers? (?:stratégiques?|de croissance|de changement|de transformation"
                    r"|d'optimisation|d'innovation)"
                ),
                "moyen",
            ),
            (r"(?:changement de )?paradigmes?", "grand changement"),
            (r"proacti(?:f|fs|ve|ves|vement|vité)", "d'avance"),
            (
                (
                    r"(?:maximis|optimis)(?:er|ant|ons|e) (?:l'|la |le |les |nos |notre )"
                    r"(?:efficience|efficacité|potentiel|performance|processus|opérations|productivité"
                    r"|rentabilité|façons de faire)"
                ),
                "gagner du temps",
            ),
            (
                (
                    r"adress(?:er|e|ons) (?:les |la |le |l'|ces |cette |nos )"
                    r"(?:enjeux?|problématiques?|problèmes?|situation)"
                ),
                "régler le problème",
            ),
            (r"problématiques?", "problème"),
            (r"alignement stratégique|alignement des parties prenantes", "accord"),
            (r"expérience (?:client|utilisateur|employé)s? \w{1,20}", "un service agréable"),
            (r"robustes?", "fiable"),
            (r"de bout en bout", "du début à la fin"),
            (r"amélioration continue", "corriger un peu à la fois"),
            (
                (
                    r"(?:passer|amener \w{1,20}) (?:au|à un|à l'autre) (?:prochain |autre )?niveau"
                    r"(?: supérieur)?"
                ),
                "s'améliorer",
            ),
            (r"gagnants?[- ]gagnants?", "bon pour les deux"),
            (
                r"(?:centrée?s?|axée?s?) sur (?:le client|l'humain|les données|l'utilisateur)",
                "utile aux gens",
            ),
            (r"décloisonne(?:r|ment)|(?:en|les|nos|des) silos", "chacun de son côté"),
            (r"pérennis(?:er|ation)", "faire durer"),
            (r"excellence opérationnelle", "moins d'erreurs"),
            (r"mission critique", "indispensable au travail"),
            (r"statu quo", "la situation actuelle"),
        )
    ),
}
