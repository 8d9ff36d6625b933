/** The bar at the head of the page. */
export const topbar = {
  region: 'Everything else',
  untitled: 'A cluster',
  notRaft: 'Not Raft:',
  ofBranches: (count: number) => `of ${count} branches`,
  find: 'Find a scene, event or action',
  findShort: 'Find or do',
  scenes: 'Scenes',
  share: 'Share',
  more: 'More about the cluster',
  theme: 'Switch between light and dark',
};
