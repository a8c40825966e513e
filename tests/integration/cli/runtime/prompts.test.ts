// SPDX-License-Identifier: Apache-2.0
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTerminal } from '../../../support/cli/in-terminal.ts';
import { makeIdentityFiles, type IdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { cliBundle, runCli } from '../../../support/cli/run-cli.ts';
import { softHsmToken, softHsmUnavailable, startSoftHsm } from '../../../support/tokens/modules/softhsm.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-prompts-'));
const at = (name: string): string => join(folder, name);
const vault = at('vault');
const cli = (...argv: string[]): string[] => [process.execPath, cliBundle, ...argv];
const passphrase = 'Stable-Battery-77';
let identity: IdentityFiles;

beforeAll(async () => {
  identity = makeIdentityFiles(folder, 'bank', { subject: '/CN=bank' });
  writeFileSync(at('passphrase'), passphrase);
  await runCli(['vault', 'init', '--passphrase-file', at('passphrase'), '--vault', vault]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('questions on a terminal', () => {
  test('[A01] inspect names the file when it asks for its password', async () => {
    const run = await inTerminal(cli('inspect', identity.p12), [['Password for .*bank\\.p12:', 'correct horse\r']]);
    expect({ unsent: run.unsent, code: run.code }).toEqual({ unsent: 0, code: 0 });
  });

  test('[A01] import names the file when it asks for its password', async () => {
    const answers = [['Password for .*bank\\.p12:', 'correct horse\r']] as const;
    const run = await inTerminal(cli('import', identity.p12, '--vault', vault), answers);
    expect({ unsent: run.unsent, code: run.code }).toEqual({ unsent: 0, code: 0 });
  });

  test('[A01] [K09] import of an exported vault asks for its passphrase or recovery code', async () => {
    const secret = ['--passphrase-file', at('passphrase')];
    await runCli(['import', identity.certificate, '--vault', at('other')]);
    await runCli(['vault', 'init', ...secret, '--vault', at('first')]);
    const exported = await runCli(['vault', 'export', at('moved.vault'), ...secret, '--vault', at('first'), '--json']);
    expect(exported.json).toMatchObject({ ok: true });
    const answers = [['Passphrase or recovery code for the vault in .*moved\\.vault:', `${passphrase}\r`]] as const;
    const run = await inTerminal(cli('import', at('moved.vault'), '--vault', vault), answers);
    expect({ unsent: run.unsent, code: run.code }).toEqual({ unsent: 0, code: 0 });
  });

  test('[A01] a control character in the name of a file does not reach the terminal in the question', async () => {
    copyFileSync(identity.p12, at('a\u001b[2Jb.p12'));
    const run = await inTerminal(cli('inspect', at('a\u001b[2Jb.p12')), [['Password for .*:', '\u0003']]);
    expect({ unsent: run.unsent, code: run.code }).toEqual({ unsent: 0, code: 130 });
    expect(run.output).not.toContain('\u001b[2J');
  });

  test('[A01] Ctrl-D at a question cancels, as Ctrl-C does', async () => {
    const run = await inTerminal(cli('inspect', identity.p12), [['Password for .*:', '\u0004']]);
    expect({ unsent: run.unsent, code: run.code }).toEqual({ unsent: 0, code: 130 });
  });

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('[A01] %s at a question that echoes cancels the command and starts a new line', async (_name, key) => {
    await runCli(['import', identity.certificate, '--vault', at('asked')]);
    const run = await inTerminal(cli('delete', identity.sha256, '--vault', at('asked')), [['Delete .*\\[y/N\\]', key]]);
    expect({ unsent: run.unsent, code: run.code }).toEqual({ unsent: 0, code: 130 });
    expect(stripVTControlCharacters(run.output)).toMatch(/\[y\/N\] \r+\nCancelled/);
    expect((await runCli(['list', '--vault', at('asked')])).stdout).toContain('bank');
  });

  test.skipIf(softHsmUnavailable() !== null)(
    '[A01] [T08] tokens import asks for the password of the named file, then for the PIN',
    async () => {
      const target = await startSoftHsm();
      try {
        const token = ['--module', '/usr/lib/softhsm/libsofthsm2.so', '--token', softHsmToken.label];
        const environment = { ...target.environment, HOME: folder };
        await runCli(['tokens', 'manage', ...token, '--on', '--yes', '--vault', at('data')], { environment });
        const argv = cli('tokens', 'import', identity.p12, ...token, '--vault', at('data'));
        const answers = [
          ['Password for .*bank\\.p12:', 'correct horse\r'],
          ['PIN of the USB key “CertSteward test”:', `${softHsmToken.pin}\r`],
        ] as const;
        const run = await inTerminal(argv, answers, environment);
        expect({ unsent: run.unsent, code: run.code }).toEqual({ unsent: 0, code: 0 });
      } finally {
        await target.stop();
      }
    },
  );

  test('[K03] show asks for no passphrase and reports that there is a locked note', async () => {
    const id = identity.sha256;
    await runCli(['import', identity.certificate, '--vault', vault]);
    await runCli(['set', id, '--note', 'ask Ms Li', '--vault', vault]);
    const locked = await inTerminal(cli('show', id, '--vault', vault));
    expect({ asksPassphrase: locked.output.includes('Passphrase'), code: locked.code }).toEqual({
      asksPassphrase: false,
      code: 0,
    });
    expect(stripVTControlCharacters(locked.output)).toMatch(/Note +locked \(add --passphrase-file/);
    const read = await runCli(['show', id, '--passphrase-file', at('passphrase'), '--vault', vault]);
    expect(read.stdout).toMatch(/Note +ask Ms Li/);
  });
});

describe('secrets typed on a terminal', () => {
  test('[A01] [X04] text typed while the vault unlocks is not echoed and answers the next question', async () => {
    await runCli(['import', identity.p12, '--password-file', at('bank.password'), '--vault', vault]);
    const argv = cli('export', identity.sha256, '--format', 'p12', '-o', at('early.p12'), '--vault', vault);
    const run = await inTerminal(argv, [
      ['Vault passphrase:', `${passphrase}\r`],
      ['\n', 'Blue-Kettle-41-x\r'],
      ['Repeat the password:', 'Blue-Kettle-41-x\r'],
    ]);
    expect({ unsent: run.unsent, code: run.code }).toEqual({ unsent: 0, code: 0 });
    expect(run.output).not.toContain('Kettle');
    expect(run.output).toContain('saved and checked, with private key');
  });

  test('[A01] Ctrl-C while the vault unlocks stops the command', async () => {
    const argv = cli('export', identity.sha256, '--format', 'p12', '-o', at('late.p12'), '--vault', vault);
    const run = await inTerminal(argv, [
      ['Vault passphrase:', `${passphrase}\r`],
      ['\n', '\u0003'],
    ]);
    expect({ unsent: run.unsent, code: run.code }).toEqual({ unsent: 0, code: 130 });
  });

  test('[A01] [F06] export asks for the password of the new file twice', async () => {
    await runCli(['import', identity.p12, '--password-file', at('bank.password'), '--vault', vault]);
    const argv = (file: string) => cli('export', identity.sha256, '--format', 'p12', '-o', at(file), '--vault', vault);
    const asked = (second: string) =>
      [
        ['Vault passphrase:', `${passphrase}\r`],
        ['Password for the new file:', 'Blue-Kettle-41-x\r'],
        ['Repeat the password:', `${second}\r`],
      ] as const;
    const slipped = await inTerminal(argv('slipped.p12'), asked('Blue-Kettle-41-y'));
    expect({ unsent: slipped.unsent, code: slipped.code }).toEqual({ unsent: 0, code: 2 });
    expect(existsSync(at('slipped.p12'))).toBe(false);
    const written = await inTerminal(argv('written.p12'), asked('Blue-Kettle-41-x'));
    expect({ unsent: written.unsent, code: written.code }).toEqual({ unsent: 0, code: 0 });
  });

  test('[K02] vault unlock asks for the passphrase', async () => {
    const answers = [['Vault passphrase:', `${passphrase}\r`]] as const;
    const run = await inTerminal(cli('vault', 'unlock', '--vault', vault), answers);
    expect({ unsent: run.unsent, code: run.code }).toEqual({ unsent: 0, code: 0 });
  });

  test('[B01] backup create asks once for the passphrase that unlocks the vault and protects the backup', async () => {
    mkdirSync(at('backups'));
    const answers = [['Vault passphrase:', `${passphrase}\r`]] as const;
    const run = await inTerminal(cli('backup', 'create', '--to', at('backups'), '--vault', vault), answers);
    expect({ unsent: run.unsent, code: run.code }).toEqual({ unsent: 0, code: 0 });
    expect(readdirSync(at('backups'))).toHaveLength(1);
  });
});

describe('hidden questions', () => {
  const prompts = join(import.meta.dirname, '../../../../main/cli/runtime/terminal-prompt.ts');
  const script = (body: string): string[] => {
    const echo = `() => / echo /.test(execFileSync('stty', ['-a'], { stdio: ['inherit', 'pipe', 'inherit'] }))`;
    return [
      process.execPath,
      '--input-type=module',
      '--eval',
      `import { askOnTerminal, promptSecret } from ${JSON.stringify(prompts)};
       import { execFileSync } from 'node:child_process';
       import { setTimeout } from 'node:timers/promises';
       const echoes = ${echo};
       const say = (value) => console.log(JSON.stringify(value));
       ${body}`,
    ];
  };

  test('[A01] [X04] a line pasted after the first answers the next hidden question', async () => {
    const body = `const first = await promptSecret('First:', { anotherFollows: true });
      say({ echoes: echoes() });
      say([first, await promptSecret('Second:', { anotherFollows: true }), await promptSecret('Third:'), echoes()]);`;
    const run = await inTerminal(script(body), [
      ['First:', 'one\rtwo\r\nth'],
      ['Third:', 'ree\r'],
    ]);
    expect(run).toMatchObject({ unsent: 0, code: 0 });
    expect(run.output).toContain('{"echoes":false}');
    expect(run.output).toContain('["one","two","three",true]');
  });

  test('[A01] [X04] text typed without echo does not answer a question that echoes', async () => {
    const body = `await promptSecret('First:', { anotherFollows: true });
      await setTimeout(500);
      say({ answer: await askOnTerminal('Delete? [y/N]') });`;
    const run = await inTerminal(script(body), [
      ['First:', 'one\ry\r'],
      ['\n', 'y\r'],
      ['y/N', 'no\r'],
    ]);
    expect(run).toMatchObject({ unsent: 0, code: 0 });
    expect(run.output).toContain('{"answer":"no"}');
  });

  test('[A01] the terminal echoes again after the last hidden question and after an exit', async () => {
    const last = `say(echoes(await promptSecret('First:')));`;
    expect((await inTerminal(script(last), [['First:', 'one\r']])).output).toContain('true');
    const ends = `await promptSecret('First:', { anotherFollows: true });
      process.once('exit', () => say(echoes()));
      process.exit(3);`;
    const ended = await inTerminal(script(ends), [['First:', 'one\r']]);
    expect(ended).toMatchObject({ code: 3, output: expect.stringContaining('true') as string });
  });
});

describe('first steps', () => {
  test('[A02] a call without arguments shows the help and exits with 0', async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: certsteward COMMAND');
  });

  test('[A02] --version shows the version', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../package.json'), 'utf8')) as {
      version: string;
    };
    expect(await runCli(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n` });
    expect((await runCli(['--version', '--json'])).json).toEqual({ ok: true, value: { version } });
  });

  test('[U06] an empty list says so and names the next step', async () => {
    await runCli(['vault', 'init', '--passphrase-file', at('passphrase'), '--vault', at('empty')]);
    expect((await runCli(['list', '--vault', at('empty')])).stdout).toContain('certsteward import');
    expect(await runCli(['list', '--vault', vault, '--search', 'nothing'])).toMatchObject({
      code: 0,
      stdout: 'No certificates match.\n',
    });
  });
});
