"""Phrases that make a sentence longer and no clearer, and the short way to say the same.

Nothing in the place of a phrase means that the sentence is better without it.
"""

from playbook.why.language import Language
from playbook.why.wording import wording

FILLER = {
    Language.ENGLISH: wording(
        (
            (r"in order (?:for us )?to", "to"),
            (r"in an effort to|(?:with a view|with the (?:goal|aim|intention)) (?:to|of)", "to"),
            # "By the end of the day" and "the end of the day shift" are hours.
            (r"at the end of the day(?! (?:shift|crew|team))|when all is said and done", ""),
            (r"(?:due to|because of|owing to|in light of|given) the fact that", "because"),
            (r"(?:despite|in spite of) the fact that", "although"),
            (r"the reason (?:why )?is (?:because|that)", "because"),
            (
                (
                    r"(?:it (?:is|'s) (?:important|worth|critical|essential)"
                    r" (?:to (?:note|mention|remember|understand|emphasi[sz]e)|noting|mentioning)"
                    r"|it should be noted|please note|needless to say|it goes without saying"
                    r"|as (?:we|you) all know|the fact (?:of the matter )?is)(?: that)?"
                ),
                "",
            ),
            (r"as a matter of fact|for all intents and purposes|all things considered", ""),
            (
                (
                    r"in today's (?:\w{1,15}(?:[- ]\w{1,15})? )?"
                    r"(?:world|environment|market|landscape|economy)"
                    r"|in this day and age"
                ),
                "",
            ),
            (r"(?:going|moving) forward", "from now on"),
            (r"for the purposes? of", "for"),
            (r"(?:in|with) regards? to|with respect to|in relation to|as regards", "about"),
            (r"in terms of|as far as", "in"),
            (r"on an? (?:day[- ]to[- ]day|daily) basis", "daily"),
            (r"on an? weekly basis", "weekly"),
            (r"on an? monthly basis", "monthly"),
            (r"on an? (?:regular|ongoing|continuous) basis", "regularly"),
            (r"at (?:this|the present|the current) (?:point|moment)? ?(?:in )?time", "now"),
            (r"in the event (?:that|of)", "if"),
            (r"in the (?:near|not too distant) future", "soon"),
            (r"until such time as", "until"),
            (r"first and foremost", "first"),
            (r"each and every", "every"),
            (r"prior to", "before"),
            (r"(?:has|have) the (?:ability|capability|capacity) to", "can"),
            (r"make use of", "use"),
            (r"an? (?:wide|broad) (?:range|variety|array) of", "many"),
            (r"a (?:large|significant) number of", "many"),
            (r"the (?:vast )?majority of", "most"),
            (r"in the process of", ""),
        )
    ),
    Language.FRENCH: wording(
        (
            (r"afin (?:de|d')", "pour"),
            (r"afin (?:que|qu')", "pour que"),
            (r"dans (?:le but|le souci|l'optique|une optique|une perspective) (?:de|d')", "pour"),
            (r"en vue (?:de|d')|de (?:façon|manière) à", "pour"),
            # A cellar and the sea have a level; a bill has none.
            (
                (
                    r"au niveau (?:du|des|de|d')"
                    r"(?! (?:la |l')?(?:sous-sol|rez|sol|mer|plancher|trottoir))"
                ),
                "pour",
            ),
            (r"dans le cadre (?:du|des|de|d')", "pendant"),
            (r"en ce qui (?:concerne|a trait (?:à|au|aux))|en termes? (?:de|d')", "pour"),
            (r"(?:du|en raison du|compte tenu du|dû au) fait (?:que|qu')", "parce que"),
            (
                (
                    r"(?:il (?:est important|est essentiel|est pertinent|est à|convient|importe)"
                    r"(?: de| d')? ?(?:noter|mentionner|souligner|rappeler|préciser)"
                    r"|il va sans dire|force est (?:de constater|d'admettre)|le fait est"
                    r"|comme (?:vous le savez|on le sait)(?: tous)?)(?: (?:que|qu'))?"
                ),
                "",
            ),
            (r"à toutes fins (?:pratiques|utiles)|en bout de ligne|au final|somme toute", ""),
            (r"dans le monde d'aujourd'hui|dans le contexte actuel|à l'ère du numérique", ""),
            (
                (
                    r"(?:à l'heure actuelle|au jour d'aujourd'hui|à ce moment-ci|en ce moment même"
                    r"|au moment où on se parle)"
                ),
                "maintenant",
            ),
            (r"sur une base (?:quotidienne|journalière)", "chaque jour"),
            (r"sur une base hebdomadaire", "chaque semaine"),
            (r"sur une base mensuelle", "chaque mois"),
            (r"sur une base (?:régulière|continue)", "régulièrement"),
            (r"dans un avenir (?:rapproché|proche)|dans un proche avenir", "bientôt"),
            (r"dans les plus brefs délais|dans les meilleurs délais", "vite"),
            (r"(?:être|sommes|est|sont|serons|soit) en mesure (?:de|d')", "pouvoir"),
            (r"avoir la capacité (?:de|d')", "pouvoir"),
            (r"la (?:grande |vaste )?majorité (?:de|des|du)", "la plupart des"),
            (r"un (?:certain|grand) nombre (?:de|d')", "plusieurs"),
            (r"(?:tout d'abord et avant tout|d'abord et avant tout)", "d'abord"),
            (r"procéder à (?:la|l'|un|une)", "faire"),
            (r"faire en sorte (?:que|qu'|de|d')", "pour que"),
        )
    ),
}
