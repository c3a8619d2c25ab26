"""How people ask for a tool in French, that of Québec included ("ça nous prend")."""

import re

from playbook.why.products import PRODUCTS
from playbook.why.tongue import Tongue
from playbook.why.wording import END, spaced, words


def _pattern(told: str) -> re.Pattern[str]:
    return spaced(rf"(?:{told}){END}")


_WHO = (
    r"(?:on|nous|je|j'|tout le monde|l'entreprise|l'équipe|la direction|la compagnie|le bureau"
    r"|(?:le|la|les|notre|nos) (?:\w{1,20} )?(?:équipe|équipes|bureau|entreprise|direction"
    r"|compagnie|clinique|magasin|atelier|patron|employés|gars|filles|ventes|comptabilité))"
)
_SURELY = r"(?: (?:vraiment|juste|aussi|absolument|urgemment|maintenant|donc|bien|toujours|tous))?"
_OF = r"(?:de|d'|du|des|en)"
_GET = (
    r"(?:acheter|acquérir|installer|implanter|implémenter|déployer|adopter|avoir|introduire"
    r"|instaurer|lancer|utiliser|remplacer|moderniser|changer(?: (?:de|d'))?|mettre en place"
    r"|mettre à (?:niveau|jour)|investir dans|se procurer|se doter (?:de|d')|nous doter (?:de|d')"
    r"|s'équiper (?:de|d'|en)|nous équiper (?:de|d'|en)|nous procurer|(?:migrer|passer|aller"
    r"|basculer|déménager|transférer)(?: (?:nos|les|tous nos|toutes nos) \w{1,20})?"
    r" (?:vers|à|au|aux|sur|dans)|développer|se tourner vers|opter pour)"
)
_SUBJUNCTIVE = (
    r"(?:achète|achetions|change|changions|passe|passions|migre|migrions|installe|installions"
    r"|implante|implantions|remplace|remplacions|adopte|adoptions|déploie|ait|ayons"
    r"|se dote|s'équipe|nous dotions)(?: (?:de|d'|à|au|aux|vers|sur|en))?"
)
_TOOLS = (
    r"(?:logiciels?|progiciels?|systèmes?|plateformes?|plates-formes|outils?|applis?"
    r"|applications?|crm|erp|pgi|serveurs?|portables?|ordinateurs?|ordis?|imprimantes?"
    r"|numériseurs?|tablettes?|téléphones?|téléphonie|licences?|abonnements?|solutions?"
    r"|technologies?|portail|base de données|site web|nuage|infonuagique|cloud|ia"
    r"|intelligence artificielle|tableaux? de bord|intranet|pare-feu|vpn|antivirus|modules?"
    r"|matériel|wi-?fi|robots?|automatisation|postes de travail)"
)
_MODAL = (
    r"(?:veut|voulons|veux|voudrait|voudrions|voudrais|doit|devons|dois|devrait|devrions|devrais"
    r"|va|allons|vais|souhaite|souhaitons|désire|désirons|aimerait|aimerions|aimerais|prévoit"
    r"|prévoyons|compte|comptons|pourrait|pourrions|planifie|planifions|pense|pensons|songe à"
    r"|(?:a|avons) (?:besoin|décidé) (?:de|d')|est en train (?:de|d'))"
)
_NOUN = (
    r"(?:implantation|achat|acquisition|déploiement|mise en place|mise à niveau|adoption"
    r"|installation|remplacement|ajout|modernisation|implémentation|changement|introduction)"
)

_LEAD_IN = spaced(
    r"(?:(?:bon|alors|donc|bonjour|honnêtement|franchement|en bref|bref|parce que|parce qu'|car"
    r"|d'abord|présentement|actuellement|maintenant|cette année|l'an prochain|en 20\d\d"
    r"|évidemment|selon (?:moi|nous)|en gros|à mon avis)\b,?"
    r"|(?:je|on|nous) (?:pense|pensons|crois|croit|croyons|trouve|trouvons)(?: (?:que|qu'))?"
    r"|(?:il est important|il convient) (?:de|d') ?(?:noter|mentionner|souligner) (?:que|qu')"
    r"|force est de constater (?:que|qu')"
    r"|dans (?:une|l') ?(?:optique|perspective|logique|esprit)"
    r" (?:de |d')(?:amélioration(?: continue)?|modernisation|croissance|innovation|changement),"
    r"|dans le cadre (?:de|du|des|d') ?[^,.]{1,60},"
    r"|(?:le|l'|notre|la|mon) ?(?:but|objectif|raison|plan|idée|priorité)"
    r"(?: (?:du|de ce|de la|de cette) (?:projet|changement|demande))?,? (?:est|c'est|serait)"
    rf"(?: (?:de|d'|que|qu'))?){END}\s{{0,9}}"
)
_WISH = _pattern(
    r"(?:(?:il |y )?(?:(?:nous |me |leur )?(?:faut|faudrait|fallait)))"
    r"|ça (?:nous |me |leur )?(?:prend|prendrait|prends)"
    rf"|{_WHO} ?(?:ont|a|avons|ai|aurait|aurions|aurais){_SURELY} besoin {_OF}"
    rf"|{_WHO} ?(?:veulent|veut|voulons|veux|voudrait|voudrions|voudrais|souhaite|souhaitons"
    rf"|désire|désirons|aimerait|aimerions|aimerais|cherche|cherchons|recherche|recherchons)"
    rf"{_SURELY}"
    rf"|(?:besoin|c'est le temps|il est temps pour) {_OF}"
)
_ACQUIRING = _pattern(
    rf"{_WHO} ?{_MODAL}{_SURELY}(?: |(?<=')){_GET}"
    rf"|{_WHO} ?(?:aimerait|aimerais|voudrait|voudrais|souhaite|veut|veux)"
    rf" (?:qu'on|que nous|que l'on) {_SUBJUNCTIVE}"
    rf"|(?:(?:il |y )?(?:nous )?(?:faut|faudrait|est temps (?:de|d')|serait temps (?:de|d')"
    rf"|serait (?:bien|bon|utile) (?:de|d'))|c'est le temps (?:de|d'))(?: |(?<=')){_GET}"
    rf"|(?:il )?(?:faut|faudrait|est temps|serait temps|est grand temps)"
    rf" (?:qu'on|que nous|que l'on) {_SUBJUNCTIVE}"
    rf"|{_GET}"
    rf"|(?:l'|le |la |un |une |notre )?{_NOUN} {_OF}"
    r"|(?:la |notre |une )?migration (?:vers|à|sur)|(?:le |notre |un )?passage (?:vers|à|au|aux)"
    rf"|(?:on s'en va|nous nous en allons) (?:vers|à|au|aux|sur|dans)"
)
_TOOL = re.compile(rf"(?:(?i:{_TOOLS})|{PRODUCTS})(?!\w)")
_PROMISE = re.compile(
    rf"(?i:une?) (?i:{_TOOLS}) (?i:modernes?|neuf|intégrée?|performante?) (?i:nous )?"
    r"(?i:va|permettra(?:it)?|aiderait|aidera|réglera(?:it)?)(?!\w)"
    rf"|(?i:une?|des|de|le|la) (?i:nouve(?:au|lle|aux|lles|l)|meilleure?s?|vrai|bons?)"
    rf" (?i:{_TOOLS})(?: [\w'-]{{1,20}}){{0,2}}? (?i:va|vont|permettra(?:it)?|permettraient"
    r"|pourrait|aiderait|aidera|réglera(?:it)?|serait|sera|nous)(?!\w)"
    rf"|(?:{PRODUCTS}) (?i:nous )?(?i:permettra(?:it)?|aiderait|aidera|réglera(?:it)?"
    r"|simplifiera(?:it)?|va nous)(?!\w)"
)
_STOP = words(
    """
    à au aux dans pour sur avec qui que qu'on qu'il quand si parce car et mais afin chez sans
    sous comment où en depuis avant après par entre vers est sont 2 3 4 5 6 7 8 9 10 deux
    trois quatre cinq six sept huit dix plusieurs
    """
)
_KNOWN = words("le la les l' notre nos ce cet cette ces mon ma mes")
_NEW = words(
    """
    nouveau nouvel nouvelle nouveaux nouvelles meilleur meilleure autre vrai vraie moderne
    """
)
_CONDITION = re.compile(r"\s{1,9}(?:qui|soit|reste|arrête|fonctionne|marche|roule)(?!\w)")
_COST = spaced(
    r"(?: (?!parce|que|qui|et|car|donc|pour)[\w'-]{1,20}){0,4}"
    rf" (?:prend|prennent|prenait|coûte|coûtent|demande|exige|échoue|plante|brise){END}"
)

FRENCH = Tongue(
    lead_in=_LEAD_IN,
    wish=_WISH,
    acquiring=_ACQUIRING,
    promise=_PROMISE,
    tool=_TOOL,
    stop=_STOP,
    known=_KNOWN,
    new=_NEW,
    condition=_CONDITION,
    cost=_COST,
)
