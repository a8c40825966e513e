// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { readElement, type DerElement } from '../der/der-reader.ts';
import { readString } from '../der/der-strings.ts';
import { toHex } from '../der/der-values.ts';
import { describers } from './extension-describers.ts';
import type { CertificateExtension } from './extension-fields.ts';

const maxLines = 1000;
const maxHexOctets = 2048;

/** Returns hex (`#…`) as a last resort, because a bad extension must not hide the certificate. */
export function describeExtension(bytes: Uint8Array, { oid, value }: CertificateExtension): string[] {
  try {
    const inner = readElement(bytes, value.content, value.end);
    if (inner.end !== value.end) return [hexOf(bytes, value)];
    const describer = describers[oid];
    if (describer !== undefined) return shorten(describer(bytes, inner));
    const text = readString(bytes, inner);
    return [text ?? hexOf(bytes, value)];
  } catch (error) {
    if (error instanceof AppError) return [hexOf(bytes, value)];
    throw error;
  }
}

function shorten(lines: string[]): string[] {
  return lines.length > maxLines ? [...lines.slice(0, maxLines), '…'] : lines;
}

function hexOf(bytes: Uint8Array, value: DerElement): string {
  const end = Math.min(value.end, value.content + maxHexOctets);
  return `#${toHex(bytes, value.content, end)}${end < value.end ? '…' : ''}`;
}
