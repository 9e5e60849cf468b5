import { codeColors } from "@diaoyan/analysis";
import { useTexts } from "../texts.tsx";
import "./color-choice.css";

interface Props {
  /** Names the group to a screen reader; given by the form's field. */
  readonly id?: string;
  /** `#RRGGBB`; undefined: the colour of the code above. */
  readonly value?: string | undefined;
  readonly onChange?: (value: string | undefined) => void;
  readonly readOnly: boolean;
  /** No code lies above. */
  readonly top: boolean;
}

/** The colour of a code: that of the code above it, or one of those that can be told apart; one brought in is offered too. */
export function ColorChoice({ id, onChange, readOnly, top, value }: Props) {
  const texts = useTexts().codebook;
  const foreign = value !== undefined && !codeColors.includes(value) ? [value] : [];
  const usual = top ? texts.colorUsual : texts.colorAbove;
  const offered = [undefined, ...codeColors, ...foreign];
  return (
    <div role="radiogroup" id={id} aria-label={texts.color} className="color-choice">
      {offered.map((color, place) => {
        const name = color === undefined ? usual : (texts.colors[place - 1] ?? texts.colorBrought);
        return (
          <label key={color ?? ""} title={name} className={color === undefined ? "above" : ""}>
            <input
              type="radio"
              name={`${id} color`}
              disabled={readOnly}
              checked={color === value}
              aria-label={name}
              onChange={() => onChange?.(color)}
            />
            {color === undefined ? name : <span className="dot" style={{ background: color }} />}
          </label>
        );
      })}
    </div>
  );
}
