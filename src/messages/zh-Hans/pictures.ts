import type { Messages } from '../table.ts';

/** Pictures in the place of the logs: many elections, a vote as code, two clocks. */
export const pictures: Messages['pictures'] = {
  names: {
    elections: '多久才有领导者',
    vote: '逐行看 RequestVote',
    clocks: 'Lamport 时钟与任期',
  },
  notes: {
    elections: '这个集群运行 200 次，每次一个种子',
    vote: '幻灯片上的写法与 Raft 的写法',
    clocks: '逐个事件',
  },
  tabs: { elections: '选举', vote: '代码', clocks: '时钟' },
  show: (name) => `显示：${name}`,
  toLogs: '显示日志',
  toPicture: '显示图解',
  withheld: { elections: '回答问题之后显示这些运行。', vote: '回答问题之后显示 Raft 的写法。' },

  elections: {
    timeout: '选举超时',
    range: (low, high) => `${low} 到 ${high} ms`,
    latency: '一条消息需要',
    ms: (ms) => `${ms} ms`,
    counting: (runs, all) => `已运行 ${runs} / ${all} 次`,
    stop: '停止',
    goOn: '继续',
    plot: '多少次运行在多久之后有了领导者，按领导者的任期区分',
    axis: '到有领导者为止的毫秒数',
    firstTimeouts: '首次超时',
    nobody: '无人',
    nobodyWithin: (ms) => `${ms} ms 之内`,
    inTerm: '领导者的任期',
    andLater: (term) => `${term} 及以后`,
    runs: '运行次数',
    noneLed: (runs, ms) => `${runs} 次运行中，${ms} ms 之内都没有领导者。`,
    half: (runs, ms) => `${runs} 次运行中，有一半在 ${ms} ms 之后已有领导者。`,
    fewerThanHalf: (found, runs, ms) => `${runs} 次运行中，${found} 次在 ${ms} ms 之内有了领导者。`,
    split: (runs) => (runs === 0 ? '每一次，首次选举就产生了领导者。' : `其中 ${runs} 次有任期过去而没有领导者。`),
  },
};
