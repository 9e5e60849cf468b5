/** Texts of the cover page in Simplified Chinese. */
export const coverZh = {
  locale: "zh" as "zh" | "en",
  language: "English",
  languageLabel: "Switch to English",
  simulated: "模拟数据",
  simulatedNote: "此页用于演示，所有内容均为模拟数据。",
  commissioner: "委托单位",
  undertaker: "承担单位",
  purpose: "目的",
  duration: "填写时间",
  minutes: (minutes: number): string => `约 ${minutes} 分钟`,
  privacy: "身份信息",
  modes: {
    anonymous: "匿名填写，所填内容与您的身份无任何关联",
    pseudonymous: "不记名，仅以代码标识",
    identified: "记名填写，仅课题组可见",
  },
  timing: "过程记录",
  timings: {
    anonymous: "不保存填写用时，也不保存任何时间点",
    pseudonymous: "翻页和提交的时间，用于质量核对；不记录按键和位置",
    identified: "翻页和提交的时间，用于质量核对；不记录按键和位置",
  },
  noticeTitle: "参加说明",
  noticeFull: "查看完整说明",
  /** What is said of the language of the notice, by that language. */
  noticeNotes: { zh: "", en: "" },
  consent: "我已阅读上述说明，自愿填写。",
  start: "开始填写",
  withdrawLink: "核对或撤回已提交的内容",
};

/** Texts of a cover page in one language. */
export type CoverTexts = typeof coverZh;

/** Texts of the cover page in English. */
export const coverEn: CoverTexts = {
  locale: "en",
  language: "中文",
  languageLabel: "切换为中文",
  simulated: "Simulated data",
  simulatedNote: "This page is a demonstration; all of it is simulated data.",
  commissioner: "Commissioned by",
  undertaker: "Carried out by",
  purpose: "Purpose",
  duration: "Time needed",
  minutes: (minutes) => `about ${minutes} minutes`,
  privacy: "Identity",
  modes: {
    anonymous: "Anonymous: nothing links your answers to you",
    pseudonymous: "No names: answers carry a code only",
    identified: "With your name, seen by the study team only",
  },
  timing: "What is recorded",
  timings: {
    anonymous: "Neither how long it took nor any moment of it",
    pseudonymous: "When pages are opened and sent, to check quality; no keystrokes, no place",
    identified: "When pages are opened and sent, to check quality; no keystrokes, no place",
  },
  noticeTitle: "Before you take part",
  noticeFull: "Read the full notice",
  noticeNotes: {
    zh: "This notice is in Chinese only.",
    en: "This is a translation for your convenience; the Chinese notice governs.",
  },
  consent: "I have read the notice above and fill in this form of my own free will.",
  start: "Start",
  withdrawLink: "Check or withdraw a submitted response",
};
