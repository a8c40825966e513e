// SPDX-License-Identifier: Apache-2.0
import type { TokenObject } from '../../../../shared/schemas/token.ts';

export interface ObjectGroup {
  readonly key: string;
  readonly objects: readonly TokenObject[];
  readonly certificate: TokenObject | null;
  readonly privateKey: TokenObject | null;
}

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
    // After a renewal with the same key, prefer the certificate that expires last.
    certificate:
      members
        .filter(({ certificate }) => certificate !== null)
        .toSorted((a, b) => (b.certificate?.notAfter ?? '').localeCompare(a.certificate?.notAfter ?? ''))[0] ?? null,
    privateKey: members.find((each) => each.class === 'private-key') ?? null,
  }));
}
