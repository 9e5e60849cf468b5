/** Texts of working at one session with a colleague, in Simplified Chinese. */
export const colleaguesZh = {
  title: "与同事共同记录",
  note: "被邀请的访谈员可在“新建场次”页底部打开这个场次，与您同时记录，各自的内容逐条合并。课题负责人和研究人员不需要邀请。",
  notStored: "这个场次还没有上传，上传后才能邀请同事。",
  show: "选择同事",
  nobody: "课题中没有其他可邀请的访谈员。",
  invite: (name: string): string => `邀请${name}`,
  invited: (name: string): string => `${name}（已邀请）`,
  withdraw: (name: string): string => `收回对${name}的邀请`,
  offline: "邀请需要联网，请在有网络时再试。",
  signedOut: "登录已失效，请先在“本机与安全”中重新登录。",
  notYours: "这个场次没有指派给您，不能邀请同事。",
};

export type ColleagueMessages = typeof colleaguesZh;
