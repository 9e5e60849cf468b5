/** Variants counted together, as variant → the word they are counted under. */
export const synonyms: ReadonlyMap<string, string> = new Map([
  ["代表性成果", "代表作"],
  ["标志性成果", "代表作"],
  ["代表作制", "代表作"],
  ["同行评价", "同行评议"],
  ["小同行评议", "小同行"],
  ["科技成果转化", "成果转化"],
  ["成果转移转化", "成果转化"],
  ["职称评定", "职称评审"],
  ["文章", "论文"],
  ["报账", "报销"],
  ["孩子", "子女"],
  ["子女教育", "子女入学"],
  ["预聘", "预聘长聘"],
  ["长聘", "预聘长聘"],
  ["考评", "考核"],
]);
