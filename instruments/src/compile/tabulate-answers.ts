import { toNumber } from "../expression/compare.ts";
import type { Scope } from "../expression/prepare-expression.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Json } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import type { MissingReason } from "../model/variable.ts";
import { codeOf, suffixOf } from "../program/make-variables.ts";
import {
  type PreparedAnswer,
  type PreparedField,
  type PreparedOffer,
  type PreparedProgram,
  prepareProgram,
} from "../program/prepare-program.ts";
import { assignmentName, type Scalar } from "../program/program.ts";
import { settleAnswers, type Visit } from "./settle-answers.ts";
import { isOffered } from "./settle-choices.ts";

/** What stands under a variable in one response: a value, or why there is none. */
export type Cell = { readonly value: number | string } | { readonly missing: MissingReason };

const notShown: Cell = { missing: "notShown" };
const notAssigned: Cell = { missing: "notAssigned" };
const skipped: Cell = { missing: "skipped" };
const notApplicable: Cell = { missing: "notApplicable" };

type Of<K extends PreparedAnswer["kind"]> = Extract<PreparedAnswer, { kind: K }>;
type Several = Of<"one" | "many" | "order">;

class CellWriter {
  private readonly cells: Map<string, Cell>;
  private readonly missing: ReadonlySet<number>;

  constructor(cells: Map<string, Cell>, missing: ReadonlySet<number>) {
    this.cells = cells;
    this.missing = missing;
  }

  private coded(offer: PreparedOffer, value: Json | undefined): Cell {
    if (value === undefined) return skipped;
    const code = codeOf(value as Scalar, offer.numeric);
    return typeof code === "number" && this.missing.has(code) ? notApplicable : { value: code };
  }

  /** One 0/1 variable a choice; a declared missing code makes all of them not applicable. */
  private many(answer: Several, name: string, value: Json | undefined, scope: Scope): void {
    const chosen = new Set((value ?? []) as readonly Json[]);
    const inapplicable = [...chosen].some((item) => this.missing.has(Number(item)));
    // whoever was assigned no modules was asked all of them
    const unanswered = answer.rule.kind === "many" && answer.rule.assigned ? { value: 1 } : skipped;
    for (const [choice, prepared] of answer.offer.choices) {
      if (this.missing.has(Number(choice)) || !isOffered(answer.offer, choice, scope)) continue;
      const given: Cell = value === undefined ? unanswered : { value: chosen.has(choice) ? 1 : 0 };
      this.cells.set(`${name}_${suffixOf(prepared.choice)}`, inapplicable ? notApplicable : given);
    }
  }

  /** One variable a choice with its rank from 1; what was left unranked is skipped. */
  private order(answer: Several, name: string, value: Json | undefined, scope: Scope): void {
    const ranks = new Map(((value ?? []) as readonly Scalar[]).map((item, index) => [item, index + 1]));
    for (const [choice, prepared] of answer.offer.choices) {
      if (!isOffered(answer.offer, choice, scope)) continue;
      const rank = ranks.get(choice);
      this.cells.set(`${name}_${suffixOf(prepared.choice)}`, rank === undefined ? skipped : { value: rank });
    }
  }

  private grid(answer: Of<"grid">, name: string, value: Json | undefined, scope: Scope): void {
    const given = (value ?? {}) as Readonly<Record<string, Json>>;
    for (const row of answer.rows.choices.keys()) {
      if (!isOffered(answer.rows, row, scope)) continue;
      const key = String(row);
      this.cells.set(`${name}_${key}`, this.coded(answer.columns, Object.hasOwn(given, key) ? given[key] : undefined));
    }
  }

  private single(name: string, value: Json | undefined, text: boolean): void {
    const read = text ? (value === undefined ? undefined : String(value)) : toNumber(value);
    this.cells.set(name, read === undefined ? skipped : { value: read });
  }

  calculated(name: string, value: Json | undefined, text: boolean): void {
    this.single(name, value, text);
  }

  answer(field: PreparedField, name: string, value: Json | undefined, scope: Scope): void {
    const { answer } = field;
    switch (answer.kind) {
      case "one":
        this.cells.set(name, this.coded(answer.offer, value));
        return;
      case "many":
        this.many(answer, name, value, scope);
        return;
      case "order":
        this.order(answer, name, value, scope);
        return;
      case "flag":
        this.cells.set(name, value === undefined ? skipped : { value: value === answer.yes ? 1 : 0 });
        return;
      case "grid":
        this.grid(answer, name, value, scope);
        return;
      case "number":
      case "text":
        this.single(name, value, answer.kind === "text");
        return;
      case "computed":
        this.single(name, value, answer.text);
        return;
      default:
    }
  }

  /** The text beside the answer; without 其他 chosen there is nothing to write, so it is not shown. */
  beside(field: PreparedField, name: string, text: Json | undefined): void {
    if (field.beside === null) return;
    const variable = `${name}_${field.step.comment ? "comment" : "other"}`;
    if (text !== undefined) this.cells.set(variable, { value: String(text) });
    else if (field.step.comment) this.cells.set(variable, skipped);
  }
}

function writeCalculated(program: PreparedProgram, values: ReadonlyMap<string, Json>, writer: CellWriter): void {
  for (const step of program.steps) {
    if (step.kind === "calculated" && step.kept) writer.calculated(step.name, values.get(step.name), step.text);
  }
}

/** What is not shown because its module was not assigned gets that reason. */
function writeUnassigned(
  { variables }: CompiledQuestionnaire,
  assigned: Json | undefined,
  cells: Map<string, Cell>,
): void {
  if (!Array.isArray(assigned)) return;
  for (const { name, module } of variables) {
    if (module !== undefined && !assigned.includes(module)) cells.set(name, notAssigned);
  }
}

/**
 * One cell for every variable of the questionnaire, by name, in their order. A question of a module that was not assigned
 * is `notAssigned`, another hidden one `notShown`, an unanswered one `skipped`, a declared missing code `notApplicable`.
 */
export function tabulateAnswers(compiled: CompiledQuestionnaire, answers: Answers): ReadonlyMap<string, Cell> {
  const program = prepareProgram(compiled);
  const cells = new Map<string, Cell>(compiled.variables.map(({ name }) => [name, notShown]));
  const writer = new CellWriter(cells, program.missing);
  const visit: Visit = (field, name, value, scope, text) => {
    writer.answer(field, name, value, scope);
    writer.beside(field, name, text);
  };
  const values = settleAnswers(program, answers, { report: () => undefined, visit });
  writeCalculated(program, values, writer);
  writeUnassigned(compiled, values.get(assignmentName), cells);
  return cells;
}
