// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeRendererManifest } from '../../../scripts/build/renderer-manifest.ts';
import { openRendererFiles } from '../../../main/hosts/renderer-files.ts';
import { answerScheme } from '../../../main/hosts/electron/window/scheme-answer.ts';
import { chromiumOrigin, electronOrigin } from '../../../shared/ipc/channel.ts';

let dist: string;
beforeEach(() => {
  dist = mkdtempSync(path.join(tmpdir(), 'certsteward-files-'));
  mkdirSync(path.join(dist, 'renderer/assets'), { recursive: true });
  writeFileSync(path.join(dist, 'renderer/index.html'), '<title>page</title>');
  writeFileSync(path.join(dist, 'renderer/assets/main.js'), 'export {};');
  writeRendererManifest(dist);
  writeFileSync(path.join(dist, 'renderer/later.js'), 'not of the build');
});
afterEach(() => rmSync(dist, { recursive: true }));

async function read(url: string, origin: string): Promise<string | null> {
  const file = await openRendererFiles(dist, origin).read(url);
  return file && `${file.contentType} ${Buffer.from(file.body).toString()}`;
}

for (const origin of [chromiumOrigin, electronOrigin]) {
  test(`[X02] ${origin} serves the files of the build`, async () => {
    expect(await read(`${origin}/`, origin)).toBe('text/html; charset=utf-8 <title>page</title>');
    expect(await read(`${origin}/assets/main.js?x#y`, origin)).toBe('text/javascript; charset=utf-8 export {};');
  });

  test.each([
    ['a file that the build did not list', '/later.js'],
    ['the manifest', '/renderer-manifest.json'],
    ['a climbing path', '/assets/../../renderer-manifest.json'],
    ['an encoded climbing path', '/assets/..%2f..%2frenderer-manifest.json'],
    ['a name that every object has', '/__proto__'],
    ['a folder', '/assets'],
  ])(`[X02] ${origin} does not serve %s`, async (_what, urlPath) => {
    expect(await read(`${origin}${urlPath}`, origin)).toBeNull();
  });
}

test.each([
  'https://app.invalid.example/',
  'https://user@app.invalid/',
  'http://app.invalid/',
  'file:///etc/passwd',
  'x',
])('[X02] a URL outside the app is not served: %s', async (url) => {
  expect(await read(url, chromiumOrigin)).toBeNull();
});

test('[X02] a file changed after the build is not served', async () => {
  writeFileSync(path.join(dist, 'renderer/assets/main.js'), 'changed');
  expect(await read(`${electronOrigin}/assets/main.js`, electronOrigin)).toBeNull();
});

test('[X02] a file of unknown type stops the build', () => {
  writeFileSync(path.join(dist, 'renderer/program.wasm'), '');
  expect(() => writeRendererManifest(dist)).toThrow('program.wasm');
});

test('[X02] the scheme sends the policy, and refuses unlisted files and methods but GET', async () => {
  const files = openRendererFiles(dist, electronOrigin);
  const page = await answerScheme({ method: 'GET', url: `${electronOrigin}/` }, files);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
  expect((await answerScheme({ method: 'GET', url: `${electronOrigin}/later.js` }, files)).status).toBe(404);
  expect((await answerScheme({ method: 'POST', url: `${electronOrigin}/` }, files)).status).toBe(405);
});
