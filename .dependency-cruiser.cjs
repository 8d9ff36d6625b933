/**
 * Imports point one way:
 *
 *   base <- {sim, raft} <- lessons <- cluster <- {check, scenario} <- timeline <- {query, whynot} <- quiz <- {layout, store} <- views <- app
 *
 * and `cli` sees base to layout. `messages` is all text: it has words for the facts of the layers up to `check`, and for
 * what `query` and `whynot` say as data.
 * Here is for each layer what it may import besides itself; everything else is forbidden.
 */
const mayImport = {
  messages: ['base', 'sim', 'raft', 'lessons', 'cluster', 'check', 'query', 'quiz', 'whynot'],
  base: [],
  sim: ['base'],
  raft: ['base'],
  lessons: ['base', 'sim'],
  cluster: ['base', 'sim', 'raft', 'lessons'],
  check: ['base', 'sim', 'raft', 'cluster'],
  scenario: ['base', 'sim', 'raft', 'lessons', 'cluster'],
  timeline: ['base', 'sim', 'raft', 'cluster', 'check', 'scenario'],
  query: ['base', 'sim', 'raft', 'cluster', 'check', 'scenario', 'timeline'],
  quiz: ['base', 'sim', 'raft', 'cluster', 'check', 'scenario', 'timeline', 'query', 'whynot'],
  whynot: ['base', 'sim', 'raft', 'cluster', 'check', 'scenario', 'timeline'],
  layout: ['base', 'sim', 'raft', 'cluster', 'check', 'scenario', 'timeline', 'messages'],
  store: ['base', 'sim', 'raft', 'cluster', 'check', 'scenario', 'timeline', 'query', 'whynot', 'quiz', 'messages'],
  views: [
    'base',
    'sim',
    'raft',
    'lessons',
    'cluster',
    'check',
    'scenario',
    'timeline',
    'query',
    'whynot',
    'quiz',
    'messages',
    'layout',
    'store',
    'styles',
  ],
  app: [
    'base',
    'sim',
    'raft',
    'cluster',
    'check',
    'scenario',
    'timeline',
    'query',
    'whynot',
    'quiz',
    'messages',
    'layout',
    'store',
    'views',
    'styles',
  ],
  cli: ['base', 'sim', 'raft', 'cluster', 'check', 'scenario', 'timeline', 'messages', 'layout'],
};

const layers = Object.entries(mayImport).map(([layer, others]) => ({
  name: `layer-${layer}`,
  comment: `src/${layer} may import only itself${others.map((other) => `, ${other}`).join('')}.`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^(src|test|scripts)/', pathNot: `^src/(${[layer, ...others].join('|')})/` },
}));

/** Who may use a library: `users` are the only folders of src from which `library` is reached. */
const only = (users, library, packages) => ({
  name: `only-${users.join('-and-')}-use-${library}`,
  comment: `Only ${users.map((user) => `src/${user}`).join(' and ')} may import ${library}.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${users.join('|')})/` },
  to: { path: `(^|/)node_modules/(@types/)?(${packages})/` },
});

module.exports = {
  forbidden: [
    ...layers,
    only(['views', 'app'], 'react', 'react|react-dom|framer-motion'),
    only(['layout', 'views/interaction'], 'd3', 'd3|d3-[a-z]+'),
    only(['store'], 'zustand', 'zustand'),
    only(['scenario', 'timeline'], 'valibot', 'valibot'),
    only(['app', 'styles'], 'fonts', '@fontsource(-variable)?'),
    {
      name: 'known-layer',
      comment: 'Every file of src belongs to a layer of the table above.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(mayImport).join('|')}|styles)/` },
      to: {},
    },
    {
      name: 'no-node-in-the-page',
      comment: 'Only the command line runs in Node.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-development-package-in-src',
      comment: 'What the page or the command line needs is a dependency, not a devDependency.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm', 'type-only'] },
    },
    {
      name: 'no-cycle',
      comment: 'Two files that import each other are one file, or there is a third one in them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // a type that points the wrong way points the wrong way
    exoticRequireStrings: [],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'browser', 'default'] },
  },
};
