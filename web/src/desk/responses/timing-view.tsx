import type { ParadataEvent, ResponseTiming } from "@diaoyan/instruments";
import { Collapse } from "antd";
import { useTexts } from "../texts.tsx";
import { describeTime } from "./describe-time.ts";

function Events({ events }: { readonly events: readonly ParadataEvent[] }) {
  const texts = useTexts().quality.timing;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{texts.at}</th>
          <th scope="col">{texts.event}</th>
          <th scope="col">{texts.page}</th>
        </tr>
      </thead>
      <tbody>
        {events.map(({ event, page, at }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events never change their places
          <tr key={index}>
            <td>{at === null ? texts.noTime : texts.moment(at)}</td>
            <td>{texts.eventNames[event]}</td>
            <td>{page ?? ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is known of the time of one response: in words, by page, and event by event. */
export function TimingView(known: { readonly seconds: number | null; readonly timing: ResponseTiming | null }) {
  const texts = useTexts().quality.timing;
  const { pages = [], events = [] } = known.timing ?? {};
  const parts = [
    {
      key: "pages",
      label: texts.pages,
      show: pages.length > 0,
      children: (
        <ul className="reasons">
          {pages.map(({ page, seconds }) => (
            <li key={page}>
              {page} {texts.seconds(Math.round(seconds))}
            </li>
          ))}
        </ul>
      ),
    },
    { key: "events", label: texts.events, show: events.length > 0, children: <Events events={events} /> },
  ];
  return (
    <section>
      <ul className="reasons">
        {describeTime(known, texts).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Collapse ghost size="small" items={parts.filter(({ show }) => show).map(({ show: _, ...part }) => part)} />
    </section>
  );
}
