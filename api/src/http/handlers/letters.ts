import type { letterRoutes } from "../../contract/letters.ts";
import { dayOf } from "../../ports/clock.ts";
import { found } from "../../problems.ts";
import type { Services } from "../../use-cases/services.ts";
import { packLetters, readLetterTemplate, writeLetters } from "../../use-cases/write-letters.ts";
import type { HandlersOf } from "../call.ts";

export function letterHandlers({ ports }: Services): HandlersOf<typeof letterRoutes> {
  return {
    getLetter: ({ params }) => readLetterTemplate(ports, params.study),
    writeLetter: async ({ params, caller, origin, body: { addressee, ...sending } }) => {
      const order = { ...params, ...sending, addressees: [addressee], origin };
      const [file] = await writeLetters(ports, caller, order);
      return found(file, "letter.notFound", addressee.unit);
    },
    writeLetters: async ({ params, caller, origin, body }) => {
      const files = await writeLetters(ports, caller, { ...params, ...body, origin });
      return packLetters(files, params.study, dayOf(ports.clock.now()));
    },
  };
}
