/** Instants as the tenant's people read them: their zone, their calendar. */

export const ZONE = "America/Toronto";
const LANGUAGE = "en-CA";

const parts = new Intl.DateTimeFormat("en-CA", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** @param {Date} at @returns {string} like `2026-03-02T09:00`, in the tenant's zone */
export function local(at) {
  const read = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${read.year}-${read.month}-${read.day}T${read.hour}:${read.minute}`;
}

/** @param {string} wall like `2026-03-02T09:00`, in the tenant's zone @returns {Date} */
export function instant(wall) {
  const guess = new Date(`${wall}Z`);
  const shift = (/** @type {Date} */ at) => new Date(`${local(at)}Z`).getTime() - at.getTime();
  const first = new Date(guess.getTime() - shift(guess));
  return new Date(guess.getTime() - shift(first));
}

/** @param {Date} now @returns {Date} the next 09:00 after `now`, in the tenant's zone */
export function nextMorning(now) {
  const wall = local(now);
  const today = instant(`${wall.slice(0, 10)}T09:00`);
  if (today > now) return today;
  const noon = new Date(`${wall.slice(0, 10)}T12:00Z`);
  noon.setUTCDate(noon.getUTCDate() + 1);
  return instant(`${noon.toISOString().slice(0, 10)}T09:00`);
}

/** @param {Intl.DateTimeFormatOptions} shape */
function reader(shape) {
  const format = new Intl.DateTimeFormat(LANGUAGE, { timeZone: ZONE, hourCycle: "h23", ...shape });
  return (/** @type {Date} */ at) =>
    format
      .formatToParts(at)
      .map(({ value }) => value.replace(/\.$/, ""))
      .join("");
}

const weekday = reader({ weekday: "short" });
const month = reader({ month: "short" });
const longMonth = reader({ month: "long" });
const longWeekday = reader({ weekday: "long" });

/** @param {Date} at @returns {string} like `9:04 a.m.`, as the cards write it */
export function time(at) {
  const [hour, minute] = local(at).slice(11).split(":").map(Number);
  return `${hour % 12 || 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "a.m." : "p.m."}`;
}

const day = (/** @type {Date} */ at) => Number(local(at).slice(8, 10));

/** @param {Date} at @returns {string} like `Mon, Mar 2` */
export const shortDay = (at) => `${weekday(at)}, ${month(at)} ${day(at)}`;

/** @param {Date} at @returns {string} like `Monday, March 2` */
export const longDay = (at) => `${longWeekday(at)}, ${longMonth(at)} ${day(at)}`;

/** @param {Date} at @returns {string} like `Mar 2, 2026` */
export const date = (at) => `${month(at)} ${day(at)}, ${local(at).slice(0, 4)}`;
