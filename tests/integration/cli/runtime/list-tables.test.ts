// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textWidth } from '../../../../main/cli/output/text-width.ts';
import { inTerminal } from '../../../support/cli/in-terminal.ts';
import { cliBundle, runCli } from '../../../support/cli/run-cli.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import {
  softHsmToken,
  softHsmUnavailable,
  startSoftHsm,
  type SoftHsmTarget,
} from '../../../support/tokens/modules/softhsm.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-lists-'));
const at = (name: string): string => join(folder, name);
const database = at('.pki/nssdb');
const noSoftHsm = softHsmUnavailable();
let softHsm: SoftHsmTarget | null = null;
let id = '';

const environment = () => ({ ...softHsm?.environment, HOME: folder, XDG_CONFIG_HOME: at('.config') });
async function done(...argv: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runCli(argv, { environment: environment() });
  expect({ argv, code, said: code === 0 ? '' : stdout + stderr }).toEqual({ argv, code: 0, said: '' });
}
async function onTerminal(columns: number, argv: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const run = await inTerminal([process.execPath, cliBundle, ...argv], [], {
    ...environment(),
    COLUMNS: String(columns),
    ...more,
  });
  return { output: run.output, lines: stripVTControlCharacters(run.output).trimEnd().split(/\r?\n/) };
}

beforeAll(async () => {
  if (noSoftHsm === null) softHsm = await startSoftHsm();
  mkdirSync(database, { recursive: true });
  execFileSync('certutil', ['-N', '--empty-password', '-d', `sql:${database}`]);
  const bank = makeIdentityFiles(folder, 'bank', { subject: '/CN=林晓雯/C=CN', days: 20 });
  id = bank.sha256;
  writeFileSync(at('password'), bank.password);
  writeFileSync(at('passphrase'), 'a passphrase of four words');
  const opened = ['--passphrase-file', at('passphrase')];
  const guide = { name: '海川银行', protocol: 'manual', url: 'https://ca.haichuan.example/' };
  writeFileSync(at('guide.json'), JSON.stringify(guide));
  mkdirSync(at('backups'));
  await done('vault', 'init', ...opened);
  await done('import', bank.p12, '--password-file', at('password'), ...opened);
  await done('stores', 'install', id, '--to', 'chromium', ...opened);
  await done('profiles', 'import', at('guide.json'));
  await done('enrol', '--profile', '海川银行', '--subject', 'CN=林晓雯,C=CN', '-o', at('request.csr'), '--yes');
  await done('anchors', 'add', bank.certificate, '--fingerprint', id.slice(0, 8), ...opened);
  await done('backup', 'create', '--to', at('backups'), ...opened);
}, 300_000);
afterAll(async () => {
  await softHsm?.stop();
  rmSync(folder, { recursive: true });
});

const lists: Record<string, { readonly argv: readonly string[]; readonly head: RegExp; readonly row: RegExp }> = {
  stores: {
    argv: ['stores', 'list'],
    head: /^Name +State +Certificates +Private keys$/,
    row: /^Chromium\S* +ready +1 +1$/,
  },
  pending: {
    argv: ['pending'],
    head: /^Since +Name +State +(?:Guide +)?.*ID$/,
    row: /CN=林晓雯.* pending .* [0-9a-f]{8}$/,
  },
  profiles: {
    argv: ['profiles', 'list'],
    head: /^Name +Host +Protocol +State +ID$/,
    row: /^海川银行 +ca\.haichuan\.example +manual +not confirmed yet +[0-9a-f]{8}$/,
  },
  anchors: {
    argv: ['anchors', 'list'],
    head: /^Left +Expires +Name +Status +ID$/,
    row: /^20 d +\S+ +林晓雯 +trusted +/,
  },
  backups: {
    argv: ['backup', 'history'],
    head: /^Made +Certificates +Private keys +Last check$/,
    row: /^\d{4}-\d\d-\d\d \d\d:\d\d +1 +\d +passed$/,
  },
  log: {
    argv: ['log'],
    head: /^No\. +Time +Event +Details/,
    row: /^ *\d+ {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}imported +1 certificate/,
  },
};

describe('[A01] lists on a terminal', () => {
  test.each(Object.entries(lists))(
    '%s: prints an aligned table with a bold header, within 80 and 120 columns',
    async (_, each) => {
      for (const columns of [80, 120]) {
        const { output, lines } = await onTerminal(columns, each.argv);
        expect(output.startsWith('\u001b[1m')).toBe(true);
        expect(lines[0]).toMatch(each.head);
        expect(
          lines.some((line) => each.row.test(line)),
          lines.join('\n'),
        ).toBe(true);
        // Paths below rows are never shortened.
        for (const line of lines.filter((text) => !text.includes(folder))) {
          expect(textWidth(line), line).toBeLessThanOrEqual(columns);
        }
        const plain = await onTerminal(columns, each.argv, { NO_COLOR: '1' });
        expect(plain.output).not.toContain('\u001b');
        expect(plain.lines).toEqual(lines);
      }
    },
  );

  test.skipIf(noSoftHsm !== null)('[T02] tokens list shows name, PIN, serial number and ID of a USB key', async () => {
    const argv = ['tokens', 'list', '--module', '/usr/lib/softhsm/libsofthsm2.so'];
    for (const columns of [80, 120]) {
      const { lines } = await onTerminal(columns, argv);
      expect(lines[0]).toMatch(
        columns === 120 ? /^Name +PIN +Access +Serial number +ID$/ : /^Name +PIN +.*Serial number +ID$/,
      );
      const row = lines.find((line) => line.startsWith(softHsmToken.label));
      expect(row).toMatch(/ ready .* [0-9a-f]{16} +[0-9a-f]{8}$/);
    }
  });

  test('[S01] list shows that a certificate is in the vault and in a browser', async () => {
    const { lines } = await onTerminal(120, ['list']);
    expect(lines[0]).toMatch(/ Where +Status /);
    expect(lines[1]).toMatch(/林晓雯 .* vault, Chromium\S* +expiring +yes +/);
    const piped = await runCli(['list', '--json'], { environment: environment() });
    expect(piped.json?.value.certificates).toMatchObject([{ sha256: id }]);
  });
});
