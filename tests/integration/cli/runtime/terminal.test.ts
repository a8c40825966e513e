// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pemBlock } from '../../../../main/formats/writers/write-pem.ts';
import { integer } from '../../../../main/x509/der/der-writer.ts';
import { inTerminal } from '../../../support/cli/in-terminal.ts';
import { cliBundle, runCli } from '../../../support/cli/run-cli.ts';
import { encodeCertificate } from '../../../unit/x509/certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-terminal-'));
const at = (name: string): string => join(folder, name);
const count = 60;
const files = Array.from({ length: count }, (_, index) => at(`证书-${index}.pem`));
const cli = (...argv: string[]): string[] => [process.execPath, cliBundle, ...argv];

beforeAll(() => {
  for (const [index, file] of files.entries())
    writeFileSync(file, pemBlock('CERTIFICATE', encodeCertificate({ serial: integer(index + 1) })));
  writeFileSync(at('list.jsonl'), files.map((file) => JSON.stringify({ file, password: null })).join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('[A03] progress', () => {
  test('redraws one line on a terminal and erases it at the end', async () => {
    const { output, code } = await inTerminal(cli('import', ...files, '--vault', at('shown')));
    expect(code).toBe(0);
    expect(output).toContain('\r\u001b[K[');
    expect(output).toMatch(/\[[#.]{20}\] +\d+\/60 +\d+% {2}(?:\d+:\d\d|-:--) {2}/);
    // Every progress bar is erased before a line is printed: none remains on screen.
    const screen = output.split('\n').map((line) => line.slice(line.lastIndexOf('\u001b[K') + 1));
    expect(screen.filter((line) => /\d+\/60/.test(line))).toEqual([]);
    for (const drawing of output.matchAll(/\[[#.]{20}\][^\r]*/g)) expect(width(drawing[0])).toBeLessThan(100);
  });

  test('is shown for inspect --batch too', async () => {
    const { output, code } = await inTerminal(cli('inspect', '--batch', at('list.jsonl')));
    expect(code).toBe(0);
    expect(output).toMatch(/\d+\/60/);
  });

  test('is plain lines in a file, JSON lines with --json, and absent with --quiet', async () => {
    const plain = await runCli(['import', ...files.slice(0, 3), '--verbose', '--vault', at('plain')]);
    expect(plain.stderr).not.toContain('\u001b');
    expect(plain.stderr.trim().split('\n')).toHaveLength(3);
    const json = await runCli(['import', ...files.slice(0, 3), '--vault', at('plain'), '--json']);
    const events = json.stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; total?: number });
    expect(events.filter(({ event }) => event === 'progress').map(({ total }) => total)).toEqual([3, 3, 3]);
    const quiet = await runCli(['import', ...files.slice(0, 3), '--vault', at('plain'), '--quiet']);
    expect(quiet.stderr).toBe('');
  });

  test('[K08] Ctrl-C stops between two files, reports the files done and keeps their certificates', async () => {
    const vault = at('stopped');
    const { output, code, unsent } = await inTerminal(
      cli('import', ...files, ...files, '--verbose', '--vault', vault),
      [['证书-4.pem: ', '\u0003']],
    );
    expect({ unsent, code }).toEqual({ unsent: 0, code: 130 });
    const summary = /Stopped\. (\d+) of 120 files done, (\d+) certificates? added/.exec(output);
    expect(Number(summary?.[1])).toBeGreaterThanOrEqual(5);
    expect(Number(summary?.[1])).toBeLessThan(120);
    // A new vault's recovery code is still printed.
    expect(output).toMatch(/(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}/);
    const listed = await runCli(['list', '--vault', vault, '--json']);
    expect(listed.json?.value.certificates).toHaveLength(Number(summary?.[2]));
    expect((await runCli(['vault', 'verify', '--vault', vault])).code).toBe(0);
  });

  test('Ctrl-C at a question exits with 130', async () => {
    writeFileSync(at('passphrase'), 'correct horse');
    await runCli(['vault', 'init', '--passphrase-file', at('passphrase'), '--vault', at('asked')]);
    const argv = cli('vault', 'verify', '--vault', at('asked'));
    const { code, unsent } = await inTerminal(argv, [['Vault passphrase', '\u0003']]);
    expect({ unsent, code }).toEqual({ unsent: 0, code: 130 });
  });
});

function width(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
}
