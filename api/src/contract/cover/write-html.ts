import type { ViewNode } from "./view-node.ts";

const empty = new Set(["input", "br", "hr"]);
const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as it may stand in HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

/** Writes a piece of a page as HTML. */
export function writeHtml(view: ViewNode): string {
  if (typeof view === "string") return escapeHtml(view);
  const { tag, attributes, children } = view;
  const written = Object.entries(attributes).map(([name, value]) =>
    value === true ? ` ${name}` : ` ${name}="${escapeHtml(value)}"`,
  );
  const start = `<${tag}${written.join("")}>`;
  return empty.has(tag) ? start : `${start}${children.map(writeHtml).join("")}</${tag}>`;
}
