import type { StudyOverview } from "@diaoyan/api/contract";
import type { Role, Study } from "@diaoyan/instruments";
import { createContext, useContext } from "react";

export interface OpenStudy {
  readonly id: string;
  readonly about: Study;
  readonly overview: StudyOverview;
  readonly role: Role;
}

export const StudyContext = createContext<OpenStudy | null>(null);

/** The study whose page is open; only inside `StudyLayout`. */
export function useStudy(): OpenStudy {
  const study = useContext(StudyContext);
  if (study === null) throw new Error("useStudy needs the study layout around it");
  return study;
}

const order: readonly Role[] = ["viewer", "interviewer", "researcher", "lead"];

/** Whether a role reaches another; the page hides what it may not do, the server refuses it anyway. */
export function mayDo(role: Role, least: Role): boolean {
  return order.indexOf(role) >= order.indexOf(least);
}
