/**
 * Naming a pressed action to the tenant, which looks it up by id, then verb, then `data.verb`, then
 * title. Two buttons of a card may share a verb (one for each row, say), so the name is chosen that
 * leads back to this very action; where none does, the invoke's value is sent whole.
 */

const KEYS = [
  (/** @type {any} */ action) => action.id,
  (/** @type {any} */ action) => action.verb,
  (/** @type {any} */ action) => action.data?.verb,
  (/** @type {any} */ action) => action.title,
];

/** @param {any} node a card, or any part of it @returns {any[]} every action in it, in order */
export function actionsOf(node) {
  if (Array.isArray(node)) return node.flatMap(actionsOf);
  if (!node || typeof node !== "object") return [];
  const own = typeof node.type === "string" && node.type.startsWith("Action.") ? [node] : [];
  const inside = Object.entries(node)
    .filter(([key]) => key !== "data" && key !== "fallback")
    .flatMap(([, value]) => actionsOf(value));
  return [...own, ...inside];
}

/** @param {any[]} actions @param {string} name */
function foundBy(actions, name) {
  for (const key of KEYS) {
    const found = actions.filter((action) => key(action) === name);
    if (found.length) return found;
  }
  return [];
}

/**
 * @param {object} card the card's JSON as the tenant gave it
 * @param {any} pressed the pressed action's JSON
 * @param {Record<string, string>} inputs
 * @returns {{action: string, inputs: Record<string, string>, raw?: object}}
 */
export function named(card, pressed, inputs) {
  const actions = actionsOf(card);
  const names = KEYS.map((key) => key(pressed)).filter(Boolean);
  const same = JSON.stringify(pressed.data ?? {});
  for (const name of names) {
    const found = foundBy(actions, name);
    if (found.length && found.every((action) => JSON.stringify(action.data ?? {}) === same)) {
      return { action: name, inputs };
    }
  }
  const data = { ...pressed.data, ...inputs };
  const raw =
    pressed.type === "Action.Execute"
      ? { action: { type: pressed.type, id: pressed.id, verb: pressed.verb, data }, trigger: "manual" }
      : data;
  return { action: names[0] ?? "", inputs, raw };
}
