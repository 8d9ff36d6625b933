import { countElections, type Election } from '../../check/elections.ts';
import { termStyle } from '../marks/term.ts';
import { useText } from '../text.ts';

/** Terms from here on share a column. */
const LAST = 6;

/** In which term the runs have their leader: the legend of the bars, and the same in numbers. */
export function ElectionTable({ outcomes }: { readonly outcomes: readonly Election[] }) {
  const { elections: words } = useText().pictures;
  const { byTerm, none } = countElections(outcomes);
  const runsOf = (term: number): number =>
    byTerm
      .filter(([other]) => other === term || (term === LAST && other > LAST))
      .reduce((sum, [, runs]) => sum + runs, 0);
  const most = Math.min(LAST, Math.max(1, ...byTerm.map(([term]) => term)));
  const terms = Array.from({ length: most }, (_, place) => place + 1);
  return (
    <table className="elections-table">
      <thead>
        <tr>
          <th scope="row">{words.inTerm}</th>
          {terms.map((term) => (
            <th key={term} scope="col">
              <span className="elections-term" style={termStyle(term)}>
                {term === LAST ? words.andLater(term) : term}
              </span>
            </th>
          ))}
          <th scope="col">{words.nobody}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{words.runs}</th>
          {terms.map((term) => (
            <td key={term}>{runsOf(term)}</td>
          ))}
          <td>{none}</td>
        </tr>
      </tbody>
    </table>
  );
}
