// SPDX-License-Identifier: Apache-2.0
import { affordableWork, lowerDeclaredWork } from './declared-work.ts';
import { mutateStructure } from './mutate-structure.ts';
import { type Random, weighted } from './random.ts';

type TextChange = (text: string, random: Random) => string;

const labels = [
  'CERTIFICATE',
  'X509 CERTIFICATE',
  'TRUSTED CERTIFICATE',
  'PKCS7',
  'CMS',
  'PKCS12',
  'CERTIFICATE REQUEST',
  'X509 CRL',
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'DSA PRIVATE KEY',
  'SM2 PRIVATE KEY',
  'PUBLIC KEY',
  'OPENSSH PRIVATE KEY',
  'X'.repeat(200),
  '',
  ' ',
  '-----',
  '证书',
];
const headers = [
  'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\n',
  'Proc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,0011\n\n',
  'Proc-Type: 4,ENCRYPTED\nDEK-Info: DES-CBC,zz\n\n',
  'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-GCM,0011223344556677\n\n',
  'Proc-Type: 4,ENCRYPTED\n\n',
  'DEK-Info: ,\n\n',
  'Proc-Type: 4,MIC-ONLY\n\n',
  `Comment: ${'x'.repeat(3_000)}\n\n`,
  ': :\n\n',
  'Key: value\n continued\n\n',
  '\n\n\n',
];
const junk = [
  'Bag Attributes\n    friendlyName: \u001b[2J张三\n',
  '\0\0\0',
  '# comment\r',
  '\u202e',
  '-----BEGIN ',
  '-----END ',
  '-----',
  'subject=/CN=x\n',
  '<html>\n',
  '\ufeff',
  '\u2028',
  'A'.repeat(5_000),
  '====',
  '\\n',
];

function somewhere(text: string, random: Random): number {
  return random.int(text.length + 1);
}

function insert(text: string, at: number, what: string): string {
  return text.slice(0, at) + what + text.slice(at);
}

function withLines(text: string, change: (lines: string[]) => string[]): string {
  return change(text.split('\n')).join('\n');
}

const changes: Record<string, TextChange> = {
  label: (text, random) => text.replace(/-----BEGIN ([^-\n]*)-----/, () => `-----BEGIN ${random.pick(labels)}-----`),
  bothLabels: (text, random) => {
    const label = random.pick(labels);
    return text.replaceAll(/-----(BEGIN|END) [^-\n]*-----/g, (_found, edge: string) => `-----${edge} ${label}-----`);
  },
  edge: (text, random) => {
    const edges = ['', '----BEGIN', '-----begin', '----- BEGIN', '-----BEGIN\t', '------BEGIN', '–----BEGIN'];
    return text.replace('-----BEGIN', () => random.pick(edges));
  },
  noEnd: (text) => text.replace(/-----END[^\n]*\n?/, ''),
  header: (text, random) => text.replace(/(-----BEGIN [^-\n]*-----\r?\n)/, (found) => found + random.pick(headers)),
  junk: (text, random) => insert(text, somewhere(text, random), random.pick(junk)),
  dropLine: (text, random) => withLines(text, (lines) => lines.toSpliced(random.int(lines.length), 1)),
  doubleLine: (text, random) =>
    withLines(text, (lines) => {
      const at = random.int(lines.length);
      return lines.toSpliced(at, 0, lines[at] ?? '');
    }),
  swapLines: (text, random) =>
    withLines(text, (lines) => {
      const [a, b] = [random.int(lines.length), random.int(lines.length)];
      return lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');
    }),
  oneLine: (text) => text.replaceAll('\n', ''),
  carriage: (text, random) =>
    text.replaceAll('\n', random.pick(['\r', '\r\n', '\n\r', '\n\n', '\v', '\u0085', '\\n', '\\r\\n'])),
  indent: (text, random) =>
    text.replaceAll('\n', `\n${random.pick(['  ', '\t', '> ', '>>', '"', '\u00a0', '\u200b'])}`),
  padding: (text, random) => insert(text, somewhere(text, random), random.pick(['=', '==', '===', '====='])),
  urlSafe: (text) => text.replaceAll('+', '-').replaceAll('/', '_'),
  bare: (text) => text.replaceAll(/-----[^\n]*-----\n?/g, ''),
  character: (text, random) => {
    const at = somewhere(text, random);
    return text.slice(0, at) + random.pick(['!', ' ', 'A', '\0', '-', '\u00e9', '中', '\ud83d']) + text.slice(at + 1);
  },
  truncate: (text, random) => text.slice(0, somewhere(text, random)),
  repeat: (text, random) =>
    text.repeat(2 + random.int(Math.max(1, Math.min(300, Math.floor(150_000 / (text.length + 1)))))),
  inside: (text, random) => insert(text, somewhere(text, random), text),
};

const encodings: readonly ((text: string, random: Random) => Uint8Array)[] = [
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le').swap16(),
  (text) => Buffer.from(`\ufeff${text}`, 'utf8'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -1),
  (text, random) => Buffer.concat([random.bytes(random.int(20)), Buffer.from(text, 'latin1')]),
  (text) => Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from(text, 'utf16le')]),
];

/** Encodes octets as PEM (RFC 7468). */
export function pemText(label: string, octets: Uint8Array): string {
  const lines =
    Buffer.from(octets)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Mutates a block's content, the text, its encoding, or several of these. */
export function mutatePem(
  original: Uint8Array,
  random: Random,
  donor: Uint8Array,
): { bytes: Uint8Array; how: string[] } {
  const how: string[] = [];
  let text = Buffer.from(original).toString('latin1');
  if (random.chance(0.5)) {
    const blocks = [...text.matchAll(/-----BEGIN ([^-\n]*)-----\r?\n([A-Za-z0-9+/=\s]+)-----END [^-\n]*-----/g)];
    const block = blocks.length > 0 ? random.pick(blocks) : undefined;
    if (block) {
      const changed = mutateStructure(Buffer.from(block[2] ?? '', 'base64'), random, donor);
      lowerDeclaredWork(changed.bytes, affordableWork);
      how.push('block', ...changed.how);
      const rest = text.slice(block.index + block[0].length);
      text = text.slice(0, block.index) + pemText(block[1] ?? '', changed.bytes) + rest;
    }
  }
  const count = weighted(random, [
    [how.length > 0 ? 60 : 0, 0],
    [50, 1],
    [20, 2],
    [10, 3],
  ]);
  for (let i = 0; i < count && text.length < 400_000; i++) {
    const [name, change] = random.pick(Object.entries(changes));
    text = change(text, random);
    how.push(name);
  }
  if (!random.chance(0.12)) return { bytes: Buffer.from(text, random.chance(0.9) ? 'latin1' : 'utf8'), how };
  return { bytes: random.pick(encodings)(text, random), how: [...how, 'encoding'] };
}
