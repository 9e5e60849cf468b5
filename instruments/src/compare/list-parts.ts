import type { Json } from "../model/questionnaire.ts";
import { readText } from "../profile/localized-string.ts";
import { isObject } from "../profile/read-properties.ts";
import type { ChangeSubject } from "./definition-change.ts";

/** A page, panel, question, column or item of a definition, whatever state the draft is in. */
export interface Part {
  /** Says which part of two definitions is the same: names inside their question, so that moving keeps it. */
  readonly key: string;
  readonly subject: ChangeSubject;
  readonly page: string;
  /** Key of the page, panel or question it stands in. */
  readonly parent: string;
  readonly name: string;
  readonly title: string;
  /** Its properties without the parts below it. */
  readonly properties: Readonly<Record<string, Json>>;
}

const below = ["elements", "templateElements", "columns", "items"] as const;
const isContainer = (type: Json | undefined) => type === "panel";

/** Columns of a plain matrix are options, those of tables are parts. */
function listsParts(node: Readonly<Record<string, Json>>, property: string): boolean {
  return Array.isArray(node[property]) && !(property === "columns" && node["type"] === "matrix");
}

interface Place {
  readonly page: string;
  readonly parent: string;
  /** Question whose names are its own, empty at the top. */
  readonly scope: string;
}

class PartReader {
  readonly parts: Part[] = [];
  private readonly counts = new Map<string, number>();

  /** A name that stands twice in a broken draft keeps its turn. */
  private keyOf(name: string): string {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  }

  private add(node: Json, subject: ChangeSubject, place: Place): void {
    const object = isObject(node) ? node : { value: node };
    const name = typeof object["name"] === "string" ? object["name"] : "";
    const label = place.scope === "" ? name : `${place.scope}.${name}`;
    const key = this.keyOf(`${subject === "page" ? "page" : "node"} ${label}`);
    const held = below.filter((property) => listsParts(object, property));
    const properties = Object.fromEntries(
      Object.entries(object).filter(([property]) => !held.includes(property as never)),
    );
    const page = subject === "page" ? name : place.page;
    const title = readText(object["title"], name).zh || name;
    this.parts.push({ key, subject, page, parent: place.parent, name: label, title, properties });
    const container = subject === "page" || isContainer(object["type"]);
    for (const property of held) {
      const scope = container ? place.scope : label;
      for (const child of object[property] as readonly Json[]) {
        this.add(child, subjectOf(child, !container), { page, parent: key, scope });
      }
    }
  }

  survey(survey: Readonly<Record<string, Json>>): readonly Part[] {
    const top: Place = { page: "", parent: "", scope: "" };
    if (Array.isArray(survey["pages"])) for (const page of survey["pages"]) this.add(page, "page", top);
    if (Array.isArray(survey["elements"])) {
      for (const node of survey["elements"]) this.add(node, subjectOf(node, false), top);
    }
    return this.parts;
  }
}

function subjectOf(node: Json, inside: boolean): ChangeSubject {
  if (inside) return "part";
  return isObject(node) && isContainer(node["type"]) ? "panel" : "question";
}

/** All parts of a survey in document order. */
export function listParts(survey: Readonly<Record<string, Json>>): readonly Part[] {
  return new PartReader().survey(survey);
}
