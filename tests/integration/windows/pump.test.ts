// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { startWindowsNode, whyNoWindows } from '../../../scripts/test/windows-node.mjs';

const folder = mkdtempSync(join(tmpdir(), 'certsteward-pump-'));
let world: ReturnType<typeof startWindowsNode>;

beforeAll(() => {
  world = whyNoWindows() ?? startWindowsNode(folder);
}, 240_000);
afterAll(() => {
  if (typeof world !== 'string') world.stop();
  rmSync(folder, { recursive: true, force: true });
});

function nodeOf(context: TestContext): string {
  return typeof world === 'string' ? context.skip(world) : world.node;
}

test('[P06] Windows’ Node gets streams, arguments and environment, and returns its exit code', (context) => {
  const script = `
    let text = '';
    process.stdin.setEncoding('utf8').on('data', (more) => (text += more)).on('end', () => {
      const { LC_ALL = null, USERPROFILE, ODD } = process.env;
      const inside = Object.keys(process.env).filter((name) => name.startsWith('INSIDE_'));
      console.log(JSON.stringify({ length: text.length, argv: process.argv.slice(1), LC_ALL, USERPROFILE, ODD, inside }));
      console.error('on the other stream');
      process.exitCode = 42;
    });`;
  const words = ['张 三', '', 'a "quoted" \\', '--x=y'];
  const answer = spawnSync(nodeOf(context), ['-e', script, '--', ...words], {
    // More than a pipe's capacity.
    input: '证'.repeat(300_000),
    env: { PATH: process.env['PATH'], HOME: '/home/of a person', INSIDE_ODD: 'a=b=c' },
    encoding: 'utf8',
  });
  expect({ status: answer.status, stderr: answer.stderr.trim() }).toEqual({
    status: 42,
    stderr: 'on the other stream',
  });
  expect(JSON.parse(answer.stdout)).toEqual({
    length: 300_000,
    argv: words,
    LC_ALL: null,
    USERPROFILE: 'Z:\\home\\of a person',
    ODD: 'a=b=c',
    inside: [],
  });
}, 60_000);

test('[P06] a Windows program ends when the process that started it is killed', async (context) => {
  const file = join(folder, 'growing');
  const script = `const { appendFileSync } = require('node:fs');
    setInterval(() => appendFileSync(process.argv[1], 'x'), 20);`;
  const child = spawn(nodeOf(context), ['-e', script, file], { stdio: 'ignore' });
  while (!existsSync(file)) await setTimeout(50);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await expect
    .poll(
      async () => {
        const { size } = statSync(file);
        await setTimeout(300);
        return statSync(file).size - size;
      },
      { timeout: 20_000 },
    )
    .toBe(0);
}, 60_000);
