import type { Consent, Participant } from "@diaoyan/instruments";

/** The decision that counts: the last of its kind. */
export function lastConsent({ consents }: Pick<Participant, "consents">, kind: Consent["kind"]): Consent | undefined {
  return consents
    .filter((one) => one.kind === kind)
    .reduce<Consent | undefined>((last, one) => (last === undefined || last.at <= one.at ? one : last), undefined);
}
