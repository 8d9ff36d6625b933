import { type SubmitEvent, useId, useState } from 'react';
import type { Messages } from '../../messages/index.ts';
import type { MutationName } from '../../raft/config.ts';
import { SWITCH_NAMES, SWITCHES, type Switch, type SwitchName } from '../../raft/switches.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { PRESETS, presetOf } from '../../scenario/presets.ts';
import { problemText } from '../../scenario/problem.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { useSay, useText } from '../text.ts';
import { CheckField, ChoiceField, NumberField, RangeField, Reader } from './fields.tsx';
import { closeDialog } from './open-dialog.ts';
import { applyForm, formOf, type SettingsForm, switchesOf, switchForm } from './settings-form.ts';
import { Foot, Problems, Window } from './window.tsx';

interface PartProps {
  readonly form: SettingsForm;
  readonly change: (change: Partial<SettingsForm>) => void;
  readonly text: Messages;
}

/** How many servers, how fast, how reliable, by which rules. Applying starts the run again. */
export default function SettingsDialog() {
  const text = useText();
  const scenario = useApp((state) => state.scenario);
  const [form, setForm] = useState(() => formOf(scenario));
  const [problems, setProblems] = useState<readonly string[]>([]);
  const words = text.dialogs.settings;
  const change = (part: Partial<SettingsForm>): void => setForm((known) => ({ ...known, ...part }));
  const apply = (event: SubmitEvent): void => {
    event.preventDefault();
    const next = applyForm(scenario, form, text);
    const checked = next.problems.length > 0 ? null : parseScenario(next.scenario);
    if (checked?.ok !== true) {
      setProblems(checked === null ? next.problems : checked.error.map(problemText));
      return;
    }
    closeDialog();
    appStore.getState().changeScenario(() => checked.value);
  };
  const part: PartProps = { form, change, text };
  return (
    <Window title={words.title} wide>
      <form onSubmit={apply}>
        <p className="window-note">{words.about}</p>
        <div className="window-columns">
          <div>
            <ClusterPart {...part} />
            <TimePart {...part} />
          </div>
          <div>
            <NetworkPart {...part} />
            <RulesPart {...part} />
          </div>
        </div>
        <BrokenPart {...part} />
        <Problems problems={problems} />
        <Foot apply={words.apply} />
      </form>
    </Window>
  );
}

function ClusterPart({ form, change, text }: PartProps) {
  const words = text.dialogs.settings;
  return (
    <fieldset className="window-group">
      <legend>{words.cluster}</legend>
      <NumberField label={words.servers} value={form.servers} onChange={(servers) => change({ servers })} />
      <NumberField label={words.clients} value={form.clients} onChange={(clients) => change({ clients })} />
      <NumberField label={words.seed} value={form.seed} onChange={(seed) => change({ seed })} />
    </fieldset>
  );
}

function TimePart({ form, change, text }: PartProps) {
  const words = text.dialogs.settings;
  const { ms } = words;
  return (
    <fieldset className="window-group">
      <legend>{words.timers}</legend>
      <RangeField
        label={words.election}
        low={form.electionLow}
        high={form.electionHigh}
        unit={ms}
        text={text}
        onLow={(electionLow) => change({ electionLow })}
        onHigh={(electionHigh) => change({ electionHigh })}
      />
      <NumberField
        label={words.heartbeat}
        unit={ms}
        value={form.heartbeat}
        onChange={(heartbeat) => change({ heartbeat })}
      />
      <NumberField
        label={words.clientTimeout}
        unit={ms}
        value={form.clientTimeout}
        onChange={(clientTimeout) => change({ clientTimeout })}
      />
      <CheckField label={words.frozen} checked={form.frozen} onChange={(frozen) => change({ frozen })} />
      <CheckField label={words.hold} checked={form.hold} onChange={(hold) => change({ hold })} />
    </fieldset>
  );
}

function NetworkPart({ form, change, text }: PartProps) {
  const words = text.dialogs.settings;
  const { ms, percent } = words;
  return (
    <fieldset className="window-group">
      <legend>{words.network}</legend>
      <RangeField
        label={words.latency}
        low={form.latencyLow}
        high={form.latencyHigh}
        unit={ms}
        text={text}
        onLow={(latencyLow) => change({ latencyLow })}
        onHigh={(latencyHigh) => change({ latencyHigh })}
      />
      <NumberField label={words.loss} unit={percent} value={form.loss} onChange={(loss) => change({ loss })} />
      <NumberField
        label={words.duplicates}
        unit={percent}
        value={form.duplicates}
        onChange={(duplicates) => change({ duplicates })}
      />
      <RangeField
        label={words.write}
        low={form.writeLow}
        high={form.writeHigh}
        unit={ms}
        text={text}
        onLow={(writeLow) => change({ writeLow })}
        onHigh={(writeHigh) => change({ writeHigh })}
      />
    </fieldset>
  );
}

function RulesPart({ form, change, text }: PartProps) {
  const words = text.dialogs.settings;
  const id = useId();
  const preset = presetOf(switchesOf(form, new Reader(text), text));
  const choose = (id: string): void => {
    const chosen = PRESETS.find((other) => other.id === id);
    if (chosen !== undefined) change({ switches: switchForm(chosen.raft) });
  };
  const say = useSay();
  return (
    <fieldset className="window-group">
      <legend>{words.rules}</legend>
      <div className="field">
        <label htmlFor={id}>{words.preset}</label>
        <select id={id} value={preset?.id ?? ''} onChange={(event) => choose(event.target.value)}>
          {preset === null && <option value="">{words.ownChoice}</option>}
          {PRESETS.map((other) => (
            <option key={other.id} value={other.id}>
              {say(other.title)}
            </option>
          ))}
        </select>
      </div>
      {SWITCH_NAMES.map((name) => (
        <SwitchField
          key={name}
          name={name}
          value={form.switches[name]}
          text={text}
          onChange={(value) => change({ switches: { ...form.switches, [name]: value } })}
        />
      ))}
    </fieldset>
  );
}

/** One row of the table of switches: a box to tick, a list to choose from, or a number. */
function SwitchField(props: {
  readonly name: SwitchName;
  readonly value: boolean | string;
  readonly text: Messages;
  readonly onChange: (value: boolean | string) => void;
}) {
  const { name, value, onChange } = props;
  const words = props.text.dialogs.settings;
  const choice = SWITCHES[name] as Switch;
  const label = words.switches[name];
  switch (choice.kind) {
    case 'flag':
      return <CheckField label={label} checked={value === true} onChange={onChange} />;
    case 'whole':
      return <NumberField label={label} value={String(value)} onChange={onChange} />;
    case 'choice':
      return (
        <ChoiceField
          label={label}
          value={String(value)}
          options={choice.options.map((option) => ({ value: option, label: words.options[option] ?? option }))}
          onChange={onChange}
        />
      );
  }
}

function BrokenPart({ form, change, text }: PartProps) {
  const words = text.dialogs.settings;
  const names = Object.keys(text.mutations) as MutationName[];
  return (
    <fieldset className="window-group not-raft">
      <legend>{words.broken}</legend>
      <p className="window-note">{words.brokenAbout}</p>
      {names.map((name) => {
        const { label, rule, falls } = text.mutations[name];
        return (
          <CheckField
            key={name}
            label={words.mutation(label, rule, falls)}
            checked={form.broken.includes(name)}
            onChange={(checked) =>
              change({ broken: names.filter((other) => (other === name ? checked : form.broken.includes(other))) })
            }
          />
        );
      })}
    </fieldset>
  );
}
