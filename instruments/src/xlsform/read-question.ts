import type { Json } from "../model/questionnaire.ts";
import { CellReader, defined, type Properties, type ReadContext } from "./cell-reader.ts";
import { ChoiceReader } from "./read-choices.ts";
import { readConstraint } from "./read-constraint.ts";
import { readNote } from "./read-note.ts";
import type { SurveyNode } from "./survey-tree.ts";

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
  readonly cells: CellReader;
  readonly choices: ChoiceReader;

  constructor(context: ReadContext) {
    this.cells = new CellReader(context);
    this.choices = new ChoiceReader(this.cells);
  }

  /** Title, hint, condition and requirement: what every element may have. */
  common(node: SurveyNode, place: string | undefined): Properties {
    const { row } = node;
    const scope = place === undefined ? {} : { place };
    const required = row.cell("required");
    const conditional = !yes.test(required) && !no.test(required);
    return defined({
      title: this.cells.piped(row.text("label")),
      description: this.cells.piped(row.text("hint")),
      requiredErrorText: this.cells.piped(row.text("required_message")),
      visibleIf: this.cells.expression(node, "relevant", scope),
      isRequired: yes.test(required) || undefined,
      requiredIf: conditional ? this.cells.expression(node, "required", scope) : undefined,
    });
  }

  /** Says which cells of a row are left out, because the profile refuses what they ask for. */
  private reportRefused(node: SurveyNode): void {
    const { row } = node;
    const { findings } = this.cells.context;
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
    const message = this.cells.piped(row.text("constraint_message"));
    const { properties, validators, rest } = readConstraint(row.cell("constraint"), node.type);
    const self = this.cells.context.symbols.get(node.name);
    const scope = { ...(place === undefined ? {} : { place }), ...(self === undefined ? {} : { self }) };
    const condition = rest.length === 0 ? undefined : this.cells.convert(rest.join(" and "), node, "constraint", scope);
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
      this.cells.context.findings.warn(
        "xlsform.message",
        node.row.place("constraint_message"),
        `${node.name}: the message is left out, the page has its own words for this limit`,
        "nothing need be done",
      );
    }
    return Object.fromEntries(limited.map((name) => [`${name}ErrorText`, message]));
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
      this.cells.context.findings.error(
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
        return this.choices.select(node, place);
      case "rank":
        return { type: "ranking", ...this.choices.choices(node, place) };
      case "range":
        return this.range(node);
      case "acknowledge":
      case "trigger":
        return { type: "radiogroup", choices: [{ value: "OK", text: { default: "确认", en: "OK" } }] };
      case "note":
        return readNote(node, kept, this.cells.context.findings);
      case "calculate":
        return { type: "expression", ...defined({ expression: this.calculation(node, place, kept) }) };
      default:
        return this.refuse(node);
    }
  }

  /** The formula of a calculate; an export keeps what XLSForm cannot say. */
  calculation(node: SurveyNode, place: string | undefined, kept: Readonly<Properties>): string | undefined {
    if (typeof kept["expression"] === "string") return kept["expression"];
    return this.cells.expression(node, "calculation", place === undefined ? {} : { place });
  }

  private refuse(node: SurveyNode): undefined {
    const { row, type, name } = node;
    if (silentTypes.has(type)) {
      this.cells.context.findings.warn(
        "xlsform.device-data",
        row.place("type"),
        `${type} is left out: the server keeps what times it needs, and nothing of the device`,
        "nothing need be done",
      );
      return undefined;
    }
    this.cells.context.findings.error(
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
