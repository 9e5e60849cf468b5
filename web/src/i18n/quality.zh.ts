import { showSecond } from "../china-time.ts";

type Extent = "whole" | "partly" | "none";

const least = (given: string): readonly [string, string, boolean] => {
  const [took = "", wanted = "", by] = given.split("/");
  return [took, wanted, by === "page"];
};

/** Texts of the quality review and the account of responses in Simplified Chinese. */
export const qualityZh = {
  note: "标记只提示可疑之处，有效与否由人认定；规则和处理结果写入报告的调研方法附录。",
  none: "没有符合条件的答卷。",
  counts: (received: number, complete: number, late: number, excluded: number): string =>
    `收到 ${received} 份，其中有效 ${complete} 份，迟到待定 ${late} 份，已剔除 ${excluded} 份。`,
  observed: ({ whole, partly, none }: Readonly<Record<Extent, number>>): string =>
    `用时由服务器观测：全程 ${whole} 份，部分 ${partly} 份，未观测 ${none} 份。未观测只是说明，不构成疑点。`,
  keys: "键盘：按 Tab 进入列表，↑ ↓ 选择答卷，回车打开；打开后 Alt+1 有效，Alt+2 无效，Alt+3 需回访。",
  states: { pending: "待审", valid: "有效", invalid: "无效", callback: "需回访", all: "全部" },
  stateOf: (state: string, count: number): string => `${state} ${count}`,
  filter: "按处理状态筛选",
  state: "状态",
  decidedBy: (who: string, when: string): string => `${who}，${when}`,
  time: "用时",
  suggested: "建议剔除",
  look: "请查看",
  reasons: "所见",
  late: "截止后到达，须认定是否计入",
  timing: {
    seconds: (seconds: number): string =>
      seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`,
    observed: (took: string): string => `${took}（服务器观测）`,
    partly: "仅部分观测：其间离线",
    unobserved: {
      offline: "未观测：离线填答",
      missing: "未观测：页面未上报",
      imported: "未观测：外部导入",
      forged: "未观测：计时凭证无效",
      anonymous: "匿名链接不保存用时",
    },
    pageClock: (said: string): string => `页面自报 ${said}，不作为依据`,
    pages: "各页用时",
    page: "页",
    events: "填答过程",
    event: "事件",
    at: "服务器时间",
    moment: (at: number): string => showSecond(at, "zh-CN"),
    noTime: "未观测",
    eventNames: {
      "form start": "开始填答",
      "form resume": "继续填答",
      "group questions": "打开页面",
      jump: "跳转",
      "constraint error": "有题未通过检查",
      "form save": "保存草稿",
      "form exit": "离开页面",
      "form finalize": "完成填答",
    },
  },
  seen: {
    attention: (question: string): string => `注意力检测题 ${question} 未按要求选择`,
    hurried: (given: string): string => {
      const [took, wanted, byPage] = least(given);
      return `${byPage ? "页面自报用时" : "用时"} ${took} 秒，少于 ${wanted} 秒`;
    },
    rushed: (given: string): string => {
      const [rushed, pages] = least(given);
      return given === "" ? "多数页面停留时间不足以读完题目" : `${pages} 页中有 ${rushed} 页停留时间不足以读完题目`;
    },
    forged: (_: string): string => "随卷提交的计时凭证系伪造，或属于另一份答卷",
    patterned: (period: string): string =>
      period === "1" ? "量表题几乎全部选同一档" : `量表题每 ${period} 题重复同一组选择`,
    inconsistent: (spread: string): string =>
      `同一构念各题互相矛盾，离散程度为随机作答的 ${Math.round(Number(spread) * 100)}%`,
    impossible: (reason: string): string => `回答自相矛盾：${reason}`,
    duplicate: (twin: string): string => `量表题与答卷 ${twin.slice(0, 8)} 相同或几乎相同`,
  },
  excludeSuggested: (count: number): string => `剔除建议的 ${count} 份`,
  excludeSuggestedConfirm: "将逐份认定为无效并在审计日志中写明理由，可随时更改。确定吗？",
  verdict: "认定",
  reason: "理由（随认定保存，并记入审计日志）",
  verdicts: { valid: "有效", invalid: "无效", callback: "需回访" },
  decided: (verdict: string, who: string, when: string): string => `${verdict}（${who}，${when}）`,
  account: {
    title: "回收账目",
    note: "只计数，不识别任何人。访问数指由浏览器真正打开的次数，链接预览程序不计入；离线开始的填答在到达时计入。",
    empty: "还没有填答链接。",
    collector: "填答链接",
    invited: "发放",
    visits: "访问",
    starts: "开始",
    received: "收到",
    valid: "有效",
    late: "迟到待定",
    excluded: "剔除",
    withdrawn: "撤回",
    uncounted: "未计访问",
    completion: "完成率",
    response: "回收率",
    validShare: "有效率",
    total: "合计",
    whyVisits: "公开链接无从得知发放数，因此给出访问数和完成率；个人邀请给出发放数和回收率。",
    whyUncounted: "“未计访问”指纸质录入和导入的答卷，以及开始计数以前收到的答卷，不进入完成率。",
    equation: (
      of: Readonly<
        Record<"visits" | "starts" | "received" | "uncounted" | "valid" | "late" | "excluded" | "withdrawn", number>
      >,
    ): string =>
      `访问 ${of.visits} ≥ 开始 ${of.starts} ≥ 收到 ${of.received}${of.uncounted > 0 ? ` － 未计访问 ${of.uncounted}` : ""}；` +
      `收到 ${of.received} ＝ 有效 ${of.valid} ＋ 迟到待定 ${of.late} ＋ 剔除 ${of.excluded} ＋ 撤回 ${of.withdrawn}`,
    balanced: "账目相符",
    broken: "账目不符",
    rules: {
      "visits-starts": "开始数多于访问数",
      "starts-received": "收到数多于开始数",
      "received-parts": "收到数与有效、迟到、剔除、撤回之和不等",
      "invited-received": "收到数多于发放数",
    } as Readonly<Record<string, string>>,
  },
};

export type QualityMessages = typeof qualityZh;
