import type { CaseSentence, CaseSummary } from "@diaoyan/analysis";
import {
  brandAs,
  compileQuestionnaire,
  generateAnswers,
  hashText,
  type Json,
  pruneAnswers,
  type ResponseRecord,
  type StudyPack,
  type StudySnapshot,
  seededRandom,
  snapshotFormat,
  type Transcript,
} from "@diaoyan/instruments";
import { sampleCodebook, sampleCodings, sampleSessions, sampleTranscripts, spanOf } from "./sample-interviews.ts";
import { sampleQuestionnaire } from "./sample-questionnaire.ts";

const compiled = compileQuestionnaire(sampleQuestionnaire);

const pack: StudyPack = {
  study: {
    id: brandAs("sample"),
    title: { zh: "科技人才评价改革研究（样例）" },
    topic: "专题四",
    commissioner: "某市科学技术局",
    undertaker: "某研究所",
    lead: "某研究员",
    period: { from: brandAs("2025-01-01"), to: brandAs("2025-12-31") },
    reportYear: 2025,
    region: "某市",
    obligations: [
      { id: "interviews", label: { zh: "深入单位调研" }, measure: "interviewPersonTimes", atLeast: 20, unit: "人次" },
      {
        id: "fieldwork",
        label: { zh: "调研组出动（对照）" },
        measure: "fieldworkerPersonTimes",
        atLeast: 0,
        unit: "人次",
      },
      { id: "report", label: { zh: "研究报告" }, measure: "report", atLeast: 1, unit: "份" },
    ],
    deliverables: [{ id: "report", title: { zh: "研究报告" }, kind: "report", outline: "sample.md" }],
    simulated: true,
    mainlandPersonalInformation: false,
  },
  questionnaires: [sampleQuestionnaire],
  protocols: [],
  records: [],
  codebook: sampleCodebook,
  reports: [],
  indicators: [
    {
      id: "labs",
      label: "重点实验室",
      value: 1234.5,
      unit: "家",
      year: "2024",
      source: "某市统计公报",
      kind: "官方统计",
      note: "",
    },
  ],
  policies: [],
  findings: [{ id: "f-peer", problem: "小同行难找", evidence: ["q-sample:F_2", "code:c2-1"], cause: "专家库不共享" }],
  recommendations: [
    {
      id: "r-peer",
      findings: ["f-peer"],
      measure: "建设跨省小同行专家库",
      responsible: "某市科学技术局",
      deadline: "2026年12月",
      effect: "小同行评议比例提高",
    },
  ],
  bibliography: "",
  notice: { version: "1", brief: "", markdown: "" },
};

function sampleResponses(count: number): readonly ResponseRecord[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, index) => ({
    id: brandAs(`r${String(index).padStart(5, "0")}`),
    version: compiled.hash,
    collector: brandAs("open"),
    status: "complete",
    answers: pruneAnswers(compiled, generateAnswers(sampleQuestionnaire, random)),
    submittedAt: null,
    day: brandAs(`2025-03-${String(1 + (index % 20)).padStart(2, "0")}`),
    seconds: 200,
    timing: null,
    unit: null,
    noticeVersion: "1",
    flags: [],
  }));
}

/** A case of two sections, the second still to be written. */
export function sampleCase(more: Partial<CaseSummary> = {}): CaseSummary {
  const transcript = sampleTranscripts[1] as Transcript;
  const text = "现在每个人都收到三条书面意见，虽然短，可是服气。";
  const { start, end } = spanOf(transcript, text);
  const source = { transcript: transcript.id, revision: 1, start: brandAs(start), end: brandAs(end) };
  const quoted: CaseSentence = { text, source: source as CaseSentence["source"] };
  return {
    id: brandAs("case-1"),
    kind: "reform",
    title: "把意见还给落选者——某高校评审反馈实践",
    session: brandAs("s2"),
    status: "draft",
    publicationConsent: false,
    attributes: { 单位类型: "市属高等学校", 创新活动类型: "基础研究", 改革环节: "怎么评", 成熟度: "已定型" },
    sections: [
      { id: "effects", heading: "三、取得成效", guidance: "前后对比。", sentences: [quoted] },
      { id: "summary", heading: "摘要", guidance: "150字以内。", sentences: [] },
    ],
    revision: 1,
    ...more,
  };
}

/** A small simulated study: 80 responses, three interviews with codings, one case. */
export function sampleSnapshot(more: Partial<StudySnapshot> = {}, responses = 80): StudySnapshot {
  return {
    format: snapshotFormat,
    hash: hashText("sample"),
    takenAt: brandAs("2025-06-01T02:03:04.000Z"),
    software: "diaoyan 0.1.0",
    pack,
    versions: [{ hash: compiled.hash, number: 1, status: "published", definition: sampleQuestionnaire, compiled }],
    responses: sampleResponses(responses),
    sessions: sampleSessions,
    transcripts: sampleTranscripts,
    codebook: sampleCodebook,
    codings: sampleCodings as unknown as readonly Json[],
    cases: [sampleCase()] as unknown as readonly Json[],
    ...more,
  };
}
