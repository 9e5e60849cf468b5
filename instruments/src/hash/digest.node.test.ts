import fc from "fast-check";
import { expect, it } from "vitest";
import { digests as fast } from "./digest.node.ts";
import { digests as plain } from "./digest.ts";

const text = fc.string({ unit: "binary", maxLength: 300 });
const content = fc.oneof(text, fc.uint8Array({ maxLength: 300 }));

it("digests in Node are those of the browser, of any bytes and any text", () => {
  fc.assert(
    fc.property(content, fc.array(content, { maxLength: 4 }), (one, parts) => {
      expect(fast.sha256(one)).toBe(plain.sha256(one));
      const [ofFast, ofPlain] = [fast, plain].map(({ startSha256 }) => {
        const running = startSha256();
        for (const part of parts) running.add(part);
        return running.end();
      });
      expect(ofFast).toBe(ofPlain);
    }),
  );
});

it("digests a text with half of a surrogate pair alike", () => {
  expect(fast.sha256("人\ud83d才")).toBe(plain.sha256("人\ud83d才"));
});
