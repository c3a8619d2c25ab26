"""From an answer to the body of an invoke's response, serialised once."""

from collections.abc import Mapping

from bot.teams.turn import (
    Act,
    Answer,
    CloseDialog,
    DialogAsked,
    DialogSent,
    Json,
    Nothing,
    OpenDialog,
    Pressed,
    ShowCard,
    ShowError,
    ShowText,
)

CARD = "application/vnd.microsoft.card.adaptive"
_MESSAGE = "application/vnd.microsoft.activity.message"
_ERROR = "application/vnd.microsoft.error"


class UnfitError(TypeError):
    """The handler's answer cannot be shown after that act: a mistake in the bot."""


def invoke_body(act: Act, answer: Answer) -> Mapping[str, Json] | None:
    """The response's JSON for an act that came as an invoke; None is an empty body.

    Raises:
        UnfitError: such as a dialog in answer to Action.Execute, which Teams cannot open.
    """
    if isinstance(act, Pressed):
        return _card_action(answer)
    if isinstance(act, DialogAsked | DialogSent):
        return _dialog(answer)
    raise UnfitError(f"{type(act).__name__} is not an invoke")


def _card_action(answer: Answer) -> Mapping[str, Json]:
    match answer:
        case ShowCard(card=card):
            return {"statusCode": 200, "type": CARD, "value": dict(card)}
        case ShowText(text=text):
            return {"statusCode": 200, "type": _MESSAGE, "value": text}
        case Nothing():
            return {"statusCode": 200, "type": _MESSAGE, "value": ""}
        case ShowError(code=code, text=text, status=status):
            return {
                "statusCode": status,
                "type": _ERROR,
                "value": {"code": code, "message": text},
            }
        case _:
            raise UnfitError(f"{type(answer).__name__} cannot answer a card action")


def _dialog(answer: Answer) -> Mapping[str, Json] | None:
    match answer:
        case OpenDialog(title=title, card=card):
            page: Json = {
                "title": title,
                "height": "large",
                "width": "medium",
                "card": {"contentType": CARD, "content": dict(card)},
            }
            return {"task": {"type": "continue", "value": page}}
        case CloseDialog(text=str(text)) | ShowText(text=text) | ShowError(text=text):
            return {"task": {"type": "message", "value": text}}
        case CloseDialog() | Nothing():
            return None
        case _:
            raise UnfitError(f"{type(answer).__name__} cannot answer a dialog")
