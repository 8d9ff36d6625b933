/** The roles and the ways between them, as a drawing. */
export const roles = {
  title: 'Roles and how they change',
  show: 'Show roles',
  hide: 'Hide roles',
  rest: 'no change of role in this event',
  edges: {
    timesOut: (name: string) => `${name} times out`,
    timesOutAgain: (name: string) => `${name} times out again`,
    winsPreVotes: (name: string) => `${name} wins its pre-votes`,
    asks: (name: string) => `${name} asks for pre-votes`,
    toldToStand: (name: string) => `${name} was told to stand`,
    wins: (name: string) => `${name} wins`,
    discoversLeader: (name: string) => `${name} finds a leader`,
    discoversNewTerm: (name: string) => `${name} finds a newer term`,
    stepsDown: (name: string) => `${name} steps down`,
  },
};
