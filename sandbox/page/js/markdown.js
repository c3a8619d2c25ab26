/** The Markdown that Teams draws (docs/platform.md#card-version), and mentions. */

const parser = globalThis
  .markdownit({ html: false, linkify: false, breaks: true })
  .disable(["heading", "lheading", "table", "image", "code", "fence", "blockquote", "backticks", "hr", "html_block"], true);

/**
 * @param {string} text
 * @returns {string} markup that holds nothing the writer smuggled in: the parser escapes HTML,
 *   and only then does an escaped mention become an element
 */
export function markdown(text) {
  return parser
    .render(text)
    .replace(/&lt;at(?:\s[^&]*)?&gt;(.*?)&lt;\/at&gt;/g, '<span class="mention">$1</span>');
}
