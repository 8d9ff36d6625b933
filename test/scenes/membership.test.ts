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
