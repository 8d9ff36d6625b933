import { assertNever } from '../../base/assert.ts';
import type { Kind } from '../../query/kinds.ts';
import type { QueryProblem } from '../../query/problem.ts';
import type { Messages } from '../table.ts';

const KINDS: Readonly<Record<Kind, string>> = {
  number: '数字',
  text: '文本',
  flag: '真假条件',
  address: '服务器',
  client: '客户端',
  operation: '客户端的操作',
  server: '服务器',
  log: '日志',
  entry: '日志条目',
  byServer: '每台服务器一个数字',
  disk: '磁盘',
  machine: '状态机',
  event: '事件',
  any: '值',
};

const meant = (near: string | null): string => (near === null ? '' : `是不是“${near}”？`);

/** What is wrong with a question, in one sentence; the place is marked in the question itself. */
function problem(found: QueryProblem): string {
  switch (found.type) {
    case 'strayCharacter':
      return `“${found.found}”在这里没有意义。`;
    case 'openText':
      return '这段文本缺少结尾的引号。';
    case 'expected':
      return expected(found.what, found.found);
    case 'unknownName':
      return `没有“${found.name}”。${meant(found.near)}`;
    case 'unknownField':
      return `${KINDS[found.of]}没有“${found.name}”。${meant(found.near)}`;
    case 'wrongKind':
      return `这里需要${KINDS[found.wanted]}，而这是${KINDS[found.found]}。`;
    case 'notComparable':
      return `${KINDS[found.left]}不能这样与${KINDS[found.right]}比较。`;
    case 'onlyInside':
      return `谁的“${found.name}”？请写 S1.${found.name}，或 any(${found.name} …)、count(${found.name} …)。`;
    case 'tooDeep':
      return '这个问题嵌套太深。';
    case 'unknownWord':
      return `它永远不可能是“${found.word}”。${meant(found.near)}`;
    case 'unknownInvariant':
      return `没有名为“${found.name}”的保证：只有 I1 至 I18。`;
    case 'isClaim':
      return `“${found.word}”是对整个运行的断言：它属于性质。`;
    case 'noClaim':
      return '性质以 always、sometimes 或 eventually 开头。';
    default:
      return assertNever(found);
  }
}

function expected(what: Extract<QueryProblem, { readonly type: 'expected' }>['what'], found: string): string {
  const here = found === '' ? '问题到此结束' : `这里是“${found}”`;
  switch (what) {
    case 'value':
      return `缺少一个值：${here}。`;
    case 'field':
      return `点号之后缺少字段名：${here}。`;
    case 'end':
      return `问题应在此结束，但${here}。用 && 或 || 连接两个条件。`;
    case ')':
    case ']':
      return `缺少结尾的 ${what}：${here}。`;
  }
}

export const query: Messages['query'] = { problem, kinds: KINDS };
