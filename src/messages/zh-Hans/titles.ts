/** Names that are no scene's: presets of switches (docs/presets.md), and what the page begins with. */
export const titles: Readonly<Record<string, string>> = {
  'Five servers': '五台服务器',
  'paper basics': '论文基础',
  'dissertation, everything on': '博士论文，全部开启',
  'like etcd': '仿 etcd',
  'like the MIT lab': '仿 MIT 实验',
};
