import { useId } from 'react';
import type { Messages } from '../../messages/index.ts';

/** A number as it is being written, with its unit. */
export function NumberField(props: {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <span>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
        {props.unit !== undefined && <span className="unit">{props.unit}</span>}
      </span>
    </div>
  );
}

/** A range: two numbers that are drawn between. */
export function RangeField(props: {
  readonly label: string;
  readonly low: string;
  readonly high: string;
  readonly unit: string;
  readonly text: Messages;
  readonly onLow: (value: string) => void;
  readonly onHigh: (value: string) => void;
}) {
  const { settings } = props.text.dialogs;
  return (
    <fieldset className="field">
      <legend>{props.label}</legend>
      <span>
        <input
          inputMode="decimal"
          autoComplete="off"
          aria-label={settings.low(props.label)}
          value={props.low}
          onChange={(event) => props.onLow(event.target.value)}
        />
        <span className="unit">{settings.to}</span>
        <input
          inputMode="decimal"
          autoComplete="off"
          aria-label={settings.high(props.label)}
          value={props.high}
          onChange={(event) => props.onHigh(event.target.value)}
        />
        <span className="unit">{props.unit}</span>
      </span>
    </fieldset>
  );
}

/** One of several ways. */
export function ChoiceField(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

export function CheckField(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={props.checked} onChange={(event) => props.onChange(event.target.checked)} />
      <span>{props.label}</span>
    </label>
  );
}

/** Reads what was written, and collects a sentence for whatever is no number in its range. */
export class Reader {
  readonly problems: string[] = [];
  private readonly text: Messages;

  constructor(text: Messages) {
    this.text = text;
  }

  number(label: string, written: string, low: number, high: number): number {
    const value = Number(written.trim().replace(',', '.'));
    if (written.trim() !== '' && value >= low && value <= high) return value;
    this.problems.push(this.text.dialogs.settings.number(label, low, high));
    return low;
  }

  whole(label: string, written: string, low: number, high: number): number {
    const value = Number(written.trim());
    if (written.trim() !== '' && Number.isInteger(value) && value >= low && value <= high) return value;
    this.problems.push(this.text.dialogs.settings.whole(label, low, high));
    return low;
  }

  range(label: string, low: string, high: string, least: number, most: number): readonly [number, number] {
    const before = this.problems.length;
    const from = this.number(label, low, least, most);
    if (this.problems.length > before) return [least, least];
    const to = this.number(label, high, least, most);
    if (this.problems.length === before && from > to) this.problems.push(this.text.dialogs.settings.order(label));
    return [from, to];
  }
}
