import type { DeidentifyRule } from "@diaoyan/instruments";
import type { deidentifyRoutes } from "../../contract/deidentify.ts";
import { openDeidentifyRules, type StandingRules, saveDeidentifyRules } from "../../use-cases/deidentify-rules.ts";
import { deidentifyTranscript } from "../../use-cases/deidentify-transcript.ts";
import { listIdentifiers } from "../../use-cases/list-identifiers.ts";
import { openOriginal } from "../../use-cases/read-original.ts";
import type { Services } from "../../use-cases/services.ts";
import { decideSessionWords, listWordsOfSessions } from "../../use-cases/session-words.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function deidentifyHandlers({ ports }: Services): HandlersOf<typeof deidentifyRoutes> {
  return {
    getDeidentifyRules: async ({ params, caller }) => onWire(await openDeidentifyRules(ports, caller, params.study)),
    saveDeidentifyRules: async ({ params, caller, body }) =>
      onWire(await saveDeidentifyRules(ports, caller, { study: params.study, ...body })),
    listSessionWords: async ({ params, caller }) => {
      const { sessions, ...standing } = await listWordsOfSessions(ports, caller, params.study);
      return { ...standing, sessions: sessions.map((one) => ({ ...one, words: [...one.words] })) };
    },
    decideSessionWords: async ({ params, caller, body }) => ({
      revision: await decideSessionWords(ports, caller, { study: params.study, ...body }),
    }),
    listIdentifiers: ({ params, caller }) =>
      listIdentifiers(ports, caller, { study: params.study, id: params.transcript }),
    deidentifyTranscript: ({ params, caller, body }) =>
      deidentifyTranscript(ports, caller, { study: params.study, id: params.transcript, ...body }),
    readOriginal: async ({ params, caller }) => {
      const { original } = await openOriginal(ports, caller, { study: params.study, id: params.transcript });
      return { text: original.text, turns: original.turns.map(asWire) };
    },
  };
}

function onWire({ revision, rules }: StandingRules) {
  const copy = (rule: DeidentifyRule) => (rule.kind === "words" ? { ...rule, words: [...rule.words] } : rule);
  return { revision, rules: rules.map(copy) };
}
