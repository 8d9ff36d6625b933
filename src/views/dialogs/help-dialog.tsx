import { appStore, useApp } from '../../store/hooks.ts';
import { MARKS_BY_KEY } from '../../store/keys.ts';
import { useText } from '../text.ts';
import { CheckField } from './fields.tsx';
import { Window } from './window.tsx';

type Row = readonly [keys: readonly string[], what: string];

/** What each key does. */
export default function HelpDialog() {
  const { dialogs, transport } = useText();
  const { title, groups, rows, singleKeys } = dialogs.help;
  const areOn = useApp((state) => state.preferences.singleKeys);
  const jumps: readonly Row[] = Object.entries(MARKS_BY_KEY).map(([key, mark]) => [
    [key.toUpperCase()],
    transport.kinds[mark as keyof typeof transport.kinds],
  ]);
  return (
    <Window title={title}>
      <KeyTable
        title={groups.time}
        rows={[
          [['Space', 'K'], rows.play],
          [['→', '.'], rows.forward],
          [['←', ','], rows.back],
          [['Shift →', 'Shift ←'], rows.stops],
          [['1', '2', '3'], rows.answer],
          [['Home'], rows.start],
          [['End'], rows.end],
          [['[', ']'], rows.speed],
          [['N'], rows.choose],
          [['F8', 'Shift F8'], rows.breakpoint],
          [['F10'], rows.over],
          [['Shift F11'], rows.out],
          [['B'], rows.branch],
        ]}
      />
      <KeyTable title={groups.jump} rows={jumps} />
      <KeyTable
        title={groups.things}
        rows={[
          [['Tab', '← ↑ → ↓'], rows.around],
          [['Shift F10'], rows.menu],
          [['W'], rows.whyNot],
          [['E'], rows.searchEvents],
          [['L'], rows.lightCones],
          [['='], rows.compare],
          [['Esc'], rows.escape],
        ]}
      />
      <KeyTable
        title={groups.page}
        rows={[
          [['Ctrl Z', 'Ctrl Y'], rows.undo],
          [['S'], rows.summary],
          [['P'], rows.picture],
          [['Ctrl K'], rows.palette],
          [['F'], rows.present],
          [['?'], rows.help],
        ]}
      />
      <CheckField
        label={singleKeys}
        checked={areOn}
        onChange={(checked) => appStore.getState().setPreferences({ singleKeys: checked })}
      />
    </Window>
  );
}

function KeyTable({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <table className="keys">
      <caption>{title}</caption>
      <tbody>
        {rows.map(([keys, what]) => (
          <tr key={what}>
            <td>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </td>
            <th scope="row">{what}</th>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
