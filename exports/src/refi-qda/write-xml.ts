const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML 1.0 cannot hold is left out. */
function dropForbidden(text: string): string {
  return text.replace(/(?![\t\n\r\u007F-\u009F])\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF]/gu, "");
}

/** Line ends and tabs of an attribute as references: a reader would make spaces of them. */
function escapeAttribute(value: string): string {
  return dropForbidden(value).replace(/[&<>"\t\n\r]/gu, (sign) => signs[sign] ?? `&#${sign.charCodeAt(0)};`);
}

/** A text between tags; a carriage return as a reference, since a reader would make a line feed of it. */
export function escapeText(text: string): string {
  return dropForbidden(text).replace(/[&<>\r]/gu, (sign) => signs[sign] ?? "&#13;");
}

/** An element; attributes without a value and empty pieces are left out. */
export function writeElement(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  pieces: readonly string[] = [],
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeAttribute(value)}"`],
  );
  const inside = pieces.filter((piece) => piece !== "");
  const head = `<${name}${written.join("")}`;
  return inside.length === 0 ? `${head}/>` : `${head}>\n${inside.join("\n")}\n</${name}>`;
}

/** An element that holds a text; nothing for an empty one. */
export function writeTextElement(name: string, text: string): string {
  return text === "" ? "" : `<${name}>${escapeText(text)}</${name}>`;
}

/** A container; nothing where it would be empty, which the schema forbids. */
export function writeContainer(name: string, pieces: readonly string[]): string {
  const inside = pieces.filter((piece) => piece !== "");
  return inside.length === 0 ? "" : writeElement(name, {}, inside);
}
