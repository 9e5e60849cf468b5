import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { slug, studyParams, text } from "./values.ts";

/** What a weight is called, at the desk and as a variable of a request: no signs that requests, margins or outlines read. */
export const weightName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{C}*,，、;；"“”{}[\]]+$/u, "expected a name without * , ; quotation marks or brackets");

const recipe = z.strictObject({
  name: weightName,
  source: text,
  margins: z.record(z.string().max(400), z.record(z.string().max(400), z.number().nonnegative())),
  weight: z.string().max(200).optional(),
  limit: z.number().min(1).optional(),
});

const keptWeight = z.object({ ...recipe.shape, by: z.string(), at: z.string() });

const params = studyParams.extend({ questionnaire: slug });
const path = "/api/studies/{study}/questionnaires/{questionnaire}/weights";

/** Kept recipes of weights of a questionnaire. */
export const weightRoutes = {
  /** Totals may tell of small groups of the roster: only for those who see its single persons. */
  listWeights: defineRoute({
    id: "listWeights",
    group: "analyses",
    summary: "Weights that were kept under a name, with the totals they are made of",
    method: "get",
    path,
    access: allow("weights.keep"),
    audits: null,
    params,
    response: z.object({ weights: z.array(keptWeight) }),
    status: 200,
  }),
  keepWeight: defineRoute({
    id: "keepWeight",
    group: "analyses",
    summary: "Keep a weight under a name; refused where the totals do not fit the answers or the name is taken",
    method: "post",
    path,
    access: allow("weights.keep"),
    params,
    body: recipe,
    response: keptWeight,
    status: 200,
  }),
  removeWeight: defineRoute({
    id: "removeWeight",
    group: "analyses",
    summary: "Remove a kept weight; outlines that name it carry what makes it",
    method: "delete",
    path: `${path}/{weight}`,
    access: allow("weights.keep"),
    params: params.extend({ weight: z.string().max(60) }),
    response: z.object({ removed: z.boolean() }),
    status: 200,
  }),
};
