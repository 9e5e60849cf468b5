import { AnalysisError, formatNumber, runRequest } from "@diaoyan/analysis";
import type { Construct } from "@diaoyan/instruments";
import type { Directive } from "../outline/outline.ts";
import type { ReportState } from "./report-state.ts";
import { toTable } from "./table-cells.ts";

interface Reliability {
  readonly n: number;
  readonly alpha: number;
  readonly method: "cronbachAlpha" | "spearmanBrown";
  readonly omegaTotal: number | null;
}

/** `::reliability{questionnaire=…}`: internal consistency of every construct of a questionnaire, or of all, in one table. */
export function resolveReliability(state: ReportState, { attributes, line }: Directive): void {
  const wanted = attributes["questionnaire"];
  const names =
    wanted === undefined
      ? [...new Set(state.snapshot.versions.map(({ definition }) => definition.name as string))]
      : [state.definition(wanted).name as string];
  const rows = names.flatMap((name) =>
    state
      .definition(name)
      .constructs.filter(({ items }) => items.length > 1)
      .map((construct) => rowOf(state, name, construct)),
  );
  if (rows.length === 0) {
    state.addParagraph("note", [{ text: "（问卷没有设多题项构念，不计算信度。）" }]);
    return;
  }
  const query = `信度分析：${names.join("、")}的全部构念`;
  const evidence = state.addEvidence({ kind: "analysis", query, n: null, value: `${rows.length}个构念的信度` }, line);
  state.addTable(
    toTable({
      caption: "各构念的信度",
      header: ["问卷", "构念", "题数", "n", "α", "ω"],
      rows,
      note: `资料来源：课题组调查${state.simulatedMark}；α为克朗巴赫系数，两题的构念为斯皮尔曼—布朗系数（标s）；ω为总omega；“—”为无法计算。`,
    }),
    { evidence },
  );
}

function rowOf(state: ReportState, name: string, { label, items, reverse, scale }: Construct): readonly string[] {
  const definition = state.definition(name);
  const request = { kind: "reliability", items, ...(reverse && { reverse }), ...(scale && { scale }) };
  const head = [definition.title.zh, label.zh, String(items.length)];
  try {
    const result = runRequest({ dataset: state.dataset(name) }, request, { seed: 1 }).result as unknown as Reliability;
    const alpha = Number.isFinite(result.alpha) ? formatNumber(result.alpha, 3) : "—";
    const omega = result.omegaTotal === null ? "—" : formatNumber(result.omegaTotal, 3);
    return [...head, String(result.n), `${alpha}${result.method === "spearmanBrown" ? "s" : ""}`, omega];
  } catch (error) {
    if (error instanceof AnalysisError) return [...head, "0", "—", "—"];
    throw error;
  }
}
