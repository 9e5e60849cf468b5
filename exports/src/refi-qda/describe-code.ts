import type { Code, DictionaryRule } from "@diaoyan/instruments";

/** What a code's description says beyond its definition. */
export type DescribedCode = Pick<Code, "number" | "definition" | "include" | "exclude" | "example" | "rules">;

const labels = { number: "编号", include: "纳入", exclude: "排除", example: "举例", rules: "规则" } as const;
type Part = keyof typeof labels;

const parts = Object.keys(labels) as readonly Part[];
const partOf = new Map<string, Part>(parts.map((part) => [labels[part], part]));
const head = /^【(编号|纳入|排除|举例|规则)】/u;

/** Lines that look like a label are marked, so that they are read as text again. */
const guard = (text: string): string => text.replace(/^(\\*【)/gmu, "\\$1");
const unguard = (text: string): string => text.replace(/^\\(\\*【)/gmu, "$1");

/**
 * Definition, number and rules of a code as one description, which other tools show and we read back: the definition
 * first, then 【编号】【纳入】【排除】【举例】【规则】, each at the beginning of a line.
 */
export function describeCode(code: DescribedCode): string {
  const written = parts.flatMap((part) => {
    const text = part === "rules" ? writeRules(code.rules) : guard(code[part]);
    return text === "" ? [] : [`【${labels[part]}】${text}`];
  });
  return [guard(code.definition), ...written].filter((piece, place) => piece !== "" || place > 0).join("\n");
}

function writeRules(rules: readonly DictionaryRule[]): string {
  return rules.length === 0 ? "" : JSON.stringify(rules);
}

/** Reads such a description; one of another tool is a definition as a whole. */
export function parseDescription(description: string): DescribedCode {
  const found: Record<Part | "definition", string[]> = {
    definition: [],
    number: [],
    include: [],
    exclude: [],
    example: [],
    rules: [],
  };
  let current: Part | "definition" = "definition";
  for (const line of description.split("\n")) {
    const label = head.exec(line)?.[1];
    const part = label === undefined ? undefined : partOf.get(label);
    if (part !== undefined && found[part].length === 0) {
      current = part;
      found[part].push(line.slice(4));
    } else found[current].push(line);
  }
  const text = (part: Part | "definition"): string => unguard(found[part].join("\n"));
  return {
    definition: text("definition"),
    number: text("number"),
    include: text("include"),
    exclude: text("exclude"),
    example: text("example"),
    rules: readRules(text("rules")),
  };
}

function readRules(text: string): readonly DictionaryRule[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read.filter(isRule) : [];
  } catch {
    return [];
  }
}

function isRule(value: unknown): value is DictionaryRule {
  const lists = ["any", "all", "none"] as const;
  const rule = value as Readonly<Record<string, unknown>> | null;
  const areTexts = (list: unknown) => Array.isArray(list) && list.every((one) => typeof one === "string");
  return (
    typeof rule === "object" &&
    rule !== null &&
    areTexts(rule["any"]) &&
    lists.every((list) => rule[list] === undefined || areTexts(rule[list]))
  );
}
