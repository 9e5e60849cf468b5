import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const setupFiles = ["./scripts/vitest-setup.ts"];
const browserTests = "**/*.browser.test.{ts,tsx}";
const slow = "**/*.long.test.ts";

/** The runtime of Workers, with a database of the migrations. */
const worker = () =>
  cloudflareTest(async () => ({
    wrangler: { configPath: "./wrangler.toml" },
    miniflare: { bindings: { TEST_MIGRATIONS: await readD1Migrations("api/migrations") } },
  }));

export default defineConfig({
  test: {
    // a worker for each core: the runner keeps itself one free, which on two cores leaves one idle
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "node",
          environment: "node",
          // tests keep no state in modules, so files share a worker's modules: a quarter of the time less
          isolate: false,
          setupFiles,
          include: ["{instruments,analysis,exports,api,web,scripts}/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", "**/*.workerd.test.ts", browserTests, slow],
          testTimeout: 20_000,
        },
      },
      {
        plugins: [worker()],
        test: {
          name: "workerd",
          setupFiles: ["./scripts/fixed-draws.ts"],
          include: ["api/**/*.workerd.test.ts"],
          exclude: ["**/node_modules/**"],
        },
      },
      {
        plugins: [worker()],
        test: {
          name: "workerd-core",
          // core keeps no state: one isolate for all files takes half the time
          isolate: false,
          setupFiles: ["./scripts/fixed-draws.ts"],
          include: ["instruments/src/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/*.node.test.ts", slow],
        },
      },
      {
        test: {
          name: "browser",
          environment: "node",
          // as above: each file opens a browser and a server of its own
          isolate: false,
          include: [browserTests],
          exclude: ["**/node_modules/**"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // a page beside another on two cores may be slow to show what it has
          expect: { poll: { timeout: 10_000 } },
          // after the others, two files at a time: a browser mostly waits, and yet each page has a core to itself
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "long",
          environment: "node",
          include: [slow],
          exclude: ["**/node_modules/**"],
          testTimeout: 1_800_000,
        },
      },
    ],
  },
});
