// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../../main/cli/commands.ts';
import { inTerminal } from '../../../support/cli/in-terminal.ts';
import { missingTools } from '../../../support/formats/peer-tools.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-completion-'));
const script = (shell: string): string => join(folder, shell);
const file = join(folder, 'my certificate.p12');

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout, code } = await runCli(['completion', shell]);
    if (code !== 0) throw new Error(`completion ${shell}: exit ${code}`);
    writeFileSync(script(shell), stdout);
  }
  writeFileSync(file, '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const first = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))];
const cases: readonly (readonly [typed: string, offered: readonly string[]])[] = [
  ['certsteward ', first],
  ['certsteward im', ['import']],
  ['certsteward vault uns', []],
  ['certsteward vault un', ['unlock']],
  ['certsteward --vault /tmp vault ini', ['init']],
  ['certsteward list --status ex', ['expiring', 'expired']],
  ['certsteward list --format ', ['json', 'csv']],
  ['certsteward export x --format p', ['p12', 'pem', 'p7b', 'pkcs8']],
  ['certsteward export --profile ', ['modern', 'compatible', 'guomi']],
  ['certsteward pending im', ['import']],
  ['certsteward list --st', ['--status']],
  ['certsteward import --passp', ['--passphrase-file', '--passphrase-stdin']],
  ['certsteward import --passw', ['--password-file', '--password-stdin', '--passwords-file', '--passwords-stdin']],
  ['certsteward completion z', ['zsh']],
];

describe('[A02] completion by a real shell', () => {
  test.each(cases)('bash: %s', (typed, offered) => {
    const words = typed.split(' ');
    const ask = `source ${script('bash')}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _certsteward; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect(lines(execFileSync('bash', ['--norc', '-c', ask], { encoding: 'utf8' }))).toEqual(offered.toSorted());
  });

  test.skipIf(missingTools('fish').length > 0).each(cases)('fish: %s', (typed, offered) => {
    const ask = `source ${script('fish')}; complete -C '${typed}'`;
    const found = lines(execFileSync('fish', ['--no-config', '-c', ask], { encoding: 'utf8' }));
    expect(found.map((line) => line.split('\t')[0])).toEqual(offered.toSorted());
  });

  test.skipIf(missingTools('zsh').length > 0).each([
    ['certsteward im', 'import'],
    ['certsteward vault un', 'vault unlock'],
    ['certsteward list --status expire', 'list --status expired'],
    ['certsteward export x --profile mo', 'export x --profile modern'],
    ['certsteward list --expi', 'list --expiring'],
    [`certsteward import ${folder}/my`, 'import .*my.* certificate.p12'],
  ])('zsh: %s', async (typed, completed) => {
    const load = `PS1=; autoload -Uz compinit; compinit -u -D; source ${script('zsh')}; echo LOA''DED\n`;
    // Press Tab, then wrap the completed line in a `print` command.
    const show = `${typed}\t\u0001print -r -- L''L"\u0005"R''R\n`;
    const run = await inTerminal(
      ['zsh', '-f', '-i'],
      [
        ['%|\\$|#|>', load],
        ['LOADED', show],
        [`LLcertsteward ${completed}RR`, 'exit\n'],
      ],
    );
    expect(run.unsent).toBe(0);
  });

  test('an unknown shell name is refused', async () => {
    expect((await runCli(['completion', 'cmd'])).code).toBe(2);
    expect((await runCli(['completion', 'constructor'])).code).toBe(2);
  });
});

function lines(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .toSorted();
}
