/** A piece of a page as data: the server writes it as HTML, the browser draws it. Texts are texts, never markup. */
export type ViewNode = string | ViewElement;

/** An element of a page that is written on the server. */
export interface ViewElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | true>>;
  readonly children: readonly ViewNode[];
}

/** Makes an element; children that are `false` or empty are left out. */
export function node(
  tag: string,
  attributes: ViewElement["attributes"],
  ...children: readonly (ViewNode | false)[]
): ViewElement {
  return { tag, attributes, children: children.filter((child): child is ViewNode => child !== false && child !== "") };
}
