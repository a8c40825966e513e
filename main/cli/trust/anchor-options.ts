// SPDX-License-Identifier: Apache-2.0
import { certificateTexts } from '../certificates/certificate-texts.ts';
import { timeLeft } from '../certificates/time-left.ts';
import { localDay } from '../output/local-time.ts';
import { tableLines, type Row, type Terminal } from '../output/table.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { typedFingerprintFits } from '../../../shared/domain/trust/typed-fingerprint.ts';
import { trustTexts } from './anchor-texts.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { AnchorFacts, OwnAnchor } from '../../../shared/schemas/trust/trust.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';

/**
 * Finds a CA by fingerprint. Without one, takes the only root or the only CA. Errors: `fingerprint-differs`,
 * `ambiguous-id` (`candidates`: SHA-256).
 */
export function anchorOfFile(found: readonly AnchorFacts[], fingerprint: string | null): AnchorFacts {
  const roots = found.filter(({ selfIssued }) => selfIssued);
  const meant =
    fingerprint === null
      ? roots.length > 0
        ? roots
        : found
      : found.filter(({ sha256 }) => typedFingerprintFits(sha256, fingerprint));
  const [first] = meant;
  if (first === undefined) throw new AppError('fingerprint-differs');
  if (meant.length > 1) throw new AppError('ambiguous-id', { candidates: meant.map(({ sha256 }) => sha256) });
  return first;
}

/** `id` has at least 8 digits of the SHA-256. Errors: `not-found`, `ambiguous-id` (`candidates`), `usage`. */
export function anchorNamed(anchors: readonly OwnAnchor[], id: string): OwnAnchor {
  const digits = id.replaceAll(':', '').toLowerCase();
  if (!/^[0-9a-f]{8,64}$/.test(digits)) throw new AppError('usage', { argument: 'ID' });
  const found = anchors.filter(({ sha256 }) => sha256.startsWith(digits));
  const [anchor] = found;
  if (!anchor) throw new AppError('not-found');
  if (found.length > 1) throw new AppError('ambiguous-id', { candidates: found.map(({ sha256 }) => sha256) });
  return anchor;
}

/** Returns the typed fingerprint. `--yes` suffices only for self-issued CAs. Errors: `not-confirmed`, `usage`. */
export async function askForFingerprint(run: CommandRun, anchor: AnchorFacts): Promise<string> {
  const { values, flags } = run.arguments;
  const given = values['fingerprint'];
  if (given !== undefined) return given;
  if (flags.has('yes')) {
    if (!anchor.selfIssued) throw new AppError('usage', { option: '--fingerprint' });
    return anchor.sha256;
  }
  if (run.ask === null) throw new AppError('not-confirmed');
  return await run.ask([...anchorFactLines(run.language, anchor), trustTexts[run.language].typeFingerprint].join('\n'));
}

function anchorFactLines(language: Language, anchor: AnchorFacts): string[] {
  const texts = trustTexts[language];
  const { subject, issuer, notBefore, notAfter, sha256, selfIssued } = anchor;
  const facts: [string, string][] = [
    [texts.facts.subject, visibleText(subject)],
    [texts.facts.issuer, visibleText(issuer)],
    [texts.facts.validity, `${localDay(notBefore)} - ${localDay(notAfter)}`],
    [texts.facts.sha256, sha256],
  ];
  return [
    ...facts.map(([name, value]) => `${name}: ${value}`),
    ...(selfIssued ? [] : [texts.notSelfIssued]),
    texts.meaning,
  ];
}

export function anchorLines(
  anchors: readonly OwnAnchor[],
  { language, now, terminal }: { readonly language: Language; readonly now: Date; readonly terminal: Terminal },
): string[] {
  const { list } = certificateTexts[language];
  return tableLines(
    [
      { title: list.left, align: 'right' },
      { title: list.expires },
      { title: list.name, wraps: true },
      { title: list.status },
      { title: 'ID' },
    ],
    anchors.map((anchor) => anchorRow(language, anchor, now)),
    terminal,
  );
}

function anchorRow(
  language: Language,
  { sha256, trusted, confirmedAt, notAfter, displayName }: OwnAnchor,
  now: Date,
): Row {
  const texts = trustTexts[language];
  const state = trusted ? texts.trusted : confirmedAt === null ? texts.unconfirmed : texts.unsealed;
  return {
    cells: [
      {
        text: timeLeft(language, notAfter, now),
        ...(Date.parse(notAfter) < now.getTime() && { style: 'red' as const }),
      },
      { text: localDay(notAfter) },
      { text: visibleText(displayName) },
      { text: state, style: trusted ? 'green' : 'yellow' },
      { text: sha256.slice(0, 8), style: 'dim' },
    ],
  };
}
