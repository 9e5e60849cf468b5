import type { PolicyHead } from "@diaoyan/instruments";
import type { Corpus } from "../model/corpus.ts";

/** What a policy text is told apart by at the coding desk, beside what people said. */
export function policyAttributes({ day, level, region }: PolicyHead): Readonly<Record<string, string>> {
  return { 资料类型: "政策文件", 层级: level, 地区: region, 发文年份: day === null ? "不详" : day.slice(0, 4) };
}

/** Policy texts among the transcripts, with their attributes: for what treats all sources alike, such as an exchange of codings. */
export function joinPolicies({ policies, ...corpus }: Corpus): Corpus {
  if (policies === undefined) return corpus;
  return {
    ...corpus,
    transcripts: [...corpus.transcripts, ...policies.texts.map(({ text }) => text)],
    codings: [...corpus.codings, ...policies.codings],
    attributes: new Map([
      ...corpus.attributes,
      ...policies.texts.map(({ source }) => [String(source.id), policyAttributes(source)] as const),
    ]),
  };
}
