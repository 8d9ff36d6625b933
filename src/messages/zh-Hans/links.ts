import type { Messages } from '../table.ts';

/** What there is to say about a link or a file that was opened. */
export const links: Messages['links'] = {
  differs: (step) =>
    `这个链接由另一版本的引擎生成，那个引擎在事件 ${step} 处算出了不同的状态。您看到的是当前引擎的结果。`,
  problems: {
    foreign: '这不是 Raftlight 的链接。这里先给您一个集群。',
    newer: '这个链接由更新版本的 Raftlight 生成。请在新版本中打开，或索取剧本文件。',
    tooLarge: '这个链接太大，无法打开。请索取剧本文件。',
    checksum: '这个链接不完整，或在传递途中被改动。请重新完整复制。',
    damaged: '这个链接已损坏，无法读取。请重新完整复制，或索取剧本文件。',
  },
  fileTooLarge: '文件超过 4 MB，没有打开。剧本文件要小得多。',
};
