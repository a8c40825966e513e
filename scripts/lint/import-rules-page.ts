// SPDX-License-Identifier: Apache-2.0
import { featureFaces, leaves, pageRooms, pureRooms, rooms, separateSubfolders } from './rooms.ts';
import { namedImportRules } from './named-import-rules.ts';
import { packageRules } from './package-rules.ts';

const code = (text: string): string => `\`${text}\``;
const list = (items: readonly string[]): string => items.map(code).join(', ');

export function importRulesPage(): string {
  return `# Import rules

Generated from \`scripts/lint/rooms.ts\` by \`npm run lint:generate\`; do not edit. oxlint enforces them
(\`.oxlintrc.json\`, rule \`no-restricted-imports\`), for \`import\`, \`export … from\`, \`import()\` and \`import type\` alike;
\`require()\` is banned. \`tests/unit/tooling/lint-rooms.test.ts\` breaks each one on purpose.

## Rooms

| Room | may import, besides itself | because |
|---|---|---|
${rooms
  .map(
    (room) =>
      `| ${code(room.path)}${room.shallow === true ? ' (files directly in it)' : ''} | ${
        room.may.length === 0 ? 'nothing' : list(room.may)
      } | ${room.why} |`,
  )
  .join('\n')}

No room imports ${list(leaves)}. The folders of ${list(separateSubfolders)} import from each other only files named ${list(featureFaces.map((face) => `*-${face}.tsx`))}.

## Packages and builtins

| Only here | what | because |
|---|---|---|
${packageRules.map((rule) => `| ${list(rule.only)} | ${rule.name} | ${rule.why} |`).join('\n')}
${namedImportRules
  .map((rule) => `| ${list(rule.only)} | ${code(rule.names[0] ?? '')} of ${code(rule.module)} | ${rule.why} |`)
  .join('\n')}

- ${list(pureRooms)}: no builtin that does input or output (files, processes, network, database, workers).
- ${list(pageRooms)}: no Node builtin.
`;
}
