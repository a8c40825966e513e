// SPDX-License-Identifier: Apache-2.0
import { type DerElement, contentOf, contextTag, damagedAt, readElement } from '../../der/der-reader.ts';
import { type NameKey, readNameKey } from './name-key.ts';

export type AlternativeName =
  | { readonly kind: 'email' | 'dns' | 'uri'; readonly text: string }
  | { readonly kind: 'ip'; readonly octets: Uint8Array }
  | { readonly kind: 'directory'; readonly name: NameKey }
  /** Compared only as a whole; `octets` is the DER. */
  | { readonly kind: 'unsupported'; readonly tag: number; readonly octets: Uint8Array };

/** @throws `damaged`, also for non-ASCII text in an IA5String; `limit-exceeded` */
export function readAlternativeName(bytes: Uint8Array, name: DerElement): AlternativeName {
  switch (name.tag) {
    case contextTag(1, false):
      return { kind: 'email', text: asciiText(bytes, name) };
    case contextTag(2, false):
      return { kind: 'dns', text: asciiText(bytes, name) };
    case contextTag(4):
      return { kind: 'directory', name: readNameKey(bytes, readElement(bytes, name.content, name.end)) };
    case contextTag(6, false):
      return { kind: 'uri', text: asciiText(bytes, name) };
    case contextTag(7, false):
      return { kind: 'ip', octets: contentOf(bytes, name) };
    case contextTag(0):
    case contextTag(3):
    case contextTag(5):
    case contextTag(8, false):
      return { kind: 'unsupported', tag: name.tagNumber, octets: bytes.subarray(name.start, name.end) };
    default:
      throw damagedAt(name.start);
  }
}

export function alternativeNameKey(name: AlternativeName): string {
  switch (name.kind) {
    case 'directory':
      return `directory:${name.name.join('\u0002')}`;
    case 'ip':
      return `ip:${Buffer.from(name.octets).toString('hex')}`;
    case 'unsupported':
      return `unsupported:${Buffer.from(name.octets).toString('hex')}`;
    default:
      return `${name.kind}:${name.text}`;
  }
}

function asciiText(bytes: Uint8Array, { content, end }: DerElement): string {
  for (let at = content; at < end; at++) if ((bytes[at] as number) & 0x80) throw damagedAt(at);
  return Buffer.from(bytes.buffer, bytes.byteOffset + content, end - content).toString('latin1');
}
