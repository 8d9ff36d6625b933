import type { ClusterAction, Run } from '../cluster/types.ts';
import { carryOut, timeOfAction } from '../sim/actions.ts';

/**
 * Takes an action now, as a step of its own: what the run's plan would do with the same action placed right after the
 * current step. For runs whose actions are chosen while they run.
 */
export function act(run: Run, action: ClusterAction): void {
  carryOut(run, action, timeOfAction(run, action, run.nowUs));
}
