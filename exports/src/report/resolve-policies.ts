import {
  AnalysisError,
  type CodedProvision,
  comparePolicies,
  type PolicyComparison,
  type PolicyFilter,
  policyRows,
} from "@diaoyan/analysis";
import { createOffsetIndex, type PolicyLevel, policyLevels } from "@diaoyan/instruments";
import type { Directive } from "../outline/outline.ts";
import { sayDay } from "./chinese-day.ts";
import { DirectiveError } from "./directive-error.ts";
import { widen } from "./quotable.ts";
import type { ReportState } from "./report-state.ts";
import { resolveAnalysis } from "./resolve-analysis.ts";

/**
 * `::policyComparison{by=region columns=top codes="1,2" levels="试点地区,本市" from=2022 to=2024 n=2 caption="…"}`: what
 * policy documents say by region, level or year and theme as sentences and table, then of each theme n provisions from
 * different rows in their own words with document, number, day and article (0: none). What only a dictionary rule coded
 * is marked in a draft and left out of a final build.
 */
export function resolvePolicyComparison(state: ReportState, directive: Directive): void {
  const { attributes, line } = directive;
  const wanted = readWhole(attributes, "n", { least: 0, most: 20 }) ?? 2;
  const filter = readFilter(state, attributes);
  const { cells, columns, rows } = compare(state, filter);
  if (rows.length === 0 || columns.length === 0) {
    const text = rows.length === 0 ? "尚无已确认的政策文件" : "政策条款尚无可用的编码";
    state.addParagraph("note", [{ text: `（${text}，未列比较。）` }]);
    return;
  }
  const request = Object.entries({ ...filter, kind: "policyMatrix", caption: attributes["caption"] }).filter(
    ([, value]) => value !== undefined,
  );
  const written = request.map(
    ([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)] as const,
  );
  resolveAnalysis(state, { ...directive, name: "analysis", attributes: Object.fromEntries(written) });
  if (wanted === 0) return;
  for (const [column, { name }] of columns.entries()) {
    const chosen = cells.flatMap((row) => row[column]?.slice(0, 1) ?? []).slice(0, wanted);
    if (chosen.length === 0) continue;
    state.addParagraph("body", [{ text: `关于“${name}”，各地规定如下。` }]);
    for (const provision of chosen) quoteProvision(state, provision, { theme: name, line });
  }
}

function compare(state: ReportState, filter: PolicyFilter): PolicyComparison {
  try {
    return comparePolicies(state.corpus, filter);
  } catch (error) {
    if (error instanceof AnalysisError) throw new DirectiveError(error.message, error.code);
    throw error;
  }
}

function quoteProvision(
  state: ReportState,
  { citation, codings, policy, start, end }: CodedProvision,
  { theme, line }: { readonly theme: string; readonly line: number },
): void {
  const text = state.corpus.policies?.texts.find((one) => one.source.id === policy.id)?.text;
  const [first] = codings;
  if (text === undefined || first === undefined) return;
  const { words } = widen(createOffsetIndex(text.text), { start, end }, first);
  const open = codings.every(({ origin }) => origin.kind === "rule") ? "（编码待确认）" : "";
  const day = policy.day === null ? "日期不详" : sayDay(policy.day);
  const about = [policy.issuer, policy.number, day].filter((part) => part !== "").join("，");
  const source = `《${policy.title}》（${about}）${citation}`;
  const evidence = state.addEvidence(
    { kind: "quote", query: `${source}，主题“${theme}”${open}`, n: null, value: words },
    line,
  );
  state.addParagraph("quote", [
    { text: `“${words.replaceAll(/\s*\n\s*/g, "")}”` },
    { text: `——${source}${open}`, evidence },
  ]);
}

function readFilter(state: ReportState, attributes: Directive["attributes"]): PolicyFilter {
  const by = attributes["by"] ?? "region";
  const rows = policyRows.find((one) => one === by);
  if (rows === undefined) throw new DirectiveError(`by: expected ${policyRows.join(", ")}, got “${by}”`);
  const force = attributes["inForce"] ?? "false";
  if (force !== "true" && force !== "false")
    throw new DirectiveError(`inForce: expected true or false, got “${force}”`);
  const level = attributes["columns"] ?? "top";
  if (level !== "top" && level !== "code") throw new DirectiveError(`columns: expected top or code, got “${level}”`);
  const levels = readList(attributes["levels"]);
  const stray = levels?.find((one) => !(policyLevels as readonly string[]).includes(one));
  if (stray !== undefined)
    throw new DirectiveError(`levels: expected some of ${policyLevels.join("、")}, got “${stray}”`);
  const year = { least: 1900, most: 2100 };
  const more = {
    codes: readList(attributes["codes"]),
    levels: levels as readonly PolicyLevel[] | undefined,
    regions: readList(attributes["regions"]),
    from: readWhole(attributes, "from", year),
    to: readWhole(attributes, "to", year),
  };
  const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  return {
    by: rows,
    inForce: force === "true",
    level,
    origin: state.options.mode === "final" ? "human" : "all",
    ...given,
  };
}

function readList(written: string | undefined): readonly string[] | undefined {
  const parts = written?.split(/[,，、]/u).map((part) => part.trim());
  return parts?.filter((part) => part !== "");
}

function readWhole(
  attributes: Directive["attributes"],
  name: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const written = attributes[name];
  if (written === undefined) return undefined;
  const value = Number(written);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new DirectiveError(`${name}: expected a whole number from ${least} to ${most}, got ${written}`);
  return value;
}
