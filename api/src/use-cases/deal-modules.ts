import type { SplitPlan } from "@diaoyan/instruments";
import { type InvitationToken, responseOfToken, signInvitation } from "../auth/invitation-token.ts";
import type { IdSource } from "../ports/clock.ts";
import { modulesOfResponse, pickLightest } from "./assign-modules.ts";

/** Tokens that are made for a person, of which the one with the least dealt modules is kept. */
const tokensAPerson = 24;

/**
 * Makes the tokens of people who are invited together. In a split questionnaire the modules follow from the token, so of
 * a few tokens the one is kept whose modules were dealt least: balanced, and still nothing is written down that leads
 * from a person to modules.
 */
export function createTokenDealer(
  key: Uint8Array,
  given: { readonly collector: string; readonly split: SplitPlan | undefined; readonly ids: Pick<IdSource, "token"> },
): () => InvitationToken {
  const { collector, split, ids } = given;
  const make = () => signInvitation(key, collector, ids.token());
  if (split === undefined) return make;
  const dealt = new Map<string, number>();
  return () => {
    const tokens = Array.from({ length: tokensAPerson }, make);
    const drawn = tokens.map(({ token }) => modulesOfResponse(key, split, responseOfToken(token)));
    const at = pickLightest(drawn, dealt);
    const modules = String(drawn[at]);
    dealt.set(modules, (dealt.get(modules) ?? 0) + 1);
    return tokens[at] ?? make();
  };
}
