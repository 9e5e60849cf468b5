import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeBlobs } from "../testing/blob-conformance.ts";
import { openBlobFolder } from "./folder.node.ts";

describeBlobs("a folder", async () => openBlobFolder(await mkdtemp(join(tmpdir(), "diaoyan-blobs-"))));
