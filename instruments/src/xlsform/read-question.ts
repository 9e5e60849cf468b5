import { InstrumentError } from "../errors.ts";
import { writeExpression } from "../expression/write-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import { plainText } from "./plain-text.ts";
import type { ChoiceList, ListedChoice } from "./read-choice-lists.ts";
import { readConstraint } from "./read-constraint.ts";
import { readXpath } from "./read-xpath.ts";
import type { SurveyNode } from "./survey-tree.ts";
import type { FormSymbol, XpathScope } from "./symbol.ts";

type Properties = Record<string, Json>;

/** What all questions of a form are read with. */
export interface ReadContext {
  readonly lists: ReadonlyMap<string, ChoiceList>;
  readonly symbols: ReadonlyMap<string, FormSymbol>;
  readonly findings: FindingList;
}

const yes = /^(?:yes|true|true\(\)|1)$/iu;
const no = /^(?:no|false|false\(\)|0|)$/iu;
const mostRates = 20;

const plainTypes: Readonly<Record<string, Properties>> = {
  text: { type: "text" },
  integer: { type: "text", inputType: "number", step: 1 },
  decimal: { type: "text", inputType: "number" },
  date: { type: "text", inputType: "date" },
  time: { type: "text", inputType: "time" },
  datetime: { type: "text", inputType: "datetime-local" },
};

/** Rows that ask nothing: the device reports them, and Diaoyan does not want them from respondents. */
const silentTypes: ReadonlySet<string> = new Set([
  "start",
  "end",
  "today",
  "deviceid",
  "subscriberid",
  "simserial",
  "phonenumber",
  "username",
  "email",
  "audit",
]);

/** Reads questions of one XLSForm. */
export class QuestionReader {
  private readonly context: ReadContext;

  constructor(context: ReadContext) {
    this.context = context;
  }

  /** An expression of a cell in the profile's language; undefined where it is empty or cannot be converted. */
  expression(node: SurveyNode, column: string, scope: Omit<XpathScope, "symbols"> = {}): string | undefined {
    const source = node.row.cell(column);
    return source === "" ? undefined : this.convert(source, node, column, scope);
  }

  private convert(
    source: string,
    node: SurveyNode,
    column: string,
    scope: Omit<XpathScope, "symbols">,
  ): string | undefined {
    try {
      return writeExpression(readXpath(source, { symbols: this.context.symbols, ...scope }));
    } catch (error) {
      if (!(error instanceof InstrumentError)) throw error;
      this.context.findings.error(
        "xlsform.expression",
        node.row.place(column),
        `${column} of ${node.name}, row ${node.row.number}: ${error.message}`,
        "rewrite it with what docs/xlsform.md lists, or put the condition in by hand in the draft",
      );
      return undefined;
    }
  }

  /** `${q}` in a text as the profile pipes it. */
  private piped(text: Json | undefined): Json | undefined {
    const pipe = (piece: string) =>
      piece.replace(/\$\{\s*([^{}\s]+)\s*\}/gu, (_, name: string) => {
        const path = this.context.symbols.get(name)?.path ?? [name];
        return `{${path.join(".")}}`;
      });
    if (typeof text === "string") return pipe(text);
    if (text === undefined || text === null || typeof text !== "object") return text;
    return Object.fromEntries(Object.entries(text).map(([locale, piece]) => [locale, pipe(String(piece))]));
  }

  /** Title, hint, condition and requirement: what every element may have. */
  common(node: SurveyNode, place: string | undefined): Properties {
    const { row } = node;
    const scope = place === undefined ? {} : { place };
    const required = row.cell("required");
    const conditional = !yes.test(required) && !no.test(required);
    return defined({
      title: this.piped(row.text("label")),
      description: this.piped(row.text("hint")),
      requiredErrorText: this.piped(row.text("required_message")),
      visibleIf: this.expression(node, "relevant", scope),
      isRequired: yes.test(required) || undefined,
      requiredIf: conditional ? this.expression(node, "required", scope) : undefined,
    });
  }

  /** Says which cells of a row are left out, because the profile refuses what they ask for. */
  private reportRefused(node: SurveyNode): void {
    const { row } = node;
    const { findings } = this.context;
    if (row.cell("default") !== "")
      findings.warn(
        "xlsform.default",
        row.place("default"),
        `${node.name}: the preset answer is left out: it biases the respondent`,
        "leave the question empty",
      );
    if (yes.test(row.cell("readonly")))
      findings.error(
        "xlsform.read-only",
        row.place("readonly"),
        `${node.name} is read-only, so that nobody could answer it`,
        "make it a note or a calculate",
      );
  }

  private constraint(node: SurveyNode, path: readonly string[], place: string | undefined): Properties {
    const { row } = node;
    const message = this.piped(row.text("constraint_message"));
    const { properties, validators, rest } = readConstraint(row.cell("constraint"), node.type);
    const self = this.context.symbols.get(node.name);
    const scope = { ...(place === undefined ? {} : { place }), ...(self === undefined ? {} : { self }) };
    const condition = rest.length === 0 ? undefined : this.convert(rest.join(" and "), node, "constraint", scope);
    const reference = `{${path.join(".")}}`;
    const all: Properties[] = [
      ...validators,
      ...(condition === undefined ? [] : [{ type: "expression", expression: `${reference} empty or (${condition})` }]),
    ];
    const texts = message === undefined ? {} : { text: message };
    if (all.length > 0) return { ...properties, validators: all.map((one) => ({ ...one, ...texts })) };
    return message === undefined ? properties : { ...properties, ...this.limitTexts(node, properties, message) };
  }

  private limitTexts(node: SurveyNode, properties: Readonly<Properties>, message: Json): Properties {
    const limited = ["min", "max"].filter((name) => properties[name] !== undefined);
    if (limited.length === 0) {
      this.context.findings.warn(
        "xlsform.message",
        node.row.place("constraint_message"),
        `${node.name}: the message is left out, the page has its own words for this limit`,
        "nothing need be done",
      );
    }
    return Object.fromEntries(limited.map((name) => [`${name}ErrorText`, message]));
  }

  /** A choice with its own condition from the choice filter. */
  private item(node: SurveyNode, choice: ListedChoice, place: string | undefined): Json {
    const filter = node.row.cell("choice_filter");
    const scope = { columns: choice.columns, ...(place === undefined ? {} : { place }) };
    const visibleIf = filter === "" ? undefined : this.convert(filter, node, "choice_filter", scope);
    const item = defined({ value: choice.value, text: choice.text, visibleIf });
    return { ...choice.kept, ...item };
  }

  items(node: SurveyNode, place: string | undefined): readonly Json[] {
    return (this.context.lists.get(node.list)?.choices ?? []).map((choice) => this.item(node, choice, place));
  }

  private choices(node: SurveyNode, place: string | undefined): Properties {
    const list = this.context.lists.get(node.list);
    if (list === undefined) {
      this.context.findings.error(
        "xlsform.no-list",
        node.row.place("type"),
        `${node.name}: the sheet choices has no list ${node.list || "(none named)"}`,
        "write the choices, or correct the name of the list",
      );
    }
    const special = node.type === "rank" ? {} : this.special(node, list);
    const random = /randomize\s*=\s*true/iu.test(node.row.cell("parameters"));
    return { choices: this.items(node, place), ...special, ...(random ? { choicesOrder: "random" } : {}) };
  }

  private special(node: SurveyNode, list: ChoiceList | undefined): Properties {
    return defined({
      showOtherItem: node.orOther || list?.other !== undefined || undefined,
      otherText: list?.other?.text,
      showNoneItem: list?.none !== undefined || undefined,
      noneText: list?.none?.text,
    });
  }

  private select(node: SurveyNode, place: string | undefined): Properties {
    const appearance = node.row.cell("appearance");
    const many = node.type === "select_multiple";
    const minimal = /\b(?:minimal|autocomplete|search)\b/u.test(appearance);
    const choices = this.choices(node, place);
    const listed = choices["choices"] as readonly { readonly value: Json }[];
    if (!many && /\blikert\b/u.test(appearance) && listed.every(({ value }) => typeof value === "number")) {
      const { choices: rateValues = [], ...rest } = choices;
      return { type: "rating", rateValues, ...rest };
    }
    const type = many ? (minimal ? "tagbox" : "checkbox") : minimal ? "dropdown" : "radiogroup";
    return { type, ...choices };
  }

  private range(node: SurveyNode): Properties {
    const parameters = new Map(
      [...node.row.cell("parameters").matchAll(/(\w+)\s*=\s*(-?[\d.]+)/gu)].map(([, key = "", value]) => [
        key.toLowerCase(),
        Number(value),
      ]),
    );
    const [min, max, step] = [parameters.get("start") ?? 1, parameters.get("end") ?? 10, parameters.get("step") ?? 1];
    return (max - min) / step < mostRates
      ? { type: "rating", rateMin: min, rateMax: max, rateStep: step }
      : { type: "text", inputType: "number", min, max, step };
  }

  private note(node: SurveyNode, kept: Readonly<Properties>): Properties {
    if (kept["type"] === "image") return {};
    const label = node.row.text("label") ?? "";
    if (kept["html"] !== undefined && samePlainText(kept["html"], label)) return { type: "html", html: kept["html"] };
    const text = (piece: string) => `<p>${escapeHtml(piece)}</p>`;
    const html =
      typeof label === "object" && label !== null
        ? Object.fromEntries(Object.entries(label).map(([locale, piece]) => [locale, text(String(piece))]))
        : text(String(label));
    if (JSON.stringify(label).includes("${"))
      this.context.findings.warn(
        "xlsform.piped-note",
        node.row.place("label"),
        `${node.name}: a note cannot show an answer; … stands in its place`,
        "put the answer into the title of a question",
      );
    return { type: "html", html };
  }

  /** A row in the profile's form, named as in the sheet; undefined where it asks nothing or cannot be kept. */
  read(
    node: SurveyNode,
    path: readonly string[],
    place: string | undefined,
    kept: Readonly<Properties>,
  ): Properties | undefined {
    const name = path.at(-1) ?? node.name;
    const own = this.typed(node, place, kept);
    if (own === undefined) return undefined;
    if (node.name === "")
      this.context.findings.error(
        "xlsform.no-name",
        node.row.place("name"),
        `row ${node.row.number} has no name`,
        "name it",
      );
    this.reportRefused(node);
    const { title, ...common } = this.common(node, place);
    const titled = own["type"] === "html" || kept["type"] === "image" || title === undefined ? {} : { title };
    const constraint = node.row.cell("constraint") === "" ? {} : this.constraint(node, path, place);
    return settleType({ ...own, name, ...titled, ...common, ...constraint }, kept);
  }

  private typed(node: SurveyNode, place: string | undefined, kept: Readonly<Properties>): Properties | undefined {
    const { type, row } = node;
    if (type === "text" && /\bmultiline\b/u.test(row.cell("appearance"))) return { type: "comment" };
    const plain = Object.hasOwn(plainTypes, type) ? plainTypes[type] : undefined;
    if (plain !== undefined) return plain;
    switch (type) {
      case "select_one":
      case "select_multiple":
        return this.select(node, place);
      case "rank":
        return { type: "ranking", ...this.choices(node, place) };
      case "range":
        return this.range(node);
      case "acknowledge":
      case "trigger":
        return { type: "radiogroup", choices: [{ value: "OK", text: { default: "确认", en: "OK" } }] };
      case "note":
        return this.note(node, kept);
      case "calculate":
        return { type: "expression", ...defined({ expression: this.calculation(node, place, kept) }) };
      default:
        return this.refuse(node);
    }
  }

  /** The formula of a calculate; an export keeps what XLSForm cannot say. */
  calculation(node: SurveyNode, place: string | undefined, kept: Readonly<Properties>): string | undefined {
    if (typeof kept["expression"] === "string") return kept["expression"];
    return this.expression(node, "calculation", place === undefined ? {} : { place });
  }

  private refuse(node: SurveyNode): undefined {
    const { row, type, name } = node;
    if (silentTypes.has(type)) {
      this.context.findings.warn(
        "xlsform.device-data",
        row.place("type"),
        `${type} is left out: the server keeps what times it needs, and nothing of the device`,
        "nothing need be done",
      );
      return undefined;
    }
    this.context.findings.error(
      "xlsform.type",
      row.place("type"),
      `${name || `row ${row.number}`}: the type ${type} has no counterpart here; the question is left out`,
      "ask it another way; files and places belong into a session",
    );
    return undefined;
  }
}

/** Puts back the type an export kept, with what the cells say. */
function settleType(read: Properties, kept: Readonly<Properties>): Properties {
  if (kept["type"] === "boolean") {
    const { choices, showOtherItem: _other, showNoneItem: _none, ...rest } = read;
    const label = (code: number) =>
      (choices as readonly { readonly value: Json; readonly text?: Json }[] | undefined)?.find(
        ({ value }) => value === code,
      )?.text;
    return { ...rest, ...kept, ...defined({ labelTrue: label(1), labelFalse: label(0) }) };
  }
  const { type, ...more } = kept;
  return type === "image" ? { ...read, ...more, type } : { ...more, ...read, ...inputTypeOf(read, kept) };
}

function inputTypeOf(read: Readonly<Properties>, kept: Readonly<Properties>): Properties {
  return kept["inputType"] !== undefined && read["type"] === "text" ? { inputType: kept["inputType"] } : {};
}

/** Without what is undefined. */
export function defined(properties: Readonly<Record<string, Json | undefined>>): Properties {
  return Object.fromEntries(Object.entries(properties).filter((pair): pair is [string, Json] => pair[1] !== undefined));
}

function escapeHtml(text: string): string {
  return text
    .replace(/\$\{[^{}]*\}/gu, "…")
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/\n/gu, "<br>");
}

/** Whether static content still says what its label in the sheet says. */
function samePlainText(html: Json, label: Json): boolean {
  const plain = (text: Json): string =>
    typeof text === "object" && text !== null
      ? Object.values(text)
          .map((piece) => plainText(String(piece)))
          .join("\n")
      : plainText(String(text));
  const shown = typeof label === "object" && label !== null ? Object.values(label).join("\n") : String(label);
  return plain(html) === shown;
}
