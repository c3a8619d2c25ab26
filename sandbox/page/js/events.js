/** Hearing from the tenant: one stream of server-sent events for the person whose page this is. */

/** @type {EventSource | undefined} */
let stream;

/**
 * @param {string} person
 * @param {{
 *   heard: (kind: string, data: any) => void,
 *   opened: () => void,
 *   lost: () => void,
 * }} listener `opened` is called on every connection, so that what was missed can be read again
 */
export function listen(person, { heard, opened, lost }) {
  stream?.close();
  stream = new EventSource(`/sandbox/events?person=${encodeURIComponent(person)}`);
  stream.addEventListener("open", opened);
  stream.addEventListener("error", () => {
    lost();
    if (stream?.readyState === EventSource.CLOSED) {
      setTimeout(() => listen(person, { heard, opened, lost }), 2000);
    }
  });
  for (const kind of ["message", "row", "clock", "conversation", "story", "dialog", "reset"]) {
    stream.addEventListener(kind, (event) => heard(kind, JSON.parse(event.data || "{}")));
  }
}
