import { env } from "cloudflare:test";
import { describeBlobs } from "../testing/blob-conformance.ts";
import { openR2 } from "./r2.workerd.ts";

describeBlobs("R2", async () => openR2(env.BLOBS));
