import { defaultScenario } from '../../src/scenario/defaults.ts';
import { loadLesson } from '../../src/scenario/lessons.ts';
import type { Scenario } from '../../src/scenario/types.ts';

// One of them is of a small protocol, which is loaded before its run.
await loadLesson({ lesson: {} });

/** What the golden links are made of. The links themselves are in links.json and are never made anew. */
export const GOLDEN: readonly { readonly name: string; readonly scenario: Scenario; readonly step: number }[] = [
  { name: 'the first page after a second', scenario: defaultScenario, step: 200 },
  {
    name: 'loss, duplicates, slow disks, and commands',
    step: 900,
    scenario: {
      raftlight: 1,
      title: 'Bad weather',
      seed: 77,
      servers: 5,
      clients: 2,
      raft: { noOpOnElection: true, conflictHint: true, electionTimeoutMs: [100, 200] },
      network: {
        latencyMs: [2, 30],
        lossPercent: 7.5,
        duplicatePercent: 3,
        links: [{ from: 'S1', to: 'S2', latencyMs: 60 }],
      },
      disks: { writeMs: [0.5, 8], servers: { S3: 20 } },
      actions: [
        { at: 300, do: 'submit', client: 'C1', command: 'set x 3' },
        { at: 320.5, do: 'submit', client: 'C2', command: 'cas x 3 4', server: 'S2' },
        { when: { type: 'RoleChanged', to: 'leader' }, do: 'pause', server: 'S4' },
        { at: 700, do: 'resume', server: 'S4' },
        {
          at: 800,
          do: 'partition',
          groups: [
            ['S1', 'S2'],
            ['S3', 'S4', 'S5'],
          ],
        },
        { at: 900, do: 'submit', client: 'C1', command: 'add x 1' },
        { at: 1400, do: 'healAll' },
        { afterStep: 500, do: 'crash', server: 'S3' },
        { afterStep: 600, do: 'restart', server: 'S3' },
      ],
    },
  },
  {
    name: 'explicit states, everything by hand',
    step: 6,
    scenario: {
      raftlight: 1,
      servers: [
        {
          id: 'S1',
          label: 'L',
          state: {
            currentTerm: 4,
            log: [1, 1, { term: 4, command: 'set x 3' }],
            commitIndex: 2,
            role: 'leader',
            votes: ['S1', 'S2'],
            nextIndex: { S2: 3 },
          },
        },
        { id: 'S2', state: { currentTerm: 4, votedFor: 'S1', log: [1, 1] } },
        { id: 'S3', state: { currentTerm: 3, log: [1, 2, 3], down: true } },
      ],
      messages: [
        {
          from: 'S1',
          to: 'S2',
          type: 'AppendEntriesRequest',
          term: 4,
          prevLogIndex: 2,
          prevLogTerm: 1,
          entries: [{ term: 4, command: 'set x 3' }],
          leaderCommit: 2,
        },
      ],
      timers: { frozen: true },
      holdMessages: true,
      actions: [
        { afterStep: 0, do: 'deliver', message: 'S1>S2#1' },
        { afterStep: 1, do: 'deliver', message: 'S2>S1#1' },
        { afterStep: 2, do: 'fireTimer', server: 'S1', timer: 'heartbeat' },
        { afterStep: 3, do: 'deliver', message: 'S1>S2#2' },
        { afterStep: 4, do: 'restart', server: 'S3' },
        { afterStep: 5, do: 'deliver', message: 'S1>S3#1' },
      ],
    },
  },
  {
    name: 'not Raft: votes are given twice',
    step: 150,
    scenario: {
      raftlight: 1,
      servers: 5,
      seed: 2,
      broken: ['voteTwice'],
      raft: { electionTimeoutMs: [150, 160] },
      network: { latencyMs: 15 },
    },
  },
  {
    name: 'steps chosen by hand, packed',
    step: 5,
    scenario: {
      raftlight: 1,
      servers: 3,
      actions: [
        { afterStep: 0, do: 'takeTimer', host: 'S2', timer: 'election' },
        { afterStep: 1, do: 'takeMessage', message: 'S2>S3#1' },
        { afterStep: 2, do: 'takeMessage', message: 'S2>S1#1' },
        { afterStep: 3, do: 'takeMessage', message: 'S3>S2#1' },
        { afterStep: 4, do: 'takeMessage', message: 'S2>S3#2' },
      ],
    },
  },
  {
    name: 'an action that is off, a value set by hand, and a question that the run answers',
    step: 120,
    scenario: {
      raftlight: 1,
      seed: 4,
      servers: 3,
      actions: [
        { at: 400, do: 'crash', server: 'S1', off: true },
        { at: 500, do: 'edit', server: 'S2', currentTerm: 9 },
      ],
      beats: [
        {
          at: 300,
          text: { en: 'Somebody leads.' },
          focus: { light: 'S1' },
          question: { en: 'Who could win?' },
          tap: { servers: 'couldWin' },
          reveal: { at: 350 },
        },
        {
          at: 450,
          text: { en: 'Nobody crashed.' },
          question: { en: 'Is S1 up?' },
          choices: [
            { says: { en: 'Yes' }, holds: 'S1.up' },
            { says: { en: 'No' }, holds: '!S1.up' },
          ],
        },
      ],
    },
  },
  {
    name: 'a small protocol: bully',
    step: 12,
    scenario: {
      raftlight: 1,
      servers: 4,
      clients: 0,
      lesson: { protocol: 'bully' },
      actions: [
        { at: 10, do: 'crash', server: 'S4' },
        { at: 20, do: 'act', server: 'S1', what: 'notice' },
      ],
    },
  },
];
