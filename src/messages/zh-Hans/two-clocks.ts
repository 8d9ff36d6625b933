import type { Messages } from '../table.ts';

/** Lamport's clock and Raft's term, event by event. */
export const twoClocks: Messages['twoClocks'] = {
  event: '事件',
  lamport: 'Lamport 时钟',
  lamportRule: '取较大者，每个事件加 1',
  term: 'Raft 的任期',
  termRule: '取较大者，只在参选时加 1',
  plusOne: (own) => `${own} + 1`,
  larger: (own, heard) => `max(${own}, ${heard})`,
  largerPlusOne: (own, heard) => `max(${own}, ${heard}) + 1`,
  stays: '不变',
  byHand: '手动设置',
  noTerm: '无',
  earlier: (events) => `此前还有 ${events} 个事件`,
  nothing: '还没有发生任何事。',
};
