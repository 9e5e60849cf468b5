import type { ValueLabel } from "@diaoyan/instruments";
import { datasetOf } from "./dataset-of.ts";

const valueLabel = (value: string, zh: string, en: string): ValueLabel => ({ value, label: { zh, en } });
const scale = { min: 1, max: 5 };

/** Twelve answers to a small questionnaire, labelled in both languages, for tests. */
export const sampleAnswers = datasetOf(
  {
    unit: [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3],
    sex: [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, null],
    fair1: [2, 3, 2, 3, 3, 4, 3, 4, 5, 4, 5, 5],
    fair2: [1, 3, 2, 3, 4, 4, 3, 3, 4, 5, 5, 4],
    fair3: [4, 3, 4, 2, 3, 2, 3, 1, 2, 1, 1, 2],
    need1: [5, 4, 5, 5, 4, 5, 4, 4, 5, 5, 4, 5],
    need2: [2, 3, 3, 2, 3, 2, 3, 3, 2, 3, 2, 3],
    way1: [1, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1],
    way2: [0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0],
    rank1: [1, 1, 2, 1, 1, 3, 1, 2, 1, 1, 2, 1],
    rank2: [2, 3, 1, 2, 3, 1, 2, 1, 3, 2, 1, 3],
    rank3: [3, 2, 3, 3, 2, 2, 3, 3, 2, 3, 3, 2],
  },
  {
    unit: {
      label: { zh: "单位类型", en: "Institution" },
      valueLabels: [
        valueLabel("1", "高校", "university"),
        valueLabel("2", "院所", "institute"),
        valueLabel("3", "企业", "company"),
      ],
    },
    sex: {
      label: { zh: "性别", en: "Sex" },
      valueLabels: [valueLabel("1", "男", "men"), valueLabel("2", "女", "women")],
    },
    fair1: { label: { zh: "程序公正", en: "Fair procedure" }, scale },
    fair2: { label: { zh: "结果公正", en: "Fair outcome" }, scale },
    fair3: { label: { zh: "评价不公", en: "Unfair review" }, scale },
    need1: { label: { zh: "减负", en: "Relief" } },
    need2: { label: { zh: "经费", en: "Funds" } },
    way1: { label: { zh: "同行评议", en: "Peer review" }, set: "ways" },
    way2: { label: { zh: "市场评价", en: "Market" }, set: "ways" },
    rank1: { label: { zh: "论文", en: "Papers" } },
    rank2: { label: { zh: "专利", en: "Patents" } },
    rank3: { label: { zh: "标准", en: "Standards" } },
  },
);
