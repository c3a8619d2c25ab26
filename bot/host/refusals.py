"""Why Graph will not have us, in one sentence that names the setting to look at."""

from graph.errors import Forbidden, GraphFault, NoList, NotFound, NoToken, Unavailable


def sentence(fault: GraphFault) -> str:
    """What to tell whoever starts the program."""
    said = str(fault).partition("\n")[0]
    match fault:
        case NoToken():
            return (
                "Entra gives Cutover no token: check the settings CUTOVER_TENANT, CUTOVER_APP_ID"
                f" and CUTOVER_APP_SECRET. {said}"
            )
        case Forbidden():
            return f"Graph does not let Cutover into the site that CUTOVER_SITE names. {said}"
        case NoList():
            return f"{said} The command is: cutover provision"
        case NotFound():
            return "The setting CUTOVER_SITE is wrong: Graph knows no such site."
        case Unavailable():
            return f"Graph cannot be reached just now. {said}"
        case _:
            return f"Graph refuses what Cutover asks of it. {said}"
