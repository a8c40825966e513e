// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTerminal } from '../../../support/cli/in-terminal.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli, type CliOptions } from '../../../support/cli/run-cli.ts';

const standIn = path.resolve(import.meta.dirname, '../../../conformance/start-process.ts');
let folder: string;
let vault: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'certsteward-in-electron-'));
  vault = path.join(folder, 'vault');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the CLI on Electron's stand-in, which exits with 70 if Electron was misused. */
const electron = async (words: readonly string[], options: CliOptions = {}) =>
  runCli(['--cli', ...words], { ...options, bundle: standIn, environment: { TMPDIR: folder, ...options.environment } });
const profiles = () => readdirSync(folder).filter((name) => name.startsWith('certsteward-cli-'));

describe('the command line in Electron (on its stand-in)', () => {
  it('[A01] [P01] imports in a child process, answers like plain Node.js and leaves no profile', async () => {
    const { p12, password } = makeIdentityFiles(folder, 'electron', { subject: '/CN=In Electron' });
    const imported = await electron(
      ['import', p12, '--vault', vault, '--password-stdin', '--certificates-only', '--json'],
      { stdin: `${password}\n` },
    );
    expect(imported.json, imported.stderr).toMatchObject({ ok: true });
    expect(imported.code).toBe(0);
    const words = ['list', '--vault', vault, '--json'];
    const [here, plain] = [await electron(words), await runCli(words)];
    expect(here.json?.value).toEqual(plain.json?.value);
    expect(here.stderr).toBe('');
    const unknown = ['show', 'nobody', '--vault', vault, '--json'];
    expect((await electron(unknown)).code).toBe((await runCli(unknown)).code);
    expect((await electron(['--version'])).stdout).toBe((await runCli(['--version'])).stdout);
    expect(profiles()).toEqual([]);
  });

  it('[A01] asks for a password on the terminal without echo', async () => {
    const { p12, password } = makeIdentityFiles(folder, 'electron', { subject: '/CN=Asked' });
    const argv = [process.execPath, standIn, '--cli', 'inspect', p12];
    const run = await inTerminal(argv, [['Password for ', `${password}\r`]]);
    expect(run).toMatchObject({ code: 0, unsent: 0 });
    expect(run.output).toContain('Asked');
    expect(run.output).not.toContain(password);
  });

  it('[A01] [P01] ends a command cleanly when Electron quits on SIGHUP', async () => {
    const program = spawn(process.execPath, [standIn, '--cli', 'demo-ca'], {
      env: { ...process.env, TMPDIR: folder, LANG: 'en_US.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      let output = '';
      for await (const piece of program.stdout.setEncoding('utf8')) {
        output += String(piece);
        if (output.includes('renew ID')) break;
      }
      const [ended, said] = [once(program, 'exit'), text(program.stderr)];
      // SIGHUP makes Electron quit, and the CLI doesn't handle it itself.
      program.kill('SIGHUP');
      expect(await ended).toEqual([0, null]);
      expect(await said).toContain('The practice CA has stopped');
      expect(profiles()).toEqual([]);
    } finally {
      program.kill('SIGKILL');
    }
  });
});
