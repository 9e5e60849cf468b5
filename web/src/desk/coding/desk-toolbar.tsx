import { Button, Popover, Segmented, Select } from "antd";
import { useTexts } from "../texts.tsx";
import { type SnapUnit, snapUnits } from "./snap.ts";

interface Props {
  readonly unit: SnapUnit;
  readonly onUnit: (unit: SnapUnit) => void;
  readonly coder: string;
  /** People and rules that coded here, by id. */
  readonly coders: readonly { readonly value: string; readonly label: string }[];
  readonly onCoder: (coder: string) => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** What selections snap to, whose codings are shown, undo and redo, and the keys. */
export function DeskToolbar(props: Props) {
  const { canRedo, canUndo, coder, coders, onCoder, onRedo, onUndo, onUnit, unit } = props;
  const texts = useTexts().codingDesk;
  return (
    <div className="desk-toolbar" role="toolbar" aria-label={texts.toolbar}>
      <Segmented
        size="small"
        aria-label={texts.snap}
        value={unit}
        options={snapUnits.map((value) => ({ value, label: texts.units[value] }))}
        onChange={onUnit}
      />
      <Button size="small" disabled={!canUndo} onClick={onUndo}>
        {texts.undo}
      </Button>
      <Button size="small" disabled={!canRedo} onClick={onRedo}>
        {texts.redo}
      </Button>
      {coders.length > 2 && (
        <Select size="small" aria-label={texts.whose} value={coder} options={[...coders]} onChange={onCoder} />
      )}
      <Popover trigger="click" placement="bottomRight" content={<KeyHelp />}>
        <Button size="small" type="text">
          {texts.keys}
        </Button>
      </Popover>
    </div>
  );
}

function KeyHelp() {
  const texts = useTexts().codingDesk;
  return (
    <dl className="key-help">
      {texts.keyHelp.map(([keys, means]) => (
        <div key={keys}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{means}</dd>
        </div>
      ))}
    </dl>
  );
}
