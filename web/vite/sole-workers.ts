import { join } from "node:path";
import { build, type Plugin } from "vite";

/**
 * Builds each service worker as one classic script without imports, at the top of the site: a worker reaches only what lies
 * below its own folder, and what two of them share stands in both.
 */
export function soleWorkers(workers: Readonly<Record<string, string>>): Plugin {
  let root = "";

  async function buildWorker(entry: string): Promise<string> {
    const built = await build({
      root,
      configFile: false,
      logLevel: "error",
      build: {
        target: "es2019",
        write: false,
        copyPublicDir: false,
        rolldownOptions: { input: join(root, entry), output: { format: "iife" } },
      },
    });
    const [output] = [built].flat();
    if (output === undefined || !("output" in output)) throw new Error(`${entry}: expected one built script`);
    const [script, ...more] = output.output;
    if (more.length > 0) throw new Error(`${entry}: expected one script, got ${more.length + 1} files`);
    return script.code;
  }

  return {
    name: "sole-workers",
    apply: "build",
    configResolved: (config) => {
      root = config.root;
    },
    buildStart() {
      for (const entry of Object.values(workers)) this.addWatchFile(join(root, entry));
    },
    async generateBundle() {
      for (const [name, entry] of Object.entries(workers)) {
        this.emitFile({ type: "asset", fileName: `${name}.js`, source: await buildWorker(entry) });
      }
    },
  };
}
