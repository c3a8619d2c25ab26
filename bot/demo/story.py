"""The story: a forty-person firm asks for a change, approves it, and rolls its pilot out."""

from bot.demo import agreeing, asking, rollout
from bot.demo.reading import read_back
from bot.demo.stage import Step

STORY = (
    *asking.STEPS,
    *rollout.STEPS,
    *agreeing.AT_THE_END,
    Step("The rows read back by another client are right", ("S-147",), read_back),
)
