/** What a list will not take, in words for whoever wrote it. */

import { plain } from "./cells.js";

const NOT_UNIQUE = /unique constraints/i;
const OF_A_FIELD = /^(?:The value is not valid: )?field '([^']+)' (.+)$/i;

/**
 * Before it is sent: what the form of Lists would say.
 * @param {import("./state.js").Column} column
 * @param {{read: () => string, control: HTMLElement}} field
 * @returns {string} a sentence, or nothing
 */
export function missing(column, { read, control }) {
  if (control instanceof HTMLInputElement && control.validity.badInput) {
    return `“${column.displayName}” takes ${control.type === "number" ? "a number" : "a whole date"}.`;
  }
  return column.required && !read().trim() ? `“${column.displayName}” cannot stay empty.` : "";
}

/**
 * @param {Error} error the sandbox's answer
 * @param {import("./state.js").Column[]} columns those of the form
 * @param {Record<string, any>} fields what was sent
 * @returns {{words: string, column?: string}} a sentence, and the column it is about where that is known
 */
export function refusal(error, columns, fields) {
  if (NOT_UNIQUE.test(error.message)) {
    const alone = columns.filter(({ name, unique }) => unique && name in fields);
    if (alone.length !== 1) return { words: "Another row already has one of these values, and every row needs its own." };
    const [{ name, displayName }] = alone;
    return { words: `Another row already has “${plain(fields[name])}”. “${displayName}” is different in every row.`, column: name };
  }
  const [, name, complaint] = error.message.match(OF_A_FIELD) ?? [];
  const column = columns.find((one) => one.name === name || one.entra === name);
  if (!column) return { words: error.message };
  return { words: `“${column.displayName}” ${complaint}`, column: column.name };
}
