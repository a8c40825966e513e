// SPDX-License-Identifier: Apache-2.0
import { deepest, isFile, restrictions, roomOf, scopes } from './import-restrictions.ts';
import { clockAllowed, consoleAllowed, defaultExportAllowed } from './rooms.ts';

type RuleSetting = string | readonly unknown[];
type Override = { readonly files: readonly string[]; readonly rules: Readonly<Record<string, RuleSetting>> };

const rules: Readonly<Record<string, RuleSetting>> = {
  'no-console': 'error',
  // 300 and the licence line
  'max-lines': ['error', { max: 301, skipBlankLines: false, skipComments: false }],
  'no-eval': 'error',
  'no-new-func': 'error',
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'import/no-default-export': 'error',
  'import/no-cycle': 'error',
  'import/no-commonjs': 'error',
  'typescript/no-require-imports': 'error',
  'typescript/no-explicit-any': 'error',
  'typescript/no-non-null-assertion': 'error',
  'typescript/consistent-type-imports': 'error',
  'typescript/no-floating-promises': 'error',
  'typescript/no-misused-promises': 'error',
  'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  'typescript/only-throw-error': 'error',
  'typescript/return-await': ['error', 'error-handling-correctness-only'],
  'typescript/ban-ts-comment': 'error',
  'react/rules-of-hooks': 'error',
  'react/exhaustive-deps': 'error',
  // reflect-metadata, style sheets
  'import/no-unassigned-import': 'off',
  // automatic JSX runtime
  'react/react-in-jsx-scope': 'off',
  // `as` after a check types DER and message bytes
  'typescript/no-unsafe-type-assertion': 'off',
  'unicorn/consistent-function-scoping': 'off',
  'no-underscore-dangle': 'off',
  'no-shadow': 'off',
  // assertions may be in helpers and page objects
  'vitest/expect-expect': 'off',
  // covered by noImplicitReturns
  'typescript/consistent-return': 'off',
  'import/no-named-as-default-member': 'off',
  // initial focus in dialogs; React Aria renders roles
  'jsx-a11y/no-autofocus': 'off',
  'jsx-a11y/prefer-tag-over-role': 'off',
  'react/exhaustive-effect-dependencies': 'off',
  'react/set-state-in-effect': 'off',
  // scrollable regions must be reachable by keyboard
  'jsx-a11y/no-noninteractive-tabindex': 'off',
  'promise/always-return': 'off',
  'vitest/require-to-throw-message': 'off',
  // vitest's expect takes a message
  'vitest/valid-expect': ['error', { maxArgs: 2 }],
  // tests loop over files and skip with a reason
  'vitest/no-conditional-expect': 'off',
  'vitest/no-conditional-tests': 'off',
  // services are closures without `this`
  'typescript/unbound-method': 'off',
  // MessagePort and child processes take no origin
  'unicorn/require-post-message-target-origin': 'off',
};

/** Timing fails under load: measure in tests/bench, inject clocks. */
const noClock: RuleSetting = [
  'error',
  ...[
    ['performance', 'now'],
    ['process', 'hrtime'],
  ].map(([object, property]) => ({
    object,
    property,
    message: "No test judges by the clock: count, wait on an event, or let the test's own timeout be the guard.",
  })),
];
const judgingTests = ['unit', 'renderer', 'integration', 'e2e'].map((folder) => `tests/${folder}/**`);

const filesOf = (place: string): string => (isFile(place) || place.includes('*') ? place : `${place}/**`);

const importOverrides = (): readonly Override[] =>
  scopes().flatMap((scope) => {
    const room = roomOf(scope);
    if (room === undefined)
      return [{ files: [filesOf(scope)], rules: { 'no-restricted-imports': ['error', restrictions(scope, 0)] } }];
    const levels = isFile(scope) || (room.shallow === true && room.path === scope) ? 1 : deepest + 1;
    return Array.from({ length: levels }, (_, level) => ({
      files: [isFile(scope) ? scope : `${scope}/${'*/'.repeat(level)}*`],
      rules: { 'no-restricted-imports': ['error', restrictions(scope, level)] },
    }));
  });

export const oxlintConfig = () => ({
  $schema: './node_modules/oxlint/configuration_schema.json',
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'warn' },
  env: { builtin: true, es2024: true },
  ignorePatterns: ['dist', 'out', 'node_modules', 'tests/**/fixtures/**'],
  rules,
  overrides: [
    { files: ['**/*'], rules: { 'no-restricted-imports': ['error', restrictions('', 0)] } },
    ...importOverrides(),
    { files: consoleAllowed.map(filesOf), rules: { 'no-console': 'off' } },
    {
      // Playwright: `({}, use)` fixtures, console output, its own `expect`.
      files: ['tests/e2e/**'],
      rules: {
        'no-console': 'off',
        'no-empty-pattern': 'off',
        'react/rules-of-hooks': 'off',
        'vitest/valid-expect': 'off',
      },
    },
    { files: judgingTests, rules: { 'no-restricted-properties': noClock } },
    { files: [...clockAllowed], rules: { 'no-restricted-properties': 'off' } },
    { files: [...defaultExportAllowed], rules: { 'import/no-default-export': 'off' } },
  ],
});
