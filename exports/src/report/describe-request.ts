import {
  type Dataset,
  type DerivationOf,
  defaultRules,
  deriveSchema,
  findAnalysis,
  sayDerivation,
  sayWhere,
  whereSchema,
} from "@diaoyan/analysis";
import type { QuestionnaireDefinition } from "@diaoyan/instruments";

/** Where figures come from that a request holds itself. */
export const expertJudgement = "专家判断";

/** What the parameters of analyses are called in the evidence list. */
const names: Readonly<Record<string, string>> = {
  variable: "变量",
  variables: "变量",
  rows: "行",
  columns: "列",
  by: "分组",
  items: "题项",
  construct: "构念",
  set: "题组",
  pairs: "要素",
  value: "取值",
  where: "条件",
  derive: "合成变量",
  weight: "权重",
  method: "方法",
  codes: "编码",
  level: "层级",
  attribute: "属性",
  outcome: "因变量",
  predictors: "自变量",
  reference: "参照组",
  raters: "评分者",
  cluster: "聚类变量",
  strata: "分层变量",
  fpc: "各层总体规模",
  margins: "总体数",
  limit: "权重上限",
  factors: "因子数",
  rotation: "旋转",
  adjust: "多重比较校正",
  postHoc: "事后比较",
  paired: "配对变量",
  equalVariances: "假定方差相等",
  mu: "比较值",
  form: "ICC形式",
  robust: "稳健标准误",
  group: "关注的组",
  unit: "共现单位",
  reverse: "反向题",
  scale: "量表范围",
  share: "高低分组比例",
  picture: "图形",
  labels: "指标名称",
  judgements: "判断矩阵",
  negative: "负向指标",
  levels: "文件层级",
  regions: "地区",
  from: "起始年份",
  to: "截止年份",
  origin: "编码来源",
};

interface Asked {
  readonly questionnaire?: QuestionnaireDefinition | undefined;
  readonly dataset?: Dataset | undefined;
}

/**
 * A request in words a reader can follow: questionnaire, analysis, and each parameter with the labels of its variables;
 * names of variables stand in brackets, so that the same can be asked again.
 */
export function describeRequest(
  kind: string,
  asked: Readonly<Record<string, unknown>>,
  { questionnaire, dataset }: Asked,
): string {
  const labels = new Map(dataset?.variables.map(({ name, label }) => [name, label.zh ?? ""]));
  for (const { id, label } of questionnaire?.constructs ?? []) labels.set(id, label.zh ?? id);
  const context = { variables: dataset?.variables ?? [], locale: "zh", rules: defaultRules } as const;
  for (const { name, label } of derivedIn(asked)) if (label !== undefined) labels.set(name, label);
  const say = (value: unknown, key?: string): string => {
    const where = key === "where" ? whereSchema.safeParse(value) : undefined;
    if (where?.success) return sayWhere(where.data, context);
    if (key === "derive") {
      const nameOf = (name: string) => labels.get(name) ?? name;
      return derivedIn(asked)
        .map((one) => (one.op === "rake" ? sayRaked(one, nameOf) : sayDerivation(one, context)))
        .join("；");
    }
    if (Array.isArray(value)) return value.map((one) => say(one)).join("、");
    if (typeof value !== "string") return JSON.stringify(value);
    const label = labels.get(value) ?? "";
    return label === "" || label === value ? value : `${label.replace(/[：:]$/, "")}（${value}）`;
  };
  const parameters = Object.entries(asked)
    .filter(([key]) => key !== "kind")
    .map(([key, value]) => `${names[key] ?? key}：${say(value, key)}`);
  const texts = kind === "policyMatrix" ? "政策条款编码" : "访谈编码";
  const { title, holdsItsData } = findAnalysis(kind);
  const others = holdsItsData?.(asked) ? expertJudgement : texts;
  const source = questionnaire === undefined ? others : `《${questionnaire.title.zh}》`;
  return [source, title.zh, ...parameters].join("；");
}

/** A weight in words: what it is raked to, by how many totals, out of which source; the totals themselves stand in the outline. */
function sayRaked({ name, margins, source, limit }: DerivationOf<"rake">, nameOf: (name: string) => string): string {
  const raked = Object.entries(margins).map(([margin, totals]) => {
    const crossed = margin.split("*").map(nameOf).join("×");
    const sum = Object.values(totals).reduce((total, one) => total + one, 0);
    return `${crossed}（${Object.keys(totals).length}个总体数，合计${Number(sum.toFixed(2))}）`;
  });
  const more = [`来源：${source ?? "未注明"}`, ...(limit === undefined ? [] : [`单个权重不超过均值的${limit}倍`])];
  return `“${name}”按${raked.join("、")}校准（${more.join("；")}）`;
}

/** Variables the request itself derives. */
function derivedIn({ derive }: Readonly<Record<string, unknown>>) {
  return Array.isArray(derive) ? derive.flatMap((entry) => deriveSchema.safeParse(entry).data ?? []) : [];
}
