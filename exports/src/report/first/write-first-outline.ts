import type { TextTools } from "@diaoyan/analysis";
import { type StudySnapshot, textIn } from "@diaoyan/instruments";
import { parseOutline } from "../../outline/parse-outline.ts";
import { ReportState } from "../report-state.ts";
import { chooseVariables } from "./choose-variables.ts";
import { escapeText, FirstDraft } from "./first-draft.ts";
import {
  writeChoices,
  writeDifferences,
  writeLevels,
  writeMeasurement,
  writePairs,
  writeSample,
} from "./write-sections.ts";

/** An outline that builds, and what could not be computed yet, in Chinese. */
export interface FirstOutline {
  readonly file: string;
  readonly markdown: string;
  readonly missing: readonly string[];
}

/** What the outline of a first report is called. */
export const firstOutlineFile = "first-report.md";

/**
 * The outline of an automatic first report 自动初报: of every published questionnaire what its constructs declare, of the
 * interviews how often codes occur. Each analysis is tried; what cannot be computed is said in its place and in `missing`,
 * so that an empty study has a report too. The same study gives the same text.
 */
export function writeFirstOutline(snapshot: StudySnapshot, options: { readonly text?: TextTools } = {}): FirstOutline {
  const title = JSON.stringify(`${textIn("zh", snapshot.pack.study.title)}自动初报`);
  const head = `---\ntitle: ${title}\nsubtitle: "初报（系统自动生成，未经人工审核）"\nprofile: technical\n---\n\n`;
  const blank = parseOutline(firstOutlineFile, head);
  const state = new ReportState(blank, snapshot, { mode: "draft", ...options });
  const draft = new FirstDraft(state);
  const names = [...new Set(snapshot.versions.map(({ definition }) => definition.name as string))];
  writeOpening(draft, snapshot);
  if (names.length === 0) {
    draft.missing.push("问卷：还没有发布的问卷");
    draft.heading(1, "问卷");
    draft.say("还没有发布的问卷，发布并回收答卷后可重新生成初报。");
  }
  for (const name of names) writeQuestionnaire(draft, state, name);
  writeInterviews(draft, snapshot);
  writeMissing(draft);
  return { file: firstOutlineFile, markdown: `${head}${draft.lines.join("\n")}`, missing: draft.missing };
}

function writeOpening(draft: FirstDraft, { pack }: StudySnapshot): void {
  draft.heading(1, "说明");
  draft.say(
    `本文为自动初报：由系统按问卷声明的构念、题组和背景题逐项计算生成，未经研究人员审核，不是研究结论，不得直接引用或对外提供。${pack.study.simulated ? "本课题使用的是模拟数据，所有数字均不反映真实情况。" : ""}`,
  );
  draft.say(
    "个人问卷如为配额或方便抽样，结果只反映作答者，不能直接推断全体；差异和相关不表示因果；人数少于三十的结果仅供参考。请逐项核对后再写入报告，修改过的文字以修改为准。",
  );
}

function writeQuestionnaire(draft: FirstDraft, state: ReportState, name: string): void {
  const definition = state.definition(name);
  draft.heading(1, textIn("zh", definition.title));
  const dataset = state.dataset(name);
  if (dataset.rowCount === 0) {
    draft.missing.push(`《${textIn("zh", definition.title)}》：还没有有效答卷`);
    draft.say("还没有有效答卷。");
    return;
  }
  draft.say(`有效答卷${dataset.rowCount}份，剔除和撤回的答卷不参加分析。`);
  const part = { definition, parts: chooseVariables(dataset, definition) };
  writeSample(draft, part);
  writeMeasurement(draft, part);
  writeLevels(draft, part);
  writePairs(draft, part);
  writeDifferences(draft, part);
  writeChoices(draft, part);
}

function writeInterviews(draft: FirstDraft, { transcripts, codings }: StudySnapshot): void {
  draft.heading(1, "访谈与座谈");
  if (transcripts.length === 0 || codings.length === 0) {
    const lacking = transcripts.length === 0 ? "还没有转写稿" : "转写稿还没有编码";
    draft.missing.push(`访谈：${lacking}`);
    draft.say(`${lacking}。`);
    return;
  }
  draft.say(`转写稿${transcripts.length}份，编码${codings.length}处。访谈对象不是随机抽取，次数只说明提及的多少。`);
  draft.analyse({ kind: "codeFrequency", show: "sentences,table,chart" }, "编码被提及的情况");
}

function writeMissing(draft: FirstDraft): void {
  draft.heading(1, "尚缺内容");
  if (draft.missing.length === 0) draft.say("各项分析均已算出。");
  else draft.lines.push(...draft.missing.map((one) => `- ${escapeText(one)}`), "");
}
