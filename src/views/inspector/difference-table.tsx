import type { Difference } from '../../cluster/differences.ts';
import { useText } from '../text.ts';

/** So many are listed; the others are counted. */
const MOST_DIFFERENCES = 40;

/** Every value that two moments do not have in common, side by side. */
export function DifferenceTable(props: {
  readonly found: readonly Difference[];
  /** What the two moments are called. */
  readonly titles: readonly [string, string];
}) {
  const { found, titles } = props;
  const { order } = useText();
  const shown = found.slice(0, MOST_DIFFERENCES);
  return (
    <>
      <table className="insp-table insp-differences">
        <thead>
          <tr>
            <th scope="col">{order.difference}</th>
            <th scope="col">{titles[0]}</th>
            <th scope="col">{titles[1]}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ where, path, one, other }) => (
            <tr key={`${where} ${path}`}>
              <th scope="row">
                {where === 'network' ? order.network : where} {path}
              </th>
              <td>{one ?? order.absent}</td>
              <td>{other ?? order.absent}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length > shown.length && <p className="insp-note">{order.moreDifferences(found.length - shown.length)}</p>}
    </>
  );
}
