import { resolve } from "node:path";
import type { Command } from "commander";
import { type Demo, runDemo } from "../../demo/run-demo.node.ts";
import { parseCount } from "../parse-count.ts";
import { showProgressOfEach, type Terminal, watchForStop } from "../terminal.node.ts";

interface DemoOptions {
  readonly out: string;
  readonly port: string;
  readonly responses: string;
  readonly seed: string;
  readonly once?: boolean;
  readonly json?: boolean;
}

/** `demo`: the whole chain on simulated data, then the server stays up until interrupted. */
export function addDemo(program: Command, terminal: Terminal): void {
  program
    .command("demo")
    .description("walk the whole chain on simulated data 模拟数据 and keep serving")
    .option("--out <folder>", "where reports and cases are written", "out")
    .option("--port <number>", "port on 127.0.0.1, 0 = any free one", "8787")
    .option("--responses <number>", "responses for each questionnaire", "300")
    .option("--seed <number>", "seed of the simulation", "2026")
    .option("--once", "end after building")
    .option("--json", "print what was made as JSON")
    .action(async (options: DemoOptions) => demonstrate(options, terminal));
}

async function demonstrate(options: DemoOptions, terminal: Terminal): Promise<void> {
  const demo = await runDemo({
    out: resolve(options.out),
    port: parseCount("--port", options.port, { from: 0, to: 65_535 }),
    responses: parseCount("--responses", options.responses, { from: 1, to: 100_000 }),
    seed: parseCount("--seed", options.seed, { from: 0, to: 2 ** 31 }),
    onProgress: showProgressOfEach(terminal),
  });
  const stopped = options.once ? undefined : watchForStop();
  try {
    terminal.out(options.json ? `${JSON.stringify(summary(demo), null, 2)}\n` : describe(demo));
    if (!options.once) {
      terminal.err("press Ctrl+C to stop; the data folder is temporary\n");
      await stopped?.asked;
    }
  } finally {
    await demo.server.close(stopped?.again);
  }
}

function summary({ server, account, secondCoder, dataFolder, studies }: Demo): unknown {
  return {
    url: server.url,
    dataFolder,
    signIn: { link: `${server.url}/sign-in`, email: account.email, password: account.password },
    secondCoder: secondCoder.email,
    studies,
  };
}

function describe({ server, account, secondCoder, dataFolder, studies }: Demo): string {
  const made = studies.map(({ study, links, responses, fieldwork, files, notBuilt }) =>
    [
      `${study}（模拟数据）`,
      `  答卷 ${responses} 份 · 会议与访谈 ${fieldwork.sessions} 场 · 转写稿 ${fieldwork.transcripts} 篇 · 规则编码 ${fieldwork.codings} 处 · 人工编码 ${fieldwork.codedByHand} 处 · 案例初稿 ${fieldwork.cases} 个`,
      ...links.map(({ questionnaire, link }) => `  填答链接  ${questionnaire.padEnd(17)} ${link}`),
      ...files.map(
        ({ file, bytes, placeholders }) =>
          `  ${file}（${Math.ceil(bytes / 1024)} KB${placeholders > 0 ? `，待人工撰写 ${placeholders} 处` : ""}）`,
      ),
      ...notBuilt.map(({ title, why }) => `  未生成：${title}（多因答卷太少：${why}）`),
    ].join("\n"),
  );
  const signIn = `登录  ${server.url}/sign-in\n  账号 ${account.email}  密码 ${account.password}（本次运行有效）\n  第二编码员 ${secondCoder.email}  密码相同`;
  const data = `数据目录  ${dataFolder}\n  其他命令可用 --data-folder 指向它，例如 diaoyan progress --study ${studies[0]?.study} --data-folder ${dataFolder}`;
  return `${made.join("\n\n")}\n\n${signIn}\n\n${data}\n`;
}
