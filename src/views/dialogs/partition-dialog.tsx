import { type SubmitEvent, useState } from 'react';
import type { World } from '../../cluster/types.ts';
import type { Address } from '../../sim/types.ts';
import { appStore, useMoment } from '../../store/hooks.ts';
import { isCut } from '../menus/server-commands.ts';
import { serversOf } from '../menus/who.ts';
import { useNames, useText } from '../text.ts';
import { closeDialog } from './open-dialog.ts';
import { Foot, Window } from './window.tsx';

const GROUPS = ['A', 'B', 'C'] as const;
type Group = (typeof GROUPS)[number];
type Assignment = ReadonlyMap<Address, Group>;

/** As the network is split now; where it is whole, the first two against the others. */
function firstAssignment(world: World): Assignment {
  const servers = serversOf(world);
  const sides: Address[][] = [];
  for (const server of servers) {
    const side = sides.find(
      ([first]) => first !== undefined && !isCut(world, first, server) && !isCut(world, server, first),
    );
    if (side === undefined) sides.push([server]);
    else side.push(server);
  }
  if (sides.length === 1 || sides.length > GROUPS.length) {
    const few = Math.floor((servers.length - 1) / 2);
    return new Map(servers.map((server, place) => [server, place < Math.max(1, few) ? 'A' : 'B']));
  }
  return new Map(servers.map((server) => [server, GROUPS[sides.findIndex((side) => side.includes(server))] ?? 'A']));
}

function groupsOf(assignment: Assignment): Address[][] {
  return GROUPS.map((group) => [...assignment].filter(([, other]) => other === group).map(([server]) => server)).filter(
    (servers) => servers.length > 0,
  );
}

/** Every server gets a group; what that means for elections is said before it is done. */
export default function PartitionDialog() {
  const {
    dialogs,
    common: { signs },
  } = useText();
  const name = useNames();
  const { world } = useMoment();
  const [assignment, setAssignment] = useState(() => firstAssignment(world));
  const words = dialogs.partition;
  const groups = groupsOf(assignment);
  const servers = serversOf(world);
  const isWhole = groups.length === 1;
  const apply = (event: SubmitEvent): void => {
    event.preventDefault();
    closeDialog();
    appStore.getState().act(isWhole ? { do: 'healAll' } : { do: 'partition', groups });
  };
  return (
    <Window title={words.title}>
      <form onSubmit={apply}>
        <p className="window-note">{words.about}</p>
        <div className="partition">
          {servers.map((server) => (
            <fieldset key={server}>
              <legend>{name(server)}</legend>
              {GROUPS.map((group) => (
                <label key={group} className={assignment.get(server) === group ? 'chosen' : ''}>
                  <input
                    type="radio"
                    name={`group-${server}`}
                    aria-label={name(server) + signs.part + words.group(group)}
                    checked={assignment.get(server) === group}
                    onChange={() => setAssignment(new Map(assignment).set(server, group))}
                  />
                  {group}
                </label>
              ))}
            </fieldset>
          ))}
        </div>
        <section aria-label={words.preview} aria-live="polite" className="partition-preview">
          {isWhole ? (
            <p>{words.whole}</p>
          ) : (
            groups.map((group) => {
              const say = group.length * 2 > servers.length ? words.canLead : words.cannotLead;
              return <p key={group.join('-')}>{say(group.map(name).join(signs.name), group.length, servers.length)}</p>;
            })
          )}
        </section>
        <Foot apply={isWhole ? words.heal : words.apply} />
      </form>
    </Window>
  );
}
