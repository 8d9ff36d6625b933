import { useDrawnLogs } from '../drawn.ts';
import { useNames, useText } from '../text.ts';

/** What every process of a small protocol remembers, a row each, for the back row. */
export function StageProcesses({ text }: { readonly text: number }) {
  const { world } = useDrawnLogs();
  const { lessons } = useText();
  const name = useNames();
  const rows = world.hosts.flatMap(({ address, up, state }) =>
    state.kind === 'process' ? [{ address, up, fields: lessons.fields(state.values, name) }] : [],
  );
  const labels = (rows[0]?.fields ?? [])
    .map(([label]) => label)
    .filter((label) => rows.some(({ fields }) => fields.some((field) => field[0] === label && field[1] !== '')));
  if (labels.length === 0) return null;
  return (
    <div className="stage-processes" style={{ fontSize: text }}>
      <table>
        <thead>
          <tr>
            <th scope="col">{lessons.process}</th>
            {labels.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ address, up, fields }) => (
            <tr key={address}>
              <th scope="row">{name(address)}</th>
              {labels.map((label) => (
                <td key={label}>
                  {(up && fields.find(([other]) => other === label)?.[1]) || (up ? lessons.nothing : lessons.down)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
