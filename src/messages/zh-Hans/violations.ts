import type { InvariantId, Violation } from '../../check/violation.ts';
import type { Messages } from '../table.ts';
import type { NameOf } from '../types.ts';

/** The name of each promise, and what it promises. */
export const promises: Messages['promises'] = {
  I1: { name: '选举安全 (Election Safety)', says: '一个任期至多有一个领导者。' },
  I2: { name: '领导者只追加 (Leader Append-Only)', says: '领导者从不移除或替换自己日志中的条目。' },
  I3: { name: '日志匹配 (Log Matching)', says: '索引与任期确定一个条目以及它之前的一切。' },
  I4: { name: '领导者完整性 (Leader Completeness)', says: '已提交的条目在之后每个领导者的日志中。' },
  I5: { name: '状态机安全 (State Machine Safety)', says: '两台服务器从不在同一索引应用不同的条目。' },
  I6: { name: '已提交即已落盘', says: '已提交的条目在多数派的磁盘上。' },
  I7: { name: '任期与选票', says: 'currentTerm 从不后退，服务器在一个任期只投一票。' },
  I8: { name: '提交只前进', says: '服务器运行期间 commitIndex 从不后退。' },
  I9: { name: '日志中的任期', says: '日志中的任期从不减小，也没有比 currentTerm 更新的。' },
  I10: { name: '领导者所知', says: '到 matchIndex 为止，领导者与跟随者的条目确实相同。' },
  I11: { name: '多数派的选票', says: '领导者由多数派选出，且选票已落盘。' },
  I12: { name: '在本任期提交', says: '领导者只为本任期的条目统计副本。' },
  I13: { name: '至多一个未决配置', says: '至多一个配置未提交，且每个配置都承接前一个。' },
  I14: { name: '配置彼此重叠', says: '一个配置的任一多数派与前一配置的任一多数派相交。' },
  I15: { name: '恰好一次', says: '无论客户端请求多少次，一条命令只执行一次。' },
  I16: { name: '先落盘再应答', says: '应答所说的内容落盘之后，应答才发出。' },
  I17: { name: '已确认的命令不丢', says: '告诉客户端已完成的内容，在之后每个领导者的日志中。' },
  I18: { name: '谁算数', says: '提交需要投票者的多数派落盘；学习者和外人不算。' },
};

type Teller = (violation: Violation, names: readonly [first: string, second: string], name: NameOf) => string;

const at = ({ index }: Violation): string => (index === undefined ? '' : `在索引 ${index} 处`);

function voteOrTermChanged({ values, term = 0 }: Violation, [who]: readonly [string, string], name: NameOf): string {
  const { currentTermBefore, currentTerm, votedForBefore, votedFor } = values;
  if (currentTermBefore !== undefined) return `${who} 从任期 ${currentTermBefore} 退回到任期 ${currentTerm}。`;
  const before = typeof votedForBefore === 'number' ? `投给了 ${name(votedForBefore)}` : '谁也没投';
  return typeof votedFor === 'number'
    ? `${who} 在任期 ${term} 投给了 ${name(votedFor)}，而此前它${before}。`
    : `${who} 忘了自己在任期 ${term} ${before}。`;
}

function exactlyOnceBroken(violation: Violation, [who]: readonly [string, string], name: NameOf): string {
  const { client, request, firstAppliedAt, key } = violation.values;
  if (key !== undefined) return `客户端所见的 ${key}，没有任何次序能够产生。`;
  return typeof client === 'number'
    ? `${who} ${at(violation)}应用 ${name(client)} 的请求 ${request}，而索引 ${firstAppliedAt} 处已应用过：它执行了两次。`
    : `${who} 的状态机${at(violation)}与日志所说不符：有命令执行了两次，或根本没有执行。`;
}

/** What happened, for each promise. */
const findings: { readonly [I in InvariantId]: Teller } = {
  I1: ({ term }, [first, second]) => `${first} 与 ${second} 同为任期 ${term ?? 0} 的领导者。`,
  I2: (violation, [first]) => `${first} 身为领导者，${at(violation)}失去了自己日志中的条目。`,
  I3: ({ index, term }, [first, second]) => `索引 ${index ?? 0}、任期 ${term ?? 0} 在 ${first} 与 ${second} 上不同。`,
  I4: ({ index, term }, names) =>
    `${names[1] === '' ? names[0] : names[1]} 领导任期 ${term ?? 0}，却没有索引 ${index ?? 0} 处已提交的条目。`,
  I5: (violation, [first, second]) =>
    second === ''
      ? `${first} ${at(violation)}应用的内容与以前不同。`
      : `${first} 与 ${second} ${at(violation)}应用了不同的条目。`,
  I6: ({ index, values }, [first]) =>
    `${first} 在索引 ${index ?? 0} 提交的内容，${values['voters'] ?? 0} 块磁盘中只有 ${values['disks'] ?? 0} 块存有。`,
  I7: voteOrTermChanged,
  I8: (violation, [first]) => `${first} 的 commitIndex 不该${at(violation) || '在那里'}。`,
  I9: (violation, [first]) => `${first} 日志中的任期${at(violation)}次序错乱。`,
  I10: ({ index }, [first, second]) => `${first} 以为 ${second} 有它到索引 ${index ?? 0} 为止的日志，其实没有。`,
  I11: ({ term }, [first]) => `${first} 领导任期 ${term ?? 0}，却没有多数派的真实选票。`,
  I12: ({ index, values }, [first]) =>
    `${first} 靠统计副本提交了旧任期 ${String(values['entryTerm'] ?? '')} 的索引 ${index ?? 0}。`,
  I13: ({ values, index }, [first]) =>
    `${first} 在索引 ${index ?? 0} 有一个配置，它还不能承接索引 ${String(values['indexBefore'] ?? '')} 处的配置。`,
  I14: (violation, [first]) => `${first} ${at(violation)}的配置与前一个配置可能各自作出决定。`,
  I15: exactlyOnceBroken,
  I16: (_, [first, second]) => `${first} 在磁盘存好应答内容之前就应答了 ${second}。`,
  I18: (violation, [first]) =>
    violation.values['believed'] !== undefined
      ? `${first} 使用了日志中没有的配置。`
      : `${first} ${at(violation)}提交了投票者的多数派尚未落盘的内容。`,
  I17: ({ index, term }, names) =>
    `${names[1] === '' ? names[0] : names[1]} 领导任期 ${term ?? 0}，却没有索引 ${index ?? 0}，而客户端已被告知它完成了。`,
};

/** One sentence that says what was found. */
export function findingOf(violation: Violation, name: NameOf): string {
  const [first, second] = violation.servers;
  const names = [
    first === undefined ? '' : name(first),
    second === undefined || second === first ? '' : name(second),
  ] as const;
  return findings[violation.invariant](violation, names, name);
}
