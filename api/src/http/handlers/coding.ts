import type { codingRoutes } from "../../contract/coding.ts";
import { addCoding, applyRules, readCodebook, removeCoding, saveCodebook } from "../../use-cases/coding.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function codingHandlers({ ports }: Services): HandlersOf<typeof codingRoutes> {
  return {
    getCodebook: async ({ params, caller }) => {
      const { codebook, counts, revision } = await readCodebook(ports, params.study, caller.id);
      return { codebook: asWire(codebook), revision, counts };
    },
    saveCodebook: async ({ params, caller, body }) => {
      const { codebook, revision } = await saveCodebook(ports, caller, { ...params, ...body });
      return { codebook: asWire(codebook), revision };
    },
    addCoding: async ({ params, caller, body }) => ({
      coding: asWire(await addCoding(ports, caller, { ...body, study: params.study, id: params.coding })),
    }),
    removeCoding: async ({ params, caller }) => {
      await removeCoding(ports, caller, params.study, params.coding);
      return undefined;
    },
    applyRules: async ({ params, caller, body }) => {
      const { added, kept, drafts } = await applyRules(ports, caller, { ...params, ...body });
      return { added, kept, drafts: drafts.map(asWire) };
    },
  };
}
