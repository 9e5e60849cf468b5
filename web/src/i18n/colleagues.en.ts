import type { ColleagueMessages } from "./colleagues.zh.ts";

/** Texts of working at one session with a colleague, in English. */
export const colleaguesEn: ColleagueMessages = {
  title: "Recording with a colleague",
  note: "An interviewer you invite opens this session at the bottom of “New session” and records at the same time; rows are merged one by one. Leads and researchers need no invitation.",
  notStored: "This session is not uploaded yet; colleagues can be invited once it is.",
  show: "Choose a colleague",
  nobody: "The study has no other interviewer to invite.",
  invite: (name) => `Invite ${name}`,
  invited: (name) => `${name} (invited)`,
  withdraw: (name) => `Take the invitation of ${name} back`,
  offline: "Inviting needs a network; try again when there is one.",
  signedOut: "You are signed out; sign in again under “This device”.",
  notYours: "This session is not assigned to you, so you cannot invite anybody.",
};
