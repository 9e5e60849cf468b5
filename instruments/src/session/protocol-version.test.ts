import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Protocol } from "../model/protocol.ts";
import type { Session } from "../model/session.ts";
import { sessionSchema } from "../schema/session-schema.ts";
import { arbitrarySession } from "../testing/arbitrary-session.ts";
import { mergeSessions } from "./merge-sessions.ts";
import {
  formerProtocols,
  keepProtocolVersion,
  protocolOfSession,
  readProtocolVersion,
  versionOfProtocol,
} from "./protocol-version.ts";

const protocol: Protocol = {
  ...{ id: "P-C", version: "1.0", title: { zh: "人才访谈提纲" }, audience: "", consentScript: "", closingScript: "" },
  ...{ sections: [], materials: [] },
};
const edited = { ...protocol, closingScript: "谢谢您。" };
const [sample] = fc.sample(arbitrarySession(), { numRuns: 1, seed: 1 }) as [Session];
const { protocolVersion: _, ...plain } = sample;
const planned: Session = { ...plain, status: "planned", protocol: "P-C" };
const held: Session = { ...planned, status: "held" };

describe("the version of a protocol a session is held with", () => {
  it("is noted when the session is held, and stays whatever becomes of the protocol", () => {
    const begun = keepProtocolVersion(planned, held, [protocol]);
    expect(begun.protocolVersion).toBe(versionOfProtocol(protocol));
    expect(sessionSchema.safeParse(begun).error).toBeUndefined();
    const later = keepProtocolVersion(begun, { ...held, summary: "改" }, [edited]);
    expect(later).toEqual({ ...begun, summary: "改" });
    expect(readProtocolVersion(versionOfProtocol(edited))).toMatchObject({ label: "1.0" });
    expect(versionOfProtocol(edited)).not.toBe(begun.protocolVersion);
  });

  it("follows the choice of another protocol, and goes with none", () => {
    const begun = keepProtocolVersion(undefined, held, [protocol]);
    const other = { ...protocol, id: "P-D", version: "2" };
    const changed = keepProtocolVersion(begun, { ...begun, protocol: "P-D" }, [protocol, other]);
    expect(changed.protocolVersion).toBe(versionOfProtocol(other));
    expect(keepProtocolVersion(begun, { ...begun, protocol: null }, [protocol])).not.toHaveProperty("protocolVersion");
  });

  it("is not invented for a session held before versions were noted", () => {
    expect(keepProtocolVersion(held, { ...held, summary: "改" }, [protocol])).not.toHaveProperty("protocolVersion");
    expect(sessionSchema.safeParse(held).error).toBeUndefined();
  });

  it("brings back the questions of then where they were kept, and else those of now", () => {
    const begun = keepProtocolVersion(planned, held, [protocol]);
    const kept = [protocol, edited].map((one) => ({ version: versionOfProtocol(one), protocol: one }));
    const former = formerProtocols(kept, [edited]);
    expect(former.map(({ version }) => version)).toEqual([begun.protocolVersion]);
    expect(protocolOfSession(begun, [edited], former)).toBe(protocol);
    expect(protocolOfSession(begun, [edited], [])).toBe(edited);
    expect(protocolOfSession(planned, [edited], former)).toBe(edited);
    expect(protocolOfSession({ ...begun, protocol: null }, [edited], former)).toBeUndefined();
  });

  it("comes through a merge whole, from whichever side noted it", () => {
    const begun = keepProtocolVersion(planned, held, [protocol]);
    const elsewhere = { ...planned, title: "改名", revision: 4 };
    expect(mergeSessions(planned, begun, elsewhere).session.protocolVersion).toBe(begun.protocolVersion);
    expect(mergeSessions(planned, elsewhere, begun).session.protocolVersion).toBe(begun.protocolVersion);
    const two = mergeSessions(planned, begun, keepProtocolVersion(planned, held, [edited]));
    expect(two.session.protocolVersion).toBe(begun.protocolVersion);
    expect(two.session.notes.at(-1)?.text).toContain(versionOfProtocol(edited));
  });
});
