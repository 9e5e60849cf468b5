import { startServer } from "../../src/entry/node.ts";

/** Serves a data folder until somebody kills the process; says where on standard output. */
const [dataFolder = ""] = process.argv.slice(2);
const { url, setUpLink } = await startServer({ dataFolder, port: 0, host: "127.0.0.1" });
process.stdout.write(`${JSON.stringify({ url, setUpLink })}\n`);
