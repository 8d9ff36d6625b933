import { assertNever } from '../../base/assert.ts';
import type { TransferFact } from '../en/transfer-events.ts';
import type { FactOf, Scene, Tellers } from '../types.ts';

function abortSentence({ to, reason }: FactOf<'TransferAborted'>, { who, name }: Scene): string {
  switch (reason) {
    case 'timeout':
      return `${name(to)} 没有及时接任：${who} 放弃移交，重新接受命令。`;
    case 'replaced':
      return `${who} 改为移交给别的服务器：给 ${name(to)} 的移交到此为止。`;
    case 'ordered':
      return `${who} 要保留领导权：给 ${name(to)} 的移交到此为止，它重新接受命令。`;
    case 'targetRemoved':
      return `${name(to)} 不再有投票权，无法当选：${who} 放弃移交。`;
    default:
      return assertNever(reason);
  }
}

/** A leadership transfer, from the order to its end. */
export const transferEvents: Tellers<TransferFact> = {
  TransferStarted: ({ to }, { who, name }) => [
    `${who} 开始移交给 ${name(to)}`,
    `${who} 不再接受命令，先让 ${name(to)} 追上，使它能接任。`,
  ],
  TargetCaughtUp: ({ to }, { who, name }) => [
    `${who} 让 ${name(to)} 参选`,
    `${name(to)} 存有 ${who} 的全部内容：${who} 让它立即参选。`,
  ],
  TransferAborted: (fact, scene) => [`${scene.who} 放弃给 ${scene.name(fact.to)} 的移交`, abortSentence(fact, scene)],
  TransferDone: ({ term }, { who }) => [`${who} 已接任`, `移交完成：${who} 领导任期 ${term}，谁也不必等待超时。`],
  TimeoutNowIgnored: ({ from }, { who, name }) => [
    `${who} 忽略 ${name(from)} 的 TimeoutNow`,
    `${name(from)} 让 ${who} 参选，但 ${who} 没有照做。`,
  ],
};
