import { describe, expect, it } from 'vitest';
import { canDecideApart } from '../../src/check/invariants/i14-quorums-meet.ts';
import { labelOfConfiguration } from '../../src/cluster/configuration-text.ts';
import type { Configuration } from '../../src/raft/configuration.ts';
import type { ServerId } from '../../src/raft/messages.ts';
import { type Played, play } from './support.ts';

/** How the orders to change the configuration ended: `100 S1 RETRY P90`, with the rule where one decided. */
function answers(scene: Played): string[] {
  return scene.facts('ChangeAnswered').map(({ atUs, server, fact }) => {
    const rule = fact.decision === undefined ? '' : ` ${fact.decision.rule}`;
    return `${atUs / 1000} S${server} ${fact.status}${rule}`;
  });
}

function configurationAt(scene: Played, server: ServerId, ms: number): Configuration {
  const state = scene.timeline.worldAt(scene.timeline.index.stepAt(ms * 1000)).hosts[server - 1]?.state;
  if (state?.kind !== 'server') throw new Error(`S${server} is no server`);
  return state.raft.configuration;
}

/** By server, the configuration that it uses after everything that happens at `ms`: `C 123`, joint `C 12|23`. */
function configurationsAt(scene: Played, ms: number): string[] {
  const servers = scene.timeline.worldAt(0).hosts.filter(({ state }) => state.kind === 'server');
  return servers.map((_, place) => labelOfConfiguration(configurationAt(scene, place + 1, ms)));
}

/** The promises that broke, each once, in their order. */
function promises(scene: Played): string[] {
  return [...new Set(scene.timeline.violations.map(({ invariant }) => invariant))];
}

describe('one at a time', () => {
  it('refuses a change until something of the leader’s own term is committed', async () => {
    const scene = await play('one-at-a-time', null, 2600);
    expect(answers(scene)).toEqual(['100 S1 RETRY P90', '245 S2 OK', '510 S2 RETRY P90', '590 S2 OK']);
    expect(scene.leaders()).toEqual([
      '80 S1 leads 1 by S1 S2 S3',
      '180 S2 leads 2 by S2 S3 S4',
      '500 S2 leads 4 by S2 S3',
    ]);
    expect(scene.votes(3)).toEqual(['S4 no S1']);
    expect(configurationsAt(scene, 320)).toEqual(['C 1234', 'C 234', 'C 234', 'C 1234', 'C ']);
    expect(scene.at(2600)).toEqual([
      'down 3 [1] 0',
      ...['leader', 'follower', 'follower', 'follower'].map((role) => `${role} 4 [2,2,2,4,4] 5`),
    ]);
    expect(scene.outcomes()).toEqual(['C1 #1 failed', 'C2 #1 ok']);
    expect(promises(scene)).toEqual([]);
  });

  it('off: two leaders commit with majorities that share nobody', async () => {
    const scene = await play('one-at-a-time', 'off', 2500);
    expect(answers(scene)).toEqual(['245 S2 OK', '310 S1 UNKNOWN']);
    expect(scene.leaders()).toEqual([
      '80 S1 leads 1 by S1 S2 S3',
      '180 S2 leads 2 by S2 S3 S4',
      '350 S1 leads 3 by S1 S4 S5',
    ]);
    expect(canDecideApart(configurationAt(scene, 1, 350), configurationAt(scene, 2, 350))).toBe(true);
    expect(configurationsAt(scene, 350)).toEqual(['C 12345', 'C 234', 'C 234', 'C 1234', 'C 12345']);
    expect(scene.at(470)).toEqual([
      'leader 3 [1,3] 2',
      'leader 2 [2,2] 2',
      'follower 2 [2,2] 2',
      'follower 3 [1,3] 2',
      'follower 3 [1,3] 2',
    ]);
    expect(scene.commits()).toEqual(['S2 1', 'S2 2', 'S1 2']);
    expect(scene.outcomes()).toEqual(['C2 #1 ok', 'C1 #1 ok']);
    // Leader Completeness falls first, as soon as S1 leads without what S2 has committed; then State Machine Safety.
    expect(promises(scene)).toEqual(['I4', 'I17', 'I5', 'I6']);
    expect(scene.at(2500)).toEqual(
      ['leader', 'follower', 'follower', 'follower', 'follower'].map((role) => `${role} 3 [1,3] 2`),
    );
  });
});

describe('joint consensus', () => {
  it('commits C_old,new by both majorities and C_new by its own alone', async () => {
    const scene = await play('joint-consensus', null, 2200);
    expect(answers(scene)).toEqual(['150 S3 OK']);
    expect(configurationsAt(scene, 90)).toEqual(['C 123|345', 'C 123|345', 'C 123|345', 'C ', 'C ']);
    // All of the old half and one of the new have it: not committed.
    expect(scene.at(90)[2]).toBe('leader 1 [1,1] 1');
    const values = scene.facts('CommitDecided').filter(({ server }) => server === 3);
    expect(values.map(({ atUs, fact }) => [atUs, fact.to, fact.decision.values])).toMatchObject([
      [120_000, 2, { stored: 2, voters: 3, oldStored: 3, oldVoters: 3 }],
      [150_000, 3, { stored: 2, voters: 3 }],
      [245_000, 4, { stored: 2, voters: 3 }],
    ]);
    expect(configurationsAt(scene, 150)).toEqual(['C 123|345', 'C 123|345', 'C 345', 'C 345', 'C 345']);
    expect(scene.outcomes()).toEqual(['C1 #1 ok']);
    expect(scene.at(2200)).toEqual([
      'down 1 [1,1] 0',
      'down 1 [1,1] 0',
      ...['leader', 'follower', 'follower'].map((role) => `${role} 1 [1,1,1,1] 4`),
    ]);
  });

  it('is finished by a leader of both majorities when the first one crashes', async () => {
    const scene = await play('joint-consensus', 'crash', 2450);
    expect(scene.leaders()).toEqual(['230 S1 leads 2 by S1 S2 S4 S5', '390 S4 leads 3 by S4 S5']);
    expect(scene.commits()).toEqual(['S3 2', 'S1 3', 'S1 4', 'S4 5']);
    expect(configurationsAt(scene, 230)).toEqual(['C 123|345', 'C 123|345', 'C 345', 'C 123|345', 'C 123|345']);
    expect(configurationsAt(scene, 290)).toEqual(['C 345', 'C 123|345', 'C 345', 'C 345', 'C 345']);
    expect(scene.at(290)[0]).toBe('follower 2 [1,1,2,2] 4');
    expect(scene.at(2450)).toEqual([
      'down 2 [1,1,2,2] 0',
      'down 2 [1,1,2] 0',
      ...['follower', 'leader', 'follower'].map((role) => `${role} 3 [1,1,2,2,3] 5`),
    ]);
    expect(promises(scene)).toEqual([]);
  });
});

describe('a leader that is not in the new configuration', () => {
  it('leads on without counting itself, and steps down when C_new is committed', async () => {
    const scene = await play('leader-leaves', null, 2420);
    expect(answers(scene)).toEqual(['180 S1 OK']);
    expect(scene.at(105)).toEqual([
      'leader 1 [1,1,1] 2',
      'follower 1 [1,1] 1',
      'follower 1 [1,1] 1',
      'follower 1 [] 0',
    ]);
    expect(configurationsAt(scene, 105)).toEqual(['C 234', 'C 123|234', 'C 123|234', 'C ']);
    const downs = scene.facts('RoleChanged').filter(({ fact }) => fact.from === 'leader');
    expect(downs).toMatchObject([{ atUs: 180_000, server: 1, fact: { edge: 'stepsDown', decision: { rule: 'P98' } } }]);
    expect(scene.leaders()).toEqual(['475 S2 leads 2 by S2 S3']);
    expect(scene.commits()).toEqual(['S1 2', 'S1 3', 'S2 4']);
  });

  it('off: nobody leads in the middle of the change, and C_new is made anew', async () => {
    const scene = await play('leader-leaves', 'off', 2420);
    expect(answers(scene)).toEqual(['90 S1 UNKNOWN']);
    expect(scene.at(105).filter((line) => line.startsWith('leader'))).toEqual([]);
    expect(scene.votes(2)).toEqual(['S1 no S2', 'S3 yes S2', 'S4 yes S2']);
    expect(scene.leaders()).toEqual(['355 S2 leads 2 by S2 S3']);
    expect(scene.facts('LogTruncated')).toMatchObject([{ server: 1, fact: { fromIndex: 3 } }]);
    expect(scene.commits()).toEqual(['S1 2', 'S2 3', 'S2 4']);
    expect(configurationsAt(scene, 2420).slice(1)).toEqual(['C 234', 'C 234', 'C 234']);
    expect(promises(scene)).toEqual([]);
  });

  it('again: S1 and S2 step down one after the other, and it takes two elections', async () => {
    const scene = await play('leader-leaves', 'again', 2500);
    const downs = scene.facts('RoleChanged').filter(({ fact }) => fact.from === 'leader');
    expect(downs.map(({ atUs, server }) => `${atUs / 1000} S${server}`)).toEqual(['120 S1', '260 S2']);
    expect(scene.leaders()).toEqual(['230 S2 leads 2 by S2 S3 S4', '370 S3 leads 3 by S3 S1 S4']);
    expect(scene.commits()).toEqual(['S1 2', 'S2 3', 'S3 4', 'S3 5']);
    expect(configurationsAt(scene, 2500).slice(2)).toEqual(['C 345', 'C 345', 'C 345']);
    expect(promises(scene)).toEqual([]);
  });
});

describe('a removed server', () => {
  it('is elected by those who have no more than it has', async () => {
    const scene = await play('removed-server', null, 2170);
    expect(scene.at(109)).toEqual(['follower 1 [1] 1', 'follower 1 [1] 1', 'follower 1 [1] 1', 'leader 1 [1,1,1] 1']);
    expect(configurationsAt(scene, 109)).toEqual(['C 1234', 'C 1234', 'C 1234', 'C 234']);
    expect(scene.votes(2)).toEqual(['S2 yes S1', 'S3 yes S1', 'S4 no S1']);
    expect(scene.leaders()).toEqual(['140 S1 leads 2 by S1 S2 S3']);
    expect(answers(scene)).toEqual(['125 S4 UNKNOWN']);
    expect(scene.outcomes()).toEqual(['C1 #1 unknown']);
    expect(configurationsAt(scene, 2170)).toEqual(['C 1234', 'C 1234', 'C 1234', 'C 1234']);
    expect(scene.at(2170)[3]).toBe('follower 2 [1,2] 2');
  });

  it('is ignored by servers that have just heard from their leader', async () => {
    const scene = await play('removed-server', 'stickiness', 2900);
    expect(scene.facts('VoteDecided')).toEqual([]);
    const ignored = new Set(scene.facts('CandidateIgnored').map(({ server, fact }) => `S${server} S${fact.candidate}`));
    expect([...ignored].sort()).toEqual(['S2 S1', 'S3 S1', 'S4 S1']);
    expect(answers(scene)).toEqual(['230 S4 OK']);
    expect(scene.outcomes()).toEqual(['C1 #1 ok']);
    expect(scene.at(890)).toEqual([
      'candidate 4 [1] 1',
      'follower 1 [1,1,1] 3',
      'follower 1 [1,1,1] 3',
      'leader 1 [1,1,1] 3',
    ]);
    expect(configurationsAt(scene, 890)).toEqual(['C 1234', 'C 234', 'C 234', 'C 234']);
  });
});

describe('switching directly', () => {
  it('through a joint configuration: only one of two candidates gets a majority that counts', async () => {
    const scene = await play('direct-switch', null, 2330);
    expect(configurationsAt(scene, 199)).toEqual(['C 123', 'C 123', 'C 123|12345', 'C 123|12345', 'C 123|12345']);
    expect(scene.votes(2).slice(0, 3)).toEqual(['S2 yes S1', 'S3 yes S4', 'S5 yes S4']);
    expect(scene.leaders()).toEqual(['230 S1 leads 2 by S1 S2']);
    expect(answers(scene)).toEqual(['215 S3 UNKNOWN', '390 S1 OK']);
    expect(configurationsAt(scene, 2330)).toEqual(new Array(5).fill('C 12345'));
    expect(scene.at(2330)[4]).toBe('follower 2 [1,2,2,2] 4');
  });

  it('off: both candidates are elected in term 2', async () => {
    const scene = await play('direct-switch', 'off', 2420);
    expect(configurationsAt(scene, 199)).toEqual(['C 123', 'C 123', 'C 12345', 'C 12345', 'C 12345']);
    expect(scene.leaders()).toEqual(['230 S1 leads 2 by S1 S2', '230 S4 leads 2 by S4 S3 S5']);
    expect(promises(scene).slice(0, 4)).toEqual(['I13', 'I14', 'I4', 'I1']);
    expect(scene.at(250)).toEqual([
      'leader 2 [1,2] 1',
      'follower 2 [1,2] 1',
      'follower 2 [1,1,2] 2',
      'leader 2 [1,1,2] 2',
      'follower 2 [1,1,2] 2',
    ]);
  });
});
