/** A held interview with one interviewee who agreed to take part. 模拟数据 */
export function makeSession(id: string, changes: Record<string, unknown> = {}) {
  return {
    id,
    number: "T4-SITE01-I01",
    type: "个别访谈",
    mode: "现场",
    status: "held",
    title: "访谈一（模拟数据）",
    day: "2026-10-12",
    startTime: "09:30",
    minutes: 60,
    site: { unit: "U01", unitType: "高校", pilotLevel: "国家试点单位", keyUnit: true, district: "南开区" },
    protocol: "p-a",
    participants: [
      {
        person: "P01",
        role: "受访",
        category: "基础研究，副高",
        consents: [{ kind: "participate", granted: true, method: "口头", at: "2026-10-12T01:30:00.000Z" }],
      },
    ],
    notes: [
      {
        id: "n1",
        t: 65,
        question: "q1",
        type: "要点",
        text: "论文指标压力大",
        verbatim: false,
        codes: ["papers"],
        strength: 2,
        sensitive: false,
      },
    ],
    summary: "",
    observation: "",
    reflection: "访谈员自己的反思",
    revision: 0,
    ...changes,
  };
}

/** A planned interview that nobody is assigned to. 模拟数据 */
export function makePlanItem(id: string, changes: Record<string, unknown> = {}) {
  return {
    id,
    type: "个别访谈",
    mode: "现场",
    title: "计划的访谈（模拟数据）",
    number: "T4-SITE01-I09",
    unit: null,
    window: { from: "2026-12-01", to: "2026-12-10" },
    minutes: 60,
    protocol: "p-a",
    personTimes: 2,
    participants: [],
    assignees: [],
    note: "",
    moves: [],
    cancelled: null,
    heldAs: null,
    revision: 0,
    ...changes,
  };
}

/** An interview of four turns on papers and titles. 模拟数据 */
export const transcriptText = `访谈员：您好，请您谈谈单位里对科研人员的评价。
受访者：我们单位前几年主要看论文，论文数量直接决定绩效，大家压力都很大。去年开始实行代表作制度，每个人只报三篇，情况有了好转。
访谈员：职称评审方面有什么变化？
受访者：职称评审现在分了类别，做应用的不再要求论文，可以拿成果转化来评。但是评审专家还是习惯看论文，这一点没有完全改过来。
`;
