/** The opinion of a panel but for its problems. */
export const panelOpinion = { leader: "E1", heard: "研究报告", conclusions: ["完成了任务"], verdict: "一致同意" };

/** A score sheet of an expert. */
export const scoreSheet = (expert: string, completion: number) => ({
  id: expert,
  sheet: "expert-score",
  subject: "研究报告",
  expert,
  points: { completion, text: 30 },
  comment: "",
});

/** What a panel of five recorded at a meeting. */
export const makeMeeting = (more: object = {}) => ({
  sequence: 1,
  place: "会议室",
  organiser: "承担单位",
  undertaker: "",
  chair: "李某",
  expected: 5,
  present: 5,
  online: 0,
  agenda: "",
  documents: "",
  opinions: [],
  consensus: "应当分类评价",
  reserved: "",
  decisions: [],
  scores: [
    scoreSheet("E1", 50),
    scoreSheet("E2", 60),
    scoreSheet("E3", 55),
    scoreSheet("E4", 52),
    scoreSheet("E5", 40),
  ],
  panel: { ...panelOpinion, problems: "数据不足" },
  signedBy: "",
  signedOn: null,
  ...more,
});
