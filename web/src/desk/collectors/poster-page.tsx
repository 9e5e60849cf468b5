import { routes } from "@diaoyan/api/contract";
import { Alert, Button, QRCode } from "antd";
import { useRef } from "react";
import { useParams } from "react-router";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { saveFile } from "../ui/save-file.ts";
import { useStudy } from "../use-study.ts";
import { respondentLink } from "./respondent-link.ts";
import "./poster.css";

const pixels = 1_024;

/** The drawn code as a file: vector for print shops, pixels for chats. */
async function saveCode(svg: SVGSVGElement, name: string, kind: "svg" | "png"): Promise<void> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(pixels));
  copy.setAttribute("height", String(pixels));
  const source = new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
  if (kind === "svg") {
    saveFile(`${name}.svg`, source);
    return;
  }
  const address = URL.createObjectURL(source);
  const image = new Image(pixels, pixels);
  image.src = address;
  await image.decode();
  URL.revokeObjectURL(address);
  const canvas = Object.assign(document.createElement("canvas"), { width: pixels, height: pixels });
  canvas.getContext("2d")?.drawImage(image, 0, 0, pixels, pixels);
  canvas.toBlob((png) => png && saveFile(`${name}.png`, png), "image/png");
}

/** A poster of one A4 page with the code that leads to a collector, and the code by itself as SVG and PNG. */
export function PosterPage() {
  const texts = useTexts();
  const { id, about } = useStudy();
  const { collector = "" } = useParams();
  const code = useRef<HTMLDivElement>(null);
  const page = useRoute(routes.getCollectorPage, { params: { collector } });
  const link = respondentLink(collector);
  const save = (kind: "svg" | "png") => {
    const svg = code.current?.querySelector("svg");
    if (svg) void saveCode(svg, `${id}-${collector}`, kind);
  };
  return (
    <QueryView query={page}>
      {({ study, questionnaire, notice, mode, simulated, closedReason }) => (
        <>
          <div className="screen-only">
            <PageHead title={texts.collectors.poster} note={texts.collectors.posterNote}>
              <Button onClick={() => save("svg")}>{texts.collectors.codeSvg}</Button>
              <Button onClick={() => save("png")}>{texts.collectors.codePng}</Button>
              <Button type="primary" onClick={() => print()}>
                {texts.collectors.print}
              </Button>
            </PageHead>
            {(closedReason === "closed" || closedReason === "full") && (
              <Alert type="warning" showIcon title={texts.collectors.posterClosed} />
            )}
            {/^(localhost|127\.|\[::1\])/.test(location.hostname) && (
              <Alert type="warning" showIcon title={texts.collectors.posterHere} />
            )}
          </div>
          <article className="poster">
            {simulated && <p className="poster-mark">{texts.simulated}</p>}
            <p className="poster-study">{study.title.zh}</p>
            <h2>{questionnaire.title.zh}</h2>
            <p className="poster-purpose">{questionnaire.purpose.zh}</p>
            {/* the address stands below it in letters */}
            <div ref={code} className="poster-code" aria-hidden="true">
              <QRCode value={link} type="svg" size={320} errorLevel="Q" bordered={false} />
            </div>
            <p className="poster-scan">{texts.collectors.scan(questionnaire.minutes)}</p>
            <p className="poster-link">{link}</p>
            <p className="poster-notice">{notice.brief}</p>
            <p className="poster-foot">
              {texts.collectors.promises[mode]}
              <br />
              {about.undertaker} · {study.commissioner}
            </p>
          </article>
        </>
      )}
    </QueryView>
  );
}
