import type { FindingList } from "../profile/finding.ts";
import type { Form, FormNode } from "../profile/form.ts";
import { nodesOf } from "../profile/read-form.ts";

const wellFormed = /^[\p{L}_][\p{L}\p{N}_]{0,63}$/u;

/** Words that mean something else inside expressions or JavaScript objects. */
const reserved = new Set([
  "__proto__",
  "constructor",
  "prototype",
  "panel",
  "row",
  "item",
  "choice",
  "survey",
  "true",
  "false",
  "rowindex",
  "panelindex",
  "parentpanel",
  "prevpanel",
  "nextpanel",
  "prevrow",
  "nextrow",
]);

function checkName(name: string, path: string, list: FindingList): void {
  if (!wellFormed.test(name)) {
    list.error(
      "bad-name",
      path,
      `name ${JSON.stringify(name)} must be letters, digits and _ and begin with a letter`,
      "rename it",
    );
  } else if (reserved.has(name.toLowerCase())) {
    list.error("reserved-name", path, `name ${name} has a meaning of its own in expressions`, "rename it");
  }
}

function checkUnique(names: readonly { readonly name: string; readonly path: string }[], list: FindingList): void {
  const seen = new Map<string, string>();
  for (const { name, path } of names) {
    const key = name.toLowerCase();
    const first = seen.get(key);
    if (first === undefined) seen.set(key, path);
    else
      list.error(
        "duplicate-name",
        path,
        `name ${name} already stands at ${first} (letter case does not count)`,
        "give each question its own name",
      );
  }
}

/** Named nodes below a question stand in a scope of their own. */
function namedIn(nodes: readonly FormNode[]): readonly FormNode[] {
  return nodes.flatMap((node) =>
    node.role === "input" || node.role === "computed" || node.role === "static"
      ? [node]
      : [node, ...namedIn(node.children)],
  );
}

/** Checks names: well-formed, not reserved, unique in their scope (rules LI2, LI3). */
export function checkNames(form: Form, list: FindingList): void {
  const top = namedIn(form.pages).filter(({ role, name }) => role !== "page" || name !== "");
  const all = nodesOf(form.pages).filter(
    ({ role, name }) => !(role === "page" && name === "") && !(role === "static" && name === ""),
  );
  for (const { name, path } of all) checkName(name, path, list);
  for (const { name, path } of form.calculated) checkName(name, path, list);
  checkUnique([...top.filter(({ name }) => name !== ""), ...form.calculated], list);
  for (const node of nodesOf(form.pages)) {
    if (node.role === "input" && node.children.length > 0) checkUnique(namedIn(node.children), list);
  }
}
