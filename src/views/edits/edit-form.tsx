import '../dialogs/dialogs.css';
import './edits.css';
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import type { ServerMember } from '../../cluster/types.ts';
import { votersOf } from '../../raft/configuration.ts';
import type { Role } from '../../raft/server.ts';
import { appStore, useMoment } from '../../store/hooks.ts';
import { CheckField, ChoiceField } from '../dialogs/fields.tsx';
import { Problems } from '../dialogs/window.tsx';
import { serversOf } from '../menus/who.ts';
import { useNames, useText } from '../text.ts';
import { type EditPlace, editOf, type Written, writtenFor } from './written-edit.ts';

interface Props {
  readonly member: ServerMember;
  readonly place: EditPlace;
  /** It was set, or given up. */
  readonly onDone: () => void;
}

const ROLES: readonly Role[] = ['follower', 'pre-candidate', 'candidate', 'leader'];

/** A new value for one place of a server. Enter sets it, Esc gives up; what cannot be is said, and stays to be corrected. */
export function EditForm({ member, place, onDone }: Props) {
  const text = useText();
  const name = useNames();
  const form = useRef<HTMLFormElement>(null);
  const [written, setWritten] = useState(() => writtenFor(member, place));
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, []);
  // All of it is in sight, also when a sentence has made it longer.
  useEffect(() => {
    // What it returns differs from browser to browser.
    form.current?.scrollIntoView({ block: 'nearest' });
  });
  const apply = (event: SubmitEvent): void => {
    event.preventDefault();
    const read = editOf(member, place, written, text, name);
    if ('problem' in read) {
      setProblem(read.problem);
      return;
    }
    onDone();
    appStore.getState().act({ do: 'tell', address: member.raft.id, order: { type: 'Edit', edit: read.edit } });
  };
  return (
    <form
      ref={form}
      className="edit-form"
      onSubmit={apply}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <Fields
        member={member}
        place={place}
        written={written}
        onChange={(change) => setWritten((before) => ({ ...before, ...change }))}
      />
      <Problems problems={problem === null ? [] : [problem]} />
      <footer>
        <button type="button" className="button" onClick={onDone}>
          {text.edits.cancel}
        </button>
        <button type="submit" className="button edit-unsafe">
          {text.edits.apply}
        </button>
      </footer>
    </form>
  );
}

interface FieldsProps {
  readonly member: ServerMember;
  readonly place: EditPlace;
  readonly written: Written;
  readonly onChange: (change: Partial<Written>) => void;
}

/** What there is to write depends on the place. */
function Fields({ member, place, written, onChange }: FieldsProps) {
  const { edits, common } = useText();
  const name = useNames();
  const { world } = useMoment();
  const { field, of } = place;
  const label = of === undefined ? edits.fields[field] : `${edits.fields[field]}[${name(of)}]`;
  switch (field) {
    case 'role':
      return (
        <ChoiceField
          label={label}
          value={written.value}
          options={ROLES.map((value) => ({ value, label: common.roles[value] }))}
          onChange={(value) => onChange({ value })}
        />
      );
    case 'votedFor':
    case 'leaderId': {
      const servers = serversOf(world).map((id) => ({ value: String(id), label: name(id) }));
      return (
        <ChoiceField
          label={label}
          value={written.value}
          options={[{ value: '', label: edits.nobody }, ...servers]}
          onChange={(value) => onChange({ value })}
        />
      );
    }
    case 'votes':
      return <Votes voters={votersOf(member.raft.configuration)} written={written} onChange={onChange} />;
    case 'log':
      return (
        <>
          <TextField label={edits.index} value={written.index} onChange={(index) => onChange({ index })} />
          <CheckField label={edits.remove} checked={written.removes} onChange={(removes) => onChange({ removes })} />
          {!written.removes && (
            <>
              <TextField label={edits.term} value={written.term} onChange={(term) => onChange({ term })} />
              <TextField
                label={edits.command}
                hint={edits.commandHint}
                value={written.value}
                onChange={(value) => onChange({ value })}
              />
            </>
          )}
        </>
      );
    case 'contents':
      return (
        <>
          <TextField label={edits.key} value={written.key} onChange={(key) => onChange({ key })} />
          <TextField label={edits.keyValue} value={written.value} onChange={(value) => onChange({ value })} />
        </>
      );
    default:
      return <TextField label={label} value={written.value} onChange={(value) => onChange({ value })} />;
  }
}

function Votes(props: { readonly voters: readonly number[] } & Pick<FieldsProps, 'written' | 'onChange'>) {
  const { edits } = useText();
  const name = useNames();
  const { votes } = props.written;
  return (
    <fieldset>
      <legend>{edits.fields.votes}</legend>
      {props.voters.map((id) => (
        <CheckField
          key={id}
          label={name(id)}
          checked={votes.includes(id)}
          onChange={(has) => props.onChange({ votes: has ? [...votes, id] : votes.filter((other) => other !== id) })}
        />
      ))}
    </fieldset>
  );
}

function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        autoComplete="off"
        placeholder={props.hint}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
}
