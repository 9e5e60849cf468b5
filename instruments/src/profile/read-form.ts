import type { Json } from "../model/questionnaire.ts";
import { columnProperties, elementTypes, itemProperties, pageProperties } from "../profile/element-types.ts";
import type { PropertyTable } from "../profile/property-rule.ts";
import { calculatedProperties, refusals, surveyProperties } from "../profile/survey-properties.ts";
import type { FindingList } from "./finding.ts";
import type { CalculatedValue, Form, FormNode } from "./form.ts";
import { isObject, readProperties, wordOf } from "./read-properties.ts";

const maximumDepth = 6;

type Role = FormNode["role"];

interface Place {
  readonly what: string;
  readonly path: string;
  readonly role: Role;
  readonly type: string;
}

class FormReader {
  private readonly list: FindingList;

  constructor(list: FindingList) {
    this.list = list;
  }

  private node(
    json: Readonly<Record<string, Json>>,
    table: PropertyTable,
    place: Place,
    children: readonly FormNode[],
  ): FormNode {
    const { properties, expressions } = readProperties(json, table, place, this.list);
    const name = typeof properties["name"] === "string" ? properties["name"] : "";
    return { role: place.role, type: place.type, name, path: place.path, properties, expressions, children };
  }

  /** Reads each object of the list `json[property]`. */
  private each<T>(
    json: Json | undefined,
    path: string,
    read: (item: Readonly<Record<string, Json>>, path: string) => T | undefined,
  ): T[] {
    if (!Array.isArray(json)) return [];
    return (json as readonly Json[]).flatMap((item, index) => {
      const at = `${path}[${index}]`;
      if (isObject(item)) return read(item, at) ?? [];
      this.list.error("wrong-value", at, "expected an object", "write an object with its properties");
      return [];
    });
  }

  private column(json: Readonly<Record<string, Json>>, path: string, table: Readonly<Record<string, Json>>): FormNode {
    const own = json["cellType"] ?? "default";
    const type = own === "default" ? (table["cellType"] ?? "dropdown") : own;
    const cell = typeof type === "string" && type !== "default" ? type : "dropdown";
    const properties = { ...elementTypes.get(cell)?.properties, ...columnProperties };
    return this.node(json, properties, { what: `a ${cell} column`, path, role: "input", type: cell }, []);
  }

  private element(json: Readonly<Record<string, Json>>, path: string, depth: number): FormNode | undefined {
    const type = wordOf(json["type"]);
    const known = elementTypes.get(type);
    if (!known) {
      const refusal = Object.hasOwn(refusals, type) ? refusals[type] : undefined;
      const why = refusal ? `: ${refusal.why}` : "";
      this.list.error(
        "unknown-type",
        path,
        `question type ${JSON.stringify(type)} is refused${why}`,
        refusal?.remedy ?? `use one of ${[...elementTypes.keys()].join(", ")}`,
      );
      return undefined;
    }
    if (depth > maximumDepth) {
      this.list.error("too-deep", path, `more than ${maximumDepth} levels of panels`, "flatten the panels");
      return undefined;
    }
    const children = this.children(json, path, depth);
    return this.node(json, known.properties, { what: type, path, role: known.role, type }, children);
  }

  private children(json: Readonly<Record<string, Json>>, path: string, depth: number): FormNode[] {
    const kind = elementTypes.get(wordOf(json["type"]))?.children;
    if (!kind) return [];
    const at = `${path}.${kind.property}`;
    const below = json[kind.property];
    if (kind.of === "elements") return this.each(below, at, (item, place) => this.element(item, place, depth + 1));
    if (kind.of === "columns") return this.each(below, at, (item, place) => this.column(item, place, json));
    return this.each(below, at, (item, place) =>
      this.node(
        item,
        itemProperties,
        { what: "an item of multipletext", path: place, role: "input", type: "text" },
        [],
      ),
    );
  }

  private page(json: Readonly<Record<string, Json>>, path: string): FormNode {
    const children = this.each(json["elements"], `${path}.elements`, (item, place) => this.element(item, place, 1));
    return this.node(json, pageProperties, { what: "a page", path, role: "page", type: "page" }, children);
  }

  private calculated(json: Readonly<Record<string, Json>>, path: string): CalculatedValue | undefined {
    const at = { what: "a calculated value", path };
    const { properties, expressions } = readProperties(json, calculatedProperties, at, this.list);
    const expression = expressions["expression"];
    if (!expression) {
      if (!properties["expression"])
        this.list.error(
          "missing-property",
          path,
          "a calculated value needs an expression",
          "add the property expression",
        );
      return undefined;
    }
    return { name: String(properties["name"] ?? ""), path, expression, kept: properties["includeIntoResult"] === true };
  }

  form(survey: Readonly<Record<string, Json>>): Form {
    const path = "survey";
    readProperties(survey, surveyProperties, { what: "the survey", path }, this.list);
    const pages = this.each(survey["pages"], `${path}.pages`, (item, place) => this.page(item, place));
    if (Array.isArray(survey["elements"])) {
      if (pages.length > 0)
        this.list.error(
          "duplicate-property",
          `${path}.elements`,
          "the survey has pages and elements",
          "move the elements into a page",
        );
      const children = this.each(survey["elements"], `${path}.elements`, (item, place) => this.element(item, place, 1));
      pages.push({ role: "page", type: "page", name: "page1", path, properties: {}, expressions: {}, children });
    }
    const calculated = this.each(survey["calculatedValues"], `${path}.calculatedValues`, (item, place) =>
      this.calculated(item, place),
    );
    return { pages, calculated };
  }
}

/** Reads SurveyJS JSON by the profile (rules PR1–PR6): what it refuses is reported, what passes is returned as a form. */
export function readForm(survey: Readonly<Record<string, Json>>, list: FindingList): Form {
  return new FormReader(list).form(survey);
}

/** Every node of a form in document order, children after their parent. */
export function nodesOf(nodes: readonly FormNode[]): readonly FormNode[] {
  return nodes.flatMap((node) => [node, ...nodesOf(node.children)]);
}
