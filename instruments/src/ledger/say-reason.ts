import type { LocalizedText } from "../model/localized.ts";
import type { ParticipantRole } from "../model/session.ts";
import type { LeftOutReason } from "./judge-evidence.ts";

const reasons: Readonly<Record<LeftOutReason, Required<LocalizedText>>> = {
  planned: { zh: "尚未举行", en: "Not held yet" },
  cancelled: { zh: "已取消", en: "Cancelled" },
  otherSite: { zh: "非试点单位", en: "Not at a pilot unit" },
  notKeyUnit: { zh: "非重点单位", en: "Not at a key unit" },
  otherType: { zh: "类型不在计数范围内", en: "Another kind of session" },
  noNotes: { zh: "会议无记录", en: "A meeting without notes" },
  otherRole: { zh: "不是所计的人员", en: "Another role" },
  otherCategory: { zh: "人员类别不在计数范围内", en: "Another category of people" },
  noConsent: { zh: "未取得参加同意", en: "No consent to take part" },
  consentTakenBack: { zh: "已撤回同意", en: "Consent taken back" },
  repeated: { zh: "同一对象不重复计数", en: "Already counted" },
};

/** Why somebody of a role does not count, where it depends on the role. */
const roleReasons: Readonly<Record<ParticipantRole, Required<LocalizedText>>> = {
  受访: { zh: "受访者不计入调研组出动人次", en: "Interviewees are not researchers sent out" },
  调研组: { zh: "调研组成员不计入受访人次", en: "Researchers are not interviewees" },
  参会: { zh: "仅参会，未作为受访者", en: "Attended, was not interviewed" },
  陪同: { zh: "陪同人员不计", en: "Companions do not count" },
};

/** The reason of an evidence line in words; `role` is null on the line of a whole session or unit. */
export function sayReason(reason: LeftOutReason, role: ParticipantRole | null): Required<LocalizedText> {
  return reason === "otherRole" && role !== null ? roleReasons[role] : reasons[reason];
}
