import type { ClusterAction, Run } from '../cluster/types.ts';
import { takeAction } from '../sim/actions.ts';
import { StepKind } from '../sim/record.ts';

/**
 * Takes an action now, as a step of its own: what the run's plan would do with the same action placed right after the
 * current step. For runs whose actions are chosen while they run.
 */
export function act(run: Run, action: ClusterAction): void {
  run.begin(StepKind.action, run.nowUs, run.step + 1);
  run.record.action = action;
  takeAction(run, action);
}
