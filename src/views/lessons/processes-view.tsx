import type { ClusterHost, World } from '../../cluster/types.ts';
import { readingAt } from '../../sim/clock.ts';
import { appStore, useApp, useMoment } from '../../store/hooks.ts';
import { useNames, useSay, useText } from '../text.ts';
import './lessons.css';
import { aboutMoney } from './money.ts';

/** What every process remembers, a row each, and what the scene is about. Stands where a cluster has its logs. */
export default function ProcessesView() {
  const { lessons } = useText();
  const name = useNames();
  const say = useSay();
  const { world } = useMoment();
  const about = useApp((state) => state.scenario.about);
  // Between two events clocks run on.
  const nowUs = useApp((state) => (state.playing ? world.nowUs : Math.max(world.nowUs, state.cursor.atUs)));
  const rows = world.hosts.flatMap((host) => {
    if (host.state.kind !== 'process') return [];
    return [{ host, fields: lessons.fields(host.state.values, name), clockUs: clockOf(host, nowUs) }];
  });
  const labels = (rows[0]?.fields ?? [])
    .map(([label]) => label)
    .filter((label) => rows.some(({ fields }) => fields.some((field) => field[0] === label && field[1] !== '')));
  const hasClocks = rows.some(({ clockUs }) => clockUs !== null);
  return (
    <div className="processes">
      {about !== undefined && <p className="processes-about">{say(about)}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{lessons.process}</th>
            {hasClocks && <th scope="col">{lessons.clock}</th>}
            {labels.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ host, fields, clockUs }) => (
            <Row key={host.address} host={host} fields={fields} labels={labels} clockUs={hasClocks ? clockUs : null} />
          ))}
        </tbody>
      </table>
      <Notes world={world} clocks={rows.flatMap(({ clockUs }) => (clockUs === null ? [] : [clockUs]))} />
    </div>
  );
}

/** The time that a process goes by; null where it keeps none. */
function clockOf({ clock, state }: ClusterHost, nowUs: number): number | null {
  const offsetUs = state.kind === 'process' ? state.values['offsetUs'] : undefined;
  return typeof offsetUs === 'number' ? readingAt(clock, nowUs) + offsetUs : null;
}

interface RowProps {
  readonly host: ClusterHost;
  readonly fields: readonly (readonly [label: string, value: string])[];
  readonly labels: readonly string[];
  readonly clockUs: number | null;
}

function Row({ host, fields, labels, clockUs }: RowProps) {
  const { lessons } = useText();
  const name = useNames();
  const { address, up, state } = host;
  const isSelected = useApp(({ selection }) => selection?.kind === 'server' && selection.id === address);
  const valueIn = (label: string): string => fields.find(([other]) => other === label)?.[1] ?? '';
  const leads = up && state.kind === 'process' && state.leads;
  return (
    <tr className={isSelected ? 'selected' : ''}>
      <th scope="row">
        <button type="button" onClick={() => appStore.getState().select({ kind: 'server', id: address })}>
          {name(address)}
        </button>
        {!up && <span> {lessons.down}</span>}
        {leads && <span> {lessons.coordinates}</span>}
      </th>
      {clockUs !== null && <td className="mono">{lessons.time(clockUs)}</td>}
      {labels.map((label) => (
        <td key={label} className="mono">
          {(up && valueIn(label)) || lessons.nothing}
        </td>
      ))}
    </tr>
  );
}

/** What no single process sees. */
function Notes({ world, clocks }: { readonly world: World; readonly clocks: readonly number[] }) {
  const { lessons } = useText();
  const money = aboutMoney(world);
  return (
    <>
      {clocks.length > 1 && (
        <p className="processes-note">{lessons.apart(Math.max(...clocks) - Math.min(...clocks))}</p>
      )}
      {money !== null && (
        <p className="processes-note">{lessons.money(money.balances, money.onTheRoad, money.writtenDown)}</p>
      )}
    </>
  );
}
