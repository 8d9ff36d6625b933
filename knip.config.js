export default {
  entry: [
    'src/cli/main.ts',
    'scripts/*.mjs',
    // Programs that scripts/run-ts.mjs and scripts/engines.mjs run.
    'test/*/main.ts',
    'test/paper/run-mutations.ts',
    'test/browser/*.spec.ts',
  ],
  project: ['src/**/*.{ts,tsx,css}', 'test/**/*.{ts,tsx}', 'scripts/**/*.mjs'],
  // Run by its path, in scripts/test.mjs and test/rules.
  ignoreDependencies: ['dependency-cruiser'],
  compilers: {
    // A style sheet uses what it imports.
    css: (text) =>
      [
        ...text.matchAll(/(?<=@)import[^;]+/g),
        ...[...text.matchAll(/url\(("@[^"]+")\)/g)].map(([, file]) => `import ${file}`),
      ].join('\n'),
  },
};
