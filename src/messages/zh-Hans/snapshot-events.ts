import type { SnapshotNote } from '../../raft/effects.ts';
import type { Tellers } from '../types.ts';

export const snapshotEvents: Tellers<SnapshotNote['type']> = {
  SnapshotDecided: ({ index }, { who }) => [`${who} 决定拍摄快照`, `${who} 为截至索引 ${index} 的一切拍摄快照。`],
  SnapshotTaken: ({ lastIndex, lastTerm, size }, { who }) => [
    `${who} 拍下到索引 ${lastIndex} 的快照`,
    `${who} 把状态机的 ${size} 项存为快照，止于任期 ${lastTerm} 的索引 ${lastIndex}。`,
  ],
  LogDiscarded: ({ toIndex, count }, { who }) => [
    `${who} 丢弃到索引 ${toIndex} 为止的日志`,
    `快照已落盘，${who} 不再需要这 ${count} 个条目：它的日志从索引 ${toIndex} 之后开始。`,
  ],
  SnapshotSendingStarted: ({ follower, lastIndex }, { who, name }) => [
    `${who} 把快照发给 ${name(follower)}`,
    `${who} 已没有 ${name(follower)} 所需的条目，于是发给它到索引 ${lastIndex} 的快照。`,
  ],
  SnapshotChunkReceived: ({ leader, received, size }, { who, name }) => [
    `${who} 已有 ${received} / ${size} 项`,
    `${who} 已有 ${name(leader)} 的快照 ${size} 项中的 ${received} 项。`,
  ],
  SnapshotChunkAnswered: ({ follower, received, size }, { who, name }) => [
    `${who} 得知 ${name(follower)} 已有 ${received} / ${size} 项`,
    `${name(follower)} 已有快照 ${size} 项中的 ${received} 项：${who} 从那里继续发送。`,
  ],
  PartialSnapshotDropped: ({ received }, { who }) => [
    `${who} 丢弃未完成的快照`,
    `这份快照不会再完成，${who} 丢弃其中的 ${received} 项。`,
  ],
  SnapshotInstalled: ({ lastIndex, retained }, { who }) => [
    `${who} 安装到索引 ${lastIndex} 的快照`,
    retained === 0
      ? `${who} 的状态机即快照所载，它的日志从索引 ${lastIndex} 之后开始。`
      : `${who} 的状态机即快照所载；其后的 ${retained} 个条目留在日志中。`,
  ],
  SnapshotIgnored: ({ leader, lastIndex }, { who, name }) => [
    `${who} 不理会旧快照`,
    `${name(leader)} 的快照止于索引 ${lastIndex}，对 ${who} 来说没有新内容。`,
  ],
};
