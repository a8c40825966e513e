// SPDX-License-Identifier: Apache-2.0
import type { TokenObject } from '../../../../shared/schemas/token.ts';

/** A certificate with its keys, or a single object; never empty. */
export interface ObjectGroup {
  /** Of the row on screen: stays while more is read. */
  readonly key: string;
  readonly objects: readonly TokenObject[];
  readonly certificate: TokenObject | null;
  readonly privateKey: TokenObject | null;
}

/** Objects that belong together in one row each, in the order in which the first of them was read. */
export function groupObjects(objects: readonly TokenObject[]): readonly ObjectGroup[] {
  const groups = new Map<string, TokenObject[]>();
  for (const object of objects) {
    const key = object.pair === null ? object.id : `pair ${object.pair}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [object]);
    else group.push(object);
  }
  return [...groups].map(([key, members]) => ({
    key,
    objects: members,
    // A renewal for the same key leaves two: the one that lasts longer stands for the pair.
    certificate:
      members
        .filter(({ certificate }) => certificate !== null)
        .toSorted((a, b) => (b.certificate?.notAfter ?? '').localeCompare(a.certificate?.notAfter ?? ''))[0] ?? null,
    privateKey: members.find((each) => each.class === 'private-key') ?? null,
  }));
}
