import type { Scalar } from "../program/program.ts";
import type { ChoiceList } from "./read-choice-lists.ts";
import type { SurveyNode } from "./survey-tree.ts";
import type { FormSymbol } from "./symbol.ts";

/** What a group or repeat becomes. */
export type GroupShape = "panel" | "matrix" | "matrixdropdown" | "multipletext" | "paneldynamic" | "matrixdynamic";

const keptShapes: ReadonlySet<string> = new Set(["matrixdropdown", "multipletext", "matrixdynamic"]);

/** What a group becomes by its appearance, and by the type an export kept. */
export function shapeOf(node: SurveyNode, keptType: unknown): GroupShape {
  if (typeof keptType === "string" && keptShapes.has(keptType)) return keptType as GroupShape;
  if (node.kind === "repeat") return "paneldynamic";
  const [first, ...more] = node.children;
  const alike =
    first?.type === "select_one" &&
    !first.orOther &&
    more.every(({ type, list, orOther }) => type === "select_one" && list === first.list && !orOther);
  return /\btable-list\b/u.test(node.row.cell("appearance")) && alike ? "matrix" : "panel";
}

/** The name of a question inside a matrix or list, without the name of that in front. */
export function innerName(name: string, outer: string): string {
  const rest = name.startsWith(`${outer}_`) ? name.slice(outer.length + 1) : "";
  return rest === "" ? name : rest;
}

/** Whether a text question asks what 其他 of the select before it means. */
export function isOtherText(
  node: SurveyNode,
  before: SurveyNode | undefined,
  lists: ReadonlyMap<string, ChoiceList>,
): boolean {
  if (node.type !== "text" || before === undefined || node.name !== `${before.name}_other`) return false;
  const offersOther = before.orOther || lists.get(before.list)?.other !== undefined;
  return offersOther && before.type.startsWith("select") && /['"]other['"]/u.test(node.row.cell("relevant"));
}

interface Spot {
  readonly path: readonly string[];
  /** Name in front of the names inside, in the spreadsheet. */
  readonly outer: string;
  readonly within?: FormSymbol["within"];
}

const kinds: ReadonlyMap<string, FormSymbol["kind"]> = new Map([
  ["select_one", "one"],
  ["select_multiple", "many"],
  ["acknowledge", "one"],
]);

/** Names of the survey sheet with what they stand for in expressions. */
export class SymbolReader {
  readonly symbols = new Map<string, FormSymbol>();
  private readonly lists: ReadonlyMap<string, ChoiceList>;
  private readonly keptType: (node: SurveyNode) => unknown;

  constructor(lists: ReadonlyMap<string, ChoiceList>, keptType: (node: SurveyNode) => unknown) {
    this.lists = lists;
    this.keptType = keptType;
  }

  private add(node: SurveyNode, path: readonly string[], spot: Spot): void {
    if (node.name === "" || this.symbols.has(node.name)) return;
    this.symbols.set(node.name, {
      name: node.name,
      path,
      kind: kinds.get(node.type) ?? "other",
      values: this.valuesOf(node),
      ...(spot.within === undefined ? {} : { within: spot.within }),
    });
  }

  private valuesOf(node: SurveyNode): ReadonlyMap<string, Scalar> {
    const list = this.lists.get(node.list);
    const flag = this.keptType(node) === "boolean";
    const values = (list?.choices ?? []).map(({ value }): [string, Scalar] => [
      String(value),
      flag ? value === 1 : value,
    ]);
    return new Map<string, Scalar>([...values, ["other", "other"], ["none", "none"]]);
  }

  read(nodes: readonly SurveyNode[], spot: Spot = { path: [], outer: "" }): void {
    for (const [index, node] of nodes.entries()) {
      const name = spot.outer === "" ? node.name : innerName(node.name, spot.outer);
      const before = nodes[index - 1];
      if (isOtherText(node, before, this.lists)) {
        const asked = spot.outer === "" ? before?.name : innerName(before?.name ?? "", spot.outer);
        this.add(node, [...spot.path, `${asked}-Comment`], spot);
      } else if (node.kind === "question") this.add(node, [...spot.path, name], spot);
      else this.readGroup(node, name, spot);
    }
  }

  private readGroup(node: SurveyNode, name: string, spot: Spot): void {
    const path = [...spot.path, name];
    const shape = shapeOf(node, this.keptType(node));
    switch (shape) {
      case "panel":
        this.read(node.children, spot);
        break;
      case "matrix":
      case "multipletext":
        this.read(node.children, { ...spot, path, outer: node.name });
        break;
      case "matrixdropdown":
        for (const row of node.children) {
          const within = { name: row.name, word: "row" as const, depth: path.length + 1 };
          this.read(row.children, { path: [...path, innerName(row.name, node.name)], outer: row.name, within });
        }
        break;
      default: {
        const word = shape === "paneldynamic" ? ("panel" as const) : ("row" as const);
        this.read(node.children, { path, outer: node.name, within: { name: node.name, word, depth: path.length } });
      }
    }
  }
}
