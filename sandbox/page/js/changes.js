/** What differs from what was shown last stays marked for a moment. */

import { readable } from "./cells.js";
import { ownColumns, valueOf } from "./columns.js";
import { state } from "./state.js";

/** How long a change stays marked, in milliseconds; lists.css fades it over the same time. */
const FRESH = 4000;

/** What was shown last, by list, item and column. */
let before = /** @type {Map<string, string> | undefined} */ (undefined);
/** When each list, row or cell was seen to change: what is drawn again goes on with the mark it had. */
const changedAt = /** @type {Map<string, number>} */ (new Map());

/** Forget what was shown, so that the next reading marks nothing as changed. */
export function forgetRows() {
  before = undefined;
  changedAt.clear();
}

/** Compares what the lists hold now with what they held last. */
export function noteChanges() {
  const now = reading();
  const at = performance.now();
  for (const [key, seen] of changedAt) if (at - seen > FRESH) changedAt.delete(key);
  if (before !== undefined) {
    for (const [key, value] of now) {
      if (before.get(key) === value) continue;
      changedAt.set(key, at);
      changedAt.set(key.split(" ")[0], at);
    }
  }
  before = now;
}

function reading() {
  const seen = new Map();
  for (const list of state.lists) {
    const columns = ownColumns(list);
    for (const item of list.items) {
      seen.set(`${list.id} ${item.id}`, item.etag);
      for (const column of columns) {
        seen.set(`${list.id} ${item.id} ${column.name}`, readable(column, valueOf(item, column)));
      }
    }
  }
  return seen;
}

/** @param {HTMLElement} node a list's tab, a row or a cell @param {string} key */
export function mark(node, key) {
  const at = changedAt.get(key);
  if (at === undefined) return node;
  node.classList.add("changed");
  node.style.setProperty("--since", `${Math.round(at - performance.now())}ms`);
  return node;
}
