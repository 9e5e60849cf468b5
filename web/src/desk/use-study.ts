import type { RouteContract, StudyOverview } from "@diaoyan/api/contract";
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

/** Whether a role may call a route: read from the contract by which the server decides, so that both always agree. */
export function mayCall(role: Role, { access }: Pick<RouteContract, "access">): boolean {
  return access.kind !== "study" || access.roles.includes(role);
}
