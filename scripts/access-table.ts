import { capabilities, type RouteContract, routes } from "../api/src/contract/index.ts";

type Language = "en" | "zh";

const ranks = ["lead", "researcher", "interviewer", "viewer"] as const;

const texts = {
  en: {
    title: "Roles and rights",
    intro: `Who may do what in a study. The table stands once in the code, in
[capabilities.ts](../api/src/contract/capabilities.ts): every address of the API names its right there, the server asks it,
the desk shows what it allows, and this page is written from it by \`node scripts/generated-docs.ts\`. A test asks every
address with every role, without a session, with one that has ended, with a respondent's token, from another study and
after removal, and compares ([access.test.ts](../api/test/http/access.test.ts)).

- A role holds in one study. Somebody who is no member of a study cannot tell it from one that does not exist.
- A removal or another role counts from the next request on. The last lead can neither leave nor be removed or demoted.
- Respondents have no account: they hold a link, an invitation or a receipt, and reach the addresses of the last table only.
- Founding a study is for the operator of the installation (who used the set-up link) and for leads.`,
    right: "right",
    roles: { lead: "lead", researcher: "researcher", interviewer: "interviewer", viewer: "viewer" },
    addresses: "Addresses by right",
    address: "address",
    audited: "What reading leaves in the audit log",
    audits: `Who reads what tells of single persons, or takes data out of the study, leaves an entry: who, when, what or how many.
Every reading address says in the contract which entry it leaves or that it leaves none, and a test calls each and looks for
it ([audited-reads.test.ts](../api/test/http/audited-reads.test.ts)). A transcript leaves \`transcript.read\` as long as it
was never de-identified; so do passages of such transcripts that a search (\`transcript.search\`) or a retrieval
(\`coding.retrieve\`) shows, with the transcripts and without the words. Of the audit log, the first page leaves an entry.
Not logged: lists without contents, figures of groups, transcripts and passages that were de-identified, and what a person
sees of the entry or record that he is making.`,
    entry: "entry",
    session: "a session, no role",
    public: "nobody in particular: respondents, and people with a one-time link",
    yes: "yes",
  },
  zh: {
    title: "角色与权限",
    intro: `各角色在课题中可以做什么。权限表在代码中只有一处（[capabilities.ts](../api/src/contract/capabilities.ts)）：每个接口
在那里写明所需权限，服务器据此放行，工作台据此显示，本页由 \`node scripts/generated-docs.ts\` 生成。测试以每种角色、无登录、已失效的登录、
填答者的链接、其他课题的成员、已移除的成员逐一访问每个接口，并与本表核对（[access.test.ts](../api/test/http/access.test.ts)）。

- 角色只在一个课题内有效。不是课题成员的人，看不出该课题是否存在。
- 移除成员、调整角色，从下一次请求起生效。最后一名课题负责人不能退出，也不能被移除或改任。
- 填答者没有账号，只持有填答链接、邀请或回执，只能访问最后一张表中的接口。
- 新建课题由系统管理员（使用首次设置链接的人）和课题负责人办理。`,
    right: "权限",
    roles: { lead: "课题负责人", researcher: "研究人员", interviewer: "访谈员", viewer: "只读成员" },
    addresses: "各项权限对应的接口",
    address: "接口",
    audited: "查阅时留下的审计记录",
    audits: `查阅涉及个人的内容或从课题中取走数据，都会留下记录：谁、何时、查阅了什么或多少条。每个读取接口都在契约中写明留下哪种记录或不留记录，
测试逐一调用并核对（[audited-reads.test.ts](../api/test/http/audited-reads.test.ts)）。转写稿在从未去标识化期间留下 \`transcript.read\`；
检索（\`transcript.search\`）和提取（\`coding.retrieve\`）显示出这类转写稿的片段时也留下记录，写明是哪些转写稿，不写词语。审计日志只在打开第一页时记录。
不记录的有：没有内容的列表、群体的统计、已去标识化的转写稿和片段，以及本人正在录入的内容。`,
    entry: "记录",
    session: "已登录即可，不论角色",
    public: "不需登录：填答者，以及持一次性链接的人",
    yes: "✓",
  },
} as const;

const addressOf = (method: string, path: string): string => `\`${method.toUpperCase()} ${path}\``;

/** `docs/access.md` and its Chinese sister: rights by role, and the addresses behind each right. */
export function describeAccess(language: Language): string {
  const words = texts[language];
  const all = Object.values(routes) as readonly RouteContract[];
  const addressesOf = (belongs: (access: RouteContract["access"]) => boolean): string =>
    all
      .filter(({ access }) => belongs(access))
      .map(({ method, path }) => addressOf(method, path))
      .join("<br>");
  const entries = [...new Set(all.flatMap(({ audits }) => audits ?? []))].sort().map((entry) => {
    const left = all.filter(({ audits }) => audits === entry).map(({ method, path }) => addressOf(method, path));
    return `| \`${entry}\` | ${left.join("<br>")} |`;
  });
  const rights = Object.entries(capabilities);
  const table = rights.map(
    ([name, { label, roles }]) =>
      `| ${label[language]} (\`${name}\`) | ${ranks.map((role) => ((roles as readonly string[]).includes(role) ? words.yes : "–")).join(" | ")} |`,
  );
  const addresses = rights.map(
    ([name]) => `| \`${name}\` | ${addressesOf((access) => access.kind === "study" && access.capability === name)} |`,
  );
  return `# ${words.title}

${words.intro}

| ${words.right} | ${ranks.map((role) => words.roles[role]).join(" | ")} |
| --- | --- | --- | --- | --- |
${table.join("\n")}

## ${words.addresses}

| ${words.right} | ${words.address} |
| --- | --- |
${addresses.join("\n")}
| ${words.session} | ${addressesOf(({ kind }) => kind === "session")} |
| ${words.public} | ${addressesOf(({ kind }) => kind === "public")} |

## ${words.audited}

${words.audits}

| ${words.entry} | ${words.address} |
| --- | --- |
${entries.join("\n")}
`;
}
