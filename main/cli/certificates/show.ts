// SPDX-License-Identifier: Apache-2.0
import { identityEnd, pairRole } from '../../../shared/domain/certificates/identity-pair.ts';
import { chainNames } from '../../../shared/i18n/certificate-names.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { pathReasonText } from '../../../shared/i18n/path-reasons.ts';
import type { Asn1Node, Asn1Tree } from '../../../shared/schemas/certificates/asn1.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { painted } from '../output/table.ts';
import { padEndTo, textWidth } from '../output/text-width.ts';
import { localDay, localTime } from '../output/local-time.ts';
import { certificateTexts } from './certificate-texts.ts';
import { lossLine } from './loss-line.ts';
import { timeLeft, urgency } from './time-left.ts';
import { statusText, words } from '../output/messages.ts';
import { unlockOptions } from '../vault/unlock-options.ts';
import { unlockWithoutAsking } from '../vault/unlock.ts';
import { wordedFinding } from '../output/validation-lines.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { flag } from '../runtime/options.ts';

function detailLines({ language, now, output }: CommandRun, detail: CertificateDetail): string[] {
  const text = words(language);
  const { detail: labels, signature } = certificateTexts[language];
  const style = urgency(detail.status, detail.notAfter, now());
  const pairs: [string, string | null][] = [
    [labels.name, visible(detail.displayName)],
    [labels.status, painted(statusText(language, detail.status), style, output.terminal)],
    [labels.left, painted(timeLeft(language, detail.notAfter, now()), style, output.terminal)],
    [labels.notAfter, localTime(detail.notAfter)],
    [labels.notBefore, localTime(detail.notBefore)],
    [labels.subject, visible(detail.subject)],
    [labels.issuer, visible(detail.issuer)],
    [labels.serial, detail.serial],
    [labels.sha256, detail.sha256],
    [labels.chain, chainNames[language][detail.chainState].toLowerCase()],
    ...detail.warnings.map((warning): [string, string] => [labels.warning, visible(pathReasonText(warning, language))]),
    [labels.loss, lossLine(language, detail.loss)],
    [labels.algorithm, detail.algorithm],
    [labels.pair, pairText(language, detail, now())],
    [labels.key, visible(keyText(language, detail))],
    [labels.keyMadeBy, detail.keyMadeBy === null ? null : text.keyMadeByAuthority],
    [labels.issuedBy, visible(issuerOf(detail))],
    [labels.signature, detail.chain[0] === undefined ? null : signature[detail.chain[0].signature]],
    [labels.keyUsage, visible(detail.keyUsage.join(', '))],
    [labels.extendedKeyUsage, visible(detail.extendedKeyUsage.join(', '))],
    [labels.subjectAltName, visible(detail.subjectAlternativeNames.join(', '))],
    [labels.label, visible(detail.label)],
    [labels.place, visible(detail.place)],
    [labels.note, detail.noteLocked ? text.noteLocked : visible(detail.note)],
    [labels.tags, visible(detail.tags.join(language === 'zh-CN' ? '、' : ', '))],
    [labels.origin, visible(detail.origin.path ?? detail.origin.fileName ?? detail.origin.downloadedFrom)],
  ];
  const shown = pairs.filter(([, value]) => value !== null && value !== '');
  const width = Math.max(...shown.map(([name]) => textWidth(name)));
  return shown.map(([name, value]) => `${painted(padEndTo(name, width), 'dim', output.terminal)}  ${value ?? ''}`);
}

function visible(text: string | null): string {
  return visibleText(text ?? '');
}

function issuerOf({ chain: [own, issuer] }: CertificateDetail): string | null {
  return issuer?.displayName ?? (own?.selfSigned === true ? own.displayName : null);
}

/** An SM2 identity expires when either certificate does. */
function pairText(language: Language, detail: CertificateDetail, now: Date): string | null {
  const { pair } = detail;
  const role = pairRole(detail);
  if (pair === null || role === null) return null;
  const other = role === 'signing' ? pair.encryption : pair.signing;
  const ends = identityEnd(pair);
  const values = { id: other.sha256.slice(0, 16), date: localDay(other.notAfter), left: timeLeft(language, ends, now) };
  return fillMessage(certificateTexts[language].pair[role], values);
}

function keyText(language: Language, { hasPrivateKey, keyOnToken }: CertificateDetail): string {
  const text = words(language);
  if (keyOnToken === null) return hasPrivateKey ? text.keyInVault : text.no;
  const { label, serial, seen } = keyOnToken;
  if (serial === '') return fillMessage(text.keyBehindProvider, { name: label });
  return fillMessage(seen ? text.keyOnToken : text.keyOnTokenUnseen, { name: label, serial });
}

export const showCommand = defineCommand({
  name: 'show',
  summary: { 'zh-CN': '查看一张证书', en: 'Show one certificate in detail' },
  words: { name: 'ID', count: [1, 1] },
  options: {
    asn1: flag({ 'zh-CN': '显示 ASN.1 结构', en: 'Show the ASN.1 structure' }),
    ...unlockOptions,
  },
  description: {
    'zh-CN':
      '显示一张证书的全部信息。ID 是 SHA-256 指纹（写前 8 位即可），或完整名称（与指纹相似时写 label:名称）。能解锁保险库时也显示备注。',
    en: 'Shows everything about one certificate. ID is its SHA-256 fingerprint (the first 8 digits are enough) or its whole name (label:NAME if the name looks like a fingerprint). The note is shown if the vault can be unlocked.',
  },
  examples: [
    { line: 'certsteward show 3f2a91bc', 'zh-CN': '按指纹', en: 'By its fingerprint' },
    { line: 'certsteward show label:Bank --json', 'zh-CN': '按名称', en: 'By its name' },
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
    output.value({ certificate: { ...detail, warnings } }, detailLines(run, detail));
    return exit.done;
  },
});

/** Like `openssl asn1parse`. `encap` marks elements encoded inside a string. */
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
