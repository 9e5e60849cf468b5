import type { Attributes } from "./outline.ts";

/** Attributes as a directive writes them; what is not a plain word stands in quotation marks. */
export function writeAttributes(attributes: Attributes): string {
  const written = Object.entries(attributes).map(([key, value]) => {
    const text = value.replace(/\s+/g, " ").trim();
    return /^[\w-]+$/.test(text)
      ? `${key}=${text}`
      : `${key}="${text.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
  });
  return `{${written.join(" ")}}`;
}

/** A request of an analysis as the directive that asks the same in an outline; what steers the report stands in `own`. */
export function writeDirective(request: Readonly<Record<string, unknown>>, own: Attributes = {}): string {
  const { kind, ...params } = request;
  const asked = Object.entries(params).map(([key, value]) => [key, writeValue(value)]);
  return `::analysis${writeAttributes({ kind: String(kind), ...own, ...Object.fromEntries(asked) })}`;
}

/** A list of words as words with commas, other lists and records as JSON. */
function writeValue(value: unknown): string {
  const plain = (one: unknown): boolean =>
    typeof one === "number" || (typeof one === "string" && !/[,，、[{]/.test(one));
  if (Array.isArray(value) && value.every(plain)) return value.join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
