import {
  type CompiledQuestionnaire,
  describeForm,
  type PaperAnswer,
  type PaperChoice,
  type Protocol,
} from "@diaoyan/instruments";
import type { Directive } from "../outline/outline.ts";
import { DirectiveError, unknownName } from "./directive-error.ts";
import type { ReportState } from "./report-state.ts";
import { toTable } from "./table-cells.ts";

/** `::instruments{}`: questionnaires, interview guides and record sheets with their versions. */
export function resolveInstruments(state: ReportState): void {
  const { versions, pack } = state.snapshot;
  const forms = newestVersions(state).map(({ definition, hash, compiled }) => [
    definition.title.zh,
    "问卷",
    `第${versions.filter((version) => version.definition.name === definition.name).length}版（${hash.slice(0, 8)}）`,
    `${describeForm(compiled).length}题，约${definition.minutes}分钟`,
  ]);
  const guides = pack.protocols.map(({ title, version, sections }) => [
    title.zh,
    "访谈提纲",
    version,
    `${sections.flatMap(({ questions }) => questions).length}题，约${sections.reduce((sum, { minutes }) => sum + minutes, 0)}分钟`,
  ]);
  const sheets = pack.records.map(({ title, version, fields }) => [title.zh, "记录单", version, `${fields.length}栏`]);
  const note = "问卷版本后的字符为发布版本的校验值，可与系统核对。";
  const rows = [...forms, ...guides, ...sheets];
  state.addTable(toTable({ caption: "调研工具清单", header: ["名称", "类型", "版本", "规模"], rows, note }));
}

/** The newest published version of each questionnaire. */
function newestVersions({ snapshot: { versions } }: ReportState) {
  return versions.filter(
    ({ definition }, index) => versions.findLastIndex((one) => one.definition.name === definition.name) === index,
  );
}

/** `::questionnaire{name=q-e1-short}`: every question with the codes of its answers, as it was asked. */
export function resolveQuestionnaire(state: ReportState, { attributes }: Directive): void {
  const { name } = state.definition(attributes["name"]);
  const version = newestVersions(state).find(({ definition }) => definition.name === name);
  if (version === undefined) throw new DirectiveError(`name: questionnaire “${name}” is not published`, unknownName);
  for (const question of describeForm(version.compiled as CompiledQuestionnaire)) {
    const asked = question.onlyIf === "" ? "" : `（${question.onlyIf}）`;
    state.addParagraph("reference", [
      { text: `${question.number}. ${question.title}${asked}　` },
      { text: sayAnswer(question.answer) },
    ]);
  }
}

const sayChoices = (choices: readonly PaperChoice[]): string =>
  choices.map(({ code, label }) => `${code}.\u00A0${label}`).join("　");

/** The answers of a question on one line: codes with their words, rows of a grid before its columns. */
function sayAnswer(answer: PaperAnswer): string {
  switch (answer.kind) {
    case "choices":
      return `［${answer.ranked ? "排序" : answer.several ? "多选" : "单选"}］${sayChoices(answer.choices)}`;
    case "grid":
      return `［逐项选择］${answer.rows.join("；")}　选项：${sayChoices(answer.columns)}`;
    case "table":
      return `［填表］${answer.rows.join("；")}　栏目：${answer.columns.join("、")}`;
    case "blanks":
      return `［填空］${answer.labels.join("、")}`;
    case "line":
      return answer.unit === "number" ? "［填数］" : "［填空］";
    case "lines":
      return "［开放题］";
  }
}

/** `::protocol{id=P-A}`: an interview guide with its probes. */
export function resolveProtocol(state: ReportState, { attributes }: Directive): void {
  const { protocols } = state.snapshot.pack;
  const wanted = attributes["id"];
  const listed = wanted === undefined ? protocols : protocols.filter(({ id }) => id === wanted);
  if (listed.length === 0)
    throw new DirectiveError(
      `id: expected one of ${protocols.map(({ id }) => id).join(", ")}, got ${wanted ?? "nothing"}`,
      unknownName,
    );
  for (const protocol of listed) addProtocol(state, protocol);
}

function addProtocol(state: ReportState, { title, audience, sections }: Protocol): void {
  state.addParagraph("body", [{ text: `《${title.zh}》（${audience}）`, bold: true }]);
  for (const section of sections) {
    state.addParagraph("body", [{ text: `${section.title}（约${section.minutes}分钟）`, bold: true }]);
    for (const { text, probes } of section.questions)
      state.addParagraph("reference", [{ text: probes.length === 0 ? text : `${text}　追问：${probes.join("；")}` }]);
  }
}
