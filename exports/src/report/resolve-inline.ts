import { countCases } from "@diaoyan/analysis";
import type { Indicator } from "@diaoyan/instruments";
import type { Run } from "../model/document.ts";
import type { Directive } from "../outline/outline.ts";
import { sayDay } from "./chinese-day.ts";
import { addCountEvidence } from "./count-evidence.ts";
import { checkAttributes } from "./directive-attributes.ts";
import { DirectiveError, unknownName } from "./directive-error.ts";
import { writeNumber } from "./number-text.ts";
import type { ReportState } from "./report-state.ts";
import { runDirective } from "./run-directive.ts";

type Resolver = (state: ReportState, directive: Directive) => Run;

const resolvers: Readonly<Record<string, Resolver>> = {
  value: resolveValue,
  indicator: resolveIndicator,
  count: resolveCount,
  study: resolveStudy,
  cite: (state, directive) => state.citations.cite(directive),
  footnote: resolveFootnote,
};

/** Turns an inline directive into text. Throws `DirectiveError`. */
export function resolveInline(state: ReportState, directive: Directive): Run {
  const resolver = resolvers[directive.name];
  if (resolver === undefined)
    throw new DirectiveError(
      `expected one of ${Object.keys(resolvers)
        .map((name) => `:${name}`)
        .join(", ")} inside a paragraph; a colon that is part of the text is written \\:`,
      "directive.unknown",
    );
  checkAttributes(directive);
  return resolver(state, directive);
}

/** `:value{kind=… path=… digits=… unit=份}`: one number of a result. */
function resolveValue(state: ReportState, directive: Directive): Run {
  const { path } = directive.attributes;
  if (path === undefined)
    throw new DirectiveError("path: expected the place of the number in the result, e.g. path=mean");
  const { result, query, isHidden } = runDirective(state, directive);
  const value = stepInto(result, path);
  if (typeof value !== "number")
    throw new DirectiveError(
      `path: “${path}” leads to ${describe(value)}, expected a number; the result has ${keysOf(result)}`,
    );
  const { n } = result;
  if (isHidden(path) || (typeof n === "number" && n > 0 && n < state.smallCell)) return { text: "（小格，不公开）" };
  const text = `${writeNumber(value, path, directive.attributes)}${directive.attributes["unit"] ?? ""}`;
  return {
    text,
    evidence: state.addEvidence(
      { kind: "value", query: `${query}；取值：${path}`, n: countCases(result), value: text },
      directive.line,
    ),
  };
}

function resolveIndicator(state: ReportState, { label, line }: Directive): Run {
  const indicator = state.snapshot.pack.indicators.find(({ id }) => id === label);
  if (indicator === undefined)
    throw new DirectiveError(
      `expected the id of an indicator (${state.snapshot.pack.indicators.map(({ id }) => id).join(", ")}), got “${label}”`,
      unknownName,
    );
  return {
    text: `${indicator.value}${indicator.unit}`,
    evidence: addIndicatorEvidence(state, indicator, line),
  };
}

/** Enters what a published figure is, and where it was published. */
export function addIndicatorEvidence(state: ReportState, indicator: Indicator, line: number): string {
  const text = `${indicator.value}${indicator.unit}`;
  const query = `${indicator.label}（${indicator.year}年；${indicator.kind}；${indicator.source}${indicator.note === "" ? "" : `；${indicator.note}`}）`;
  return state.addEvidence({ kind: "indicator", query, n: null, value: text }, line);
}

function resolveCount(state: ReportState, { label, line }: Directive): Run {
  const found = state.obligations.find(({ obligation }) => obligation.id === label);
  if (found === undefined)
    throw new DirectiveError(
      `expected the id of an obligation (${state.obligations.map(({ obligation }) => obligation.id).join(", ")}), got “${label}”`,
      unknownName,
    );
  return { text: `${found.count}${found.obligation.unit}`, evidence: addCountEvidence(state, found, line) };
}

function resolveStudy(state: ReportState, { label }: Directive): Run {
  const { study } = state.snapshot.pack;
  const fields: Readonly<Record<string, string>> = {
    title: study.title.zh,
    topic: study.topic,
    region: study.region,
    year: String(study.reportYear),
    undertaker: study.undertaker,
    commissioner: study.commissioner,
    lead: study.lead,
    from: sayDay(study.period.from),
    to: sayDay(study.period.to),
  };
  const text = fields[label];
  if (text === undefined) throw new DirectiveError(`expected one of ${Object.keys(fields).join(", ")}, got “${label}”`);
  return { text };
}

/** `:footnote[…]`: a remark at the foot of the page, plain text. */
function resolveFootnote(_: ReportState, { label }: Directive): Run {
  if (label.trim() === "") throw new DirectiveError("expected the text of the footnote between square brackets");
  return { text: "", footnote: label.trim() };
}

/** Follows a path such as `variables.0.mean` into a result. */
function stepInto(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (inner, key) =>
        inner !== null && typeof inner === "object" && Object.hasOwn(inner, key)
          ? (inner as Record<string, unknown>)[key]
          : undefined,
      value,
    );
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  return value === null
    ? "no number (it does not apply)"
    : typeof value === "object"
      ? "several values"
      : `“${String(value)}”`;
}

function keysOf(value: object): string {
  return Object.keys(value).slice(0, 20).join(", ");
}
