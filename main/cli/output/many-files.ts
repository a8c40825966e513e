// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Diagnosis } from '../../../shared/schemas/certificates/inspection.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { painted, type Style, type Terminal } from './table.ts';
import { padEndTo, padStartTo, textWidth } from './text-width.ts';

const problemKinds = ['needsPassword', 'damaged', 'unsupported', 'notCertificate', 'failed', 'keysLeftOut'] as const;
type ProblemKind = (typeof problemKinds)[number];

export interface FileProblem {
  readonly kind: ProblemKind;
  readonly file: string;
  readonly text: string;
}

interface CountLine {
  readonly count: number;
  readonly label: string;
  readonly detail: string;
  readonly style: Style;
}

/** Limit per kind without `--verbose`. */
const mostListed = 10;

interface ManyFilesTexts {
  readonly titles: Readonly<Record<ProblemKind, string>>;
  readonly counts: Readonly<Record<ProblemKind, string>>;
  readonly more: string;
}

const texts: Readonly<Record<Language, ManyFilesTexts>> = {
  'zh-CN': {
    titles: {
      needsPassword: '需要密码',
      damaged: '已损坏',
      unsupported: '不支持',
      notCertificate: '不是证书文件',
      failed: '失败',
      keysLeftOut: '部分私钥没有导入',
    },
    counts: {
      needsPassword: '需要密码',
      damaged: '已损坏',
      unsupported: '不支持',
      notCertificate: '不是证书文件',
      failed: '失败',
      keysLeftOut: '部分私钥没有导入',
    },
    more: '还有 {{count}} 个，给命令加上 --verbose 可全部列出',
  },
  en: {
    titles: {
      needsPassword: 'Password needed',
      damaged: 'Damaged',
      unsupported: 'Not supported',
      notCertificate: 'Not certificate files',
      failed: 'Failed',
      keysLeftOut: 'Private keys left out',
    },
    counts: {
      needsPassword: 'password needed',
      damaged: 'damaged',
      unsupported: 'not supported',
      notCertificate: 'not certificate files',
      failed: 'failed',
      keysLeftOut: 'with private keys left out',
    },
    more: 'and {{count}} more. To list all, add --verbose',
  },
};

const styles: Readonly<Record<ProblemKind, Style>> = {
  needsPassword: 'yellow',
  damaged: 'red',
  unsupported: 'red',
  notCertificate: 'yellow',
  failed: 'red',
  keysLeftOut: 'yellow',
};

const byDiagnosis: Readonly<Record<Diagnosis['code'], ProblemKind | null>> = {
  opened: null,
  'needs-password': 'needsPassword',
  'wrong-password': 'needsPassword',
  'wrong-key': 'unsupported',
  damaged: 'damaged',
  'key-mismatch': 'damaged',
  'unsupported-algorithm': 'unsupported',
  'enveloped-key': 'unsupported',
  'enveloped-data': 'unsupported',
  'not-a-certificate-file': 'notCertificate',
  'limit-exceeded': 'failed',
};

export function problemOfDiagnosis(code: Diagnosis['code']): ProblemKind | null {
  return byDiagnosis[code];
}

export function problemCounts(language: Language, problems: readonly FileProblem[], detail: string): CountLine[] {
  return problemKinds.map((kind) => ({
    count: problems.filter((each) => each.kind === kind).length,
    label: texts[language].counts[kind],
    detail: kind === 'keysLeftOut' ? '' : detail,
    style: styles[kind],
  }));
}

/** Returns `  340  imported  338 with a private key` and omits zero counts. */
export function countLines(lines: readonly CountLine[], terminal: Terminal): string[] {
  const shown = lines.filter(({ count }) => count > 0);
  const number = (count: number): string => count.toLocaleString('en');
  const digits = Math.max(...shown.map(({ count }) => number(count).length), 3);
  const width = Math.max(...shown.map(({ label }) => textWidth(label)), 0);
  return shown.map(({ count, label, detail, style }) => {
    const text = `${padStartTo(number(count), digits)}  ${padEndTo(label, width)}`;
    return `  ${painted(text, style, terminal)}  ${detail}`.trimEnd();
  });
}

export function problemLines(
  language: Language,
  problems: readonly FileProblem[],
  { verbose, terminal }: { readonly verbose: boolean; readonly terminal: Terminal },
): string[] {
  const { titles, more } = texts[language];
  return problemKinds.flatMap((kind) => {
    const found = problems.filter((each) => each.kind === kind);
    const listed = verbose ? found : found.slice(0, mostListed);
    if (found.length === 0) return [];
    return [
      '',
      painted(titles[kind], 'bold', terminal),
      ...listed.map(({ file, text }) => `  ${visibleText(file)}: ${text}`),
      ...(found.length > listed.length ? [`  ${fillMessage(more, { count: found.length - listed.length })}`] : []),
    ];
  });
}
