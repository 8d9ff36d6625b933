import { describe, expect, it } from 'vitest';
import { lesson } from './support.ts';

describe('bully', () => {
  it('asks, answers and wins as in the lecture', async () => {
    const run = await lesson('bully', null, 290);
    expect(run.sent('ELECTION')).toEqual(['20 S5>S6', '20 S5>S7', '20 S5>S8', '35 S6>S7', '35 S6>S8', '35 S7>S8']);
    expect(run.sent('OK')).toEqual(['35 S6>S5', '35 S7>S5', '50 S7>S6']);
    expect(run.deeds('leads')).toEqual(['95 S7 leads']);
    expect(run.values('coordinator', 290).slice(0, 7)).toEqual([7, 7, 7, 7, 7, 7, 7]);
  });

  it('lets the strongest take over when it comes back, although another works', async () => {
    const run = await lesson('bully', null, 500);
    expect(run.deeds('leads')).toEqual(['95 S7 leads', '300 S8 leads']);
    expect(run.values('coordinator', 500)).toEqual([8, 8, 8, 8, 8, 8, 8, 8]);
    expect(run.leaders(500)).toEqual([8]);
  });

  it('has two coordinators where the network is cut, and keeps them when it is whole again', async () => {
    const run = await lesson('split-brain', null, 800);
    expect(run.leaders(15)).toEqual([5]);
    expect(run.leaders(250)).toEqual([2, 5]);
    expect(run.values('coordinator', 250)).toEqual([2, 2, 5, 5, 5]);
    expect(run.leaders(800)).toEqual([2, 5]);
  });

  it('is broken by another crash, and holds another election', async () => {
    const run = await lesson('bully', null, 200);
    const { timeline } = run;
    const { steps } = timeline;
    const place = { afterStep: steps };
    const branch = timeline.branch(steps, [
      { place, action: { do: 'crash', server: 7 } },
      { place, action: { do: 'tell', address: 1, order: { type: 'Act', what: 'notice', to: null } } },
    ]);
    branch.extendTo({ atUs: 600_000 });
    const { hosts } = branch.worldAt(branch.steps);
    const leaders = hosts.filter(({ up, state }) => up && state.kind === 'process' && state.leads);
    // What was planned for later, the restart of the strongest, is not part of the branch.
    expect(leaders.map(({ address }) => address)).toEqual([6]);
  });
});

describe('ring', () => {
  it('carries both lists round and names one coordinator', async () => {
    const run = await lesson('ring', null, 1000);
    const lists = run.events().flatMap(({ fact, server }) => {
      if (fact.type !== 'Did' || (fact.deed !== 'startsList' && fact.deed !== 'passesOn')) return [];
      return [`S${server} ${String(fact.values['list'])}`];
    });
    const from = (head: number) => lists.filter((text) => text.split(' ')[1]?.startsWith(String(head)));
    expect(from(3).slice(0, 3)).toEqual(['S3 3', 'S4 3,4', 'S5 3,4,5']);
    expect(from(6).slice(0, 3)).toEqual(['S6 6', 'S7 6,7', 'S1 6,7,1']);
    expect(run.deeds('namesWinner')).toEqual(['185 S3 namesWinner', '185 S6 namesWinner']);
    expect(run.values('coordinator', 1000)).toEqual([7, 7, 7, 7, 7, 7, 7, 8]);
    expect(run.leaders(1000)).toEqual([7]);
  });
});
