import { describe, expect, test } from 'vitest';
import { stateHash } from '../../src/cluster/encode.ts';
import { Stage } from '../paper/stage.ts';

const raft = { membership: 'single', commitBeforeChange: true } as const;
const timeouts = [[100], [900], [900]];

describe('a server that joins', () => {
  test('is empty, grows the world, and can be added to the cluster', () => {
    const stage = new Stage({ timeouts, raft }).until(400).act({ do: 'join', server: 4 });
    expect(stage.run.hosts.map(({ address }) => address)).toEqual([1, 2, 3, 4, 101]);
    expect(stage.raft(4)).toMatchObject({ currentTerm: 0, configuration: { voters: [] } });
    stage.change(1, { kind: 'addServer', server: 4 }).until(900).ask(1).until(1200);
    expect(stage.raft(4)).toMatchObject({ configuration: { voters: [1, 2, 3, 4] } });
    expect(stage.terms(4)).toEqual(stage.terms(1));
    expect(stage.finished.at(-1)?.outcome).toBe('ok');
    expect(stage.crash(1).until(4000).leaders).toHaveLength(1);
    expect(stage.broken).toEqual([]);
  });

  test('changes nothing before it joins, and no draw of the others afterwards', () => {
    const alone = new Stage({ seed: 7, raft }).until(700);
    const joined = new Stage({ seed: 7, raft }).until(700);
    expect(stateHash(joined.run.world())).toBe(stateHash(alone.run.world()));
    joined.act({ do: 'join', server: 4 }).until(5000);
    alone.until(5000);
    for (const id of [1, 2, 3]) expect(joined.raft(id)).toEqual(alone.raft(id));
    expect(stateHash(joined.run.world())).not.toBe(stateHash(alone.run.world()));
  });

  test('comes in order, and nothing happens to one that is not there', () => {
    const stage = new Stage({ timeouts, raft }).until(400);
    stage.act({ do: 'join', server: 5 }, { do: 'crash', server: 4 }).change(1, { kind: 'addServer', server: 4 });
    expect(stage.of('ActionIgnored').map(({ fact }) => fact.action)).toEqual(['join', 'crash']);
    stage.until(800);
    expect(stage.run.hosts).toHaveLength(4);
    expect(stage.raft(1).configuration.voters).toEqual([1, 2, 3, 4]);
    expect(stage.broken).toEqual([]);
  });
});
