import { type SubmitEvent, useId, useState } from 'react';
import { parseOperation } from '../../cluster/command-text.ts';
import type { ClientOrder } from '../../cluster/types.ts';
import type { Operation } from '../../raft/command.ts';
import type { ReadMode } from '../../raft/reads.ts';
import type { Address } from '../../sim/types.ts';
import { appStore, useApp, useMoment } from '../../store/hooks.ts';
import { clientsOf } from '../menus/server-commands.ts';
import { serversOf } from '../menus/who.ts';
import { useNames, useText } from '../text.ts';
import { closeDialog, type DialogRequest } from './open-dialog.ts';
import { Foot, Problems, Window } from './window.tsx';

const READ_MODES: readonly ReadMode[] = ['log', 'readIndex', 'lease', 'local'];

type Request = Extract<DialogRequest, { readonly kind: 'command' }>;

/** A client asks a server, or any server, to run a command. */
export default function CommandDialog({ request }: { readonly request: Request }) {
  const { dialogs } = useText();
  const name = useNames();
  const { world } = useMoment();
  const clients = clientsOf(world);
  const [client, setClient] = useState<Address | undefined>(request.client ?? clients[0]);
  const [server, setServer] = useState<Address | null>(request.server);
  const [written, setWritten] = useState(request.written ?? 'set x 1');
  const [read, setRead] = useState<ReadMode | undefined>(undefined);
  const [problem, setProblem] = useState<string | null>(null);
  const ids = { from: useId(), to: useId(), text: useId(), help: useId() };
  const words = dialogs.command;
  const orderOf = (operation: Operation): ClientOrder =>
    operation.kind === 'get' && read !== undefined ? { operation, server, read } : { operation, server };
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const operation = parseOperation(written);
    if (!operation.ok) {
      setProblem(`${operation.error}.`);
      return;
    }
    if (client === undefined) return;
    closeDialog();
    appStore.getState().act({ do: 'tell', address: client, order: orderOf(operation.value) });
  };
  return (
    <Window title={words.title}>
      {client === undefined ? (
        <p>{words.noClient}</p>
      ) : (
        <form onSubmit={send}>
          <div className="field">
            <label htmlFor={ids.text}>{words.text}</label>
            <input
              id={ids.text}
              className="mono long"
              value={written}
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              aria-describedby={ids.help}
              aria-invalid={problem !== null}
              onChange={(event) => setWritten(event.target.value)}
            />
          </div>
          <p id={ids.help} className="window-note">
            {words.help}
          </p>
          <div className="field">
            <label htmlFor={ids.to}>{words.to}</label>
            <select
              id={ids.to}
              value={server ?? ''}
              onChange={(event) => setServer(event.target.value === '' ? null : Number(event.target.value))}
            >
              <option value="">{words.anyServer}</option>
              {serversOf(world).map((id) => (
                <option key={id} value={id}>
                  {name(id)}
                </option>
              ))}
            </select>
          </div>
          {isRead(written) && <ReadField value={read} onChange={setRead} />}
          {clients.length > 1 && (
            <div className="field">
              <label htmlFor={ids.from}>{words.from}</label>
              <select id={ids.from} value={client} onChange={(event) => setClient(Number(event.target.value))}>
                {clients.map((id) => (
                  <option key={id} value={id}>
                    {name(id)}
                  </option>
                ))}
              </select>
            </div>
          )}
          <Problems problems={problem === null ? [] : [problem]} />
          <Foot apply={words.send} />
        </form>
      )}
    </Window>
  );
}

function isRead(written: string): boolean {
  return /^\s*get\s/.test(written);
}

/** P129: how a `get` is served. A lease can be asked for only where leaders keep one. */
function ReadField(props: {
  readonly value: ReadMode | undefined;
  readonly onChange: (mode: ReadMode | undefined) => void;
}) {
  const { command } = useText().dialogs;
  const usual = useApp((state) => state.scenario.raft?.reads) ?? 'log';
  const ids = { mode: useId(), about: useId() };
  const others = READ_MODES.filter((mode) => mode !== usual && mode !== 'lease');
  return (
    <>
      <div className="field">
        <label htmlFor={ids.mode}>{command.read}</label>
        <select
          id={ids.mode}
          value={props.value ?? ''}
          aria-describedby={ids.about}
          onChange={(event) => props.onChange(others.find((mode) => mode === event.target.value))}
        >
          <option value="">{command.asSet(usual)}</option>
          {others.map((mode) => (
            <option key={mode} value={mode}>
              {command.modes[mode]}
            </option>
          ))}
        </select>
      </div>
      <p id={ids.about} className="window-note">
        {command.aboutModes[props.value ?? usual]}
      </p>
    </>
  );
}
