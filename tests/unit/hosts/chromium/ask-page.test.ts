// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { askPage, askPolicy } from '../../../../main/hosts/chromium/ask/ask-page.ts';

const page = {
  language: 'zh-TW',
  title: '安装证书和私钥？',
  facts: [{ label: '证书', value: `<b>x</b>" autofocus onfocus="alert(1)` }],
  field: { label: '路径', value: `"><script>alert(1)</script>` },
  allow: '安装',
  cancel: '取消',
};

test('[X11] [X10] everything that the window shows is escaped', () => {
  const html = askPage(page);
  expect(html.match(/<script|<b>|onfocus="/g)).toBeNull();
  expect(html).toContain('&lt;b&gt;x&lt;/b&gt;&quot; autofocus onfocus=&quot;alert(1)');
  expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
});

const buttonsOf = (html: string) => [...html.matchAll(/<button [^>]*>/g)].map(([tag]) => tag);
const allow = '<button name="answer" value="allow" disabled>';

test('[X11] Cancel is first and focused, and Allow starts disabled', () => {
  const html = askPage({ ...page, field: null });
  expect(buttonsOf(html)).toEqual(['<button name="answer" value="cancel" autofocus>', allow]);
  expect(html).not.toContain('<input');
});

test('[X11] [U02] a path field has the focus, and Enter in it chooses the path once Allow is enabled', () => {
  const html = askPage(page);
  expect(buttonsOf(html)).toEqual([allow, '<button name="answer" value="cancel">']);
  expect(html.match(/<[^>]* autofocus>/g)).toEqual([expect.stringContaining('<input id="path"')]);
});

test('[X11] the window runs no script and loads nothing', () => {
  expect(askPolicy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/);
  expect(askPolicy).not.toContain('script-src');
});

test('[U01] the window uses a supported language', () => {
  expect(askPage(page)).toContain('<html lang="zh-CN">');
  expect(askPage({ ...page, language: 'de' })).toContain('<html lang="en">');
});
