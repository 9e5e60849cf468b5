import type { ViewElement, ViewNode } from "@diaoyan/api/contract/cover";

type Child = Node | string | null | undefined | false;

type Attributes = Readonly<Record<string, string | number | boolean | EventListener | undefined>>;

/** Makes an element: attributes by name, listeners as `onclick`, children as nodes or texts; empty children are left out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child instanceof Node || Boolean(child)));
  return element;
}

/** Draws a piece of a page that is described as data. */
export function drawNode({ tag, attributes, children }: ViewElement): HTMLElement {
  const draw = (child: ViewNode): Node | string => (typeof child === "string" ? child : drawNode(child));
  return el(tag as "div", attributes, ...children.map(draw));
}
