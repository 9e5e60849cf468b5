import type { PresentationTable, TableCell } from "@diaoyan/analysis";
import type { Command } from "commander";
import type { Progress } from "../../contract/index.ts";
import { found } from "../../problems.ts";
import { readProgress } from "../../use-cases/read-progress.ts";
import type { Services } from "../../use-cases/services.ts";
import { type DataFolderOption, withDataFolder, withInstallation } from "../data-folder.node.ts";
import { WorkError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { tableAsText } from "../table-as-text.ts";
import type { Terminal } from "../terminal.node.ts";

interface ProgressOptions extends DataFolderOption {
  readonly study: string;
  readonly questionnaire?: string;
  readonly json?: boolean;
}

/** `progress`: quota cells with target, received, valid and gap, and how many fall into no cell. */
export function addProgress(program: Command, terminal: Terminal): void {
  withDataFolder(program.command("progress"))
    .description("show quota cells and gaps of a study, as its leads and researchers see them")
    .requiredOption("--study <id>", "the study")
    .option("--questionnaire <name>", "one questionnaire; without it all that are published")
    .option("--json", "print the figures as JSON")
    .action(async (options: ProgressOptions) => {
      const all = await withInstallation(options, ({ services }) => readAll(services, options));
      printResult(terminal, options, { json: all, text: all.map(describe).join("\n\n") });
    });
}

async function readAll({ ports }: Services, { study, questionnaire }: ProgressOptions): Promise<readonly Progress[]> {
  found(await ports.studies.find(study), "study.notFound", study);
  const published = new Set((await ports.questionnaires.listVersionHeads(study)).map(({ name }) => String(name)));
  const wanted = questionnaire === undefined ? [...published] : [questionnaire];
  if (wanted.length === 0)
    throw new WorkError("progress.nothing", `study "${study}" has no published questionnaire; publish one first`);
  const all: Progress[] = [];
  for (const name of wanted) all.push(await readProgress(ports, null, { study, questionnaire: name, role: "lead" }));
  return all;
}

function describe(progress: Progress): string {
  return tableAsText(toTable(progress));
}

const number = (value: number | null): TableCell => ({ text: value === null ? "—" : String(value), align: "right" });

function toTable({ title, questionnaire, quota, totals, view, smallCell }: Progress): PresentationTable {
  const valid = `有效 ${totals.valid ?? "—"} 份，收到 ${totals.received ?? "—"} 份`;
  const beyond = totals.beyondQuota ? `，其中超出配额待定 ${totals.beyondQuota} 份` : "";
  const held = view === "held" ? `。含匿名链接，数字每满 ${smallCell} 份更新一次` : "";
  const caption = `${title.zh}（${questionnaire}）：${valid}${beyond}${held}`;
  if (quota === null) return { caption, header: [], body: [], note: "没有配额方案" };
  const labels = ["目标", "收到", "有效", "缺口"].map((text): TableCell => ({ text, align: "right" }));
  const rows = quota.cells.map(({ groups, target, limit, received, valid: counted, gap }) => [
    ...groups.map((id, place) => ({
      text: quota.axes[place]?.groups.find((group) => group.id === id)?.label.zh ?? id,
    })),
    { text: limit ? `≤${target}` : String(target), align: "right" as const },
    ...[received, counted, gap].map(number),
  ]);
  const blank = quota.axes.slice(1).map(() => ({ text: "" }));
  const apart = [
    { text: "不属于任何格" },
    ...blank,
    number(null),
    number(quota.unmatched.received),
    number(quota.unmatched.valid),
    number(null),
  ];
  const beside = quota.margins.flatMap(({ label, groups, cells, unmatched }) => [
    ...cells.map(({ groups: [id], target, limit, received, valid: counted, gap }) => [
      { text: `${label.zh}：${groups.find((group) => group.id === id)?.label.zh ?? id}` },
      ...blank,
      { text: limit ? `≤${target}` : String(target), align: "right" as const },
      ...[received, counted, gap].map(number),
    ]),
    [
      { text: `${label.zh}：不属于任何格` },
      ...blank,
      number(null),
      number(unmatched.received),
      number(unmatched.valid),
      number(null),
    ],
  ]);
  return {
    caption,
    header: [[...quota.axes.map(({ label }) => ({ text: label.zh })), ...labels]],
    body: [...rows, apart, ...beside],
    note: "目标前有“≤”的是限额：收满后的答卷另存为“超出配额”，由研究人员决定。",
  };
}
