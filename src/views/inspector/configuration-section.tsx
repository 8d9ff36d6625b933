import type { ReactNode } from 'react';
import type { Configuration } from '../../raft/configuration.ts';
import { countIn, majorityOf } from '../../raft/quorum.ts';
import { followersOf, type Leader, type Server } from '../../raft/server.ts';
import { useApp } from '../../store/hooks.ts';
import { useNames, useText } from '../text.ts';
import { Section, Values } from './parts.tsx';

type Row = readonly [name: string, value: ReactNode];

/** P87, P95, P101: who counts for a server, whether it knows that for sure, and how far a change is. */
export function ConfigurationSection({ server }: { readonly server: Server }): ReactNode {
  const { inspector, common } = useText();
  const name = useNames();
  const isOn = useApp((state) => (state.scenario.raft?.membership ?? 'off') !== 'off');
  if (!isOn) return null;
  const { configuration, configurationIndex: index, commitIndex } = server;
  const { voters, learners, old } = configuration;
  const list = (servers: readonly number[]): string => servers.map(name).join(common.signs.name);
  const rows: Row[] = [
    ...(old === null ? [] : [[inspector.oldVoters, list(old)] as const]),
    [old === null ? inspector.voters : inspector.newVoters, voters.length === 0 ? inspector.none : list(voters)],
    ...(learners.length === 0 ? [] : [[inspector.learners, list(learners)] as const]),
    [inspector.from, index === 0 ? inspector.initially : inspector.fromIndex(index, index <= commitIndex)],
  ];
  const change = server.role === 'leader' ? changeRows(server, inspector, name) : [];
  return (
    <Section title={inspector.configuration}>
      <Values rows={[...rows, ...change]} />
    </Section>
  );
}

type Words = ReturnType<typeof useText>['inspector'];

function changeRows(leader: Leader, words: Words, name: (id: number) => string): Row[] {
  const { change, configuration, log } = leader;
  const catchUp = change?.catchUp ?? null;
  if (catchUp !== null) {
    return catchUp.servers.map((id): Row => {
      const has = leader.matchIndex[id] ?? 0;
      return [words.catchesUp(name(id)), words.round(catchUp.round, has, catchUp.endIndex)];
    });
  }
  if (leader.configurationIndex <= leader.commitIndex) return [];
  const holders = [leader.id, ...followersOf(leader)].filter(
    (id) => (id === leader.id ? leader.durableIndex : (leader.matchIndex[id] ?? 0)) >= log.lastIndex,
  );
  return quorumRows(configuration, holders, words);
}

/** How many of each half store the end of the leader's log: both have to be enough. */
function quorumRows({ voters, old }: Configuration, holders: readonly number[], words: Words): Row[] {
  const row = (label: string, half: readonly number[]): Row => [
    label,
    words.storedOf(countIn(half, holders), half.length, majorityOf(half.length)),
  ];
  return old === null ? [row(words.storedBoth, voters)] : [row(words.storedOld, old), row(words.storedNew, voters)];
}
