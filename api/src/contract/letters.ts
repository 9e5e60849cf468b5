import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { slug, studyParams } from "./values.ts";

const day = z.iso.date();

/** What all letters of one sending say; an empty text leaves its slot open. */
const sending = z.strictObject({
  questionnaire: slug,
  /** Open link people answer at; null sends paper only. */
  collector: slug.nullable(),
  day: day.nullable(),
  deadline: day.nullable(),
  returnBy: z.string().max(300),
});

const addressee = z.strictObject({ unit: z.string().trim().min(1).max(100), contact: z.string().trim().max(100) });

/** Routes of cover letters. */
export const letterRoutes = {
  getLetter: defineRoute({
    id: "getLetter",
    group: "letters",
    summary: "The cover letter's template of a study, and what of the study itself is still to be filled in",
    method: "get",
    path: "/api/studies/{study}/letter",
    access: allow("letters.see"),
    audits: null,
    params: studyParams,
    response: z.object({
      version: z.string(),
      title: z.string(),
      markdown: z.string(),
      unfilled: z.array(z.string()),
    }),
    status: 200,
  }),
  writeLetter: defineRoute({
    id: "writeLetter",
    group: "letters",
    summary: "A cover letter to one unit as .docx",
    method: "post",
    path: "/api/studies/{study}/letter/docx",
    access: allow("letters.write"),
    audits: "letter.write",
    params: studyParams,
    body: sending.extend({ addressee }),
    responseMedia: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    status: 200,
  }),
  writeLetters: defineRoute({
    id: "writeLetters",
    group: "letters",
    summary: "A cover letter to each unit of a list, as a zip of .docx",
    method: "post",
    path: "/api/studies/{study}/letter/zip",
    access: allow("letters.write"),
    audits: "letter.write",
    params: studyParams,
    body: sending.extend({ addressees: z.array(addressee).min(1).max(300) }),
    responseMedia: "application/zip",
    status: 200,
  }),
};
