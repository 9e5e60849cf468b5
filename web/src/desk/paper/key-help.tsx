import { paperMarks } from "@diaoyan/instruments";
import { useTexts } from "../texts.tsx";

/** Keys of the data entry, always in sight: they are few. */
export function KeyHelp() {
  const texts = useTexts().paper;
  return (
    <aside className="key-help" aria-label={texts.keysTitle}>
      <p>{texts.keys}</p>
      <dl aria-label={texts.marksTitle}>
        {Object.entries(paperMarks).map(([key, mark]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{texts.marks[mark]}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
