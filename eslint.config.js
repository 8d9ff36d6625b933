import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Everything here must compute the same in every engine, on every machine, for years: see docs/architecture.md. */
const pureLayers = ['base', 'sim', 'raft', 'lessons', 'cluster', 'check', 'scenario', 'timeline', 'whynot'].map(
  (layer) => `src/${layer}/**`,
);

/** The Math functions whose result the language standard fixes to the last bit. Engines round the others as they like. */
const exactMath = 'imul|floor|ceil|round|trunc|min|max|abs|sign|sqrt|fround|clz32';

const globalsThatVary = {
  clock: ['Date', 'performance', 'Temporal'],
  timers: [
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'requestAnimationFrame',
    'requestIdleCallback',
  ],
  chance: ['crypto'],
  locale: ['Intl'],
  machine: ['process', 'navigator', 'window', 'document', 'location', 'localStorage', 'sessionStorage', 'fetch'],
  'way around this list': ['globalThis', 'self', 'eval'],
  'garbage collector': ['WeakRef', 'FinalizationRegistry'],
};

const forbiddenGlobals = Object.entries(globalsThatVary).flatMap(([what, names]) =>
  names.map((name) => ({ name, message: `A run is a pure function of its scenario: no ${what} here.` })),
);

const forbiddenSyntax = [
  {
    selector: `MemberExpression[object.name='Math']:not([computed=false][property.name=/^(${exactMath})$/])`,
    message: 'Engines round this differently, or it is random. Integers and the exact Math functions only.',
  },
  {
    selector: ":not(MemberExpression) > Identifier[name='Math']",
    message: 'Call Math functions as Math.name(...), so that lint sees which one it is.',
  },
  {
    selector: "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']",
    message: 'Engines round ** differently.',
  },
  {
    selector: 'MemberExpression[property.name=/^(localeCompare|toLocale)/]',
    message: 'The order and the spelling of a locale differ between machines.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'node_modules/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 70 }],
      // A switch over a closed union counts as one branch: it is a table.
      complexity: ['error', { max: 16, variant: 'modified' }],
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Numbers in messages are ordinary here, and a wrong one is plain to see.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `onClick={() => select(id)}` and `case 'x': return handleX()` return void on purpose.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // The compiler's noUnusedLocals and noUnusedParameters say the same.
      '@typescript-eslint/no-unused-vars': 'off',
      // `emptyList<T>(): List<T>` is how an empty container gets its type.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // noPropertyAccessFromIndexSignature asks for the brackets that this would remove.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    // Compiles what it looks at: half of the time of this check, were it asked about the engine as well.
    files: ['src/{app,store,views}/**/*.{ts,tsx}', 'test/{app,store,views}/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    files: ['**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 100 }] },
  },
  {
    files: pureLayers,
    rules: {
      'no-restricted-globals': ['error', ...forbiddenGlobals],
      'no-restricted-syntax': ['error', ...forbiddenSyntax],
    },
  },
  {
    // A test file is a list: its outermost function is as long as the list. A command line prints.
    files: ['test/**'],
    rules: { 'max-lines-per-function': 'off', 'no-console': 'off' },
  },
  {
    files: ['src/cli/**'],
    rules: { 'no-console': 'off' },
  },
);
