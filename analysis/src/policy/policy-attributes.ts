import type { PolicyHead } from "@diaoyan/instruments";

/** What a policy text is told apart by at the coding desk, beside what people said. */
export function policyAttributes({ day, level, region }: PolicyHead): Readonly<Record<string, string>> {
  return { 资料类型: "政策文件", 层级: level, 地区: region, 发文年份: day === null ? "不详" : day.slice(0, 4) };
}
