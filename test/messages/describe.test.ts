import { describe, expect, it } from 'vitest';
import type { Fact, FactType, TraceEvent } from '../../src/cluster/types.ts';
import { en } from '../../src/messages/en/index.ts';
import type { EventText } from '../../src/messages/types.ts';
import { evaluate, type RuleId, rules } from '../../src/raft/rules.ts';
import { FACT_FIELDS } from '../../src/scenario/facts.ts';
import { nameOf } from '../../src/scenario/names.ts';
import { sampleLessons, sampleRun } from './sample-run.ts';

const text = (event: TraceEvent): EventText => en.describe(event, nameOf);
const event = (server: number, fact: Fact): TraceEvent => ({ step: 1, i: 0, atUs: 0, server, causes: [], fact });

const vote = (values: Record<string, number | null>, granted: boolean): TraceEvent => {
  const all = {
    requestTerm: 6,
    currentTerm: 6,
    votedFor: null,
    candidateId: 3,
    candidateLastLogTerm: 5,
    lastLogTerm: 5,
    candidateLastLogIndex: 7,
    lastLogIndex: 7,
    ...values,
  };
  return event(5, {
    type: 'VoteDecided',
    candidate: 3,
    granted,
    decision: { rule: 'P21', values: all, outcome: granted },
  });
};

const events = [...sampleRun(), ...(await sampleLessons())];

describe('every event of a run', () => {
  it('is told in whole sentences without gaps', () => {
    const texts = events.map(text);
    const all = [...new Set(texts.flatMap(({ title, sentence, ruling }) => [title, sentence, ruling?.why ?? 'x']))];
    expect(all.filter((said) => /undefined|null|NaN|\[object|S0\b/.test(said) || said.trim() === '')).toEqual([]);
    expect(texts.filter(({ title }) => title.endsWith('.'))).toEqual([]);
    expect(texts.filter(({ sentence }) => !/[.”]$/.test(sentence))).toEqual([]);
  });

  it('shows kinds of every layer', () => {
    const seen = new Set<FactType>(events.map(({ fact }) => fact.type));
    expect(Object.keys(FACT_FIELDS).filter((type) => !seen.has(type as FactType))).toEqual([]);
  });

  it('has a table whose deciding row is named, for every decision', () => {
    const ruled = new Set<RuleId>();
    for (const one of events) {
      const { ruling } = text(one);
      if (ruling === null) continue;
      ruled.add(ruling.rule);
      expect(ruling.rows.filter((row) => row.weight === 'decides')).toHaveLength(1);
      expect(ruling.ruleName).not.toBe('');
    }
    expect(Object.keys(rules).filter((rule) => !ruled.has(rule as RuleId))).toEqual([]);
  });
});

describe('the vote rule', () => {
  it('lets the newer term win over the longer log, and does not compare the lengths', () => {
    const { title, ruling } = text(vote({ lastLogTerm: 4, lastLogIndex: 8 }, true));
    expect(title).toBe('S5 grants its vote to S3');
    expect(ruling?.why).toBe(
      'S3’s last entry is from term 5, S5’s is from term 4. The newer term wins; the longer log of S5 is not even compared.',
    );
    expect(ruling?.rows.map((row) => row.weight)).toEqual(['passed', 'passed', 'decides', 'notCompared']);
    expect(ruling?.rows[3]?.verdict).toBe('not compared');
  });

  it('says whom the vote went to when it is taken', () => {
    const { ruling } = text(vote({ votedFor: 1 }, false));
    expect(ruling?.why).toBe('S5 already gave its vote of term 6 to S1. One vote a term: there is none left for S3.');
    expect(ruling?.rows.map((row) => row.weight)).toEqual(['passed', 'decides', 'notCompared', 'notCompared']);
  });

  it('compares lengths when the terms are equal', () => {
    const { ruling } = text(vote({ candidateLastLogIndex: 6 }, false));
    expect(ruling?.why).toContain('S3’s log ends at index 6, S5’s at 7: S3 would miss something.');
  });

  it('finds the same turning point as the rule does', () => {
    for (const votedFor of [null, 1, 3]) {
      for (const lastLogTerm of [4, 5, 6]) {
        for (const lastLogIndex of [6, 7, 8]) {
          const one = vote({ votedFor, lastLogTerm, lastLogIndex }, false);
          const { decision } = one.fact as Extract<Fact, { type: 'VoteDecided' }>;
          const deciding = text(one).ruling?.rows.find((row) => row.weight === 'decides')?.name ?? '';
          // What lies behind the deciding row cannot turn the decision.
          const behind: Record<string, object> = {
            votedFor: { lastLogTerm: 0, lastLogIndex: 0 },
            lastLogTerm: { lastLogIndex: 0 },
          };
          const altered = { ...decision.values, ...behind[deciding] };
          expect(evaluate('P21', altered)).toBe(evaluate('P21', decision.values));
        }
      }
    }
  });
});

describe('other decisions', () => {
  it('says why an old entry is not committed', () => {
    const values = { index: 2, commitIndex: 1, entryTerm: 2, currentTerm: 4, stored: 3, voters: 5 };
    const { title, ruling } = text(
      event(1, { type: 'CommitDecided', from: 1, to: 1, decision: { rule: 'P49', values, outcome: false } }),
    );
    expect(title).toBe('S1 does not commit index 2');
    expect(ruling?.why).toContain('its entry is of term 2 and S1 leads term 4');
  });

  it('names a rule that was broken on purpose', () => {
    const values = { index: 2, commitIndex: 1, entryTerm: 2, currentTerm: 4, stored: 3, voters: 5 };
    const decision = { rule: 'P49', values, outcome: true, brokenBy: 'commitOldTerm' } as const;
    const { ruling } = text(event(1, { type: 'CommitDecided', from: 1, to: 2, decision }));
    expect(ruling?.broken).toBe('Not Raft: an old entry is committed by counting its copies.');
  });

  it('tells old requests and answers apart', () => {
    const stale = text(
      event(1, {
        type: 'StaleRequestRefused',
        from: 2,
        decision: { rule: 'P13', values: { requestTerm: 3, currentTerm: 5 }, outcome: true },
      }),
    );
    expect(stale.ruling?.why).toContain('term 3, but S1 has seen term 5');
    const rejection = text(
      event(1, {
        type: 'StaleRejectionIgnored',
        from: 2,
        decision: { rule: 'P43', values: { prevLogIndex: 4, nextIndex: 3, matchIndex: 0 }, outcome: false },
      }),
    );
    expect(rejection.ruling?.rows[0]?.weight).toBe('decides');
  });

  it('tells that an action did nothing, and why', () => {
    const ignored = text(event(2, { type: 'ActionIgnored', action: 'crash', reason: 'it is down already' }));
    expect(ignored.sentence).toBe('“crash” on S2 does nothing: it is down already.');
  });
});
