import { inOrderOfRunning, type SessionTable as Table } from '../../cluster/sessions.ts';
import { useText } from '../text.ts';
import { Section } from './parts.tsx';

/** P125: the sessions in the machine of a server, with the responses that they keep. Nothing while there are none. */
export function SessionTable({ sessions }: { readonly sessions: Table }) {
  const { inspector, resultOf, common } = useText();
  if (sessions.size === 0) return null;
  return (
    <Section title={inspector.sessions}>
      <table className="insp-table">
        <thead>
          <tr>
            <th scope="col">id</th>
            <th scope="col">{inspector.lastUsed}</th>
            <th scope="col">{inspector.responses}</th>
          </tr>
        </thead>
        <tbody>
          {[...sessions.values()].map(({ id, usedIndex, responses }) => (
            <tr key={id}>
              <th scope="row">{id}</th>
              <td>{usedIndex}</td>
              <td>
                {inOrderOfRunning(responses)
                  .map(({ sequence, index, result }) => inspector.response(sequence, index, resultOf(result)))
                  .join(common.signs.part)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
