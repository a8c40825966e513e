// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textWidth } from '../../../../main/cli/output/text-width.ts';
import { parseExposition } from '../../../support/cli/exposition-format.ts';
import { inTerminal } from '../../../support/cli/in-terminal.ts';
import { cliBundle, runCli } from '../../../support/cli/run-cli.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-tables-'));
const at = (name: string): string => join(folder, name);
const vault = ['--vault', at('vault')];
const chinese = { LANG: 'zh_CN.UTF-8' };
let sha256 = '';

beforeAll(async () => {
  mkdirSync(at('many'));
  const key = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-addext', 'basicConstraints=critical,CA:FALSE'];
  const soon = makeIdentityFiles(at('many'), 'soon', { subject: '/CN=上海云帆贸易有限公司/C=CN', days: 5, key });
  const later = makeIdentityFiles(at('many'), 'later', { subject: '/CN=svc-payments@yunfan.example', days: 300, key });
  sha256 = soon.sha256;
  for (let index = 0; index < 12; index++) {
    writeFileSync(at(`many/cut-${index}.p12`), readFileSync(soon.p12).subarray(0, 200 + index));
  }
  await runCli(['import', soon.certificate, later.certificate, ...vault]);
  await runCli(['set', soon.sha256, '--label', '工资卡', ...vault]);
});
afterAll(() => rmSync(folder, { recursive: true }));

const list = async (columns: string, environment: NodeJS.ProcessEnv = {}, ...more: string[]) =>
  (await inTerminal([process.execPath, cliBundle, 'list', ...vault, ...more], [], { COLUMNS: columns, ...environment }))
    .output;

describe('[L01] [A01] text on a terminal', () => {
  test.each(['80', '120'])('the list fits %s columns, with days left and colour', async (columns) => {
    const output = await list(columns);
    expect(output).toContain('\u001b[31m');
    const lines = stripVTControlCharacters(output).trimEnd().split(/\r?\n/);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(Number(columns));
    expect(lines[0]).toMatch(columns === '120' ? /Left +Expires +Name +Issuer/ : /Left +Expires +Name +\S/);
    expect(lines[1]).toMatch(/^ *\d+ d {2}\d{4}-\d\d-\d\d {2}工资卡 .*expiring/);
    expect(lines.at(-1)).toBe('2 certificates: 1 valid, 1 expiring within 60 days.');
  });

  test.each([
    ['NO_COLOR', { NO_COLOR: '1' }, []],
    ['TERM=dumb', { TERM: 'dumb' }, []],
    ['--no-color', {}, ['--no-color']],
  ] as const)('%s disables colours', async (_name, environment, more) => {
    expect(await list('100', environment, ...more)).not.toContain('\u001b');
  });

  test('a pipe gets no colour', async () => {
    expect((await runCli(['list', ...vault])).stdout).not.toContain('\u001b');
  });

  test('[U01] show, list and vault status use Chinese field names in a Chinese locale', async () => {
    const shown = (await runCli(['show', sha256, ...vault], { environment: chinese })).stdout;
    expect(shown).toMatch(/^名称 +工资卡\n状态 +即将到期\n剩余 +\d+ 天\n到期 +\d{4}-/);
    expect(shown).not.toMatch(/^(?:subject|issuer|serial|status|chain|algorithm|key|notAfter|Name|Status)\b/m);
    const listed = (await runCli(['list', ...vault], { environment: chinese })).stdout;
    expect(listed).toMatch(/^ *剩余 +到期 +名称/);
    expect(listed).not.toMatch(/\b(?:key|watched|valid|expiring)\b/);
    const status = (await runCli(['vault', 'status', ...vault], { environment: chinese })).stdout;
    expect(status).not.toMatch(/\b(?:folder|state|protectors|certificates|keys)\b/);
  });
});

test('[A02] certsteward without arguments shows how many certificates expire soon, on a terminal', async () => {
  const home = at('home');
  mkdirSync(join(home, '.config'), { recursive: true });
  const environment = { HOME: home, XDG_CONFIG_HOME: join(home, '.config') };
  await runCli(['import', at('many/soon.pem'), at('many/later.pem')], { environment });
  const { output, code } = await inTerminal([process.execPath, cliBundle], [], environment);
  expect(code).toBe(0);
  expect(output).toMatch(/^CertSteward /);
  expect(output.trimEnd().split('\n').at(-1)).toContain(
    '1 certificate expiring within 60 days or expired. Run "certsteward list --expiring 60".',
  );
});

describe('[A03] many files', () => {
  test('import lists ten problems of each kind, and every file with --verbose', async () => {
    const argv = ['import', at('many'), '--vault', at('other')];
    const { code, stdout, stderr } = await runCli(argv);
    expect([code, stderr]).toEqual([5, '']);
    expect(stdout).toMatch(/^ +\d+ {2}imported/m);
    expect(stdout).toMatch(/^ +12 {2}damaged +not imported$/m);
    expect(stdout.match(/cut-\d+\.p12: The file is damaged/g)).toHaveLength(10);
    expect(stdout).toContain('and 2 more. To list all, add --verbose');
    const each = await runCli([...argv, '--verbose']);
    expect(each.stdout.match(/cut-\d+\.p12: /g)).toHaveLength(12);
    expect(each.stderr.match(/soon\.pem: /g)).toHaveLength(1);
  });

  test('inspect --batch as text prints counts and lists the files that do not open', async () => {
    const names = ['soon.pem', 'cut-0.p12', 'cut-1.p12'];
    writeFileSync(
      at('list.jsonl'),
      names.map((name) => JSON.stringify({ file: at(`many/${name}`), password: null })).join('\n'),
    );
    const { code, stdout } = await runCli(['inspect', '--batch', at('list.jsonl')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +1 {2}opened\n +2 {2}damaged\n\nDamaged\n/);
    const json = await runCli(['inspect', '--batch', at('list.jsonl'), '--json']);
    expect(json.stdout.trim().split('\n')).toHaveLength(3);
  });

  test('[D02] scan counts the searched files and the files of each state', async () => {
    const { stdout } = await runCli(['scan', at('many'), '--vault', at('vault')]);
    expect(stdout).toMatch(/Searched \d+ files in 1 folder in \d+\.\d s\./);
    expect(stdout).toMatch(/^ +\d+ {2}already in the vault$/m);
    expect(stdout).toMatch(/^ +12 {2}damaged$/m);
  });
});

describe('[A01] [A02] mistakes on the command line', () => {
  test.each([
    [['lsit'], 'unknown command "lsit". Did you mean "list"? Run "certsteward help" to see the commands.\n'],
    [['stores'], '"certsteward stores" needs a command. Run "certsteward help stores" to see its commands.\n'],
    [
      ['list', '--serach', 'x'],
      'unknown option --serach. Did you mean --search? Run "certsteward help list" for its usage.\n',
    ],
    [['show'], 'This command needs ID. Run "certsteward help show" for its usage.\n'],
  ])('%j: the error names the mistake and the next command', async (argv, told) => {
    expect(await runCli(argv)).toMatchObject({ code: 2, stdout: '', stderr: told });
    const { json } = await runCli([...argv, '--json']);
    expect(json?.error).toMatchObject({ code: 'usage', message: told.trimEnd() });
  });

  test('[A02] help covers a command, a group, all commands, exit codes and a misspelt topic', async () => {
    const help = async (...argv: string[]) => await runCli(['help', ...argv]);
    expect((await help('enrol')).stdout).toMatch(/^Apply for a new certificate\n\nUsage: certsteward enrol --profile/);
    expect((await help('enrol', '--full')).stdout).toContain('--code-stdin');
    expect((await help('stores')).stdout).toContain('stores inventory');
    const all = (await help('--all')).stdout;
    expect(all).toContain('vault protector remove');
    expect(all).not.toContain('--all');
    expect((await help('exit-codes')).stdout).toMatch(/^ {2}130 /m);
    expect(await help('improt')).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean "import"?') });
  });
});

test('[F01] [F06] export reports whether the file has a private key', async () => {
  writeFileSync(at('new.password'), 'Blue-Kettle-41-x');
  const exported = async (...more: string[]) => await runCli(['export', sha256, ...more, ...vault]);
  const p12 = ['--format', 'p12', '-o', at('out.p12')];
  expect((await exported(...p12)).stderr).toMatch(/^A file in this format must have a password\./);
  const written = await exported(...p12, '--password-file', at('new.password'));
  expect(written.stdout).toMatch(/out\.p12: saved and checked, without a private key\n$/);
  expect((await exported('--format', 'pem', '-o', at('out.pem'))).stdout).toMatch(/out\.pem: saved and checked\n$/);
});

test('[R05] check --quiet answers only with its exit code', async () => {
  expect(await runCli(['check', '--quiet', ...vault])).toMatchObject({ code: 10, stdout: '', stderr: '' });
});

test('[A02] the error names a missing vault given with --vault', async () => {
  const { code, stderr } = await runCli(['list', '--vault', at('none')]);
  expect([code, stderr]).toEqual([6, expect.stringMatching(/^There is no vault in .*\/none\. /)]);
});

test('[A01] show finds a certificate by its full name and refuses part of a name, quoting it', async () => {
  expect((await runCli(['show', '工资卡', ...vault])).stdout).toMatch(/^Name +工资卡$/m);
  const { code, stderr } = await runCli(['show', '工资', ...vault]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^"工资" is neither an ID nor the name of a certificate\./);
});

test('[D01] inspect shows the days left and marks a key without its password as locked', async () => {
  expect((await runCli(['inspect', at('many/soon.pem')])).stdout).toMatch(/ {2}expires in [45] days$/m);
  expect((await runCli(['inspect', at('many/soon.p12')])).stdout).toMatch(/^ {2}private key.* {2}locked$/m);
});

test('[R06] check --format prometheus writes metrics and exits with 0 although something expires', async () => {
  const { code, stdout } = await runCli(['check', '--format', 'prometheus', ...vault]);
  expect(code).toBe(0);
  const ends = parseExposition(stdout).find(({ name }) => name === 'x509_cert_not_after');
  expect(ends?.samples.map(({ labels }) => labels['label']).toSorted()).toEqual(['', '工资卡']);
  expect(stdout).not.toContain('svc-payments');
  const named = await runCli(['check', '--format', 'prometheus', '--with-names', ...vault]);
  expect(named.stdout).toContain('subject_CN="svc-payments@yunfan.example"');
  expect((await runCli(['check', '--with-names', ...vault])).code).toBe(2);
});
