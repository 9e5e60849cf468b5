import type { Session } from "../model/session.ts";

/** Where in a session a text stands. */
export type SessionTextPart = "notes" | "summary" | "observation" | "foot";

/**
 * The session with every text somebody wrote freely changed: notes, summary, observation, the texts of its foot, and why it
 * was cancelled (told as part of the foot). The reflection is left as it is: it never leaves the study.
 */
export function mapSessionTexts(session: Session, change: (text: string, part: SessionTextPart) => string): Session {
  const { foot, cancelReason } = session;
  const inFoot = (text: string): string => change(text, "foot");
  return {
    ...session,
    notes: session.notes.map((note) => ({ ...note, text: change(note.text, "notes") })),
    summary: change(session.summary, "summary"),
    observation: change(session.observation, "observation"),
    ...(cancelReason !== undefined && { cancelReason: inFoot(cancelReason) }),
    ...(foot !== undefined && {
      foot: {
        ...foot,
        ratingReason: inFoot(foot.ratingReason),
        contradictions: inFoot(foot.contradictions),
        caseNote: inFoot(foot.caseNote),
        followUps: foot.followUps.map((one) => ({
          ...one,
          matter: inFoot(one.matter),
          outcome: inFoot(one.outcome),
        })),
        materials: foot.materials.map((one) => ({ ...one, name: inFoot(one.name), note: inFoot(one.note) })),
      },
    }),
  };
}
