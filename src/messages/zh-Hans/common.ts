import type { Messages } from '../table.ts';

/** Words that are used everywhere. */
export const common: Messages['common'] = {
  none: '无',
  yes: '是',
  no: '否',
  server: '服务器',
  roles: { follower: '跟随者', 'pre-candidate': '预候选人', candidate: '候选人', leader: '领导者' },
  down: '已停机',
  paused: '已暂停',
  signs: { part: '，', name: '、', colon: '：', saying: '；' },
  flow: (state, underWay, window) => {
    if (state === 'replicate') return `replicate ${underWay}/${window}`;
    return state === 'probe' && underWay > 0 ? 'probe，等待中' : state;
  },
  flowShort: (state, underWay, window) => (state === 'replicate' ? `${underWay}/${window}` : state),
};
