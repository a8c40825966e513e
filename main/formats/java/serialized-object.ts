// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { damagedAt } from '../../x509/der/der-reader.ts';
import type { OctetReader } from './octet-reader.ts';

const codes = {
  null: 0x70,
  reference: 0x71,
  classDescription: 0x72,
  object: 0x73,
  string: 0x74,
  array: 0x75,
  blockData: 0x77,
  endBlockData: 0x78,
} as const;
const streamHeader = 0xaced_0005;
const firstHandle = 0x7e_0000;
const maxDepth = 32;
const maxHandles = 1000;
const primitiveSizes: Readonly<Record<string, number>> = { B: 1, C: 2, D: 8, F: 4, I: 4, J: 8, S: 2, Z: 1 };

interface ClassDescription {
  readonly name: string;
  readonly fieldTypes: readonly string[];
  readonly flags: number;
  readonly parent: ClassDescription | null;
}

/**
 * Skips a JCEKS secret key, which is a serialized Java object.
 * @throws `damaged` (`offset`), `limit-exceeded`
 */
export function skipSerializedObject(reader: OctetReader): void {
  if (reader.uint32() !== streamHeader) throw damagedAt(reader.offset - 4);
  new Walk(reader).content(0);
}

class Walk {
  readonly #reader: OctetReader;
  readonly #handles: (ClassDescription | null)[] = [];

  constructor(reader: OctetReader) {
    this.#reader = reader;
  }

  content(depth: number): boolean {
    if (depth > maxDepth || this.#handles.length > maxHandles) throw new AppError('limit-exceeded', { limit: 'depth' });
    const reader = this.#reader;
    const code = reader.uint8();
    switch (code) {
      case codes.null:
        return true;
      case codes.reference:
        reader.uint32();
        return true;
      case codes.string:
        this.#handles.push(null);
        reader.text();
        return true;
      case codes.blockData:
        reader.take(reader.uint8());
        return true;
      case codes.endBlockData:
        return false;
      case codes.object:
        this.#object(depth);
        return true;
      case codes.array:
        this.#array(depth);
        return true;
      default:
        throw damagedAt(reader.offset - 1);
    }
  }

  #object(depth: number): void {
    const description = this.#description(depth);
    this.#handles.push(null);
    const classes: ClassDescription[] = [];
    for (let each = description; each; each = each.parent) classes.unshift(each);
    for (const { fieldTypes, flags } of classes) {
      // Without SC_SERIALIZABLE the layout is unknown.
      if ((flags & 0x02) === 0) throw damagedAt(this.#reader.offset);
      for (const type of fieldTypes) this.#value(type, depth);
      if (flags & 0x01) while (this.content(depth + 1));
    }
  }

  #array(depth: number): void {
    const description = this.#description(depth);
    this.#handles.push(null);
    const count = this.#reader.uint32();
    const type = description?.name[1] ?? '';
    const size = primitiveSizes[type];
    if (size !== undefined) this.#reader.take(size * count);
    else for (let i = 0; i < count; i++) this.#value(type, depth);
  }

  #value(type: string, depth: number): void {
    const size = primitiveSizes[type];
    if (size !== undefined) this.#reader.take(size);
    else if (!this.content(depth + 1)) throw damagedAt(this.#reader.offset - 1);
  }

  #description(depth: number): ClassDescription | null {
    if (depth > maxDepth) throw new AppError('limit-exceeded', { limit: 'depth' });
    const reader = this.#reader;
    const start = reader.offset;
    const code = reader.uint8();
    if (code === codes.null) return null;
    if (code === codes.reference) return this.#handles[reader.uint32() - firstHandle] ?? null;
    if (code !== codes.classDescription) throw damagedAt(start);
    const name = reader.text();
    reader.take(8);
    const handle = this.#handles.push(null) - 1;
    const flags = reader.uint8();
    const fieldTypes: string[] = [];
    for (let left = reader.uint16(); left > 0; left--) {
      const type = String.fromCharCode(reader.uint8());
      reader.text();
      if (primitiveSizes[type] === undefined) this.content(depth + 1);
      fieldTypes.push(type);
    }
    while (this.content(depth + 1));
    const description = { name, fieldTypes, flags, parent: this.#description(depth + 1) };
    this.#handles[handle] = description;
    return description;
  }
}
