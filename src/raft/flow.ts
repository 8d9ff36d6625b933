/**
 * P48: how a leader sends to a follower: one request at a time, a window of them at a time, or a snapshot. Entries go to
 * a follower that is being probed one request at a time, until the leader knows where the follower's log ends.
 */
export type FlowState = 'probe' | 'replicate' | 'snapshot';

/** By server id: the last indexes of the requests with entries under way in a pipeline, in order; null where there is none. */
export type InFlight = readonly (readonly number[] | null)[];

/** No follower is sent to in a pipeline. */
export const NO_PIPELINE: InFlight = [];
