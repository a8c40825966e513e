// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createProblemLog } from '../../../main/problems/problem-log.ts';
import { problemReport } from '../../../main/problems/problem-report.ts';

const at = new Date('2026-11-28T17:00:00Z');
const noted = (error: unknown) => createProblemLog(() => at).note('vault.open', error);

function errorWith(stack: string): Error {
  const error = new TypeError('wrong password: hunter2 in /home/zhang/keys.p12');
  error.stack = stack;
  return error;
}

describe('[X04] a problem report', () => {
  test('holds class, code and place of an error, never its message or the folders of a person', () => {
    const error = errorWith(
      [
        'TypeError: wrong password: hunter2',
        '    at second line of a message: (/home/zhang/secret.txt)',
        '    at open (file:///home/zhang/Programs/certsteward/dist/main/chunks/electron-x.mjs:10:20)',
        '    at async C:\\Users\\张三\\AppData\\Local\\Programs\\app\\dist\\main\\cli.mjs:1:2',
        '    at Parser.read (/home/zhang/app/node_modules/koffi/index.js:3:4)',
        '    at /home/zhang/张三 的 证书/hunter2.ts:5:6',
        '    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)',
        '    at new Promise (<anonymous>)',
        '    at deep (D:/zhangdist/Zhang San/app/dist/main/x.mjs:7:8)',
      ].join('\n'),
    );
    expect(noted(Object.assign(error, { code: 'ERR_BUSY' }))).toEqual({
      at: at.toISOString(),
      where: 'vault.open',
      what: 'TypeError ERR_BUSY',
      frames: [
        'at elsewhere',
        'at open (dist/main/chunks/electron-x.mjs:10:20)',
        'at dist\\main\\cli.mjs:1:2',
        'at Parser.read (node_modules/koffi/index.js:3:4)',
        'at elsewhere:5:6',
        'at process.processTicksAndRejections (node:internal/process/task_queues:104:5)',
        'at new Promise (<anonymous>)',
        'at deep (dist/main/x.mjs:7:8)',
      ],
    });
  });

  test('never includes a line of a message as a frame', () => {
    const error = new Error('refused:\n    at hunter2 (/dist/main/hunter2.ts:1:1)');
    expect(noted(error).frames.join()).not.toContain('hunter2');
    expect(noted(error).frames.length).toBeGreaterThan(0);
  });

  test('omits a code that is free text, and the content of a value that is no error', () => {
    expect(noted(Object.assign(new Error('x'), { code: '/home/zhang' })).what).toBe('Error');
    expect(noted('hunter2')).toMatchObject({ what: 'string', frames: [] });
  });

  test('keeps the last twenty errors', () => {
    const log = createProblemLog(() => at);
    for (let number = 0; number < 25; number += 1) log.note(`call ${number}`, new Error('x'));
    expect(log.list().map(({ where }) => where)).toEqual(Array.from({ length: 20 }, (_, index) => `call ${index + 5}`));
  });

  test('states the version and what went wrong, or that nothing did', () => {
    const facts = { version: '0.1.0', host: 'electron' };
    expect(problemReport({ ...facts, problems: [] })).toContain('No unexpected error');
    const text = problemReport({ ...facts, problems: [noted(errorWith('x\n    at run (/a/dist/main/x.mjs:1:1)'))] });
    expect(text).toMatch(/^CertSteward problem report\nversion 0\.1\.0, host electron\n/);
    expect(text).toContain('2026-11-28T17:00:00.000Z vault.open: TypeError\n  at run (dist/main/x.mjs:1:1)\n');
    expect(text).not.toContain('hunter2');
  });
});
