// SPDX-License-Identifier: Apache-2.0
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const sources = globSync('{main,preload,renderer,shared}/**/*.{ts,tsx}').map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}));

it('[X08] what is written to the clipboard is public: fingerprint and PEM of a certificate, a request, an official address, whom to tell of a loss', () => {
  const written = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/clipboard\s*\.\s*write\w*\(\s*([^)]*)\)/g)].map((match) => `${file}: ${match[1]}`),
  );
  expect(new Set(written)).toEqual(
    new Set([
      'renderer/features/detail/tabs/overview-tab.tsx: detail.fingerprints.sha256',
      'renderer/features/detail/tabs/raw-tab.tsx: detail.pem',
      'renderer/features/enrolment/web/official-address.tsx: profile.url',
      // Given by whoever shows it: below.
      'renderer/ui/feedback/copy-and-save.tsx: text(',
    ]),
  );
});

it('[X08] what is given to be copied or saved is public, too', () => {
  const given = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/<CopyAndSave\s+text=\{(.*)\}/g)].map((match) => `${file}: ${match[1]}`),
  );
  const users = sources.filter(({ file, text }) => text.includes('<CopyAndSave') && !file.startsWith('renderer/ui/'));
  expect(given).toHaveLength(users.length);
  expect(new Set(given)).toEqual(
    new Set([
      'renderer/features/tokens/keys/request-pane.tsx: () => pem',
      // Facts of the certificate, identity numbers masked, and the contact of its authority.
      'renderer/features/losses/sheet-actions.tsx: () => contactSheetText(sheet, kind, language)',
      // Classes of errors and where they came up (tests/unit/problems).
      'renderer/features/settings/problem-report.tsx: () => problems.text',
    ]),
  );
});

it('[X08] no other way to the clipboard', () => {
  const other =
    /execCommand\(|\bClipboardItem\b|from 'electron'.*\bclipboard\b|import \{[^}]*\bclipboard\b[^}]*\} from 'electron'/;
  expect(sources.filter(({ text }) => other.test(text)).map(({ file }) => file)).toEqual([]);
});
