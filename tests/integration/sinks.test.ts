// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suggestedFileName } from '../../main/exports/suggested-name.ts';
import { pemBlock } from '../../main/formats/writers/write-pem.ts';
import { reminderNotices } from '../../main/reminders/reminder-notices.ts';
import { integer } from '../../main/x509/der/der-writer.ts';
import { hiddenCharacters } from '../../shared/domain/imports/hidden-characters.ts';
import { untouched } from '../../shared/domain/certificates/reminder-plan.ts';
import { encodeCertificate } from '../unit/x509/certificates.ts';
import { runCli, type CliResult } from '../support/cli/run-cli.ts';

/** Hostile text for certificates, file names and notes. For the window, see renderer/ui/screen-text. */
const hostile = [
  'red\u001b[31m\u001b]0;title\u0007',
  'csi\u009b2J',
  'abc\u202egnp.exe',
  '\u2066isolated',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '@SUM(1)',
  '-2+3',
  '＝1+1',
  ' =1+1',
  'line\r\nX-Header: 1',
  '../../etc/passwd',
  'C:\\con\\..\\x',
  'nul\u0000byte',
  'quote","and\'more',
  'x'.repeat(10_000),
  '\u{1f510}'.repeat(5000),
  '\u2028separator',
  'zero\u200bwidth\ufeff',
];
const forArgv = hostile.filter((text) => !text.includes('\u0000') && text.length < 200);

const folder = mkdtempSync(join(tmpdir(), 'cs-sinks-'));
const vault = join(folder, 'vault');
const file = join(folder, 'h\u001b[31m\u202ecod.pem');
const cli = async (...argv: string[]) => runCli([...argv, '--vault', vault]);
let ids: string[] = [];
/** Output of `import` and `set` with the hostile text. */
const answers: CliResult[] = [];

beforeAll(async () => {
  const blocks = hostile.map((text, index) => {
    const name = [[['2.5.4.3', text] as const], [['2.5.4.10', text] as const]] as const;
    const der = encodeCertificate({ subject: name, issuer: name, serial: integer(index + 1) });
    return Buffer.concat([
      Buffer.from(`friendlyName: ${text.replaceAll(/[\r\n]/g, ' ')}\n`),
      pemBlock('CERTIFICATE', der),
    ]);
  });
  writeFileSync(file, Buffer.concat(blocks));
  answers.push(await cli('import', file));
  const listed = await cli('list', '--json');
  ids = summaries(listed).map(({ sha256 }) => String(sha256));
  for (const [index, text] of forArgv.entries()) {
    const argv = ['set', ids[index] ?? '', `--label=${text}`, `--place=${text}`, `--note=${text}`];
    answers.push(await cli(...argv));
  }
  await cli('set', ...ids, `--tag=+\u001b[1m\u202etag`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Characters that would affect a terminal or hide in text, except the output's own line ends. */
function harm(text: string, lineEnd = '\n'): string[] {
  return text.replaceAll(lineEnd, '').match(hiddenCharacters) ?? [];
}

function summaries({ json }: CliResult): Record<string, unknown>[] {
  return (json?.value?.certificates ?? []) as Record<string, unknown>[];
}

describe('[X10] one encoder per sink: hostile text in a certificate has no effect', () => {
  test('terminal: import and set print nothing harmful', () => {
    expect(ids).toHaveLength(hostile.length);
    expect(answers).toHaveLength(1 + forArgv.length);
    for (const run of answers)
      expect({ code: run.code, stdout: harm(run.stdout), stderr: harm(run.stderr) }).toEqual({
        code: 0,
        stdout: [],
        stderr: [],
      });
  });

  test('terminal: list, check, show and inspect print nothing harmful', async () => {
    const list = await cli('list');
    for (const id of ids) expect(list.stdout).toContain(id.slice(0, 8));
    const shown = await Promise.all(ids.slice(0, 6).map(async (id) => cli('show', id)));
    for (const run of [list, await cli('check', '--days', '9999'), await cli('inspect', file), ...shown])
      expect({ stdout: harm(run.stdout), stderr: harm(run.stderr) }).toEqual({ stdout: [], stderr: [] });
    expect(list.stdout).toContain('red\\u{1b}[31m');
  });

  test('[L08] CSV: Python reads it as RFC 4180, and no cell is a formula', async () => {
    const { stdout } = await cli('list', '--format', 'csv');
    expect(harm(stdout, '\r\n')).toEqual([]);
    const program =
      'import csv, io, json, sys; print(json.dumps(list(csv.reader(io.TextIOWrapper(sys.stdin.buffer, "utf-8", newline=""), strict=True))))';
    const rows = JSON.parse(
      execFileSync('python3', ['-c', program], { input: stdout, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
    ) as string[][];
    expect(rows).toHaveLength(hostile.length + 1);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([rows[0]?.length]));
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@|%＝＋－＠]/u);
    expect(rows.some((row) => row.includes("'=cmd|' /C calc'!A0"))).toBe(true);
    expect(rows.slice(1).map(([sha256]) => sha256)).toEqual(ids);
  });

  test('[L08] JSON: nothing affects a terminal, and a parser gets every character back', async () => {
    for (const argv of [
      ['list', '--json'],
      ['list', '--format', 'json'],
      ['inspect', file, '--json'],
    ]) {
      const { stdout } = await cli(...argv);
      expect(harm(stdout)).toEqual([]);
      expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    }
    const listed = summaries(await cli('list', '--json'));
    const labels = listed.map(({ label }) => label);
    for (const text of forArgv) expect(labels).toContain(text.normalize('NFC').trim());
    const names =
      'sha256 subject issuer displayName issuerName serial notBefore notAfter status chainState warnings hasPrivateKey keyOnToken watched supersededBy backup loss pair isCa algorithm label place tags origin';
    expect(Object.keys(listed[0] ?? {})).toEqual(names.split(' '));
  });

  test('[R04] calendar: each name stays in its own property, on lines of 75 octets', async () => {
    const calendar = join(folder, 'dates.ics');
    const { json } = await cli('calendar', '-o', calendar, '--json');
    expect(json?.value?.events).toBe(hostile.length);
    const text = readFileSync(calendar, 'utf8');
    expect(harm(text, '\r\n')).toEqual([]);
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const properties = text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
    const names = new Set(properties.map((property) => /^[A-Z-]+(?=[:;])/.exec(property)?.[0]));
    const known =
      'ACTION BEGIN CALSCALE DESCRIPTION DTEND DTSTAMP DTSTART END METHOD PRODID SUMMARY TRANSP TRIGGER UID VERSION X-WR-CALNAME';
    expect(names).toEqual(new Set(known.split(' ')));
    expect(properties.filter((property) => property.startsWith('SUMMARY:'))).toHaveLength(hostile.length);
  });

  test('[R02] notifications contain nothing harmful and have short titles', () => {
    const due = hostile.map((name, index) => ({
      about: String(index),
      sha256: null,
      name,
      notAfter: '2027-01-01T00:00:00.000Z',
      days: 7,
      isLost: false,
      isUnsafe: false,
      isReplaced: false,
      state: untouched,
    }));
    for (const item of due) {
      const options = { now: new Date('2026-12-24T00:00:00Z'), language: 'en', hideNames: false } as const;
      const [notice] = reminderNotices([item], options);
      expect(harm(`${notice?.title}${notice?.body}`, '')).toEqual([]);
      expect(notice?.title.length).toBeLessThanOrEqual(160);
    }
  });

  test('errors: a hostile file name, command or option prints nothing harmful', async () => {
    const missing = await cli('inspect', join(folder, 'no\u001b[2J\u202efile'));
    const word = await runCli(['im\u001b[2Jprot']);
    const option = await cli('list', '--status', '\u001b[2J');
    for (const run of [missing, word, option]) {
      expect(run.code).not.toBe(0);
      expect({ stdout: harm(run.stdout), stderr: harm(run.stderr) }).toEqual({ stdout: [], stderr: [] });
    }
    const json = await cli('inspect', join(folder, 'no\u009b2J'), '--json');
    expect(harm(json.stdout)).toEqual([]);
  });

  test('file names contain nothing harmful and have at most 255 octets', () => {
    for (const text of hostile) {
      const name = suggestedFileName(text, 'p12');
      expect(name).not.toMatch(/[<>:"/\\|?*]|^\.|[. ]\.p12$/);
      expect({ harm: harm(name), isWellFormed: name.isWellFormed(), fits: Buffer.byteLength(name) <= 255 }).toEqual({
        harm: [],
        isWellFormed: true,
        fits: true,
      });
    }
    expect(suggestedFileName(`${'a'.repeat(79)}\u{1f510}`, 'pem')).toBe(`${'a'.repeat(79)}.pem`);
    expect(suggestedFileName(`${'a'.repeat(79)}. b`, 'pem')).toBe(`${'a'.repeat(79)}.pem`);
  });
});
