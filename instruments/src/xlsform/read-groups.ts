import type { Json } from "../model/questionnaire.ts";
import { defined, type ReadContext } from "./cell-reader.ts";
import { ownColumn } from "./columns.ts";
import { readKept } from "./read-kept.ts";
import { QuestionReader } from "./read-question.ts";
import { innerName, isOtherText, shapeOf } from "./read-symbols.ts";
import type { SurveyNode } from "./survey-tree.ts";

type Properties = Record<string, Json>;

interface Spot {
  readonly path: readonly string[];
  readonly outer: string;
  /** Row or list the nodes stand in, by its name in the sheet. */
  readonly place: string | undefined;
}

const top: Spot = { path: [], outer: "", place: undefined };
const usualEntries = 10;

/** Turns the tree of an XLSForm into pages and calculated values of a survey. */
export class GroupReader {
  readonly calculated: Properties[] = [];
  private readonly context: ReadContext;
  private readonly questions: QuestionReader;

  constructor(context: ReadContext) {
    this.context = context;
    this.questions = new QuestionReader(context);
  }

  kept(node: SurveyNode): Readonly<Properties> {
    return readKept(node.row, ownColumn, this.context.findings);
  }

  /** Groups shown as one screen are pages; what stands between them gets pages of its own. */
  pages(nodes: readonly SurveyNode[]): readonly Json[] {
    const pages: Properties[] = [];
    let loose: SurveyNode[] = [];
    const flush = (): void => {
      const elements = this.elements(loose, top);
      if (elements.length > 0) pages.push({ name: this.freeName(`page${pages.length + 1}`), elements });
      loose = [];
    };
    for (const node of nodes) {
      const isPage =
        node.kind === "group" && /\bfield-list\b/u.test(node.row.cell("appearance")) && this.shape(node) === "panel";
      if (!isPage) loose.push(node);
      else {
        flush();
        pages.push(this.panel(node, top));
      }
    }
    flush();
    return pages;
  }

  private freeName(name: string): string {
    return this.context.symbols.has(name) ? `${name}_page` : name;
  }

  private shape(node: SurveyNode) {
    return shapeOf(node, this.kept(node)["type"]);
  }

  private panel(node: SurveyNode, spot: Spot): Properties {
    const { isRequired: _required, requiredIf: _requiredIf, ...common } = this.questions.common(node, spot.place);
    return {
      ...this.kept(node),
      ...(node.name === "" ? {} : { name: node.name }),
      ...common,
      elements: this.elements(node.children, spot),
    };
  }

  private elements(nodes: readonly SurveyNode[], spot: Spot): readonly Json[] {
    return nodes.flatMap((node, index): readonly Json[] => {
      if (isOtherText(node, nodes[index - 1], this.context.lists)) return [];
      const made = node.kind === "question" ? this.question(node, spot) : this.group(node, spot);
      return made === undefined ? [] : [made];
    });
  }

  private pathOf(node: SurveyNode, spot: Spot): readonly string[] {
    return [...spot.path, spot.outer === "" ? node.name : innerName(node.name, spot.outer)];
  }

  private question(node: SurveyNode, spot: Spot): Properties | undefined {
    const kept = this.kept(node);
    if (node.type === "calculate" && kept["type"] !== "expression" && spot.place === undefined) {
      this.calculate(node, kept);
      return undefined;
    }
    return this.questions.read(node, this.pathOf(node, spot), spot.place, kept);
  }

  private calculate(node: SurveyNode, kept: Readonly<Properties>): void {
    const expression = this.questions.calculation(node, undefined, kept);
    if (node.row.cell("relevant") !== "")
      this.context.findings.error(
        "xlsform.calculate-relevant",
        node.row.place("relevant"),
        `${node.name}: a calculation with a condition; the condition is left out`,
        "write it into the calculation: if(condition, value, '')",
      );
    if (expression !== undefined)
      this.calculated.push({ includeIntoResult: true, ...kept, name: node.name, expression });
  }

  private group(node: SurveyNode, spot: Spot): Json {
    const path = this.pathOf(node, spot);
    const name = path.at(-1) ?? node.name;
    switch (this.shape(node)) {
      case "panel":
        return { type: "panel", ...this.panel(node, spot) };
      case "matrix":
        return this.matrix(node, name, spot);
      case "multipletext": {
        const items = this.elements(node.children, { ...spot, path, outer: node.name });
        return { ...this.head(node, name, spot), items: items.map(withoutType) };
      }
      case "matrixdropdown":
        return this.table(node, path, spot);
      default:
        return this.list(node, path, spot);
    }
  }

  private head(node: SurveyNode, name: string, spot: Spot): Properties {
    return { ...this.kept(node), name, ...this.questions.common(node, spot.place) };
  }

  private matrix(node: SurveyNode, name: string, spot: Spot): Properties {
    const [first] = node.children;
    const columns = first === undefined ? [] : this.questions.choices.items(first, spot.place);
    const required = node.children.map((row) => this.questions.common(row, spot.place)["isRequired"] === true);
    const every = required.every(Boolean);
    if (!every && required.some(Boolean))
      this.context.findings.error(
        "xlsform.some-rows-required",
        node.row.place("required"),
        `${node.name}: only some rows are required; a matrix requires all of them or none`,
        "require all rows, or ask the required ones apart",
      );
    const rows = node.children.map((row) => this.matrixRow(row, node, spot));
    const head = this.head(node, name, spot);
    return {
      ...head,
      type: "matrix",
      columns,
      rows,
      ...(every ? { isRequired: head["isRequired"] ?? true, eachRowRequired: true } : {}),
    };
  }

  private matrixRow(row: SurveyNode, matrix: SurveyNode, spot: Spot): Json {
    const { title, visibleIf } = this.questions.common(row, spot.place);
    return {
      ...this.kept(row),
      ...defined({ value: codeOf(innerName(row.name, matrix.name)), text: title, visibleIf }),
    };
  }

  private table(node: SurveyNode, path: readonly string[], spot: Spot): Properties {
    const [first] = node.children;
    const rows = node.children.map((row): Json => {
      const { title } = this.questions.common(row, spot.place);
      return { ...this.kept(row), ...defined({ value: codeOf(innerName(row.name, node.name)), text: title }) };
    });
    const inside = (row: SurveyNode) =>
      this.elements(row.children, {
        path: [...path, innerName(row.name, node.name)],
        outer: row.name,
        place: row.name,
      });
    const columns = first === undefined ? [] : inside(first);
    for (const row of node.children.slice(1)) {
      if (JSON.stringify(inside(row)) !== JSON.stringify(columns))
        this.context.findings.error(
          "xlsform.rows-differ",
          row.row.place("name"),
          `${node.name}: the questions of this row differ from those of the first; the first row is kept for all`,
          "write the same questions in every row, or ask them outside the table",
        );
    }
    return { ...this.head(node, path.at(-1) ?? "", spot), columns: columns.map(asColumn), rows };
  }

  private list(node: SurveyNode, path: readonly string[], spot: Spot): Properties {
    const head = this.head(node, path.at(-1) ?? "", spot);
    const elements = this.elements(node.children, { path, outer: node.name, place: node.name });
    if (head["type"] === "matrixdynamic") return { ...head, columns: elements.map(asColumn) };
    return { ...this.entries(node, head), ...head, type: "paneldynamic", templateElements: elements };
  }

  /** How many entries a repeat takes: the profile needs a maximum, XLSForm has none. */
  private entries(node: SurveyNode, head: Readonly<Properties>): Properties {
    const count = node.row.cell("repeat_count");
    if (/^\d+$/u.test(count)) {
      const entries = Number(count);
      return { panelCount: entries, minPanelCount: entries, maxPanelCount: entries };
    }
    if (count !== "")
      this.context.findings.error(
        "xlsform.repeat-count",
        node.row.place("repeat_count"),
        `${node.name}: a number of entries that depends on an answer has no counterpart; the respondent adds entries`,
        "ask for the entries without the number, or set minPanelCount and maxPanelCount in the draft",
      );
    if (head["maxPanelCount"] === undefined)
      this.context.findings.warn(
        "xlsform.repeat-maximum",
        node.row.place("name"),
        `${node.name}: at most ${usualEntries} entries are taken; XLSForm names no maximum, the data need one`,
        "change maxPanelCount in the draft",
      );
    return { panelCount: 0, maxPanelCount: usualEntries };
  }
}

function codeOf(name: string): Json {
  return /^(?:0|[1-9]\d{0,8})$/u.test(name) ? Number(name) : name;
}

function withoutType(element: Json): Json {
  const { type: _type, ...item } = element as Properties;
  return item;
}

/** A question as a column of a table. */
function asColumn(element: Json): Json {
  const { type = "text", ...column } = element as Properties;
  return { ...column, cellType: type };
}
