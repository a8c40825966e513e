// SPDX-License-Identifier: Apache-2.0
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const sources = globSync('{main,preload,renderer,shared}/**/*.{ts,tsx}').map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}));

it('[X08] only copyText and CopyAndSave write to the clipboard', () => {
  const written = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/clipboard\s*\.\s*write\w*\(\s*([^)]*)\)/g)].map((match) => `${file}: ${match[1]}`),
  );
  expect(new Set(written)).toEqual(
    new Set([
      // Their texts are checked below.
      'renderer/state/copy-text.ts: text',
      'renderer/ui/feedback/copy-and-save.tsx: text(',
    ]),
  );
});

it('[X08] copyText and FactRow copy only a certificate’s facts, its PEM, and its bank’s address and phone', () => {
  const given = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/(?<!function )copyText\(((?:[^()]|\([^()]*\))*)\)/g)].map((match) => `${file}: ${match[1]}`),
  );
  expect(new Set(given)).toEqual(
    new Set([
      // `copied` is checked below.
      'renderer/ui/fact-row.tsx: copied, () => name',
      "renderer/features/detail/tabs/raw-sections.tsx: detail.pem, (say) => say('detail.pem')",
      // Typed and compared by a person.
      "renderer/features/enrolment/bank/bank-site-pane.tsx: held.profile.url, (say) => say('bankSite.title')",
      "renderer/state/certificate-actions.ts: hexPairs(serial), (say) => say('detail.serial')",
      "renderer/state/certificate-actions.ts: sha256, () => 'SHA-256'",
    ]),
  );
  const rows = sources.flatMap(({ text }) =>
    [...text.matchAll(/<FactRow [^>]*copied=\{([^}]*)\}/g)].map(([, what]) => what),
  );
  expect(new Set(rows)).toEqual(
    new Set([
      'hexPairs(detail.serial)',
      'hexPairs(row.serial)',
      'hexPairs(serial)',
      'phone',
      'detail.fingerprints.sha256',
      'detail.subject',
      'detail.issuer',
      "subjectAlternativeNames.join('\\n')",
      'fingerprints.sha256',
      'fingerprints.sha1',
    ]),
  );
});

it('[X08] CopyAndSave receives only a request, a loss contact sheet or a problem report', () => {
  const given = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/<CopyAndSave\s+text=\{(.*)\}/g)].map((match) => `${file}: ${match[1]}`),
  );
  const users = sources.filter(({ file, text }) => text.includes('<CopyAndSave') && !file.startsWith('renderer/ui/'));
  expect(given).toHaveLength(users.length);
  expect(new Set(given)).toEqual(
    new Set([
      'renderer/features/tokens/keys/request-pane.tsx: () => pem',
      // The certificate's facts with masked identity numbers, and its CA's contact.
      'renderer/features/losses/sheet-actions.tsx: () => contactSheetText(sheets, language)',
      // Error classes and locations (tests/unit/problems).
      'renderer/features/settings/problem-report.tsx: () => problems.text',
    ]),
  );
});

it('[X08] no source uses another clipboard API', () => {
  const other =
    /execCommand\(|\bClipboardItem\b|from 'electron'.*\bclipboard\b|import \{[^}]*\bclipboard\b[^}]*\} from 'electron'/;
  expect(sources.filter(({ text }) => other.test(text)).map(({ file }) => file)).toEqual([]);
});
