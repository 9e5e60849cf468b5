import { routes } from "@diaoyan/api/contract";
import { Table } from "antd";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { useStudy } from "../use-study.ts";

const say = (value: number | null): string => (value === null ? "—" : value.toFixed(2));

/** Means, spread, final score and agreement of the saved sheets. */
export function ScoreStatistics({ session }: { readonly session: string }) {
  const texts = useTexts().meetings;
  const { id } = useStudy();
  const scores = useRoute(routes.getMeetingScores, { params: { study: id, session } });
  if (scores.data === undefined || scores.data.scores.length === 0) return null;
  return (
    <div className="stack">
      <h3>{texts.statistics}</h3>
      {scores.data.scores.map(({ sheet, subject, items, total, said }) => {
        const maximum = items.reduce((sum, item) => sum + item.maximum, 0);
        const sum = { id: "", label: texts.total, maximum, n: null, ...total };
        return (
          <div key={`${sheet} ${subject}`}>
            <p>{`${sheet}：${subject}`}</p>
            <Table
              size="small"
              rowKey="id"
              pagination={false}
              scroll={{ x: "max-content" }}
              dataSource={[...items, sum]}
              columns={[
                { title: texts.item, dataIndex: "label" },
                { title: texts.maximum, dataIndex: "maximum", align: "right" },
                { title: texts.experts, dataIndex: "n", align: "right" },
                { title: texts.mean, dataIndex: "mean", align: "right", render: say },
                { title: texts.sd, dataIndex: "sd", align: "right", render: say },
              ]}
            />
            <p className="note">{said}</p>
          </div>
        );
      })}
      {scores.data.rankings.map(({ sheet, subjects, said }) => (
        <div key={sheet}>
          <p>{texts.ranking(sheet)}</p>
          <Table
            size="small"
            rowKey="subject"
            pagination={false}
            scroll={{ x: "max-content" }}
            dataSource={subjects}
            columns={[
              { title: texts.subject, dataIndex: "subject" },
              { title: texts.meanRank, dataIndex: "rank", align: "right", render: say },
              { title: texts.meanTotal, dataIndex: "mean", align: "right", render: say },
            ]}
          />
          <p className="note">{said}</p>
        </div>
      ))}
    </div>
  );
}
