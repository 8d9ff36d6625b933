import type { Messages } from '../table.ts';

/** The page in a frame of another one, and what the share window offers for it. */
export const embed: Messages['embed'] = {
  openWhole: '在 Raftlight 中打开',
  clickForKeys: '点击后可用按键',
  fullScreen: '全屏',
  leaveFullScreen: '退出全屏',

  frame: '嵌入网页或幻灯片',
  aboutFrame: '把此刻放进一个框架，附带播放条。框架不保存任何内容，也不用 cookie。',
  frameTitle: (title) => `Raftlight：${title}`,
  theme: '明暗',
  themes: { own: '随读者的设置', light: '浅色', dark: '深色' },
  code: '框架代码',
  copyCode: '复制代码',
  copied: '框架代码已复制。',
  fromDisk: '本页是从磁盘打开的：链接只在这里有效。要分享，请在有服务器提供本页之处打开它。',
  oneFile: '单文件版 Raftlight',
  aboutOneFile: '可随身带走：从磁盘打开，无需网络。',

  qr: '二维码',
  qrOf: (title) => `二维码：${title}`,
  qrImage: (url) => `链接 ${url} 的二维码`,
  qrLarge: '放大显示二维码',
  qrTooLong: '这个链接太长，座位上的手机读不出二维码。场景的链接足够短。',
};
