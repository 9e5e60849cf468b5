import { routes, type SignedIn } from "@diaoyan/api/contract";
import { Button, Card, Tag } from "antd";
import { useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { nameBrowser } from "./name-browser.ts";

/** Where one is signed in, and the way to end it. */
export function SessionList() {
  const texts = useTexts();
  const words = texts.account.sessions;
  const list = useRoute(routes.listMySessions, {});
  const end = useAction(routes.endMySessions);
  const send = (session: string) => end.mutate({ body: { session } });
  const columns = [
    { title: words.browser, render: (_: unknown, { browser }: SignedIn) => nameBrowser(browser) || words.unknown },
    { title: words.since, render: (_: unknown, { since }: SignedIn) => texts.moment(since) },
    { title: words.lastSeen, render: (_: unknown, { lastSeen }: SignedIn) => texts.moment(lastSeen) },
    {
      title: texts.status,
      render: (_: unknown, { id, current }: SignedIn) =>
        current ? (
          <Tag color="green">{words.current}</Tag>
        ) : (
          <Button size="small" disabled={end.isPending} onClick={() => send(id)}>
            {words.end}
          </Button>
        ),
    },
  ];
  return (
    <Card size="small" title={words.title}>
      <p className="note">{words.note}</p>
      <ProblemAlert error={end.error} />
      <QueryView query={list}>
        {({ sessions }) => (
          <>
            <ListTable columns={columns} dataSource={sessions} empty={words.unknown} />
            {sessions.length > 1 && (
              <p>
                <Button loading={end.isPending} onClick={() => send("others")}>
                  {words.endOthers}
                </Button>
              </p>
            )}
          </>
        )}
      </QueryView>
    </Card>
  );
}
