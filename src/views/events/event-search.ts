import type { TraceEvent } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import { parseCondition, type Query } from '../../query/compile.ts';
import type { QueryProblem } from '../../query/problem.ts';
import { Scan } from '../../query/scan.ts';
import type { Scope } from '../../query/scope.ts';
import { hitScanOf } from '../../query/search.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import type { Found } from './event-list.ts';

/** What is looked for in a run, and what has been found so far. */
export interface EventSearch {
  readonly scan: Scan;
  readonly found: () => readonly Found[];
}

/** What a text without a sign of these kinds means is looked for in the words of events. */
const SIGNS = /==|!=|<|>|&&|\|\||^\s*!|\b(?:leader|any|all|broken)\(/;

/**
 * A search as it is written: a condition in the language of questions, or words that the sentence of an event has. Of a
 * condition that is wrong, what is wrong with it.
 */
export function searchOf(
  written: string,
  timeline: Timeline,
  text: Messages,
  name: NameOf,
): { readonly search: EventSearch | null; readonly problem: QueryProblem | null } {
  const words = written.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { search: null, problem: null };
  if (!SIGNS.test(written)) {
    const scan = new WordScan(timeline, words, (event) => textOf(event, text, name));
    return { search: { scan, found: () => scan.hits }, problem: null };
  }
  const parsed = parseCondition(written, timeline.spec.servers);
  if ('problem' in parsed) return { search: null, problem: parsed.problem };
  const scan = hitScanOf(timeline, parsed.query);
  const isOfEvents = parsed.query.usesEvents;
  return { search: { scan, found: () => (isOfEvents ? scan.hits : scan.hits.map(stepAlone)) }, problem: null };
}

/** A condition about the state is met by a step, not by one of its events. */
function stepAlone({ step }: Found): Found {
  return { step, i: -1 };
}

function textOf(event: TraceEvent, text: Messages, name: NameOf): string {
  const { title, sentence } = text.describe(event, name);
  return `#${event.step} ${event.fact.type} ${title} ${sentence}`.toLowerCase();
}

const EVERY_EVENT: Query = {
  source: '',
  kind: 'flag',
  claim: null,
  usesEvents: true,
  usesEveryStep: true,
  narrowed: { server: null, kinds: null },
  read: () => true,
};

/** Finds the events that have all of some words. */
class WordScan extends Scan {
  readonly hits: Found[] = [];
  private readonly words: readonly string[];
  private readonly textOf: (event: TraceEvent) => string;

  constructor(timeline: Timeline, words: readonly string[], textOf: (event: TraceEvent) => string) {
    super(timeline, EVERY_EVENT);
    this.words = words;
    this.textOf = textOf;
  }

  protected see({ step }: Scope, events: readonly TraceEvent[]): undefined {
    for (const event of events) {
      const said = this.textOf(event);
      if (this.words.every((word) => said.includes(word))) this.hits.push({ step, i: event.i });
    }
  }
}
