import { isSafeHref, isSafeImageLink } from "./safe-link.ts";

const allowedTags: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    p: [],
    br: [],
    strong: [],
    b: [],
    em: [],
    i: [],
    u: [],
    sub: [],
    sup: [],
    span: [],
    div: [],
    h1: [],
    h2: [],
    h3: [],
    h4: [],
    ul: [],
    ol: [],
    li: [],
    blockquote: [],
    hr: [],
    table: [],
    thead: [],
    tbody: [],
    tr: [],
    th: ["colspan", "rowspan", "scope"],
    td: ["colspan", "rowspan"],
    a: ["href"],
    img: ["src", "alt"],
  }),
);

const tag = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z-]+(?:="[^"<>]*")?)*)\s*\/?>/gu;
const attribute = /([A-Za-z-]+)(?:="([^"<>]*)")?/gu;

function attributeProblem(element: string, name: string, value: string): string | null {
  if (!allowedTags.get(element)?.includes(name)) return `attribute ${name} of <${element}>`;
  if (name === "href" && !isSafeHref(value)) return `link ${value}`;
  if (name === "src" && !isSafeImageLink(value)) return `picture ${value.slice(0, 60)}`;
  return null;
}

function tagProblem(closing: string, element: string, attributes: string): string | null {
  if (!allowedTags.has(element)) return `element <${element}>`;
  if (closing) return attributes.trim() === "" ? null : `attributes of </${element}>`;
  for (const [, name = "", value = ""] of attributes.matchAll(attribute)) {
    const problem = attributeProblem(element, name.toLowerCase(), value);
    if (problem) return problem;
  }
  return null;
}

/**
 * What in a piece of static HTML is not accepted, or null. Accepted are formatting elements without style, script,
 * event or class, links by https/mailto/tel, pictures of the same server, and no piping of answers: an answer put
 * into HTML would run as HTML.
 */
export function findUnsafeHtml(html: string): string | null {
  const rest = html.replace(tag, (_all, closing: string, element: string, attributes: string) => {
    const problem = tagProblem(closing, element.toLowerCase(), attributes);
    return problem ? `<${problem}` : "";
  });
  const bad = /<([^<]{0,80})/u.exec(rest);
  if (bad) return bad[1]?.trim() || "a stray <";
  const piped = /\{[^{}]*\}/u.exec(html);
  return piped ? `the piped answer ${piped[0]}` : null;
}
