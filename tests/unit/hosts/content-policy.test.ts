// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { contentSecurityPolicy, reactAriaStyleHash, responseHeaders } from '../../../main/hosts/content-policy.ts';

test('[X02] the policy allows only our own scripts, no network and no Trusted Types policy', () => {
  const directives = new Map(
    contentSecurityPolicy.split('; ').map((text) => text.split(/ (.*)/, 2) as [string, string]),
  );
  expect(directives.get('default-src')).toBe("'none'");
  expect(directives.get('script-src')).toBe("'self'");
  expect(directives.get('connect-src')).toBe("'none'");
  expect(directives.get('require-trusted-types-for')).toBe("'script'");
  expect(directives.get('trusted-types')).toBe("'none'");
  expect(contentSecurityPolicy).not.toContain('unsafe');
});

test('[X02] every file is served with nosniff', () => {
  expect(responseHeaders('text/css; charset=utf-8')).toMatchObject({
    'content-type': 'text/css; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': contentSecurityPolicy,
  });
});

test("[X02] the allowed style is React Aria's, as installed", () => {
  const folder = path.dirname(createRequire(import.meta.url).resolve('react-aria/package.json'));
  const source = readFileSync(path.join(folder, 'dist/private/interactions/usePress.mjs'), 'utf8');
  const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(source)?.[1];
  const style = /style\.textContent = `([^`]*)`\.trim\(\)/.exec(source)?.[1];
  const text = style?.replace(/\$\{[^}]*PRESSABLE_ATTRIBUTE\}/, attribute ?? '').trim() ?? '';
  expect(text).toContain('touch-action');
  expect(reactAriaStyleHash).toBe(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
});
