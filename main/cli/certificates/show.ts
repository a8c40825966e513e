// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import { pathReasonText } from '../../../shared/i18n/path-reasons.ts';
import type { Asn1Node, Asn1Tree } from '../../../shared/schemas/certificates/asn1.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { defineCommand } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { lossLine } from './loss-line.ts';
import { statusText, words } from '../output/messages.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockWithoutAsking } from '../vault/unlock.ts';
import { wordedFinding } from '../output/validation-lines.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { flag } from '../runtime/options.ts';

function detailLines(language: 'zh-CN' | 'en', detail: CertificateDetail): string[] {
  const text = words(language);
  const pairs: [string, string | null][] = [
    ['sha256', detail.sha256],
    [text.holder, detail.displayName],
    ['subject', detail.subject],
    ['issuer', detail.issuer],
    ['serial', detail.serial],
    ['notBefore', detail.notBefore],
    ['notAfter', detail.notAfter],
    ['status', statusText(language, detail.status)],
    ['chain', text.chainState[detail.chainState]],
    ...detail.warnings.map((warning): [string, string] => ['warning', pathReasonText(warning, language)]),
    ['loss', lossLine(language, detail.loss)],
    ['algorithm', detail.algorithm],
    ['key', keyText(language, detail)],
    ['keyMadeBy', detail.keyMadeBy === null ? null : text.keyMadeByAuthority],
    ['issuedBy', detail.chain[1]?.displayName ?? (detail.chain[0]?.selfSigned === true ? detail.displayName : null)],
    ['signature', detail.chain[0]?.signature ?? null],
    ['keyUsage', detail.keyUsage.join(', ')],
    ['extendedKeyUsage', detail.extendedKeyUsage.join(', ')],
    ['subjectAltName', detail.subjectAlternativeNames.join(', ')],
    ['label', detail.label],
    ['place', detail.place],
    ['note', detail.noteLocked ? text.noteLocked : detail.note],
    ['tags', detail.tags.join(', ')],
    ['origin', detail.origin.path ?? detail.origin.fileName ?? detail.origin.downloadedFrom],
  ];
  const shown = pairs.filter(([, value]) => value !== null && value !== '');
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${name.padEnd(width)}  ${visibleText(value ?? '')}`);
}

function keyText(language: 'zh-CN' | 'en', { hasPrivateKey, keyOnToken }: CertificateDetail): string {
  if (keyOnToken === null) return hasPrivateKey ? 'yes' : 'no';
  const { label, serial, seen } = keyOnToken;
  const text = words(language);
  if (serial === '') return fillMessage(text.keyBehindProvider, { name: label });
  return fillMessage(seen ? text.keyOnToken : text.keyOnTokenUnseen, { name: label, serial });
}

export const showCommand = defineCommand({
  name: 'show',
  summary: { 'zh-CN': '显示一张证书的全部信息', en: 'show everything about one certificate' },
  words: { name: 'ID', count: [1, 1] },
  options: {
    asn1: flag({ 'zh-CN': '显示原始的 ASN.1 结构', en: 'show the raw ASN.1 structure' }),
    ...unlockOptions,
  },
  description: {
    'zh-CN': '显示一张证书的全部信息。ID 是 SHA-256 指纹、至少 8 位的开头，或 label:标签名。能打开保险库时也显示备注。',
    en: 'Shows everything about one certificate. ID is its SHA-256, a beginning of at least 8 digits, or label:TEXT. The note is shown where the vault can be opened.',
  },
  examples: [
    { line: 'certsteward show 3f2a91bc', 'zh-CN': '按指纹开头', en: 'by the beginning of its fingerprint' },
    { line: 'certsteward show label:Bank --json', 'zh-CN': '按标签名', en: 'by its label' },
  ],
  exitCodes: [exit.password, exit.notFound],
  seeAlso: ['list', 'set', 'export'],
  async run(run) {
    const { services, output } = run;
    await services.vault.require();
    const sha256 = await services.certificates.resolveId(run.arguments.words[0] ?? '', { labels: true });
    if (run.arguments.flags.has('asn1')) {
      const tree = await services.certificates.asn1({ sha256 });
      output.value({ sha256, asn1: tree }, asn1Lines(tree));
      return exit.done;
    }
    await unlockWithoutAsking(run);
    const detail = await services.certificates.detail({ sha256 });
    const warnings = detail.warnings.map((warning) => wordedFinding(run.language, warning));
    output.value({ certificate: { ...detail, warnings } }, detailLines(run.language, detail));
    return exit.done;
  },
});

/** As `openssl asn1parse`; `encap:` marks a string's content. */
function asn1Lines({ root, truncated }: Asn1Tree): string[] {
  const lines: string[] = [];
  const add = (node: Asn1Node, depth: number, encapsulated: boolean): void => {
    const place = `${String(node.offset).padStart(5)}:d=${depth}`.padEnd(10);
    const size = `hl=${node.headerLength} l=${String(node.length).padStart(4)}`;
    const form = node.constructed ? 'cons' : 'prim';
    const name = node.name === null ? '' : ` ${node.name}`;
    const value = node.value === null || node.value === '' ? '' : `:${visibleText(node.value)}${name}`;
    lines.push(`${place} ${size} ${encapsulated ? 'encap ' : ''}${form}: ${node.tag.padEnd(18)}${value}`.trimEnd());
    for (const child of node.children) add(child, depth + 1, encapsulated || !node.constructed);
  };
  add(root, 0, false);
  return truncated ? [...lines, '…'] : lines;
}
