import type { Violation } from '../../check/violation.ts';
import type { TraceEvent } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import { principalOf } from '../../messages/principal.ts';
import type { NameOf } from '../../messages/types.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { Icon, Octagon } from '../icons.tsx';
import { type PacedStep, usePacedStep, useSpokenStep } from '../paced.ts';
import { useNames, useText } from '../text.ts';
import { Promises } from './promises.tsx';
import './narration.css';

/** The current event in one sentence, and whether all promises hold. */
export function NarrationStrip() {
  const { timeline, step } = usePacedStep();
  const text = useText();
  const notice = useApp((state) => state.notice);
  const broken = lastBroken(timeline, step);
  return (
    <section className={`narration${broken === null ? '' : ' broken'}`} aria-label={text.narration.region}>
      {notice !== null ? <NoticeLine /> : broken === null ? <Sentence timeline={timeline} step={step} /> : null}
      {notice === null && broken !== null && <Broken violation={broken} timeline={timeline} />}
      {timeline.spec.lesson === undefined && <Promises timeline={timeline} step={step} />}
      <Spoken />
    </section>
  );
}

/** The latest violation at or before a step; null when all promises hold there. */
function lastBroken(timeline: Timeline, step: number): Violation | null {
  let last: Violation | null = null;
  for (const violation of timeline.violations) if (violation.step <= step) last = violation;
  return last;
}

/** What a step is told by, in one sentence. */
export function sentenceOf(
  { timeline, step }: PacedStep,
  text: Messages,
  name: NameOf,
  event: TraceEvent | null = principalOf(timeline.eventsOf(step)),
): string {
  if (step === 0 && timeline.spec.lesson !== undefined) return text.lessons.start;
  if (step === 0)
    return timeline.spec.initial.some((one) => one !== null) ? text.narration.startExplicit : text.narration.start;
  return event === null ? '' : text.describe(event, name).sentence;
}

function Sentence(paced: PacedStep) {
  const text = useText();
  const name = useNames();
  return (
    <>
      <span className="narration-step">#{paced.step}</span>
      <p>{sentenceOf(paced, text, name)}</p>
    </>
  );
}

function NoticeLine() {
  const { narration } = useText();
  const notice = useApp((state) => state.notice);
  if (notice === null) return null;
  return (
    <>
      <p className={`narration-notice ${notice.kind}`} role={notice.kind === 'problem' ? 'alert' : 'status'}>
        {notice.text}
      </p>
      <button
        type="button"
        className="narration-close"
        aria-label={narration.dismiss}
        onClick={() => appStore.getState().setNotice(null)}
      >
        <Icon name="close" size={16} />
      </button>
    </>
  );
}

function Broken({ violation, timeline }: { readonly violation: Violation; readonly timeline: Timeline }) {
  const text = useText();
  const name = useNames();
  const { step, invariant } = violation;
  const { narration, promises } = text;
  const rules = brokenRules(timeline, text);
  return (
    <div className="narration-broken" role="alert">
      <Octagon size={30} />
      <div>
        <strong>
          {step === 0
            ? narration.atStart(promises[invariant].name)
            : narration.brokenAt(promises[invariant].name, step)}
        </strong>
        <span>
          {text.findingOf(violation, name)}{' '}
          {rules.length > 0 && <em className="narration-rules">{narration.notRaft(rules)}</em>}
        </span>
      </div>
      <button
        type="button"
        className="narration-go"
        onClick={() => {
          appStore.getState().seekStep(step);
          appStore.getState().select({ kind: 'event', step, i: 0 });
        }}
      >
        {narration.goThere}
      </button>
    </div>
  );
}

/** The ids of the rules that this run breaks on purpose. */
function brokenRules(timeline: Timeline, text: Messages): string[] {
  const ids = new Set<string>();
  const { mutations } = timeline.spec.raft;
  for (const name of Object.keys(mutations) as (keyof typeof mutations)[]) {
    if (mutations[name]) ids.add(text.mutations[name].rule);
  }
  return [...ids];
}

/** For those who listen: the same sentence, at a pace that can be followed. */
function Spoken() {
  const spoken = useSpokenStep();
  const text = useText();
  const name = useNames();
  return (
    <div className="visually-hidden" role="log" aria-live="polite">
      {sentenceOf(spoken, text, name)}
    </div>
  );
}
