// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { isAppPage } from '../../../main/hosts/navigation.ts';
import { refuseForeign } from '../../../main/hosts/electron/window/contents-guard.ts';
import { isAllowedRequest } from '../../../main/hosts/electron/window/request-filter.ts';
import { chromiumOrigin, electronOrigin } from '../../../shared/ipc/channel.ts';

const foreign = [
  'https://bank.example/',
  'http://app.invalid/',
  'https://app.invalid:8443/',
  'https://x@app.invalid/',
  'https://app.invalid.bank.example/',
  'certsteward://other/',
  'certsteward://app/assets/main.js',
  'https://app.invalid/assets/main.js',
  'https://app.invalid/?x=1',
  'file:///etc/passwd',
  'data:text/html,x',
  'about:blank',
  'javascript:alert(1)',
  '',
];

test.each(foreign)('[X01] "%s" is not the page of the app, in either host', (url) => {
  expect(isAppPage(url, chromiumOrigin)).toBe(false);
  expect(isAppPage(url, electronOrigin)).toBe(false);
});

test('[X01] the app’s page may be loaded', () => {
  expect(isAppPage('https://app.invalid/', chromiumOrigin)).toBe(true);
  expect(isAppPage('certsteward://app/#anchor', electronOrigin)).toBe(true);
});

test('[X01] prevents foreign navigation, and allows the app’s page', () => {
  const prevented: string[] = [];
  for (const url of ['https://bank.example/', 'certsteward://app/']) {
    refuseForeign({ url, preventDefault: () => void prevented.push(url) });
  }
  expect(prevented).toEqual(['https://bank.example/']);
});

test.each([
  ['certsteward://app/assets/main.js', 'script', true],
  ['data:image/png;base64,AA', 'image', true],
  ['data:image/png;base64,AA', 'mainFrame', false],
  ['data:text/html,x', 'subFrame', false],
  ['certsteward://app.example/', 'script', false],
  ['https://bank.example/pixel.png', 'image', false],
  ['wss://bank.example/', 'webSocket', false],
  ['devtools://devtools/bundled/x.html', 'mainFrame', false],
])('[X02] request %s (%s) allowed: %s', (url, resourceType, allowed) => {
  expect(isAllowedRequest({ url, resourceType }, false)).toBe(allowed);
});

test('[X01] developer tools load in development only', () => {
  const facts = { url: 'devtools://devtools/bundled/x.html', resourceType: 'mainFrame' };
  expect(isAllowedRequest(facts, true)).toBe(true);
});
